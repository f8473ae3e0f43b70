"""A visitor's way through «Проверка письма», in a browser."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import flaws, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


@pytest.mark.journey
@pytest.mark.browser
def test_a_mistake_is_seen_mended_by_a_click_and_brought_back(page: "Page") -> None:
    pasted(page)
    assert page.locator("li[data-f]").count() > 1
    page.locator("button.mend").first.click()
    page.wait_for_selector("a[href$='/file/mended']")
    with page.expect_download() as caught:
        page.locator("a[href$='/file/mended']").click()
    assert caught.value.path().read_text(encoding="utf-8") != LETTER
    page.locator("form[action$='/undo'] button").first.click()
    page.wait_for_selector("a[href$='/file/mended']", state="detached")


@pytest.mark.browser
def test_a_finding_is_answered_for_with_a_reason(page: "Page") -> None:
    pasted(page)
    page.get_by_role("link", name="принять под ответственность…").first.click()
    form = page.locator("form[action$='/waive']").first
    form.locator("[name=reason]").fill("так записано в программе")
    form.locator("[name=by]").fill("И.И. Фамильев")
    form.locator("button").click()
    page.wait_for_selector("#waived", state="attached")
    assert "так записано в программе" in (page.text_content("#desk") or "")


@pytest.mark.journey
@pytest.mark.browser
def test_the_keyboard_alone_suffices(page: "Page") -> None:
    pasted(page)
    page.wait_for_selector("[data-keys]:not([hidden])", state="attached")  # keys are followed now
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-f]') !== null")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.journey
@pytest.mark.browser
def test_findings_are_narrowed_by_words_however_they_are_typed(page: "Page") -> None:
    pasted(page)
    shown = page.locator(".finding:visible")
    assert shown.count() > 1
    page.fill("#desk [data-words]", "НЕДОПУЩЕНИЯ")
    page.locator(".finding:visible").nth(1).wait_for(state="hidden")
    assert "недопущения" in shown.inner_text().casefold()


@pytest.mark.journey
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


@pytest.mark.journey
@pytest.mark.browser
def test_axe_finds_nothing_on_any_page(page: "Page") -> None:
    page.goto("/")
    assert flaws(page) == []
    pasted(page)
    assert flaws(page) == []


@pytest.mark.browser
@pytest.mark.office
def test_a_letter_made_in_word_is_dropped_on_the_page(page: "Page") -> None:
    page.goto("/")
    drop(page, "h1", "Ответ Сидоровой.docx", office_letter())
    assert "Ответ Сидоровой.docx" in page.inner_text("[data-drop-chosen]")
    assert page.evaluate("document.activeElement.matches('[data-begin]')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#desk")
    assert page.locator("#pages img").count() == 1
    told = page.inner_text("#findings")
    assert "дательный падеж" in told
    assert page.evaluate("document.querySelector('#pages img').complete")
    marked = page.locator("#text a.mark.error").evaluate_all("marks => marks.map(mark => mark.textContent)")
    assert "Согласно приказа" in marked
    assert flaws(page) == []


@pytest.mark.browser
def test_a_card_dropped_on_its_field_is_the_card(page: "Page") -> None:
    page.goto("/")
    page.locator("summary", has_text="Карточка обращения").click()
    drop(page, "#card_file", "карточка.json", b'{"applicant": {"surname": "\xd0\x95"}}')
    assert page.evaluate("document.querySelector('#card_file').files[0].name") == "карточка.json"
    assert page.evaluate("document.querySelector('[name=letter]').files.length") == 0


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNFIT: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "damaged": ("ответ.docx", lambda: word_letter()[:-600], "обрезан"),
    "empty": ("ответ.docx", lambda: b"", "файл пустой"),
    "macro": ("ответ.docx", lambda: with_macro(word_letter()), "макрос"),
    "not Word": ("ответ.docx", lambda: b"%PDF-1.4 ", "не то, что обещает его имя"),
    "password": ("ответ.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(4096), "Word"),
}


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("unfit", UNFIT)
def test_a_file_that_cannot_be_read_is_told_of_and_what_was_typed_stays(
    browser: "Browser", service: str, tmp_path: Path, unfit: str, script: bool
) -> None:
    name, make, why = UNFIT[unfit]
    file = tmp_path / name
    file.write_bytes(make())
    with opened(browser, service, [], 1280, script) as page:
        page.goto("/")
        page.fill("[name=text]", LETTER)
        page.set_input_files("[name=letter]", str(file))
        page.click("[data-begin]")
        page.wait_for_selector("[role=alert]:visible")
        assert why in page.inner_text("#start-error")
        assert "Traceback" not in page.content()
        assert page.input_value("[name=text]") == LETTER
        if script:
            assert flaws(page) == []


@pytest.mark.browser
def test_a_file_over_the_limit_is_refused_before_it_travels(page: "Page", too_large: Path) -> None:
    page.goto("/")
    page.fill("[name=text]", LETTER)
    page.set_input_files("[name=letter]", str(too_large))
    assert "больше 25 МБ" in page.inner_text("[data-drop-chosen]")
    assert page.input_value("[name=text]") == LETTER
    page.click("[data-begin]")  # the text alone is checked
    page.wait_for_selector("#desk")


@pytest.mark.browser
def test_a_file_over_the_limit_is_told_of_without_the_script_and_what_was_typed_stays(
    plain_page: "Page", too_large: Path
) -> None:
    plain_page.goto("/")
    plain_page.fill("[name=text]", LETTER)
    plain_page.set_input_files("[name=letter]", str(too_large))
    plain_page.click("[data-begin]")
    assert "больше 25 МБ" in plain_page.inner_text("#start-error")
    assert plain_page.input_value("[name=text]") == LETTER


@pytest.fixture
def too_large(tmp_path: Path) -> Path:
    file = tmp_path / "снимки.docx"
    with file.open("wb") as stream:
        stream.truncate(26 * 1024 * 1024)
    return file


def drop(page: "Page", where: str, name: str, data: bytes) -> None:
    """Drops a file on the place ``where``, as a hand with a mouse does."""
    dropped = page.evaluate_handle(
        """([name, data]) => {
            const bytes = Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0));
            const carried = new DataTransfer();
            carried.items.add(new File([bytes], name));
            return carried;
        }""",
        [name, base64.b64encode(data).decode("ascii")],
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event(where, event, {"dataTransfer": dropped})


def office_letter() -> bytes:
    """A letter as offices make them in Word: a letterhead in a table, fonts of their own, spaces for a place."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.styles["Normal"].font.name = "Bookman Old Style"
    document.styles["Normal"].font.size = Pt(13)
    head = document.add_table(rows=1, cols=2)
    head.style = "Table Grid"
    left, right = head.rows[0].cells
    left.text = "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА\nСАХАЛИНСКОЙ ОБЛАСТИ\nул. Мира, д. 107, г. Южно-Сахалинск"
    left.paragraphs[0].runs[0].font.name = "Arial Narrow"
    right.text = "Сидоровой М.П.\nул. Лесная, д. 1, г. Анива, 694030"
    for line in LETTER.replace("В целях недопущения аварий", "Согласно приказа министра").splitlines():
        document.add_paragraph(line).paragraph_format.first_line_indent = Pt(35)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_macro(docx: bytes) -> bytes:
    """A letter whose macro runs by itself: others are left out without a word."""
    out = io.BytesIO(docx)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    return out.getvalue()


def word_letter() -> bytes:
    from docx import Document

    document = Document()
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
