"""A clerk's change of rules: a word and an exception, tried on, sent, approved by another; the next check has it."""

from typing import TYPE_CHECKING

import pytest

from webui.engine import Engine

from .conftest import SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

LETTER = "Здравствуйте!\n\nПрилетел кукурузник. На ремонт выделены денежные средства граждан."


def checked(page: "Page") -> str:
    """What the page of checks says of the letter."""
    page.goto("/")
    page.fill("textarea[name=text]", LETTER)
    page.click("main form button.primary.large")
    page.wait_for_load_state()
    return page.inner_text("main")


@pytest.mark.browser
def test_a_changed_word_and_exception_hold_in_the_next_check(sign_in: SignIn, engine: Engine) -> None:
    clerk, chief = sign_in("nina"), sign_in("ivan")
    before = checked(clerk)
    assert "кукурузник» есть русское" not in before
    assert "Вместо «денежные средства»" in before

    clerk.goto("/rules/words/foreign")
    clerk.click("text=Добавить слово")
    clerk.click("text=В черновик")
    assert "Напишите слово." in clerk.inner_text("main")
    clerk.fill("#line", "кукурузник")
    clerk.fill("#plain", "самолёт")
    clerk.click("text=В черновик")
    assert "В список «Иностранные слова» добавлено «кукурузник = самолёт»" in clerk.inner_text(".changes")

    clerk.goto("/rules/officialese.word")
    clerk.click("text=Добавить исключение")
    clerk.fill("#words", "денежное средство гражданина")
    clerk.fill("#note", "Так в законе")
    clerk.click("text=В черновик")
    assert flaws(clerk) == []

    clerk.click("text=Примерить")
    clerk.wait_for_selector("text=Посмотрено")
    clerk.wait_for_selector("text=Примерить ещё раз")
    assert flaws(clerk) == []
    clerk.click("text=Отправить на утверждение")
    assert "Ждёт другого человека" in clerk.inner_text("main")
    assert "Вместо «денежные средства»" in checked(clerk)

    chief.goto("/rules/own")
    assert "кукурузник = самолёт" in chief.inner_text(".changes")
    assert flaws(chief) == []
    chief.click("button:has-text('Утвердить')")
    assert "Действует редакция 2" in chief.inner_text("main")

    after = checked(clerk)
    assert "Вместо иностранного «кукурузник» есть русское слово" in after
    assert "Вместо «денежные средства»" not in after


@pytest.mark.browser
def test_a_rule_is_saved_only_when_its_examples_hold(sign_in: SignIn, engine: Engine) -> None:
    clerk = sign_in("nina")
    clerk.goto("/rules/own/rule")
    clerk.select_option("#family", "tone")
    for name, words in {
        "message": "Не пишите «…»",
        "why": "Так решено у нас.",
        "find": "~кукурузник = {самолёт~1}",
        "wrong": "Прилетел самолёт кукурузник.",
        "right": "Прилетел самолёт.",
    }.items():
        clerk.fill(f"#{name}", words)
    clerk.evaluate("document.getElementById('wrong').setSelectionRange(9, 16)")
    clerk.click("text=Взять выделенное в скобки")
    assert clerk.input_value("#wrong") == "Прилетел [самолёт] кукурузник."
    clerk.click("button:has-text('В черновик')")
    assert "Примеры пока не верны" in clerk.inner_text("main")
    clerk.fill("#wrong", "Прилетел [кукурузник].")
    clerk.click("text=Проверить примеры")
    assert "Все примеры верны" in clerk.inner_text("main")
    clerk.click("button:has-text('В черновик')")
    assert "Новое правило «Не пишите „…“»" in clerk.inner_text(".changes")
    assert "tone." not in clerk.inner_text("main")


@pytest.mark.browser
def test_it_works_without_scripts(sign_in: SignIn, engine: Engine) -> None:
    clerk = sign_in("nina", script=False)
    clerk.goto("/rules/own/level?code=tone.order")
    clerk.check("input[value=off]")
    clerk.fill("#reason", "Так решено у нас")
    clerk.click("text=В черновик")
    assert "Степень правила «„…“ звучит приказом»: как в поставке → выключено" in clerk.inner_text(".changes")
    clerk.click("form.undo:has-text('степень правила: «…» звучит приказом') button")
    assert "звучит приказом" not in clerk.inner_text("section:has(#draft-title)")
