from enum import StrEnum


class AppealState(StrEnum):
    DONE = "done"
    NEW = "new"
    WORK = "work"

    def __str__(self) -> str:
        return str(self.value)
