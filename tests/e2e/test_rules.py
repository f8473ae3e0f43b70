"""Rules in a browser: a mend taken by a click is counted and undone, a finding leads to its rule, figures are drawn."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from letterkit.core import clock
from letterkit.store.rule_tables import RuleCount
from webui.engine import Engine

from .conftest import ANSWER, OPENING, SLIP, SignIn, flaws, hand_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

CODE = "grammar.soglasno-dative"


def counts(engine: Engine, letter: int) -> tuple[int, int, int]:
    """Found, taken and rewritten of CODE in the letter."""
    with engine.database.reading() as session:
        row = session.scalars(select(RuleCount).filter_by(letter_id=letter, code=CODE)).first()
        return (row.found, row.taken, row.rewritten) if row else (0, 0, 0)


def typed(page: "Page", *lines: str) -> None:
    page.click(".cm-content")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("\n".join(lines))
    page.locator(".finding", has_text="дательный падеж").first.wait_for()


def saved(page: "Page", step: Callable[[], object]) -> None:
    """Takes ``step`` and waits until the server has what came of it."""
    with page.expect_response(lambda answer: answer.url.endswith("/save") and answer.status == 200):
        step()


@pytest.mark.browser
def test_a_mend_taken_by_a_click_is_counted_and_taken_back_with_it(sign_in: SignIn, engine: Engine, draft: int) -> None:
    anna = sign_in("anna")
    anna.goto(f"/letters/{draft}/edit")
    saved(anna, lambda: typed(anna, OPENING, SLIP, ANSWER))
    mend = anna.locator(".finding", has_text="дательный падеж").locator("button.mend").first
    saved(anna, mend.click)
    assert counts(engine, draft) == (1, 1, 0)
    anna.click(".cm-content")
    saved(anna, lambda: anna.keyboard.press("Control+Z"))
    assert counts(engine, draft) == (0, 0, 0)
    saved(anna, lambda: anna.keyboard.press("Control+Y"))
    assert counts(engine, draft) == (1, 1, 0)


@pytest.mark.browser
def test_all_safe_mends_are_counted_at_once_and_a_change_by_hand_is_none(
    sign_in: SignIn, engine: Engine, draft: int
) -> None:
    anna = sign_in("anna")
    anna.goto(f"/letters/{draft}/edit")
    saved(anna, lambda: typed(anna, OPENING, SLIP, ANSWER, "Вопреки прогноза дорогу откроют."))
    saved(anna, lambda: anna.locator("[data-safe]").click())
    assert counts(engine, draft) == (2, 2, 0)
    saved(anna, lambda: (anna.click(".cm-content"), anna.keyboard.type("Да. ")))
    assert counts(engine, draft) == (2, 2, 0)


@pytest.mark.browser
def test_a_finding_leads_to_its_rule_and_leaves_the_letter_open(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    anna.goto(f"/letters/{draft}/edit")
    typed(anna, OPENING, SLIP, ANSWER)
    link = anna.locator(".finding", has_text="дательный падеж").get_by_role("link", name="о правиле")
    with anna.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_url(f"**/rules/{CODE}")
    assert opened.value.locator("mark.wrong").first.inner_text() == "согласно приказа"
    assert anna.url.endswith("/edit")


@pytest.mark.browser
@pytest.mark.office
@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [1280, 400])
def test_the_figures_of_a_rule_are_drawn_and_told(
    sign_in: SignIn, engine: Engine, draft: int, width: int, script: bool
) -> None:
    with clock.stopped_at(clock.now() - timedelta(weeks=2)):
        hand_in(engine, draft, "\n".join((OPENING, SLIP, ANSWER)))
    page = sign_in("vera", width, script)
    page.goto("/rules?words=soglasno-dative")
    page.get_by_role("link", name=re.compile("дательный падеж")).first.click()
    page.wait_for_url(f"**/rules/{CODE}")
    assert page.locator("svg rect").count() >= 1
    page.locator("summary", has_text="Числа по неделям").click()
    assert page.locator("table.weeks tbody tr").count() >= 1
    assert page.locator(f"a[href='/letters/{draft}']").count() == 1
    if script:
        assert flaws(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
