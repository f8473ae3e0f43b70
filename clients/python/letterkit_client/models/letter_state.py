from enum import StrEnum


class LetterState(StrEnum):
    AGREED = "agreed"
    APPROVED = "approved"
    DRAFT = "draft"
    REMOVED = "removed"
    RETURNED = "returned"
    REVIEW = "review"
    SENT = "sent"

    def __str__(self) -> str:
        return str(self.value)
