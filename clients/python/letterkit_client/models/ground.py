from enum import StrEnum


class Ground(StrEnum):
    ABUSE = "abuse"
    COURT = "court"
    PUBLISHED = "published"
    REPEAT = "repeat"
    SECRET = "secret"
    UNCLEAR = "unclear"
    UNREADABLE = "unreadable"

    def __str__(self) -> str:
        return str(self.value)
