"""Every remark on a blank is a comment of Word at its place; the copy opens and is otherwise the same file."""

import io
from dataclasses import replace

import pytest
from docx import Document

from letterkit.checking.profile import load_profile
from letterkit.compose import Catalogue
from letterkit.office.content.blanks.inspection import file_remarks
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map
from letterkit.pages.convert import Converter
from letterkit.reports.blank_comments import add_comments
from letterkit.settings import Settings

HOME = Settings(_env_file=None)


@pytest.fixture(scope="module")
def copy() -> tuple[bytes, bytes, int]:
    """A spoilt blank, its copy with comments, how many remarks there are."""
    blank = Catalogue(HOME.templates_dir).blank("corner")
    document = Document(io.BytesIO(blank.data))
    cell = document.tables[0].rows[0].cells[0]
    phone = next(each for each in cell.paragraphs if "phone" in each.text)
    phone.runs[0].text = "тел. (4242) 11-22-33"
    next(each for each in document.paragraphs if "closing" in each.text).runs[0].text = "{{ closin }}"
    document.sections[0].header.paragraphs[0].add_run("{{ nothing }}")
    out = io.BytesIO()
    document.save(out)
    data = out.getvalue()
    remarks = file_remarks(replace(blank, data=data), load_profile(HOME.profile_path))
    return data, add_comments(data, "бланк.docx", remarks), len(remarks)


def test_each_remark_is_a_comment_in_words_at_its_place(copy: tuple[bytes, bytes, int]) -> None:
    _, made, count = copy
    comments = {comment.comment_id: comment.text for comment in Document(io.BytesIO(made)).comments}
    assert len(comments) == count >= 4
    about_phone = next(text for text in comments.values() if "(4242) 11-22-33" in text)
    assert "В бланке набрано" in about_phone
    assert "Ошибка · п. 6.1 Порядка · blank.typed-differs" in about_phone
    root = Package.open(made, "x").xml("word/document.xml")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    id = next(id for id, text in comments.items() if text == about_phone)
    start = next(node for node in root.iter(f"{w}commentRangeStart") if node.get(f"{w}id") == str(id))
    words = []
    for node in start.itersiblings():
        if node.tag == f"{w}commentRangeEnd" and node.get(f"{w}id") == str(id):
            break
        words.append("".join(node.itertext()))
    assert "".join(words) == "(4242) 11-22-33"


def test_a_remark_on_a_header_says_where_to_look(copy: tuple[bytes, bytes, int]) -> None:
    texts = [comment.text for comment in Document(io.BytesIO(copy[1])).comments]
    [about] = [text for text in texts if "nothing" in text]
    assert "Место: верхний колонтитул, абзац 1: «{{ nothing }}»." in about


def test_the_words_of_the_blank_stay_as_they_were(copy: tuple[bytes, bytes, int]) -> None:
    data, made, _ = copy
    assert text_map(Package.open(made, "x")).text == text_map(Package.open(data, "x")).text


@pytest.mark.office
def test_the_copy_opens_in_libreoffice(copy: tuple[bytes, bytes, int]) -> None:
    with Converter() as converter:
        assert converter.pdf(copy[1]).startswith(b"%PDF-")
