from enum import StrEnum


class BatchState(StrEnum):
    CANCELLED = "cancelled"
    CHECKED = "checked"
    DONE = "done"
    PAUSED = "paused"
    READING = "reading"
    REFUSED = "refused"
    RUNNING = "running"

    def __str__(self) -> str:
        return str(self.value)
