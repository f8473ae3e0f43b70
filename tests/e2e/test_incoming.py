"""An appeal that is pasted: confirmed by keys alone, filled by words of its text, entered, beside its letter."""

from typing import TYPE_CHECKING

import pytest

from letterkit.office.people import accounts
from letterkit.office.register import listing
from webui.engine import Engine

from .conftest import SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = """В министерство строительства
от Гончаровой Зинаиды Львовны,
г. Корсаков, ул. Лесная, д. 4, кв. 12

Вода с крыши течёт в мою комнату с марта. Неужели так будет всегда

Прошу сообщить, когда отремонтируют крышу дома № 4 по улице Лесной.

Гончарова З.Л.
"""


def paste(page: "Page", text: str) -> None:
    page.goto("/appeals/incoming")
    page.fill("#text", text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-card-form]")


def kept(page: "Page") -> None:
    page.locator("[data-kept]", has_text="Сохранено").wait_for()


@pytest.mark.browser
def test_a_pasted_appeal_is_confirmed_by_keys_entered_and_stands_beside_its_letter(
    sign_in: SignIn, engine: Engine
) -> None:
    anna = sign_in("anna")
    paste(anna, TEXT)
    anna.keyboard.type("К-101")
    anna.keyboard.press("Enter")
    while anna.locator("[data-left]").text_content() != "0":
        anna.keyboard.press("Enter")
    anna.locator(".left.all").wait_for()
    assert flaws(anna) == []
    anna.keyboard.press("Control+Enter")
    anna.get_by_text("Обращение № К-101 внесено").wait_for()
    (appeal,) = listing.page(
        engine.office, accounts.by_login(engine.database, "anna").actor, listing.Filters(words="Гончарова")
    ).rows
    assert appeal.card["applicant"]["name"] == "Зинаида"
    assert appeal.card["appeal"]["questions"] == ["Прошу сообщить, когда отремонтируют крышу дома № 4 по улице Лесной."]
    anna.click("text=Подготовить ответ")
    anna.locator(".side .came-text", has_text="Вода с крыши течёт").wait_for()


@pytest.mark.browser
@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("width", [1280, pytest.param(400, marks=pytest.mark.long)])
def test_words_of_the_text_become_values_and_each_change_is_undone(sign_in: SignIn, width: int) -> None:
    lida = sign_in("lida", width)
    paste(lida, TEXT)
    assert lida.evaluate("document.documentElement.scrollWidth") <= width
    questions = lida.locator("[data-question]")
    before = questions.count()
    text = lida.locator("[data-text]")
    text.focus()
    while lida.evaluate("[...CSS.highlights.get('sentence') ?? []].join('')") != "Неужели так будет всегда":
        lida.keyboard.press("ArrowDown")
    lida.keyboard.press("Enter")
    lida.keyboard.press("Enter")  # the first thing that words can be: a question
    assert questions.last.locator("textarea").input_value() == "Неужели так будет всегда"
    assert questions.last.locator(".take input").is_checked()
    kept(lida)
    lida.locator("mark", has_text="Гончаровой").click()
    assert flaws(lida) == []
    lida.get_by_role("menuitem", name="Это адрес").click()
    address = lida.locator("[name='applicant.address']")
    address.and_(lida.locator(":focus")).wait_for()
    assert address.input_value() == "Гончаровой Зинаиды Львовны"
    lida.locator("[data-undo]").click()
    assert address.input_value() == "г. Корсаков, ул. Лесная, д. 4, кв. 12"
    lida.locator("[data-undo]").click()
    assert questions.count() == before
    kept(lida)
    lida.reload()
    assert questions.count() == before
    assert not lida.locator("[name=confirmed]:checked").count()
