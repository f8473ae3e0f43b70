from enum import StrEnum


class BlankToldLayout(StrEnum):
    CORNER = "corner"
    LONGITUDINAL = "longitudinal"

    def __str__(self) -> str:
        return str(self.value)
