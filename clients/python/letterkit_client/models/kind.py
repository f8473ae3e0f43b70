from enum import StrEnum


class Kind(StrEnum):
    COMPLAINT = "complaint"
    PROPOSAL = "proposal"
    STATEMENT = "statement"

    def __str__(self) -> str:
        return str(self.value)
