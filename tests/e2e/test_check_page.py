"""A visitor's way through «Проверка письма», in a browser."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

LETTER = """Уважаемая Мария Петровна!

Министерство строительства рассмотрело Ваше обращение о ремонте дороги на улице Мира и сообщает.
В целях недопущения аварий дорогу отремонтируют до 1 июня 2027 года.
Работы стоят 5 млн  рублей.

С уважением,
министр И.И. Фамильев
"""


def pasted(page: "Page", text: str = LETTER) -> None:
    page.goto("/")
    page.fill("[name=text]", text)
    page.click("[data-begin]")
    page.wait_for_selector("#desk")


@pytest.mark.browser
def test_a_mistake_is_seen_mended_by_a_click_and_brought_back(page: "Page") -> None:
    pasted(page)
    assert page.locator("li[data-f]").count() > 1
    page.locator("form[action$='/take'] button").first.click()
    page.wait_for_selector("a[href$='/file/mended']")
    with page.expect_download() as caught:
        page.locator("a[href$='/file/mended']").click()
    assert caught.value.path().read_text(encoding="utf-8") != LETTER
    page.locator("form[action$='/undo'] button").first.click()
    page.wait_for_selector("a[href$='/file/mended']", state="detached")


@pytest.mark.browser
def test_a_finding_is_answered_for_with_a_reason(page: "Page") -> None:
    pasted(page)
    page.locator("summary", has_text="принять под ответственность").first.click()
    form = page.locator("form[action$='/waive']").first
    form.locator("[name=reason]").fill("так записано в программе")
    form.locator("[name=by]").fill("И.И. Фамильев")
    form.locator("button").click()
    page.wait_for_selector("#waived", state="attached")
    assert "так записано в программе" in (page.text_content("#desk") or "")


@pytest.mark.browser
def test_the_keyboard_alone_suffices(page: "Page") -> None:
    pasted(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-f]') !== null")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.browser
@pytest.mark.office
def test_a_word_letter_shows_its_pages_and_a_box_leads_to_its_finding(page: "Page", tmp_path: Path) -> None:
    file = tmp_path / "ответ.docx"
    file.write_bytes(word_letter())
    page.goto("/")
    page.set_input_files("[name=letter]", str(file))
    page.click("[data-begin]")
    page.wait_for_selector("#desk")
    box = page.locator("svg a[data-f]").first
    box.dispatch_event("click")
    assert page.evaluate("document.activeElement.closest('[data-f]').dataset.f") == box.get_attribute("data-f")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.browser
def test_a_file_of_the_wrong_kind_is_refused_and_what_was_typed_stays(page: "Page", tmp_path: Path) -> None:
    file = tmp_path / "программа.exe"
    file.write_bytes(b"MZ")
    page.goto("/")
    page.fill("[name=text]", "Уважаемая Мария Петровна!")
    page.set_input_files("[name=letter]", str(file))
    with page.expect_response(lambda answer: answer.url.endswith("/check")) as answered:
        page.click("[data-begin]")
    assert answered.value.status == 422


@pytest.mark.browser
def test_axe_finds_nothing_on_any_page(page: "Page") -> None:
    page.goto("/")
    assert flaws(page) == []
    pasted(page)
    assert flaws(page) == []


def word_letter() -> bytes:
    from docx import Document

    document = Document()
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
