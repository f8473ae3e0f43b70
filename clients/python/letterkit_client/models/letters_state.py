from enum import StrEnum


class LettersState(StrEnum):
    AGREED = "agreed"
    APPROVED = "approved"
    DRAFT = "draft"
    REMOVED = "removed"
    RETURNED = "returned"
    REVIEW = "review"
    SENT = "sent"

    def __str__(self) -> str:
        return str(self.value)
