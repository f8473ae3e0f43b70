from enum import StrEnum


class ReportFindingLevel(StrEnum):
    ADVICE = "advice"
    ERROR = "error"
    WARNING = "warning"

    def __str__(self) -> str:
        return str(self.value)
