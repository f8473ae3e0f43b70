"""The executor's desk in a browser: how few clicks lead to the first word, and that nothing on it is lost."""

import pytest
from playwright.sync_api import Page

from webui.engine import Engine

from .conftest import ANSWER, OPENING, SignIn, flaws
from .test_day import edit

pytestmark = pytest.mark.browser


def text(page: Page) -> str:
    return page.inner_text(".cm-content")


def test_another_outcome_begins_anew_and_one_button_brings_the_words_back(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, OPENING, ANSWER)
    anna.click(".outcomes button:has-text('Решить нельзя')")
    anna.wait_for_url("**/edit*before=*")
    anna.wait_for_selector(".cm-content")
    assert ANSWER not in text(anna)
    anna.click("button:has-text('Вернуть прежний текст')")
    anna.locator(".cm-content", has_text=ANSWER).wait_for()


def test_the_card_opens_beside_the_letter_and_saved_it_is_seen_in_it(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, OPENING, ANSWER)
    anna.click("a:has-text('изменить в карточке')")
    sheet = anna.locator("dialog.side-sheet")
    sheet.locator("#applicant-name").fill("Мария")
    assert flaws(anna) == []
    sheet.get_by_role("button", name="Сохранить").first.click()
    anna.locator("[data-salutation]", has_text="Уважаемая Мария").wait_for()
    assert ANSWER in text(anna)


def test_marked_words_are_kept_as_a_snippet_and_put_into_the_next_letter(sign_in: SignIn, draft: int) -> None:
    anna = sign_in("anna")
    edit(anna, draft, "Приёмная работает с 9 до 18 часов.")
    anna.keyboard.press("Control+a")
    anna.keyboard.press("F9")
    anna.fill(".snippets-box [name=title]", "Часы приёмной")
    anna.click(".snippets-box .keep button")
    anna.locator(".snippets-box").wait_for(state="hidden")
    edit(anna, draft, OPENING)
    anna.keyboard.press("Control+End")
    anna.keyboard.press("Enter")
    anna.keyboard.press("F9")
    anna.locator(".snippets-box [role=option]", has_text="Часы приёмной").wait_for()
    anna.keyboard.type("часы")
    anna.keyboard.press("Enter")
    anna.locator(".cm-content", has_text="Приёмная работает").wait_for()


def test_a_long_form_left_by_a_stray_click_is_given_back(sign_in: SignIn) -> None:
    lida = sign_in("lida")
    asked: list[str] = []
    lida.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    lida.goto("/appeals/new")
    lida.fill("#appeal-number", "И-7777")
    lida.fill("#applicant-surname", "Недописанная")
    lida.click(".jobs a[href='/home']")
    lida.wait_for_url("**/home")
    assert asked == ["beforeunload"]
    lida.goto("/appeals/new")
    lida.click("button:has-text('Восстановить')")
    assert lida.input_value("#applicant-surname") == "Недописанная"


def test_one_key_finds_an_appeal_by_its_number(sign_in: SignIn, appeal: int, engine: Engine) -> None:
    anna = sign_in("anna")
    anna.goto("/home")
    anna.keyboard.press("Control+k")
    box = anna.locator("dialog.find-box")
    anna.keyboard.type("крыши полевой")
    box.locator("a", has_text="И-").first.wait_for()
    assert flaws(anna) == []
    anna.keyboard.press("Enter")
    anna.wait_for_url("**/appeals/*")
