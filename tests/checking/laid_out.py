"""A typed letter laid out as clerks lay letters out in Word, so that one letter exists in every form.

The ministry's way is a table without borders: the blank on the left, the addressee on the right. A blank whose lines
are typed in the middle of the sheet stays there, and its addressee stands to the right. Post, stamp and name of the
signature share a row. The executor is the last lines of the text, a frame at the foot of the page, or the footer.
"""

import io
import re
from collections.abc import Sequence
from typing import Any, Literal

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

Executor = Literal["lines", "frame", "footer"]
Block = Sequence[str]

TEXT_WIDTH_MM = 165
_LONG = 60
"""A line longer than this is a paragraph of the text, with a first line set in; shorter ones are requisites."""
_SALUTATION = re.compile(r"(?:Уважа?ем|Ув\.|Здравствуйте)")
_TITLE = re.compile(r"Об? ")
_CELLS = re.compile(r" {3,}")
_NUMBERED = re.compile(r"(?:\d|На\s|от\s|Дата).*№|№")  # «отдел № 3» is a name
_PHONE_OR_MAIL = re.compile(r"\d{2}-\d{2}|@")


def laid_out(text: str, executor: Executor = "lines", size_pt: float = 12) -> bytes:
    """The letter ``text`` as .docx; blocks are told apart by blank lines, columns by three spaces or more."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(210 - 30 - TEXT_WIDTH_MM)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.paragraph_format.space_after = "Times New Roman", Pt(size_pt), Pt(0)
    blocks = [[line.rstrip() for line in block.split("\n")] for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))]
    head, rest = _head(blocks)
    mark = rest.pop() if rest and _is_mark(rest[-1]) else []
    _lay_head(document, head)
    for block in rest:
        _lay_block(document, block)
        document.add_paragraph()
    _lay_executor(document, mark, executor)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _head(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks above the title (above the salutation, the text) and those from there on."""
    for number, block in enumerate(blocks):
        starts_text = _TITLE.match(block[0]) or _SALUTATION.match(block[0]) or len(block[0]) > 2 * _LONG
        if starts_text:
            return blocks[:number], blocks[number:]
    return [], blocks


def _is_mark(block: Block) -> bool:
    return bool(_PHONE_OR_MAIL.search(block[-1])) and max(map(len, block)) <= _LONG and not _CELLS.search(block[-1])


def _lay_head(document: Any, head: list[Block]) -> None:
    if not head:
        return
    if head[0][0].startswith(" "):
        for block in head:
            for line in block:
                _lay_head_line(document, line)
            document.add_paragraph()
        return
    numbered = next((at for at, block in enumerate(head) if any(map(_NUMBERED.match, block))), len(head) - 1)
    left, right = document.add_table(1, 2).rows[0].cells
    for cell, group in ((left, head[: numbered + 1]), (right, head[numbered + 1 :])):
        lines = [line for block in group for line in [*block, ""]]
        cell.paragraphs[0].text = lines[0].strip() if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(line.strip())


def _lay_head_line(document: Any, line: str) -> None:
    paragraph = document.add_paragraph(line.strip())
    indent = len(line) - len(line.lstrip())
    if indent >= 35:
        paragraph.paragraph_format.left_indent = Mm(90)
    elif indent:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _lay_block(document: Any, block: Block) -> None:
    if any(_CELLS.search(line) for line in block):
        _lay_signature(document, block)
        return
    for line in block:
        paragraph = document.add_paragraph(line)
        if _SALUTATION.match(line):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif len(line) > _LONG:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(12.5)


def _lay_signature(document: Any, block: Block) -> None:
    """Post and name on the stops of one line; with a stamp between them, in the cells of a table."""
    if max(len(_CELLS.split(line)) for line in block) < 3:
        for line in block:
            paragraph = document.add_paragraph(_CELLS.sub("\t", line))
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
        return
    cells = document.add_table(1, 3).rows[0].cells
    columns: list[list[str]] = [[], [], []]
    for line in block:
        for column, words in enumerate(_CELLS.split(line)):
            if words:
                columns[column].append(words)
    for cell, lines in zip(cells, columns, strict=True):
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def _lay_executor(document: Any, mark: Block, executor: Executor) -> None:
    if executor == "footer":
        footer = document.sections[0].footer
        for number, line in enumerate(mark):
            paragraph = footer.paragraphs[0] if number == 0 else footer.add_paragraph()
            paragraph.text = line
        return
    for line in mark:
        paragraph = document.add_paragraph(line)
        if executor == "frame":
            # A signature set beside the frame of a full page would be torn by it, which no clerk lets go out.
            frame = parse_xml(
                f'<w:framePr {nsdecls("w")} w:w="5670" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" '
                'w:xAlign="left" w:yAlign="bottom"/>'
            )
            paragraph._p.get_or_add_pPr().append(frame)
    if executor == "lines":
        document.add_paragraph()  # few typists end a letter without one more Enter
