"""The body's old blank gets its marks on the picture of its page: by keys, clicks, words drawn over; none is typed."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from letterkit.office.content.repository import KeptState, find_kept, newest_of, state_of
from letterkit.office.content.version_file import KeptKind
from webui.engine import Engine

from ..old_blanks.made_blanks import MadeBlank, foreign, read_blanks
from .conftest import HERE, SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.office]

MADE = {blank.name: blank for blank in read_blanks(HERE.parent / "old_blanks" / "known.txt")}
LEFT = "#marks [role=status]"


def brought(page: "Page", file: Path) -> None:
    page.set_default_timeout(60_000)  # LibreOffice opens the file and prints it while the page waits
    page.goto("/blanks/")
    page.set_input_files("#blank", file)
    page.click("text=Загрузить и проверить")
    page.wait_for_url("**/marks")


def written(blank: MadeBlank, folder: Path, suffix: str) -> Path:
    file = folder / f"старый бланк{suffix}"
    file.write_bytes(blank.data if suffix == ".docx" else foreign(blank.data, suffix))
    return file


def left(page: "Page") -> str:
    return page.inner_text(LEFT)


def after(page: "Page", told: str) -> None:
    """Waits until the page says something else than ``told`` and is ready for the next key."""
    ready = "document.activeElement.matches('button')"
    page.wait_for_function(
        f"([where, told]) => document.querySelector(where).innerText !== told && {ready}", arg=[LEFT, told]
    )


def all_by_keys(page: "Page") -> None:
    """Enter, until everything is decided."""
    while "Осталось" in (told := left(page)):
        page.keyboard.press("Enter")
        after(page, told)


def finish(page: "Page") -> str:
    """The button has the focus by now; what the page of the blank says then."""
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Вернуться к меткам")
    return page.inner_text("#content")


def test_an_old_blank_becomes_a_draft_by_keys_alone(sign_in: SignIn, engine: Engine, tmp_path: Path) -> None:
    nina = sign_in("nina")
    brought(nina, written(MADE["Угловой бланк с чертами в таблице"], tmp_path, ".docx"))
    assert flaws(nina) == []
    all_by_keys(nina)
    said = finish(nina)
    assert "Ошибок нет" in said
    assert "Дошли все" in said
    assert nina.locator(".beside img").count() == 2
    assert flaws(nina) == []
    nina.fill("#label", "Из старого")
    with nina.expect_response("**/save"):
        nina.click("text=Сохранить черновик")
    with engine.database.reading() as session:
        kept = find_kept(session, KeptKind.BLANK, "iz-starogo")
        assert state_of(kept, newest_of(session, kept)) is KeptState.DRAFT


@pytest.mark.parametrize(
    ("name", "suffix", "frames"), [("Слияние: поля Word", ".doc", 0), ("Адресат в рамке", ".odt", 1)]
)
def test_what_libreoffice_opens_becomes_a_blank_on_a_narrow_page(
    name: str, suffix: str, frames: int, sign_in: SignIn, engine: Engine, tmp_path: Path
) -> None:
    nina = sign_in("nina", 400)
    brought(nina, written(MADE[name], tmp_path, suffix))
    assert nina.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert flaws(nina) == []
    assert ("Рамки" in nina.inner_text("#marks")) is bool(frames)
    all_by_keys(nina)
    said = finish(nina)
    assert "Ошибок нет" in said
    assert "Дошли все" in said


def test_a_mark_goes_to_words_that_are_drawn_over_and_comes_back(
    sign_in: SignIn, engine: Engine, tmp_path: Path
) -> None:
    nina = sign_in("nina")
    brought(nina, written(MADE["Продольный бланк, адресат справа"], tmp_path, ".docx"))
    told = left(nina)
    first = nina.locator(".mark-rows li.now")
    number = first.get_attribute("data-row")
    first.locator("text=Другие слова").click()
    words = nina.locator(".old-pages .word")
    begin, end = words.nth(0).bounding_box(), words.nth(2).bounding_box()
    assert begin
    assert end
    nina.mouse.move(begin["x"] + 1, begin["y"] + begin["height"] / 2)
    nina.mouse.down()
    nina.mouse.move(end["x"] + end["width"] - 1, end["y"] + end["height"] / 2, steps=4)
    nina.mouse.up()
    assert nina.inner_text("[data-chosen]") == "Отмечено слов: 3."
    nina.select_option("#own-mark", "organisation.superior")
    nina.keyboard.press("Tab")
    nina.keyboard.press("Enter")
    after(nina, told)
    assert "Вышестоящий орган" in nina.inner_text(f"[data-row='{number}']")
    changed = left(nina)
    nina.keyboard.press("Control+z")
    after(nina, changed)
    assert left(nina) == told
    nina.click(".mark-rows li.now >> text=Оставить как есть")
    after(nina, told)
    assert "Остаётся как есть" in nina.inner_text(".mark-rows")


def test_marks_are_chosen_without_scripts(sign_in: SignIn, engine: Engine, tmp_path: Path) -> None:
    nina = sign_in("nina", script=False)
    brought(nina, written(MADE["Только шапка"], tmp_path, ".docx"))
    nina.select_option("#line", label="Т. (4242) 22-00-00")
    nina.select_option("#own-mark", "organisation.phone")
    nina.click("#own button")
    assert "Телефон органа: " in nina.inner_text(".mark-rows .put summary")
    nina.click("text=Отменить последнее")
    nina.click("text=Да для всех оставшихся")
    nina.click("text=и проверить")
    nina.wait_for_selector("text=Вернуться к меткам")
    assert "Ошибок нет" in nina.inner_text("#content")
