from enum import StrEnum


class Scope(StrEnum):
    APPEALS = "appeals"
    BATCHES = "batches"
    CHECK = "check"
    LETTERS = "letters"
    READ = "read"
    WEBHOOKS = "webhooks"

    def __str__(self) -> str:
        return str(self.value)
