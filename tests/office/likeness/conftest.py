"""An office whose letters have been answered, on either database."""

from collections.abc import Callable
from typing import Any

import pytest

from letterkit.core import clock
from letterkit.core.office import Actor, LetterState
from letterkit.office.cases import appeals, drafting
from letterkit.office.likeness import indexing
from letterkit.store.tables import Appeal, Letter

from ..cases.conftest import (  # noqa: F401
    Day,
    catalogue,
    day,
    office,
    on_paper,
    printing,
    printing_day,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)

Enter = Callable[..., Appeal]
Answer = Callable[..., Letter]


@pytest.fixture
def enter(day: Day) -> Enter:  # noqa: F811
    """Enters an appeal on ``subject``; what else its card says, by name."""

    def entered(number: str, subject: str, *questions: str, by: Actor | None = None, **applicant: Any) -> Appeal:
        card = {
            "appeal": {"number": number, "registered": "15.05.2024", "subject": subject, "questions": list(questions)},
            "applicant": {"surname": "Орлова", "name": "Тамара", "patronymic": "Николаевна", **applicant},
        }
        return appeals.add(day.office, by or day.staff.registry, card)

    return entered


@pytest.fixture
def answer(day: Day) -> Answer:  # noqa: F811
    """A sent letter of ``text`` to an appeal, kept as an approval keeps it; its way there is left out."""

    def answered(appeal: Appeal, text: str, *, by: Actor | None = None, reply: str = "by_date", **plan: Any) -> Letter:
        whole = {**appeal.card, "reply": {"outcome": "by_date", "due_date": "01.10.2024", **plan}}
        letter = drafting.begin(day.office, by or day.staff.executor, whole, reply, appeal_id=appeal.id, again=True)
        with day.office.database.writing() as session:
            row = session.get_one(Letter, letter.id)
            row.text, row.state, row.submitted = text, LetterState.SENT, clock.now()
            row.number, row.dated = f"3.08-{row.id}/24", clock.today()
            indexing.index(session, row)
        return day.now(letter)

    return answered
