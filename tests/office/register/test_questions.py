"""The table for ССТУ: a row a question, with what became of it in the words of the portal."""

import io
from datetime import date

import openpyxl

from letterkit.core.register import Result
from letterkit.office.register.listing import Filters
from letterkit.office.register.questions import asked_questions
from letterkit.reports.sstu_sheet import sstu_sheet
from letterkit.store.register_tables import Question
from letterkit.store.tables import Appeal

from ..cases.conftest import Day


def table(day: Day, asked: Filters) -> list[dict[str, object]]:
    out = io.BytesIO()
    sstu_sheet(asked_questions(day.office.database, day.staff.registry, asked), out)
    head, *rows = openpyxl.load_workbook(out).active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_each_question_has_a_row_and_the_word_of_the_portal(day: Day) -> None:
    ends = (Result.EXPLAINED, Result.SATISFIED, Result.REFUSED, Result.REDIRECTED, Result.NO_ANSWER, None)
    for number, result in enumerate(ends, 1):
        appeal = day.entered(number=f"И-{number}", registered="2024-05-14")
        with day.office.database.writing() as session:
            row = session.get_one(Appeal, appeal.id)
            row.result = result.value if result else None
            if number == 1:
                session.query(Question).filter_by(appeal_id=row.id).delete()
                session.add_all(Question(appeal_id=row.id, number=at, words=f"Вопрос {at}?") for at in (1, 2))
    rows = table(day, Filters())
    states = {row["Номер обращения"]: row["Статус вопроса"] for row in rows}
    assert list(states.values()) == [
        "Рассмотрено. Разъяснено",
        "Рассмотрено. Поддержано",
        "Рассмотрено. Не поддержано",
        "Направлено по компетенции",
        "Оставлено без ответа автору",
        "Находится на рассмотрении",
    ]
    assert [row["Вопрос"] for row in rows if row["Номер обращения"] == "И-1"] == ["Вопрос 1?", "Вопрос 2?"]


def test_only_the_appeals_of_the_quarter_are_told(day: Day) -> None:
    day.entered(number="И-1", registered="2024-03-31")
    day.entered(number="И-2", registered="2024-04-01")
    rows = table(day, Filters(since=date(2024, 4, 1), until=date(2024, 6, 30)))
    assert {row["Номер обращения"] for row in rows} == {"И-2"}
