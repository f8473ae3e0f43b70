"""What is known already, on the page: letters on the like, their paragraphs taken into the letter that is written."""

import re

import pytest
from flask.testing import FlaskClient

from letterkit.core import clock
from letterkit.core.office import Duty, LetterState
from letterkit.office.cases import drafting
from letterkit.office.likeness import indexing
from letterkit.store.tables import Letter

from .office import Register

TEXT = """Переселение начнут до 01.10.2024.
Квартиру Морозовой Л.Ф. осмотрели 12.03.2024.
До переезда жители платят за наём."""


@pytest.fixture
def answered(register: Register) -> Letter:
    """A sent letter to an appeal like that of the sample card."""
    earlier = register.appeal("И-100")
    letter = drafting.begin(
        register.office, register.by(Duty.EXECUTOR), {**earlier.card, "reply": {}}, "solved", appeal_id=earlier.id
    )
    with register.office.database.writing() as session:
        row = session.get_one(Letter, letter.id)
        row.text, row.state, row.number = TEXT, LetterState.SENT, "3.08-7/24"
        row.dated, row.submitted = clock.today(), clock.now()
        indexing.index(session, row)
    return register.now(letter)


def test_the_desk_and_the_appeal_lead_to_letters_on_the_like(
    register: Register, executor: FlaskClient, answered: Letter
) -> None:
    appeal = register.appeal()
    href = f"/letters/like/{appeal.id}"
    for page in (f"/letters/prepare/{appeal.id}", f"/appeals/{appeal.id}"):
        assert f'href="{href}"' in executor.get(page).text
    page = executor.get(href).text
    assert "Похожие ответы" in page
    assert "почти то же" in page
    assert "№&nbsp;3.08-7/24" in page
    assert f'href="{href}/{answered.id}"' in page
    assert 'value="solved"' in page  # a text that suited
    told = executor.get(f"/api/v1/appeals/{appeal.id}/similar").get_json()["letters"]
    assert [(each["id"], each["nearness"], each["returned"]) for each in told] == [(answered.id, "same", 0)]


def test_a_paragraph_is_taken_with_holes_and_without_a_script(
    register: Register, executor: FlaskClient, answered: Letter
) -> None:
    appeal = register.appeal(questions=["Когда начнут переселение?", "Сколько платят за наём?"])
    draft = register.letter(appeal)
    page = executor.get(f"/letters/like/{appeal.id}/{answered.id}?to={draft.id}").text
    assert '<mark class="hole">[указать дату]</mark>' in page
    assert "Мороз" not in page
    assert re.search(r"Отвечает на вопрос 2</p>\s*<p class=\"words\">До переезда жители платят за наём.", page)
    gap = "[указать: ответ на вопрос 2]"
    drafting.save(
        register.office, register.by(Duty.EXECUTOR), draft.id, draft.revision, draft.title, f"Да.\n{gap}\nВот."
    )
    executor.post(f"/letters/{draft.id}/take/{answered.id}/2")
    executor.post(f"/letters/{draft.id}/take/{answered.id}/1")
    now = register.now(draft).text
    assert now.startswith("Да.\nДо переезда жители платят за наём.\nВот.\nКвартиру [указать")
    assert "Мороз" not in now
    gone = executor.post(f"/letters/{draft.id}/take/{answered.id}/99")
    assert gone.status_code == 404
    assert "акого абзаца в том письме нет" in gone.text


def test_a_stranger_to_the_letter_is_shown_nothing_of_it(
    register: Register, executor: FlaskClient, answered: Letter
) -> None:
    appeal = register.appeal()
    with register.office.database.writing() as session:
        row = session.get_one(Letter, answered.id)
        row.executor_id = register.by(Duty.CLERK).id
        indexing.index(session, row)
    assert "3.08-7/24" not in executor.get(f"/letters/like/{appeal.id}").text
    assert executor.get(f"/letters/like/{appeal.id}/{answered.id}").status_code == 404
