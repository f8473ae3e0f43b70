"""The starter blanks as files: geometry, styles, letterhead, page numbers."""

import importlib.util
import io
import re
import zipfile
from types import ModuleType

import pytest
from docx import Document
from docx.shared import Mm
from lxml import etree
from ruamel.yaml import YAML

from letterkit.compose import Catalogue

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLANKS = ("corner", "corner-2016", "longitudinal", "longitudinal-2016")


@pytest.fixture(scope="module")
def maker(catalogue: Catalogue) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_blanks", catalogue.root / "blanks" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("id", BLANKS)
def test_the_file_is_what_its_geometry_says(id: str, catalogue: Catalogue, maker: ModuleType) -> None:
    head = YAML(typ="safe", pure=True).load((catalogue.root / "blanks" / f"{id}.yml").read_text(encoding="utf-8"))
    assert maker.package(head) == catalogue.blank(id).data


@pytest.mark.parametrize("id", BLANKS)
def test_margins_and_sizes_are_those_of_the_standard(id: str, catalogue: Catalogue) -> None:
    blank = catalogue.blank(id)
    section = Document(io.BytesIO(blank.data)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    least = (Mm(20), Mm(10), Mm(20), Mm(20))
    assert all(has is not None and has >= least - 635 for has, least in zip(margins, least, strict=True))
    assert section.header_distance is not None
    assert section.header_distance >= Mm(10) - 635
    assert 12 <= blank.head.geometry.text_pt <= 14
    assert 1 <= blank.head.geometry.line <= 1.5
    longest = {("corner", "gost-2025"): 80, ("corner", "gost-2016"): 75}.get((blank.head.layout, blank.head.pack), 120)
    assert blank.head.geometry.requisite_mm <= longest


@pytest.mark.parametrize("id", BLANKS)
def test_page_numbers_begin_on_the_second_page_and_headers_stand_before_footers(id: str, catalogue: Catalogue) -> None:
    with zipfile.ZipFile(io.BytesIO(catalogue.blank(id).data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        first, other = archive.read("word/header2.xml"), archive.read("word/header1.xml")
    section = root.find(f".//{W}sectPr")
    assert section is not None
    assert section.find(f"{W}titlePg") is not None
    assert b"PAGE" in other
    assert b"PAGE" not in first
    tags = [etree.QName(child).localname for child in section]
    assert tags[:2] == ["headerReference", "headerReference"]


@pytest.mark.parametrize("id", BLANKS)
def test_nothing_of_the_ministry_is_typed_into_the_blank(id: str, catalogue: Catalogue) -> None:
    with zipfile.ZipFile(io.BytesIO(catalogue.blank(id).data)) as archive:
        text = "".join(etree.fromstring(archive.read("word/document.xml")).itertext())
    words = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text)
    labels = {
        "тел",
        "факс",
        "ОКПО",
        "ОГРН",
        "ИНН",
        "КПП",
        "На",
        "обращение",
        "от",
        "Экз",
        "Оцените",
        "наш",
        "ответ",
        "код",
    }
    assert set(re.findall(r"[А-Яа-яё]{2,}", words)) <= labels


def test_styles_have_russian_names_and_lines_are_not_torn(catalogue: Catalogue) -> None:
    with zipfile.ZipFile(io.BytesIO(catalogue.blank("corner").data)) as archive:
        root = etree.fromstring(archive.read("word/styles.xml"))
    own = [style for style in root.iter(f"{W}style") if style.get(f"{W}customStyle")]
    names = [style.find(f"{W}name").get(f"{W}val") for style in own]  # type: ignore[union-attr]
    assert len(names) > 15
    assert all(re.match(r"[А-ЯЁ]", name or "") for name in names)
    assert root.find(f".//{W}pPrDefault/{W}pPr/{W}widowControl") is not None
    kept = {s.get(f"{W}styleId") for s in own if s.find(f"{W}pPr/{W}keepNext") is not None}
    assert {"Salutation", "Closing", "Signature", "TextKept", "Question"} <= kept
