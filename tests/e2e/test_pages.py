"""Every page of an office at both widths: nothing for axe to find, nothing wider than the window."""

import pytest

from .conftest import LOGIN, SignIn, flaws

PAGES = {
    "anna": (
        "/home",
        "/letters/",
        "/letters/new",
        "/appeals/",
        "/appeals/new",
        "/appeals/{appeal}",
        "/letters/{draft}",
        "/letters/{draft}/edit",
        "/letters/{draft}/card",
        "/letters/{draft}/versions",
        "/me",
        "/me/password",
        "/help?words=письма",
        "/help/batch",
    ),
    "vera": ("/home", "/review"),
    "nina": (
        "/rules",
        "/rules?words=предлог",
        "/rules/grammar.soglasno-dative",
        "/rules/spelling.mistaken-word",
        "/rules/layout.alignment",
        "/rules/words",
        "/rules/words?words=лимит",
        "/rules/words/foreign?page=2",
        "/rules/words/officialese",
        "/rules/health",
    ),
    "lida": (
        "/home",
        "/review",
        "/appeals/{appeal}",
        "/metrics/?quarter=2024-Q2",
        "/metrics/work",
        "/metrics/appeals?quarter=2024-Q2&what=received",
        "/control",
        "/control?week=2024-06-05",
        "/control/mail",
    ),
    LOGIN: ("/home", "/people", "/people/new", "/people/1", "/programs", "/journal"),
}


@pytest.mark.journey
@pytest.mark.browser
@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.long), 400])
@pytest.mark.parametrize("who", PAGES)
def test_pages_are_for_everybody(sign_in: SignIn, appeal: int, draft: int, who: str, width: int) -> None:
    page = sign_in(who, width)
    for path in PAGES[who]:
        page.goto(path.format(appeal=appeal, draft=draft))
        assert (path, flaws(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
