from enum import StrEnum


class ReportClausesItemState(StrEnum):
    ADVICE = "advice"
    BROKEN = "broken"
    MET = "met"
    NOT_CHECKED = "not checked"

    def __str__(self) -> str:
        return str(self.value)
