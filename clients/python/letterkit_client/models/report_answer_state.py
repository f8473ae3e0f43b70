from enum import StrEnum


class ReportAnswerState(StrEnum):
    ANSWERED = "answered"
    DOUBTFUL = "doubtful"
    UNANSWERED = "unanswered"

    def __str__(self) -> str:
        return str(self.value)
