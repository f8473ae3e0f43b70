from enum import StrEnum


class Duty(StrEnum):
    ADMINISTRATOR = "administrator"
    CLERK = "clerk"
    EXECUTOR = "executor"
    OFFICER = "officer"
    REGISTRY = "registry"
    REVIEWER = "reviewer"
    SIGNER = "signer"

    def __str__(self) -> str:
        return str(self.value)
