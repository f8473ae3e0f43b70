from enum import StrEnum


class TermToldStartType3Type1(StrEnum):
    RECEIPT = "receipt"
    REGISTRATION = "registration"
    REQUEST = "request"

    def __str__(self) -> str:
        return str(self.value)
