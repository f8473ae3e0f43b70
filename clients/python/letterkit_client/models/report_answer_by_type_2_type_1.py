from enum import StrEnum


class ReportAnswerByType2Type1(StrEnum):
    NUMBER = "number"
    PLACE = "place"
    RETOLD = "retold"
    WORDS = "words"

    def __str__(self) -> str:
        return str(self.value)
