from enum import StrEnum


class RowWay(StrEnum):
    EMAIL = "email"
    POS = "pos"
    POST = "post"
    REGISTERED = "registered"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
