from enum import StrEnum


class Outcome(StrEnum):
    BY_DATE = "by_date"
    CANNOT = "cannot"
    CLARIFY = "clarify"
    EXPLAINED = "explained"
    EXTENDED = "extended"
    INTERIM = "interim"
    NO_ANSWER = "no_answer"
    NO_DATE = "no_date"
    REDIRECTED = "redirected"
    SOLVED = "solved"

    def __str__(self) -> str:
        return str(self.value)
