from enum import StrEnum


class IncomingState(StrEnum):
    ENTERED = "entered"
    SET_ASIDE = "set-aside"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
