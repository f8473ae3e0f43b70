"""The layout that a .docx asks for, as a value: its sheets, its page numbers, and how each paragraph of it is set."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from letterkit.core.paper import Margins, Paper, Setting, Sheet
from letterkit.ooxml.formats import Format, Formats, Type
from letterkit.ooxml.measures import millimetres
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.page_numbers import number_fields
from letterkit.ooxml.styles import Styles, child, switched_on, value
from letterkit.ooxml.text import TextMap
from letterkit.ooxml.walk import TextPiece

# A first line begun with a tab or spaces is set in by them, and how far only the print shows.
_TYPED_INDENT = ("\t", "  ", "\u00a0\u00a0")
_PICTURES = frozenset({"drawing", "pict", "object"})


def paper_of(package: Package, read: TextMap) -> Paper:
    """The layout of ``package``, whose text was read as ``read``; raises LetterFileError ``docx.xml``."""
    body = child(package.xml(package.main), "body")
    settings = _root(package, "settings")
    styles, formats = Styles.of(package), Formats.of(package)
    return Paper(
        sheets=tuple(_sheets(body, read, switched_on(child(settings, "gutterAtTop")))),
        numbers=number_fields(package, body, formats),
        settings=tuple(_settings(package, read, formats, styles)),
        mirrored=switched_on(child(settings, "mirrorMargins")),
        opens_with_picture=_opens_with_picture(body),
    )


def _root(package: Package, kind: str) -> etree._Element | None:
    part = package.related_part(package.main, kind)
    return None if part is None else package.xml(part)


def _sheets(body: etree._Element | None, read: TextMap, gutter_at_top: bool) -> Iterator[Sheet]:
    ends = {id(element): end for _, end, _, element in read.places}
    start = 0
    for node in body if body is not None else ():
        section = node if local(node.tag) == "sectPr" else child(child(node, "pPr"), "sectPr")
        if section is None:
            continue
        end = len(read.text) if section is node else ends.get(id(node), start)
        sheet = _sheet(section, start, end, gutter_at_top)
        if sheet is not None:
            yield sheet
        start = end


def _sheet(section: etree._Element, start: int, end: int, gutter_at_top: bool) -> Sheet | None:
    """The sheet of a section; None when the file leaves its size or its margins to the program that opens it."""
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    width, height = millimetres(value(size, "w")), millimetres(value(size, "h"))
    sides = [millimetres(value(margins, side)) for side in ("left", "right", "top", "bottom")]
    left, right, top, bottom = sides
    if width is None or height is None or left is None or right is None or top is None or bottom is None:
        return None
    gutter = millimetres(value(margins, "gutter")) or 0.0
    left, top = (left, top + gutter) if gutter_at_top else (left + gutter, top)
    # A negative margin at top or bottom is kept to however tall the header grows (17.6.11).
    return Sheet(start, end, width, height, Margins(left, right, abs(top), abs(bottom)))


def _settings(package: Package, read: TextMap, formats: Formats, styles: Styles) -> Iterator[Setting]:
    zones = {paragraph.start: paragraph.zone for paragraph in read.paragraphs}
    pieces = iter(read.pieces)
    ahead = next(pieces, None)
    for start, end, part, element in read.places:
        mine: list[TextPiece] = []
        while ahead is not None and ahead.end <= end:
            if ahead.start >= start:
                mine.append(ahead)
            ahead = next(pieces, None)
        if part != package.main or start not in zones:
            continue
        properties = child(element, "pPr")
        format_ = formats.paragraph(properties)
        type_ = _usual_type(read.text, mine, formats, format_)
        typed = read.text.startswith(_TYPED_INDENT, start)
        listed = styles.of_paragraph(properties).num[0] not in (None, "0")
        yield Setting(
            start=start,
            end=end,
            zone=zones[start],
            size_pt=type_.size_pt,
            font=formats.font(type_),
            lines=round(Format(type_, format_.line, format_.rule).lines, 3),
            indent_mm=None if typed else round(format_.indent_mm, 2),
            align=format_.align,
            listed=listed,
        )


def _usual_type(text: str, pieces: Sequence[TextPiece], formats: Formats, format_: Format) -> Type:
    """The type of most letters of a paragraph."""
    letters: Counter[Type] = Counter()
    for run, inside in groupby(pieces, key=_run_of):
        if run is not None and local(run.tag) == "r":
            shown = sum(len(text[piece.start : piece.end].strip()) for piece in inside)
            letters[formats.run(child(run, "rPr"), format_)] += shown
    return letters.most_common(1)[0][0] if letters else format_.type


def _run_of(piece: TextPiece) -> etree._Element | None:
    return piece.element.getparent() if piece.element is not None else None


def _opens_with_picture(body: etree._Element | None) -> bool:
    for node in body.iter() if body is not None else ():
        name = local(node.tag)
        if name in _PICTURES:
            return True
        if name == "t" and (node.text or "").strip():
            return False
    return False
