from enum import StrEnum


class Nearness(StrEnum):
    CLOSE = "close"
    FAR = "far"
    LIKE = "like"
    SAME = "same"

    def __str__(self) -> str:
        return str(self.value)
