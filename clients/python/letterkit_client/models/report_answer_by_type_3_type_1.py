from enum import StrEnum


class ReportAnswerByType3Type1(StrEnum):
    NUMBER = "number"
    PLACE = "place"
    RETOLD = "retold"
    WORDS = "words"

    def __str__(self) -> str:
        return str(self.value)
