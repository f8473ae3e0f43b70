"""A paragraph of an earlier letter beside the one that is written: put in where it is waited for, taken out again."""

from typing import TYPE_CHECKING

import pytest

from letterkit.core import clock
from letterkit.core.office import LetterState
from letterkit.office.likeness import indexing
from letterkit.store.tables import Letter
from webui.engine import Engine

from .conftest import SignIn, add_appeal, begin, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

GAP = "[указать: ответ на вопрос 1]"


@pytest.mark.browser
def test_a_paragraph_goes_in_by_one_click_and_out_by_another(sign_in: SignIn, engine: Engine, draft: int) -> None:
    question = _answer_earlier(engine, begin(engine, add_appeal(engine)), draft)
    anna = sign_in("anna")
    anna.goto(f"/letters/{draft}/edit")
    anna.locator(".side .similar-card a").first.click()
    passage = anna.locator(".side-sheet .passage.answers", has_text=question)
    passage.get_by_role("button", name="Вставить").click()
    assert "осмотрят [указать дату]" in _text(anna)
    assert GAP not in _text(anna)
    assert flaws(anna) == []
    passage.get_by_role("button", name="Убрать из письма").click()
    assert GAP in _text(anna)
    anna.keyboard.press("Escape")
    anna.locator(".side-sheet").wait_for(state="detached")


def _answer_earlier(engine: Engine, letter_id: int, draft_id: int) -> str:
    """A sent letter that answers the first question of the draft's appeal, which the draft leaves open."""
    with engine.database.writing() as session:
        draft, earlier = session.get_one(Letter, draft_id), session.get_one(Letter, letter_id)
        question = str(draft.card["appeal"]["questions"][0])
        draft.text = f"Отвечаем.\n> {question}\n{GAP}"
        earlier.text = f"Сообщаем.\n> {question}\nДом Мухина П.П. осмотрят 12.03.2024.\nСпасибо за письмо."
        earlier.state, earlier.number = LetterState.SENT, "3.08-77/24"
        earlier.dated, earlier.submitted = clock.today(), clock.now()
        indexing.index(session, earlier)
    return "осмотрят"


def _text(page: "Page") -> str:
    return page.inner_text(".cm-content")
