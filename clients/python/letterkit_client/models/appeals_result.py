from enum import StrEnum


class AppealsResult(StrEnum):
    EXPLAINED = "explained"
    NO_ANSWER = "no_answer"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    SATISFIED = "satisfied"
    VALUE_5 = "-"

    def __str__(self) -> str:
        return str(self.value)
