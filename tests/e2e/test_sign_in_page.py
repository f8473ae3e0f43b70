"""Signing in and the administrator's pages, in a browser, by the keyboard alone."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from .conftest import LOGIN, enter_by_keys, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page


def signed_in(page: "Page", where: str = "/people") -> None:
    """Asks for ``where`` as a stranger and signs in on the way."""
    page.goto(where)
    enter_by_keys(page, LOGIN)
    page.wait_for_url(lambda url: urlsplit(url).path == where)


@pytest.mark.browser
def test_the_door_is_accessible_also_when_it_stays_shut(page: "Page") -> None:
    page.goto("/sign-in")
    assert flaws(page) == []
    enter_by_keys(page, "nobody", "не тот пароль")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("#login") == "nobody"
    assert flaws(page) == []


@pytest.mark.journey
@pytest.mark.browser
def test_a_stranger_signs_in_on_the_way_to_a_page_and_leaves(page: "Page") -> None:
    signed_in(page)
    if page.viewport_size["width"] > 640:
        page.locator(".person > summary").click()
    else:
        page.get_by_role("link", name="Распорядова А.Л.").click()
    page.get_by_role("button", name="Выйти").last.press("Enter")
    page.wait_for_url("**/sign-in")
    page.get_by_text("Вы вышли.").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize(
    "where",
    [
        "/people",
        "/people/new",
        "/people/1",
        "/people/sign-in-rules",
        "/programs",
        "/me",
        "/me/password",
        "/me/second-step",
        "/sign-in/again",
    ],
)
def test_pages_of_people_are_accessible_and_fit(page: "Page", where: str) -> None:
    signed_in(page, where)
    assert flaws(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.browser
def test_pages_of_a_program_are_accessible_and_fit(page: "Page") -> None:
    signed_in(page, "/programs")
    page.get_by_label("Название").fill("Портал")
    page.get_by_label("приёмная").check()
    page.get_by_role("button", name="Добавить и выдать ключ").click()
    page.locator("#token").wait_for()
    assert flaws(page) == []
    page.get_by_text("Добавить адрес").click()
    page.get_by_label("Адрес", exact=True).fill("https://8.8.8.8/told")
    page.get_by_role("button", name="Добавить", exact=True).click()
    page.locator("#secret").wait_for()
    assert flaws(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.browser
def test_a_key_of_a_program_is_copied_by_its_button(page: "Page") -> None:
    signed_in(page, "/programs")
    page.get_by_label("Название").fill("Система учёта")
    page.get_by_label("приёмная").check()
    page.get_by_role("button", name="Добавить и выдать ключ").click()
    page.get_by_role("button", name="Скопировать").click()
    page.get_by_role("button", name="Скопировано").wait_for()
    page.goto("/programs")
    page.get_by_label("Название").focus()
    page.keyboard.press("Control+V")
    page.wait_for_function("document.activeElement.value.length > 100")
