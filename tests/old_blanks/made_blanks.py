"""Old blanks made up of a few lines of words: how they are laid out, and which words a mark should take the place of.

A file holds several, each under «== name». A line is a paragraph: flags before «> » (c centred, r right, j justified,
b bold), «→» a tab, «↵» a break of the line, «<<Имя>>» a merge field, «[[имя|слова]]» a content control, «((имя|слова))»
a bookmark, «{field|words}» the words that a mark takes the place of; neighbours with the same field are one.
«[table 80 10 75]» begins a table (widths in mm), «[cell]» and «[row]» go on in it; «[body]», «[header]», «[footer]»
and «[frame x y width]» say where what follows stands.
"""

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from letterkit.pages.convert import Converter

_INLINE = re.compile(
    r"<<(?P<merge>[^>]+)>>|\[\[(?P<alias>[^|\]]+)\|(?P<shown>[^\]]+)\]\]|\(\((?P<mark>\w+)\|(?P<of>.+?)\)\)"
)
_EXPECTED = re.compile(r"\{(?P<field>[a-z_.]+)\|(?P<words>[^}]*)\}")
_FLAGS = re.compile(r"^([crjb]+)> ?")
_ALIGN = {"c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT, "j": WD_ALIGN_PARAGRAPH.JUSTIFY}


@dataclass(frozen=True)
class MadeBlank:
    """``expected``: each field with the words in its place, as a reader sees them; "" where there are none."""

    name: str
    data: bytes
    expected: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.name


def read_blanks(path: Path) -> Iterator[MadeBlank]:
    for piece in re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))[1:]:
        name, *lines = piece.rstrip("\n").split("\n")
        yield make_blank(name, lines)


def make_blank(name: str, lines: Sequence[str]) -> MadeBlank:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(0), 1.0
    story: Any = document
    place: Any = document
    fresh, table, row, column, frame = False, None, 0, 0, None
    expected: list[tuple[str, str]] = []
    for line in lines:
        if found := re.fullmatch(r"\[(table|cell|row|body|header|footer|frame)((?: \d+)*)\]", line):
            numbers = [int(each) for each in found[2].split()]
            frame = None
            if found[1] == "table":
                table = story.add_table(rows=1, cols=len(numbers))
                table.autofit = False
                for each, width in zip(table.columns, numbers, strict=True):
                    each.width = Mm(width)
                for each, width in zip(table.rows[0].cells, numbers, strict=True):
                    each.width = Mm(width)
                row = column = 0
                place, fresh = table.cell(0, 0), True
            elif found[1] == "cell":
                column += 1
                place, fresh = table.cell(row, column), True
            elif found[1] == "row":
                table.add_row()
                row, column = row + 1, 0
                place, fresh = table.cell(row, 0), True
            elif found[1] == "frame":
                frame = numbers
                place, fresh = story, False
            else:
                story = {"header": section.header, "footer": section.footer}.get(found[1], document)
                place, fresh = story, story is not document
            continue
        paragraph = place.paragraphs[0] if fresh else place.add_paragraph()
        fresh = False
        if flags := _FLAGS.match(line):
            line = line[flags.end() :]
            for flag in flags[1]:
                if flag in _ALIGN:
                    paragraph.alignment = _ALIGN[flag]
        if frame is not None:
            _put_in_frame(paragraph, frame)
        said = list(_EXPECTED.finditer(line))
        for each in said:
            words = _seen(each["words"])
            whole = each.span() == (0, len(line)) or not line[: each.start()].strip("→ ")
            if expected and expected[-1][0] == each["field"] and each is said[0] and whole:
                expected[-1] = (each["field"], f"{expected[-1][1]} {words}".strip())
            else:
                expected.append((each["field"], words))
        _write(paragraph, _EXPECTED.sub(lambda each: each["words"], line), bold=bool(flags) and "b" in flags[1])
    out = io.BytesIO()
    document.save(out)
    return MadeBlank(name, out.getvalue(), tuple(expected))


def _seen(words: str) -> str:
    shown = _INLINE.sub(lambda one: f"«{one['merge']}»" if one["merge"] else one["shown"] or one["of"], words)
    return " ".join(shown.replace("→", " ").replace("↵", " ").split())


def _write(paragraph: Any, line: str, *, bold: bool) -> None:
    at = 0
    for one in _INLINE.finditer(line):
        _run(paragraph, line[at : one.start()], bold)
        at = one.end()
        if one["merge"]:
            for kind, text in (("begin", ""), ("", f" MERGEFIELD {one['merge']} "), ("separate", "")):
                _field(paragraph, kind, text)
            _run(paragraph, f"«{one['merge']}»", bold)
            _field(paragraph, "end", "")
        elif one["alias"]:
            _control(paragraph, one["alias"], one["shown"])
        else:
            _bookmark(paragraph, one["mark"], one["of"], bold)
    _run(paragraph, line[at:], bold)


def _run(paragraph: Any, words: str, bold: bool) -> None:
    if words:
        run = paragraph.add_run(words.replace("→", "\t").replace("↵", "\n"))
        run.bold = bold or None


def _field(paragraph: Any, kind: str, text: str) -> None:
    run = paragraph.add_run()
    made = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        made.set(qn("w:fldCharType"), kind)
    else:
        made.text = text
        made.set(qn("xml:space"), "preserve")
    run._r.append(made)


def _control(paragraph: Any, alias: str, shown: str) -> None:
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    named = OxmlElement("w:alias")
    named.set(qn("w:val"), alias)
    properties.append(named)
    properties.append(OxmlElement("w:showingPlcHdr"))
    content = OxmlElement("w:sdtContent")
    run = paragraph.add_run(shown)._r
    control.append(properties)
    control.append(content)
    content.append(run)
    paragraph._p.append(control)


def _bookmark(paragraph: Any, name: str, words: str, bold: bool) -> None:
    for kind in ("bookmarkStart", "bookmarkEnd"):
        made = OxmlElement(f"w:{kind}")
        made.set(qn("w:id"), str(abs(hash(name)) % 1000))
        if kind == "bookmarkStart":
            made.set(qn("w:name"), name)
            paragraph._p.append(made)
            _run(paragraph, words, bold)
        else:
            paragraph._p.append(made)


def _put_in_frame(paragraph: Any, frame: Sequence[int]) -> None:
    made = OxmlElement("w:framePr")
    for name, number in zip(("x", "y", "w"), frame, strict=True):
        made.set(qn(f"w:{name}"), str(round(number / 25.4 * 1440)))
    made.set(qn("w:hAnchor"), "page")
    made.set(qn("w:vAnchor"), "page")
    made.set(qn("w:wrap"), "around")
    paragraph._p.get_or_add_pPr().append(made)


def saved_as(docx: bytes, suffix: str, converter: Converter) -> bytes:
    """The .docx that LibreOffice makes of ``docx``, by way of a file of its own or of old Word."""
    if suffix == ".docx":
        return foreign(docx, suffix)
    return converter.docx(foreign(docx, suffix), suffix)


def foreign(docx: bytes, suffix: str) -> bytes:
    """``docx`` as LibreOffice saves it with ``suffix``."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "in").mkdir()
        (place / "in" / "blank.docx").write_bytes(docx)
        order = ["--headless", f"-env:UserInstallation={(place / 'profile').as_uri()}", "--convert-to", suffix[1:]]
        program = shutil.which("soffice") or "soffice"
        subprocess.run([program, *order, "--outdir", folder, str(place / "in" / "blank.docx")], check=True, timeout=120)
        return (place / f"blank{suffix}").read_bytes()
