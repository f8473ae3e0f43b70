"""Letters laid out by the real LibreOffice, once for all tests of this folder."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from letterkit.core.page import PageFacts
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts

BODY = (
    "Рассмотрев Ваше обращение по вопросу переселения граждан из аварий~ного жилищ~ного фонда, посту~пив~шее "
    "в мини~стер~ство строи~тель~ства Саха~лин~ской обла~сти, сооб~щаем. Много~квар~тир~ный дом № 10 по ул. Ленина "
    "при~знан аварий~ным и подле~жит сносу, пере~се~ле~ние его жите~лей преду~смот~рено реги~о~наль~ной адрес~ной "
    "програм~мой во вто~ром квар~тале {year} года. Благо~устро~ен~ные жилые поме~ще~ния предо~став~ляет "
    "адми~ни~стра~ция муни~ци~паль~ного обра~зо~ва~ния."
).replace("~", "\N{SOFT HYPHEN}")
HEADER = "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА САХАЛИНСКОЙ ОБЛАСТИ"
FOOTER = "minstroy.sakhalin.gov.ru"
NUMBER = "20.05.2024 № 3.08-1234/24"
ADDRESSEE = ("Ивановой М.П.", "ул. Ленина, д. 10, кв. 5,", "г. Южно-Сахалинск, 693000")
SALUTATION = "Уважаемая Мария Петровна!"
APART = "приказываю"
CAPITALS = "приложение на двух листах"
SPACES = "Переселение\u00a0г.\u00a0Оха, ко\u00adличество листов\u00a0– 2, email: office@sakhalin.gov.ru"
EXECUTOR = ("Сидоров Павел Ильич", "8 (4242) 00-00-00")
FIRST_YEAR = 2027

_FRAME = (
    '<w:framePr {} w:w="4000" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" '
    'w:yAlign="bottom"/>'
)


def rich_letter(body_paragraphs: int) -> bytes:
    """Header, table, justified text broken at soft hyphens, letters apart, capitals by style, a frame, a footer."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(0)
    section.header.paragraphs[0].text = HEADER
    section.footer.paragraphs[0].text = FOOTER
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = NUMBER
    right.text = "\n".join(ADDRESSEE)
    document.add_paragraph(SALUTATION).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number in range(body_paragraphs):
        paragraph = document.add_paragraph(BODY.format(year=FIRST_YEAR + number))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.5)
    apart = document.add_paragraph().add_run(APART)
    apart._r.get_or_add_rPr().append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="60"/>'))
    document.add_paragraph().add_run(CAPITALS).font.all_caps = True
    document.add_paragraph(SPACES)
    for line in EXECUTOR:
        paragraph = document.add_paragraph(line)
        paragraph._p.get_or_add_pPr().insert(0, parse_xml(_FRAME.format(nsdecls("w"))))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def rich_text(body_paragraphs: int) -> str:
    """The same letter as a reader of Word files may give it: body, then table, then footer and header."""
    body = [BODY.format(year=FIRST_YEAR + number) for number in range(body_paragraphs)]
    lines = [SALUTATION, *body, APART, CAPITALS, SPACES, *EXECUTOR, NUMBER, *ADDRESSEE, FOOTER, HEADER]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def converter() -> Iterator[Converter]:
    with Converter() as opened:
        yield opened


@pytest.fixture(scope="session")
def pdfs(converter: Converter) -> dict[int, bytes]:
    """PDFs of rich letters by their number of body paragraphs: 1 makes one page, 9 two."""
    sizes = (1, 9)
    return dict(zip(sizes, converter.pdfs([rich_letter(size) for size in sizes]), strict=True))


@pytest.fixture(scope="session")
def facts(pdfs: dict[int, bytes]) -> dict[int, PageFacts]:
    return {size: page_facts(pdf) for size, pdf in pdfs.items()}


@pytest.fixture(scope="session")
def rich_texts(pdfs: dict[int, bytes]) -> dict[int, str]:
    return {size: rich_text(size) for size in pdfs}


@pytest.fixture
def first_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a test may put a program of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder
