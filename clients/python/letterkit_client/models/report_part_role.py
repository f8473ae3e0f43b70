from enum import StrEnum


class ReportPartRole(StrEnum):
    ADDRESSEE = "addressee"
    ATTACHMENT = "attachment"
    BODY = "body"
    CLOSING = "closing"
    DATE = "date"
    ESIGN = "esign"
    EXECUTOR = "executor"
    LETTERHEAD = "letterhead"
    NUMBER = "number"
    OPENING = "opening"
    OTHER = "other"
    PAGE_NUMBER = "page_number"
    REFERENCE = "reference"
    RESTRICTION = "restriction"
    SALUTATION = "salutation"
    SIGNATURE = "signature"
    TITLE = "title"

    def __str__(self) -> str:
        return str(self.value)
