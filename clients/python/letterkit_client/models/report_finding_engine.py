from enum import StrEnum


class ReportFindingEngine(StrEnum):
    EMBEDDED = "embedded"
    LANGUAGETOOL = "languagetool"
    RULES = "rules"

    def __str__(self) -> str:
        return str(self.value)
