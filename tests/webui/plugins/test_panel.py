"""The panel in a real browser, beside a field: signed in by a token, findings shown, mended and taken back by keys."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from letterkit.core.office import Duty, Scope

from ..programs import ProgramOf, program_of  # noqa: F401

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

pytestmark = pytest.mark.browser
WRONG = "😀 Согласно приказа работы идут."
CHOSEN = "(at) => at.value.slice(at.selectionStart, at.selectionEnd) === 'Согласно приказа'"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: a panel does not see it."""
    return sqlite_url


@pytest.fixture
def page(served: str, chromium: str, playwright: "Playwright") -> Iterator["Page"]:
    """The panel, as narrow as programs show it."""
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    opened = browser.new_page(base_url=served, viewport={"width": 320, "height": 700})
    opened.goto("/plugins/text/panel")
    yield opened
    browser.close()


def test_a_letter_is_checked_mended_and_taken_back(page: "Page", program_of: ProgramOf) -> None:  # noqa: F811
    page.fill("#letter", f"Уважаемая Мария Петровна!\n{WRONG}\nС уважением,")
    page.fill("#token", program_of(Duty.EXECUTOR, scopes=[Scope.CHECK], name="Ответы").token)
    page.keyboard.press("Enter")
    page.get_by_text("Ключ принят: Ответы.").wait_for()
    page.keyboard.press("Enter")  # «Проверить письмо» has the focus now
    finding = page.locator(".finding", has_text="дательный")
    finding.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator(".finding").first.focus()
    while not finding.evaluate("each => each === document.activeElement"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(CHOSEN, arg=page.locator("#letter").element_handle())
    page.locator(".mend", has_text="Согласно приказу").click()
    page.get_by_role("button", name="Вернуть").wait_for()
    assert WRONG.replace("приказа", "приказу") in page.input_value("#letter")
    assert finding.count() == 0
    page.keyboard.press("Enter")  # «Вернуть» has the focus
    finding.wait_for()
    assert WRONG in page.input_value("#letter")


def test_a_key_that_is_refused_is_not_kept(page: "Page") -> None:
    page.fill("#token", "x")
    page.keyboard.press("Enter")
    page.get_by_text("Нужно войти").wait_for()
    page.fill("#token", "ключ")
    page.keyboard.press("Enter")
    page.get_by_text("Вставьте свой ключ целиком").wait_for()
    page.reload()
    assert page.locator("#token").is_visible()
