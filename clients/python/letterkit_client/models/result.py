from enum import StrEnum


class Result(StrEnum):
    EXPLAINED = "explained"
    NO_ANSWER = "no_answer"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    SATISFIED = "satisfied"

    def __str__(self) -> str:
        return str(self.value)
