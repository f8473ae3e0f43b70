"""A session that is over takes nothing from the page that somebody is on."""

from typing import TYPE_CHECKING

import pytest

from letterkit.office.people import accounts, sessions
from webui.engine import Engine

from .conftest import PASSWORD, SignIn

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = "когда починят крышу дома № 7"


def end_all(engine: Engine, login: str) -> None:
    """Ends all sessions of that person, as they do elsewhere."""
    person = accounts.by_login(engine.database, login)
    with engine.database.writing() as session:
        sessions.end_of_person(session, person.id)


def enter_beside(page: "Page", login: str) -> None:
    """Signs in in the tab that a link or a form of ``page`` opens."""
    page.wait_for_load_state()
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def come_back(page: "Page") -> None:
    """As when its tab is looked at again: the page gets a new proof."""
    before = page.locator("[name=csrf_token]").last.get_attribute("value")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_function("old => document.querySelector('[name=csrf_token]').value !== old", arg=before)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, pytest.param(400, marks=pytest.mark.long)])
def test_a_form_tells_that_it_is_over_and_goes_on_after_a_sign_in_beside_it(
    engine: Engine, sign_in: SignIn, width: int
) -> None:
    page = sign_in("lida", width)
    page.goto("/appeals/new")
    page.fill("[name='appeal.subject']", WORDS)
    end_all(engine, "lida")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    bar = page.locator("#signed-out")
    bar.wait_for()
    with page.context.expect_page() as opened:
        bar.get_by_role("link").click()
    enter_beside(opened.value, "lida")
    come_back(page)
    assert bar.is_hidden()
    assert page.input_value("[name='appeal.subject']") == WORDS
    # The proof is a new one: what is wrong with the form is told, nothing of its age.
    page.locator("main form[method=post] button.primary").first.click()
    page.wait_for_selector("[aria-invalid=true]")
    assert page.input_value("[name='appeal.subject']") == WORDS


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_a_form_that_is_sent_too_late_is_sent_once_more(engine: Engine, sign_in: SignIn, script: bool) -> None:
    page = sign_in("lida", script=script)
    page.goto("/appeals/new")
    page.fill("[name='appeal.subject']", WORDS)
    end_all(engine, "lida")
    page.locator("main form[method=post] button.primary").first.click()
    page.get_by_text("набранное не потеряно").wait_for()
    with page.context.expect_page() as opened:
        page.fill("#login", "lida")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
    opened.value.wait_for_url(lambda url: "sign-in" not in url)
    if script:
        come_back(page)
    page.get_by_role("button", name="Отправить ещё раз").click()
    if not script:
        page.get_by_text("Страница была открыта до нового входа").wait_for()
        page.get_by_role("button", name="Отправить ещё раз").click()
    page.wait_for_selector("[aria-invalid=true]")
    assert page.input_value("[name='appeal.subject']") == WORDS


@pytest.mark.browser
@pytest.mark.long
def test_what_was_typed_and_not_sent_goes_with_whoever_signs_out(engine: Engine, sign_in: SignIn) -> None:
    page = sign_in("lida")
    page.goto("/appeals/new")
    page.fill("[name='appeal.subject']", WORDS)
    kept = "() => Object.values(localStorage).some((value) => value.includes('крышу'))"
    page.wait_for_function(kept)
    page.on("dialog", lambda dialog: dialog.accept())  # leave with something unsent
    page.goto("/home")
    assert page.evaluate(kept)
    page.goto("/me")
    page.get_by_role("button", name="Выйти", exact=True).last.click()
    page.locator("#login").wait_for()
    assert not page.evaluate(kept)
