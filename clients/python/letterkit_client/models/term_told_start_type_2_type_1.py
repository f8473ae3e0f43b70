from enum import StrEnum


class TermToldStartType2Type1(StrEnum):
    RECEIPT = "receipt"
    REGISTRATION = "registration"
    REQUEST = "request"

    def __str__(self) -> str:
        return str(self.value)
