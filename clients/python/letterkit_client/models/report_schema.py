from enum import StrEnum


class ReportSchema(StrEnum):
    LETTERKIT_REPORT1 = "letterkit-report/1"

    def __str__(self) -> str:
        return str(self.value)
