from enum import StrEnum


class ReportSourceKind(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"

    def __str__(self) -> str:
        return str(self.value)
