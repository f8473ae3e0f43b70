"""Calls by keyboard with a clock, the day of receptions, the survey that a citizen answers, in a real browser."""

import re
from typing import TYPE_CHECKING

import pytest

from letterkit.office.feedback import invitations
from webui.engine import Engine

from .conftest import SignIn, flaws, ready_for_keys

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLOCK = "[data-time]"


@pytest.mark.journey
@pytest.mark.browser
def test_a_call_is_noted_by_keyboard_while_its_clock_runs(engine: Engine, appeal: int, sign_in: SignIn) -> None:
    page = sign_in("anna")
    page.goto("/calls/new")
    assert "Исполнева Анна Сергеевна" in page.locator(".call-says-words").inner_text()
    ready_for_keys(page, "#caller")
    page.keyboard.type("Егорова Елена")
    page.fill("#words", "Егорова")
    page.click("button:has-text('Найти'):visible")
    page.locator(f"input[type=radio][name=appeal][value='{appeal}']").check()
    assert page.input_value("#caller") == "Егорова Елена"  # only the appeals were asked for
    page.locator(CLOCK, has_text=re.compile(r"[1-9]")).wait_for()
    page.fill("#told", "Назвали срок ответа.")
    page.get_by_label("ответили сами").check()
    page.keyboard.press("Alt+Enter")
    stopped = page.input_value("#length")
    assert re.fullmatch(r"\d+:\d\d", stopped)
    assert page.locator(CLOCK).inner_text() == stopped
    assert flaws(page) == []
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/calls/")
    row = page.locator("table.calls tbody tr", has_text="Егорова Елена")
    assert row.locator(f"a[href='/appeals/{appeal}']").count() == 1
    assert flaws(page) == []


@pytest.mark.browser
def test_a_long_call_is_told_so_in_words_and_its_clock_goes_on(sign_in: SignIn, engine: Engine) -> None:
    page = sign_in("anna", 400)
    page.goto("/calls/new")
    page.fill("#length", "10:01")
    assert page.locator("[data-over]").inner_text() == "Дольше 10 минут: предложите перезвонить или написать"
    page.click("[data-stop]")
    page.locator(CLOCK, has_text=re.compile(r"^10:(?!0[01])\d\d$")).wait_for()
    assert page.input_value("#length") == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_without_scripts_a_call_is_noted_and_a_reception_ends_with_an_oral_answer(
    engine: Engine, sign_in: SignIn
) -> None:
    page = sign_in("lida", 1280, False)
    page.goto("/calls/new")
    page.fill("#caller", "Тихий Иван")
    page.fill("#told", "Объяснили порядок.")
    page.get_by_label("ответили сами").check()
    page.get_by_role("button", name="Сохранить звонок").click()
    page.get_by_role("status").filter(has_text="Звонок внесён").wait_for()
    page.goto("/receptions/new")
    page.fill("#visitor", "Тихий Иван Иванович")
    page.get_by_label("Без очереди").check()
    page.get_by_role("button", name="Записать на приём").click()
    page.get_by_role("link", name="Тихий Иван Иванович").first.click()
    page.fill("#told", "Назвали срок.")
    page.get_by_label("Гражданин согласен на устный ответ").check()
    page.get_by_role("button", name="Внести устный ответ").click()
    page.get_by_role("link", name="Карточка для подписи").click()
    page.emulate_media(media="print")
    page.get_by_text("подпись гражданина").wait_for()
    page.get_by_role("link", name="← К карточке").wait_for(state="hidden")


@pytest.mark.browser
def test_a_citizen_answers_by_the_code_of_a_letter_without_scripts(engine: Engine, plain_page: "Page") -> None:
    with engine.database.writing() as session:
        code = invitations.invite(session, "")
    plain_page.goto("/survey")
    plain_page.fill("#code", f"{code[:4]} {code[4:8]} {code[8:]}")
    plain_page.get_by_role("button", name="Продолжить").click()
    plain_page.get_by_role("group", name="Понятен ли ответ?").get_by_label("4").check()
    plain_page.get_by_role("group", name="Ваш вопрос решён?").get_by_label("Да").check()
    plain_page.fill("#comment", "Звоните 8 914 123-45-67")
    plain_page.get_by_role("button", name="Отправить").last.click()
    plain_page.get_by_text("В комментарии есть номер телефона.").wait_for()
    plain_page.get_by_role("button", name="Убрать это и отправить").click()
    plain_page.get_by_role("heading", name="Спасибо!").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/survey", "/survey/open/site", "/survey/thanks"])
def test_the_pages_of_a_citizen_are_sound_and_fit_any_screen(page: "Page", path: str) -> None:
    page.goto(path)
    assert flaws(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
def test_the_pages_of_contacts_are_sound_and_fit_any_screen(engine: Engine, sign_in: SignIn, width: int) -> None:
    page = sign_in("lida", width)
    for path in ("/calls", "/receptions", "/receptions/new", "/feedback", "/feedback/new"):
        page.goto(path)
        assert flaws(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
