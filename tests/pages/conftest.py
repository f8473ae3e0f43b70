"""Letters laid out by the real LibreOffice, once for all tests of this folder."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from letterkit.core.page import PageFacts
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts

BODY = (
    "Рассмотрев Ваше обращение по вопросу переселения граждан из аварийного жилищного фонда, поступившее в министерство "
    "строительства Сахалинской области, сообщаем. Многоквартирный дом № 10 по ул. Ленина признан аварийным и подлежит "
    "сносу, переселение его жителей предусмотрено региональной адресной программой во втором квартале 2027 года. "
    "Предоставление благоустроенных жилых помещений осуществляется администрацией муниципального образования."
)
HEADER = "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА САХАЛИНСКОЙ ОБЛАСТИ"
ADDRESSEE = ("Ивановой М.П.", "ул. Ленина, д. 10, кв. 5,", "г. Южно-Сахалинск, 693000")
SALUTATION = "Уважаемая Мария Петровна!"
EXECUTOR = ("Сидоров Павел Ильич", "8 (4242) 00-00-00")
FOOTNOTE_LIKE = "с. Троицкое, ул. Центральная, д. 15"


def rich_letter(*, body_paragraphs: int = 3, hyphenated: bool = True, page: str = "portrait") -> bytes:
    """Header, table, justified and hyphenated text, letters apart, capitals by style, no-break spaces, a frame, a footer."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(210), Mm(297)) if page == "portrait" else (Mm(297), Mm(210))
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(0)
    if hyphenated:
        document.settings.element.append(parse_xml(f'<w:autoHyphenation {nsdecls("w")} w:val="true"/>'))
    section.header.paragraphs[0].text = HEADER
    section.footer.paragraphs[0].text = "minstroy.sakhalin.gov.ru"
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "20.05.2024 № 3.08-1234/24"
    right.text = "\n".join(ADDRESSEE)
    document.add_paragraph(SALUTATION).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number in range(body_paragraphs):
        paragraph = document.add_paragraph(BODY.replace("2027", str(2027 + number)))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.5)
    spaced = document.add_paragraph().add_run("приказываю")
    spaced._r.get_or_add_rPr().append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="60"/>'))
    capitals = document.add_paragraph().add_run("приложение на двух листах")
    capitals.font.all_caps = True
    document.add_paragraph("Переселение\u00a0г.\u00a0Оха, ко\u00adличество листов\u00a0– 2, email: office@sakhalin.gov.ru")
    for line in EXECUTOR:
        paragraph = document.add_paragraph(line)
        frame = '<w:framePr {} w:w="4000" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
        paragraph._p.get_or_add_pPr().insert(0, parse_xml(frame.format(nsdecls("w"))))
    document.element.body.iterchildren(qn("w:p"))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="session")
def converter() -> Iterator[Converter]:
    with Converter() as opened:
        yield opened


@pytest.fixture(scope="session")
def pdfs(converter: Converter) -> dict[str, bytes]:
    """A PDF of each kind of letter, made in one start of LibreOffice."""
    letters = {"one page": rich_letter(body_paragraphs=1), "two pages": rich_letter(), "flat": rich_letter(page="landscape")}
    return dict(zip(letters, converter.pdfs(list(letters.values())), strict=True))


@pytest.fixture(scope="session")
def facts(pdfs: dict[str, bytes]) -> dict[str, PageFacts]:
    return {name: page_facts(pdf) for name, pdf in pdfs.items()}


@pytest.fixture
def bare_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder
