"""The table by which a quarter's appeals are entered in ССТУ.РФ: a row a question, in the words of the portal.

The columns are those that the portal's own exchange asks for (docs/decisions, 0048); what the register does not keep
(the day on which an appeal came, the code of a question in the federal classifier, measures) is left to be filled in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO

from letterkit.office.register.questions import AskedQuestion, QuestionState
from letterkit.reports.growing_sheet import growing_sheet
from letterkit.reports.office_words import CHANNELS
from letterkit.reports.sheet_cells import cell_of

_COLUMNS: Sequence[tuple[str, int]] = (
    ("Номер обращения", 18),
    ("Дата обращения", 14),
    ("Дата поступления", 14),
    ("Дата регистрации", 14),
    ("Форма обращения", 16),
    ("Как поступило", 22),
    ("Заявитель", 34),
    ("Адрес", 40),
    ("Электронная почта", 26),
    ("Номер вопроса", 10),
    ("Вопрос", 60),
    ("Группа по своему классификатору", 30),
    ("Код вопроса по тематическому классификатору", 22),
    ("Статус вопроса", 30),
    ("Срок продлён", 10),
    ("Меры приняты", 10),
    ("Дата ответа", 14),
    ("Номер ответа", 18),
)
_STATES: Mapping[QuestionState, str] = {
    QuestionState.IN_WORK: "Находится на рассмотрении",
    QuestionState.EXPLAINED: "Рассмотрено. Разъяснено",
    QuestionState.SUPPORTED: "Рассмотрено. Поддержано",
    QuestionState.NOT_SUPPORTED: "Рассмотрено. Не поддержано",
    QuestionState.TRANSFERRED: "Направлено по компетенции",
    QuestionState.ANSWERED: "Дан ответ автору",
    QuestionState.LEFT_WITHOUT_ANSWER: "Оставлено без ответа автору",
}


def sstu_sheet(questions: Iterable[AskedQuestion], into: IO[bytes]) -> int:
    """Writes an .xlsx of ``questions`` as they come; how many there were."""
    count = 0
    with growing_sheet("Результаты рассмотрения", _COLUMNS) as (book, sheet):
        for count, question in enumerate(questions, 1):  # noqa: B007 (told at the end)
            sheet.append([cell_of(sheet, value) for value in _values(question)])
        sheet.auto_filter.ref = f"A1:R{count + 1}"
        book.save(into)
    return count


def _values(question: AskedQuestion) -> Iterator[object]:
    appeal, card = question.appeal, question.card
    yield appeal.number
    yield card.appeal.sent
    yield None
    yield appeal.registered
    yield "электронное" if question.is_electronic else "иное"
    yield CHANNELS.get(appeal.channel or "")
    yield appeal.applicant or card.applicant.person.full
    yield card.applicant.address
    yield card.applicant.email
    yield question.number
    yield question.words
    yield appeal.group
    yield None
    yield _STATES[question.state]
    yield "да" if appeal.extended_to else "нет"
    yield None
    yield question.answered
    yield appeal.reply_number
