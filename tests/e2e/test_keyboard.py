"""A letter from the sign-in to its approval by the keyboard alone, and where one is on the page is always seen."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from webui.engine import Engine

from .conftest import WHOLE, enter_by_keys, opened
from .test_day import number_of, saved

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

_SEEN = """() => {
    const shown = (element) => {
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        return outlined || style.boxShadow !== "none";
    };
    const here = document.activeElement;
    // What has the focus may be drawn by what stands around it (the zone of a file, the frame of the editor) or in it.
    return [here, here.closest(".drop, .place"), here.querySelector(":scope > .shut")]
        .some((element) => element && shown(element));
}"""
_LAST = "document.body === document.activeElement || document.activeElement === document.documentElement"


def walk(page: "Page", wanted: str, most: int = 600) -> None:
    """Goes by Tab to the element that ``wanted`` names; on the way one always sees where one is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(_LAST):
            continue
        here = page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
        assert page.evaluate(_SEEN), f"nobody sees that this has the focus: {here}"
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab never comes to {wanted} on {page.url}")


def press(page: "Page", wanted: str, key: str = "Enter") -> None:
    walk(page, wanted)
    page.keyboard.press(key)


def open_from_queue(page: "Page", letter: int) -> None:
    """Goes by keys from any page to the letter in the queue."""
    for place in ("/letters/", "/review", f"/letters/{letter}"):
        press(page, f"a[href='{place}']")
        page.wait_for_url(f"**{place}")


def enter(page: "Page", login: str) -> None:
    """Signs in; the first field waits for its words."""
    page.goto("/sign-in")
    enter_by_keys(page, login)
    page.wait_for_url("**/home")


@pytest.fixture
def keys(browser: "Browser", service: str, engine: Engine) -> "Iterator[Page]":
    complaints: list[str] = []
    with opened(browser, service, complaints, 1280) as page:
        yield page
    assert complaints == []


@pytest.mark.browser
@pytest.mark.office
def test_a_letter_is_begun_written_and_handed_in(keys: "Page", appeal: int) -> None:
    enter(keys, "anna")
    press(keys, "nav a[href^='/appeals']")
    keys.wait_for_url("**/appeals/")
    press(keys, f"a[href='/letters/prepare/{appeal}']")
    keys.wait_for_url(f"**/letters/prepare/{appeal}")
    press(keys, ".other-texts summary")
    press(keys, ".other-texts button[value=explained]")
    keys.locator(".cm-content:focus").wait_for()
    letter = number_of(keys)

    keys.keyboard.press("Control+a")
    keys.keyboard.press("Delete")
    keys.keyboard.insert_text(WHOLE)
    keys.keyboard.press("Control+s")
    saved(keys)
    keys.keyboard.press("Tab")
    assert not keys.evaluate("document.activeElement.matches('.cm-content')")
    press(keys, "[data-submit]")
    keys.wait_for_url(f"**/letters/{letter}")
    keys.get_by_text("Письмо передано на проверку.").wait_for()


@pytest.mark.browser
@pytest.mark.office
def test_a_letter_is_agreed_to_numbered_and_approved(browser: "Browser", service: str, handed_in: int) -> None:
    complaints: list[str] = []
    with opened(browser, service, complaints, 1280) as vera:
        enter(vera, "vera")
        open_from_queue(vera, handed_in)
        vera.wait_for_url(f"**/letters/{handed_in}")
        press(vera, "form[action$='/agree'] button")
        vera.get_by_text("ждёт подписанта").first.wait_for()
    with opened(browser, service, complaints, 1280) as ivan:
        enter(ivan, "ivan")
        open_from_queue(ivan, handed_in)
        ivan.wait_for_url(f"**/letters/{handed_in}")
        press(ivan, "summary:has(+ form[action$='/number'])")
        press(ivan, "form[action$='/number'] button")
        ivan.get_by_text("Письмо зарегистрировано").wait_for()
        press(ivan, "summary:has(+ form[action$='/approve'])")
        press(ivan, "form[action$='/approve'] button", key="Space")
        ivan.get_by_text("Письмо утверждено").wait_for()
    assert complaints == []


@pytest.mark.browser
def test_the_first_step_leads_past_the_sections_to_the_page(keys: "Page") -> None:
    enter(keys, "anna")
    keys.goto("/letters/")
    press(keys, "a.skip")
    keys.keyboard.press("Tab")
    assert keys.evaluate("document.activeElement.closest('#content') !== null")


@pytest.mark.browser
def test_a_choice_holds_when_the_answer_to_an_earlier_one_comes_late(keys: "Page", appeal: int) -> None:
    enter(keys, "anna")
    keys.goto(f"/letters/new?appeal={appeal}")
    held: list[Route] = []
    keys.route("**/letters/new/replies", lambda route: route.continue_() if held else held.append(route))
    first, second = keys.locator("input[name=reply]").nth(0), keys.locator("input[name=reply]").nth(1)
    first.check()
    with keys.expect_response("**/letters/new/replies"):
        second.check()
    from playwright.sync_api import Error

    with suppress(Error):  # the page does not wait for it any more
        held[0].continue_()
    keys.wait_for_load_state("networkidle")
    assert second.is_checked()
