from enum import StrEnum


class ReportVerdict(StrEnum):
    FIX = "fix"
    INCOMPLETE = "incomplete"
    READY = "ready"

    def __str__(self) -> str:
        return str(self.value)
