from enum import StrEnum


class AppealsKind(StrEnum):
    COMPLAINT = "complaint"
    PROPOSAL = "proposal"
    STATEMENT = "statement"
    VALUE_3 = "-"

    def __str__(self) -> str:
        return str(self.value)
