"""Every page of an office at both widths, light and dark: nothing for axe to find, nothing wider than the window."""

from typing import TYPE_CHECKING

import pytest

from .conftest import LOGIN, SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = {
    "anna": (
        "/home",
        "/letters/",
        "/letters/new",
        "/letters/prepare/{appeal}",
        "/letters/like/{appeal}",
        "/notices",
        "/find?words=крыша",
        "/design",
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
        "/appeals/{appeal}/correct",
        "/appeals/incoming",
        "/calls/",
        "/calls/new",
        "/receptions/",
        "/receptions/new",
        "/figures/?quarter=2024-Q2",
        "/figures/work",
        "/figures/appeals?quarter=2024-Q2&what=received",
        "/control",
        "/control?week=2024-06-05",
        "/control/mail",
        "/mail/",
        "/mail/received",
        "/post",
        "/appeals/transfer",
    ),
    "igor": (
        "/home",
        "/security",
        "/security/sessions",
        "/security/rights",
        "/security/settings",
        "/people/1",
        "/help/security-officer",
    ),
    LOGIN: ("/home", "/people", "/people/new", "/people/1", "/programs", "/journal", "/plugins"),
}


@pytest.mark.journey
@pytest.mark.browser
@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.long), 400])
@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=[] if who in ("anna", "lida") else pytest.mark.long) for who in PAGES]
)
def test_pages_are_for_everybody(sign_in: SignIn, appeal: int, draft: int, who: str, width: int) -> None:
    page = sign_in(who, width)
    for path in PAGES[who]:
        page.goto(path.format(appeal=appeal, draft=draft))
        assert (path, flaws(page)) == (path, [])
        assert (path, pale_in_the_dark(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def pale_in_the_dark(page: "Page") -> list[str]:
    """What axe, which has just looked at the page, cannot read on a dark screen: all else is as on a light one."""
    page.emulate_media(color_scheme="dark")
    told = page.evaluate("axe.run({ runOnly: ['color-contrast'] }).then(({ violations }) => violations)")
    page.emulate_media(color_scheme="light")
    return [str(node["target"]) for flaw in told for node in flaw["nodes"]]
