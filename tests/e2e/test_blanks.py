"""A clerk brings a blank made in Word: what is wrong is read, taken away in comments, mended; then tried and kept."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from letterkit.office.content import approval
from letterkit.office.content.repository import KeptState, find_kept, newest_of, state_of
from letterkit.office.content.version_file import KeptKind
from letterkit.office.people import accounts
from letterkit.settings import Settings
from webui.engine import Engine

from .conftest import SignIn, flaws

pytestmark = [pytest.mark.browser, pytest.mark.office]

CORNER = Settings(_env_file=None).templates_dir / "blanks" / "corner.docx"


def spoilt(path: Path) -> Path:
    """A narrow margin, a typed phone of nobody, a font that is not there, an executor's mark without its frame."""
    out = io.BytesIO()
    with zipfile.ZipFile(CORNER) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            text = given.read(name)
            if name == "word/document.xml":
                text = re.sub(rb"<w:framePr[^>]*/>", b"", text, count=1)
                text = text.replace("тел. {{".encode(), "тел. (4242) 11-22-33 {{".encode(), 1)
            made.writestr(name, text)
    document = Document(out)
    document.sections[0].left_margin = Mm(10)
    next(each for each in document.paragraphs if "salutation" in each.text).runs[0].font.name = "Нет Такого Шрифта"
    document.save(str(path))
    return path


def test_a_blank_is_brought_mended_tried_and_sent_for_approval(sign_in: SignIn, engine: Engine, tmp_path: Path) -> None:
    nina = sign_in("nina")
    nina.set_default_timeout(150_000)  # ten letters are printed while the page waits
    nina.goto("/blanks/")
    assert flaws(nina) == []
    nina.set_input_files("#blank", spoilt(tmp_path / "наш бланк.docx"))
    nina.click("text=Загрузить и проверить")
    nina.wait_for_url("**/blanks/desk/*")
    remarks = " ".join(nina.locator(".blank-remarks li").all_inner_texts())
    for said in ("Левое поле", "(4242) 11-22-33", "«Нет Такого Шрифта»", "Отметка об исполнителе"):
        assert said in remarks
    assert flaws(nina) == []

    with nina.expect_download() as loading:
        nina.click("text=Скачать с примечаниями Word")
    copy = tmp_path / "copy.docx"
    loading.value.save_as(copy)
    comments = [comment.text for comment in Document(str(copy)).comments]
    assert len(comments) == nina.locator(".blank-remarks li").count()

    nina.set_input_files("#blank", CORNER)
    nina.click("text=Проверить снова")
    nina.wait_for_selector("text=Бланк в порядке")
    assert "Дошли все: 26 реквизитов." in nina.inner_text("#content")
    nina.click(".choice:has-text('подробно')")
    nina.wait_for_selector("figcaption:has-text('Страница 2 из 2')")
    nina.set_viewport_size({"width": 390, "height": 900})
    assert nina.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert flaws(nina) == []

    nina.fill("#label", "Наш бланк")
    with nina.expect_response("**/save"):
        nina.click("text=Сохранить черновик")
    by = accounts.by_login(engine.database, "nina").actor
    approval.ask(engine.office, by, KeptKind.BLANK, "nash-blank", 1)
    with engine.database.reading() as session:
        kept = find_kept(session, KeptKind.BLANK, "nash-blank")
        assert state_of(kept, newest_of(session, kept)) is KeptState.ASKED


@pytest.mark.parametrize("width", [1280, 390])
def test_the_guide_is_read_by_everybody(sign_in: SignIn, engine: Engine, width: int) -> None:
    ivan = sign_in("ivan", width)
    ivan.goto("/blanks/help")
    assert flaws(ivan) == []
    assert ivan.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with ivan.expect_download() as loading:
        ivan.click("text=Скачать: угловой бланк")
    assert loading.value.suggested_filename == "Заготовка – угловой бланк.docx"


def test_a_file_is_looked_at_without_scripts(sign_in: SignIn, engine: Engine, tmp_path: Path) -> None:
    nina = sign_in("nina", script=False)
    nina.set_default_timeout(150_000)
    nina.goto("/blanks/")
    nina.set_input_files("#blank", CORNER)
    nina.click("text=Загрузить и проверить")
    nina.wait_for_url("**/blanks/desk/*")
    nina.click("text=Удалить с сервера")
    assert "Файл удалён с сервера." in nina.inner_text("#content")
