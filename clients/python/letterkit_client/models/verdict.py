from enum import StrEnum


class Verdict(StrEnum):
    FIX = "fix"
    INCOMPLETE = "incomplete"
    READY = "ready"

    def __str__(self) -> str:
        return str(self.value)
