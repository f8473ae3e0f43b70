"""A letter as a clerk makes it in Word, right in every measure unless a measure is given."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

HEAD = (
    "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА",
    "САХАЛИНСКОЙ ОБЛАСТИ",
    "Коммунистический проспект, д. 32,",
    "г. Южно-Сахалинск, 693009",
    "тел. (4242) 00-00-00",
    "e-mail: minstroy@sakhalin.gov.ru",
    "20.05.2026 № 3.08-1201/26",
    "На № И-345 от 14.05.2026",
)
ADDRESSEE = ("Ивановой М.П.", "ул. Ленина, д. 10, кв. 5,", "г. Южно-Сахалинск, 693000")
OPENING = (
    "Рассмотрев Ваше обращение по вопросу ремонта крыши дома № 10 по ул. Ленина, поступившее в министерство "
    "строительства Сахалинской области, сообщаем следующее."
)
BODY = (
    "Крышу отремонтируют до 1 сентября 2026 года. Подрядчик уже выбран, работы начнутся в июле и займут два месяца. "
    "Сначала снимут старое покрытие, потом положат новое и закрепят водосточные трубы.",
    "Пока идут работы, двор будет огорожен, проход к подъездам останется свободным. О начале работ жителей известят "
    "объявлениями на подъездах и на сайте министерства.",
    "Если крыша протечёт во время ремонта, позвоните в аварийную службу управляющей компании. Её телефон указан в "
    "квитанции и на доске объявлений у каждого подъезда дома.",
)
EXECUTOR = ("Петрова Анна Сергеевна,", "+7 (4242) 00-00-00")

_ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True)
class Number:
    """The number of the page in the header or the footer; «#» in ``words`` is the number itself."""

    zone: Literal["header", "footer"] = "header"
    align: str = "center"
    words: str = "#"
    on_first: bool = False
    edge_mm: float = 11.0


@dataclass(frozen=True)
class WordLetter:
    """What is set how; ``paragraphs`` of text make one page (4) or more (20); ``change`` has the last word."""

    left_mm: float = 30
    right_mm: float = 15
    top_mm: float = 20
    bottom_mm: float = 20
    size_pt: float = 14
    font: str = "Times New Roman"
    lines: float = 1.0
    indent_mm: float = 12.5
    align: str = "justify"
    paragraphs: int = 4
    number: Number | None = field(default_factory=Number)
    change: Callable[[Any], None] | None = None

    def docx(self) -> bytes:
        """The letter as a .docx."""
        document = Document()
        self._sheet(document)
        self._head(document)
        for text in self.texts():
            paragraph = document.add_paragraph(text)
            paragraph.alignment = _ALIGNS[self.align]
            paragraph.paragraph_format.first_line_indent = Mm(self.indent_mm)
        self._end(document)
        if self.change is not None:
            self.change(document)
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()

    def texts(self) -> list[str]:
        """The paragraphs of the text."""
        return [OPENING, *(BODY[at % len(BODY)] for at in range(self.paragraphs - 1))]

    def _sheet(self, document: Any) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(self.left_mm), Mm(self.right_mm)
        section.top_margin, section.bottom_margin = Mm(self.top_mm), Mm(self.bottom_mm)
        section.header_distance = section.footer_distance = Mm(5)
        style = document.styles["Normal"]
        style.font.name, style.font.size = self.font, Pt(self.size_pt)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), self.lines
        if self.number is not None:
            section.different_first_page_header_footer = not self.number.on_first
            setattr(section, f"{self.number.zone}_distance", Mm(self.number.edge_mm))
            paragraph = getattr(section, self.number.zone).paragraphs[0]
            paragraph.alignment = _ALIGNS[self.number.align]
            set_number(paragraph, self.number.words)

    def _head(self, document: Any) -> None:
        for cell, lines in zip(document.add_table(1, 2).rows[0].cells, (HEAD, ADDRESSEE), strict=True):
            cell.paragraphs[0].add_run(lines[0]).font.size = Pt(12)
            for line in lines[1:]:
                cell.add_paragraph().add_run(line).font.size = Pt(12)
        document.add_paragraph()
        document.add_paragraph("О ремонте крыши")
        document.add_paragraph("Уважаемая Мария Петровна!").alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _end(self, document: Any) -> None:
        document.add_paragraph()
        document.add_paragraph("С уважением,")
        signature = document.add_paragraph("Министр строительства\tИ.О. Фамильев")
        signature.paragraph_format.tab_stops.add_tab_stop(Mm(120))
        document.add_paragraph()
        for line in EXECUTOR:
            document.add_paragraph().add_run(line).font.size = Pt(10)


def set_number(paragraph: Any, words: str = "#") -> None:
    """Put a field with the number of the page into ``paragraph``, as Word does, with ``words`` around it."""
    before, _, after = words.partition("#")
    paragraph.add_run(before)
    for inside in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE  \\* MERGEFORMAT </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))
    paragraph.add_run(after)
