# ruff: noqa: E501 - XML is easier to read unbroken
"""Odd letters from marked texts (letters/*.txt) as .txt and .docx, with the role that every word of them must get.

A marked text: ``<<role>>`` begins a part and holds until the next mark; ``@row``, ``@cell``, ``@textbox``,
``@frame``, ``@header first``, ``@footer`` say where the lines down to ``@end`` stand; ``@right`` and ``@center`` set
one line; ``@repeat N`` repeats the next line; ``<<none>>`` words belong to no part; ``@pagenumbers`` numbers pages
from the second; ``@not txt`` or ``@not docx`` names a form in which the oddity cannot be. A line with # says what is
odd.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

LETTERS = Path(__file__).parent / "letters"
_ALIGN = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


@dataclass(frozen=True)
class MadeLine:
    text: str
    roles: tuple[tuple[str, str], ...]
    align: str | None = None


@dataclass
class Block:
    place: str
    row: int = 0
    column: int = 0
    lines: list[MadeLine] = field(default_factory=list)


@dataclass
class Made:
    name: str
    blocks: list[Block]
    page_numbers: bool = False
    missing_form: str | None = None

    def expected(self) -> Counter[tuple[str, str]]:
        """How often each word must be read in each role."""
        return Counter(
            (role, word)
            for block in self.blocks
            for line in block.lines
            for role, text in line.roles
            for word in text.split()
        )


def made_letters() -> list[Made]:
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(LETTERS.glob("*.txt"))]


def parse(name: str, source: str) -> Made:
    made = Made(name, [Block("body")])
    role, repeat, row, column = "other", 1, 0, 0
    for raw in source.rstrip("\n").split("\n"):
        if raw.startswith("#"):
            continue
        order = re.fullmatch(r"@(\w+)(?: (\w+))?", raw)
        match order and order[1]:
            case "not":
                made.missing_form = order[2] if order else None
            case "pagenumbers":
                made.page_numbers = True
            case "repeat":
                repeat = int(order[2]) if order and order[2] else 1
            case "row":
                row, column = row + 1, -1
            case "cell":
                column += 1
                made.blocks.append(Block("cell", row, column))
            case "end":
                made.blocks.append(Block("body"))
            case "textbox" | "frame" | "footer" | "header":
                made.blocks.append(Block(order[1] if order else ""))
            case _:
                line, role = _line(raw, role)
                made.blocks[-1].lines += [line] * repeat
                repeat = 1
    made.blocks = [block for block in made.blocks if block.lines]
    return made


def _line(raw: str, role: str) -> tuple[MadeLine, str]:
    align = re.search(r"@(right|center) ", raw)
    raw = re.sub(r"@(?:right|center) ", "", raw)
    roles: list[tuple[str, str]] = []
    for mark, text in re.findall(r"(?:<<(\w+)>>)?((?:(?!<<\w+>>).)*)", raw):
        role = mark or role
        if text.strip() and role != "none":
            roles.append((role, text))
    text = re.sub(r"<<\w+>>", "", raw)
    return MadeLine(text, tuple(roles), align[1] if align else None), role


def as_txt(made: Made, newline: str = "\n") -> str:
    """The letter typed by hand: columns by spaces, header above, footer below."""
    order = {"header": 0, "footer": 2}
    blocks = sorted(made.blocks, key=lambda block: order.get(block.place, 1))
    lines: list[str] = []
    for _, group in groupby(blocks, key=lambda block: (block.place, block.row)):
        side_by_side = list(group)
        if side_by_side[0].place == "cell":
            lines += _side_by_side(side_by_side)
            continue
        for block in side_by_side:
            away = block.place == "textbox"
            lines += [" " * 44 + line.text if away or line.align == "right" else line.text for line in block.lines]
            lines += [""] if block.place in ("header", "textbox") else []
    return newline.join(lines).rstrip() + newline


def _side_by_side(cells: list[Block]) -> Iterator[str]:
    widths = [max(len(line.text) for line in cell.lines) + 6 for cell in cells]
    for number in range(max(len(cell.lines) for cell in cells)):
        words = [cell.lines[number].text if number < len(cell.lines) else "" for cell in cells]
        yield "".join(word.ljust(width) for word, width in zip(words, widths, strict=True)).rstrip()


def as_docx(made: Made) -> bytes:
    """The letter as Word writes it: tables, text boxes, frames, headers and footers."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(30),
        Mm(15),
        Mm(20),
        Mm(20),
    )
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.paragraph_format.space_after = "Times New Roman", Pt(13), Pt(0)
    for key, group in groupby(made.blocks, key=lambda block: block.place):
        blocks = list(group)
        if key == "cell":
            _table(document, blocks)
        for block in blocks:
            if key == "body":
                _paragraphs(document, block)
            elif key == "textbox":
                _text_box(document, block)
            elif key == "frame":
                _frame(document, block)
            elif key == "header":
                section.different_first_page_header_footer = True
                _fill(section.first_page_header, block)
            elif key == "footer":
                own = section.different_first_page_header_footer
                _fill(section.first_page_footer if own else section.footer, block)
    if made.page_numbers:
        section.different_first_page_header_footer = True
        _page_number(section.header.paragraphs[0])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(document: Any, block: Block) -> None:
    for line in block.lines:
        _write(document.add_paragraph(), line, justified=True)


def _fill(story: Any, block: Block) -> None:
    for number, line in enumerate(block.lines):
        _write(story.paragraphs[0] if number == 0 else story.add_paragraph(), line)


def _write(paragraph: Any, line: MadeLine, justified: bool = False) -> None:
    paragraph.add_run(line.text)
    if line.align:
        paragraph.alignment = _ALIGN[line.align]
    elif justified and len(line.text) > 85:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.5)


def _table(document: Any, cells: list[Block]) -> None:
    rows = sorted({cell.row for cell in cells})
    table = document.add_table(len(rows), max(cell.column for cell in cells) + 1)
    for cell in cells:
        _fill(table.rows[rows.index(cell.row)].cells[cell.column], cell)


def _text_box(document: Any, block: Block) -> None:
    anchor = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    words = "".join(f"<w:p><w:r><w:t>{line.text}</w:t></w:r></w:p>" for line in block.lines)
    content = f"<w:txbxContent>{words}</w:txbxContent>"
    size = f'cx="{int(Mm(75))}" cy="{int(Mm(30))}"'
    run = parse_xml(
        f'<w:r {_NAMESPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor behindDoc="0" distT="0" distB="0" distL="0" distR="0" simplePos="0" locked="0" layoutInCell="1" '
        'allowOverlap="1" relativeHeight="2"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{int(Mm(120))}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{int(Mm(22))}</wp:posOffset></wp:positionV><wp:extent {size}/>'
        '<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Addressee"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="width:213pt;height:85pt"><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    anchor._p.append(run)


def _frame(document: Any, block: Block) -> None:
    for line in block.lines:
        paragraph = document.add_paragraph(line.text)
        shape = parse_xml(
            f'<w:framePr {nsdecls("w")} w:w="4500" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
        )
        paragraph._p.get_or_add_pPr().append(shape)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, " PAGE "), ("separate", None), ("result", "2"), ("end", None)):
        run = paragraph.add_run()
        if kind == "result":
            run.text = text
        elif kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
