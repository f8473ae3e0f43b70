"""What a list of the appeals, or of the letters, behind a number is called."""

from collections.abc import Mapping

from letterkit.office.figures.appeals_behind import Behind, Figure
from letterkit.office.figures.letters_behind import BehindLetters, OfLetters
from letterkit.office.figures.sent_days import Step
from letterkit.reports.metrics_words import NOT_SAID, RESULTS, STEPS
from letterkit.reports.office_words import CHANNELS

_WORDS: Mapping[Figure, str] = {
    Figure.RECEIVED: "Все обращения квартала",
    Figure.CHANNEL: "Канал: {value}",
    Figure.COMPLAINT_CHANNEL: "Жалобы, канал: {value}",
    Figure.REASON: "Причина: {value}",
    Figure.GROUP: "Группа: {value}",
    Figure.ANSWERED: "Обращения, на которые ответили",
    Figure.ANSWERED_GROUP: "Ответили, группа: {value}",
    Figure.NOT_ANSWERED: "Обращения, на которые ещё не ответили",
    Figure.NOT_ANSWERED_GROUP: "Ещё не ответили, группа: {value}",
    Figure.LATE: "Ответили с опозданием или срок прошёл",
    Figure.COMPLAINTS: "Все жалобы квартала",
    Figure.RESULT: "Жалобы, результат: {value}",
    Figure.REPEATS: "Повторные обращения после ответа",
}
_OF_LETTERS: Mapping[OfLetters, str] = {
    OfLetters.SENT: "Отправленные письма",
    OfLetters.RETURNED: "Письма, которые возвращали на доработку",
    OfLetters.STEP: "Отправленные письма, шаг «{value}»",
    OfLetters.CHECKED: "Письма, которые проверили",
    OfLetters.FOUND: "Письма с замечаниями",
    OfLetters.FOUND_CLAUSE: "Письма с замечаниями по п.\N{NO-BREAK SPACE}{value}",
}
_OF_NO_CLAUSE = "Письма с замечаниями без пункта Порядка"


def behind_words(number: Behind) -> str:
    """«Группа: Капитальный ремонт»."""
    return _WORDS[number.what].format(value=_value(number))


def letters_words(number: BehindLetters) -> str:
    """«Письма с замечаниями по п. 3.5»."""
    if number.what is OfLetters.FOUND_CLAUSE and number.value is None:
        return _OF_NO_CLAUSE
    value = STEPS[Step(number.value or "")] if number.what is OfLetters.STEP else number.value
    return _OF_LETTERS[number.what].format(value=value)


def _value(number: Behind) -> str:
    if number.what is Figure.RESULT:
        return RESULTS[number.value]
    if number.value is None:
        return NOT_SAID
    of_channels = number.what in (Figure.CHANNEL, Figure.COMPLAINT_CHANNEL)
    return CHANNELS.get(number.value, number.value) if of_channels else number.value
