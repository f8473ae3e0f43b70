from enum import StrEnum


class RowState(StrEnum):
    CANCELLED = "cancelled"
    DONE = "done"
    FAILED = "failed"
    FAULTY = "faulty"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
