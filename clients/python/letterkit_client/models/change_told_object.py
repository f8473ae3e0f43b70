from enum import StrEnum


class ChangeToldObject(StrEnum):
    APPEAL = "appeal"
    BATCH = "batch"
    LETTER = "letter"
    REGISTER = "register"

    def __str__(self) -> str:
        return str(self.value)
