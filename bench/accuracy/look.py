"""How a letter is laid out on paper, and the letter as a Word file that looks so."""

import io
from dataclasses import dataclass
from typing import Any, Literal

import regex

from letterkit.core.letter import Letter, Part, Role

Numbers = Literal["top", "bottom", "right", "words", "none"]
Mark = Literal["foot", "right", "first page"]

_TABS = regex.compile(r"[ \u00a0]{3,}")
_ADDRESSEE_MM = 95
_TEXT = (Role.OPENING, Role.BODY)


@dataclass(frozen=True, slots=True)
class Look:
    """Measures in millimetres and points; the defaults are those of the standard (NORMS B.1).

    ``mark`` is where the executor stands: at the foot of the last page, at its right, at the foot of the first page.
    ``alone`` puts closing and signature on a page of their own.
    """

    left_mm: float = 30
    right_mm: float = 15
    top_mm: float = 20
    bottom_mm: float = 20
    width_mm: float = 210
    height_mm: float = 297
    size_pt: float = 12
    font: str = "Times New Roman"
    other_font: str | None = None
    spacing: float = 1.0
    numbers: Numbers = "top"
    mark: Mark = "foot"
    alone: bool = False


def docx_of(letter: Letter, look: Look) -> bytes:
    """``letter`` as .docx, a paragraph a line, laid out as ``look`` says."""
    from docx import Document

    document = Document()
    _set_page(document, look)
    for number, part in enumerate(letter.parts):
        _lay(document, letter, part, look)
        following = letter.parts[number + 1] if number + 1 < len(letter.parts) else None
        if following and "\n\n" in letter.text[part.end : following.start] and following.role is not Role.EXECUTOR:
            document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Any, look: Look) -> None:
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(look.width_mm), Mm(look.height_mm)
    section.left_margin, section.right_margin = Mm(look.left_mm), Mm(look.right_mm)
    section.top_margin, section.bottom_margin = Mm(look.top_mm), Mm(look.bottom_mm)
    section.header_distance = section.footer_distance = Mm(min(10, look.top_mm, look.bottom_mm))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = look.font, Pt(look.size_pt)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(0), look.spacing
    _number_pages(section, look.numbers)


def _number_pages(section: Any, numbers: Numbers) -> None:
    """A number on every page but the first."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section.different_first_page_header_footer = True
    if numbers == "none":
        return
    paragraph = (section.footer if numbers == "bottom" else section.header).paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if numbers == "right" else WD_ALIGN_PARAGRAPH.CENTER
    if numbers == "words":
        paragraph.add_run("Страница ")
    _add_field(paragraph, "PAGE")


def _add_field(paragraph: Any, code: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    field = f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _lay(document: Any, letter: Letter, part: Part, look: Look) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    text = letter.text_of(part)
    if part.role is Role.EXECUTOR:
        _lay_mark(document, text, look)
        return
    if part.role in (Role.NUMBER, Role.REFERENCE) and "\n" not in _before(letter, part):
        document.paragraphs[-1].add_run(f" {text}")
        return
    for line in text.split("\n"):
        if not line.strip():
            document.add_paragraph()
            continue
        paragraph = document.add_paragraph()
        run = paragraph.add_run(_TABS.sub("\t", line.strip()))
        if part.role is Role.ADDRESSEE or part.role is Role.RESTRICTION:
            paragraph.paragraph_format.left_indent = Mm(_ADDRESSEE_MM)
        elif part.role is Role.SALUTATION:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif part.role in _TEXT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(12.5)
            if look.other_font and part.role is Role.BODY:
                run.font.name = look.other_font
        elif part.role is Role.SIGNATURE:
            _stop_at_the_right(paragraph, look)
        elif part.role is Role.CLOSING and look.alone:
            paragraph.paragraph_format.page_break_before = True


def _before(letter: Letter, part: Part) -> str:
    earlier = [other.end for other in letter.parts if other.end <= part.start]
    return letter.text[max(earlier, default=0) : part.start] or "\n"


def _stop_at_the_right(paragraph: Any, look: Look) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    place = Mm(look.width_mm - look.left_mm - look.right_mm)
    paragraph.paragraph_format.tab_stops.add_tab_stop(place, WD_TAB_ALIGNMENT.RIGHT)


def _lay_mark(document: Any, text: str, look: Look) -> None:
    """The mark of the executor in a frame at the foot of the page, or in the footer of the first one."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if look.mark == "first page":
        footer = document.sections[0].first_page_footer
        for number, line in enumerate(lines):
            paragraph = footer.paragraphs[0] if number == 0 else footer.add_paragraph()
            paragraph.add_run(line)
        return
    for line in lines:
        side = "right" if look.mark == "right" else "left"
        frame = parse_xml(
            f'<w:framePr {nsdecls("w")} w:w="5103" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" '
            f'w:xAlign="{side}" w:yAlign="bottom"/>'
        )
        document.add_paragraph(line)._p.get_or_add_pPr().append(frame)
