"""An old blank line by line, as a reader sees it: where a line stands, and what a program wanted to put into it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from letterkit.core.paper import Zone
from letterkit.old_blanks.names import field_named
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import Styles, child, value
from letterkit.ooxml.text import TextMap, text_map

HELD = "\ue000"
"""Stands in ``Line.masked`` for each letter of what a program would have filled in."""
UNDERLINED = "\ue001"
"""Stands in ``Line.masked`` for each underlined space or tab: people draw lines to write on with them."""
_MERGED = re.compile(
    r"(?i)\b(?:MERGEFIELD|DOCPROPERTY|DOCVARIABLE)\s+\"?([^\"\\]+)|\b(DATE|TIME|CREATEDATE|SAVEDATE)\b"
)
_TYPED = re.compile(
    r"\[(?=[^\]]*[^\W\d_])([^\[\]]{2,50})\]|<(?=[^>]*[^\W\d_])([^<>]{2,50})>|\{(?=[^}]*[^\W\d_])([^{}%]{2,50})\}"
    r"|[%$#](\w{3,40})[%$#]"
)
_QUOTED = re.compile(r"«(\w{2,40})»")
"""What a merge field shows; words in quotation marks look the same, so it must be a name that tells a mark."""
_MADE_UP = re.compile(r"[A-Za-z_]|[а-яё][А-ЯЁ]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_PROMPT = re.compile(
    r"(?i)\b(?:место для ввода \w+|(?:выберите|введите) (?:элемент|значение|дат[уы]|текст)|щ[её]лкните [^.\n]{0,60}"
    r"|click (?:or tap )?(?:here )?to enter [\w ]{1,20}|choose an item)\.?"
)
"""How Word asks for words, whether the place is kept or not; it does not say for which."""
_ASKED = re.compile(r"(?i)\b(?:FILLIN|FORMTEXT|MACROBUTTON)\b")
_SELF_MADE = frozenset({"_GoBack"})
_FAR = ("\t" * 4, " " * 25)
"""What people type to put a line to the right."""
_RIGHT_SHARE = 0.4
"""A cell that begins behind this share of its row stands at the right."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """``text[start:end]`` is the place of what the author of the blank has called ``name``; "" for one without it."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, all counted from 0; ``right`` when it stands in the right part of its row."""

    table: int
    row: int
    column: int
    right: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, empty ones too; ``masked`` are its words with those of ``held`` blotted out, underlined gaps drawn.

    Each text box and each frame has a number of its own in ``frame``.
    """

    start: int
    end: int
    words: str
    masked: str
    zone: Zone
    cell: TableCell | None = None
    frame: int | None = None
    right: bool = False
    held: tuple[NamedPlace, ...] = ()
    justified: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.words.strip()

    @property
    def box(self) -> tuple[Zone, TableCell | None, int | None]:
        """What it stands in: lines one after the other that have the same belong together."""
        return self.zone, self.cell, self.frame


def read_lines(package: Package) -> Sequence[Line]:
    """The lines of ``package`` in the order of its text; raises LetterFileError ``docx.xml``."""
    found = text_map(package)
    styles = Styles.of(package)
    spans = {piece.element: (piece.start, piece.end) for piece in found.pieces if piece.element is not None}
    cells, frames = _Cells(), _Frames()
    return [_line(found, styles, spans, cells, frames, *place) for place in found.places]


class _Cells:
    """Cells by their elements; tables are numbered as they are met."""

    def __init__(self) -> None:
        self._tables: dict[etree._Element, int] = {}

    def of(self, paragraph: etree._Element) -> TableCell | None:
        cell = _above(paragraph, "tc")
        row, table = (_above(cell, name) if cell is not None else None for name in ("tr", "tbl"))
        if cell is None or row is None or table is None:
            return None
        number = self._tables.setdefault(table, len(self._tables))
        rows = [each for each in table.iter() if local(each.tag) == "tr"]
        beside = [each for each in row if local(each.tag) == "tc"]
        widths = [int(value(child(child(each, "tcPr"), "tcW"), "w") or 0) or 1 for each in beside]
        at = beside.index(cell) if cell in beside else 0
        return TableCell(number, rows.index(row), at, at > 0 and sum(widths[:at]) >= _RIGHT_SHARE * sum(widths))


class _Frames:
    """Text boxes by their elements, frames by where they stand; both are numbered as they are met."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def of(self, paragraph: etree._Element) -> int | None:
        key: object = _above(paragraph, "txbxContent")
        if key is None:
            frame = child(child(paragraph, "pPr"), "framePr")
            key = tuple(sorted(frame.attrib.items())) if frame is not None else None
        return None if key is None else self._numbers.setdefault(key, len(self._numbers))


def _line(
    found: TextMap,
    styles: Styles,
    spans: Mapping[etree._Element, tuple[int, int]],
    cells: _Cells,
    frames: _Frames,
    start: int,
    end: int,
    part: str,
    element: etree._Element,
) -> Line:
    words = found.text[start:end]
    properties = child(element, "pPr")
    cell, zone = cells.of(element), _zone(element)
    held = tuple(sorted(_held_in(element, spans, start, words), key=lambda one: (one.start, -one.end)))
    masked = _draw_lines(element, spans, start, words)
    for one in held:
        at, until = one.start - start, one.end - start
        masked = masked[:at] + HELD * (until - at) + masked[until:]
    align = styles.of_paragraph(properties).align
    right = align == "right" or bool(cell and cell.right) or zone is Zone.FRAME
    right = right or masked.startswith(_FAR)
    return Line(start, end, words, masked, zone, cell, frames.of(element), right, held, align == "justify")


def _draw_lines(
    paragraph: etree._Element, spans: Mapping[etree._Element, tuple[int, int]], start: int, words: str
) -> str:
    """``words`` with underlined spaces and tabs as UNDERLINED; a single space between words is no line."""
    for run in paragraph.iter("{*}r"):
        underline = child(child(run, "rPr"), "u")
        if underline is None or value(underline) == "none":
            continue
        for begin, end in [spans[node] for node in run if node in spans]:
            at, until = begin - start, end - start
            drawn = words[at:until]
            if not drawn.strip() and drawn != " ":
                words = words[:at] + UNDERLINED * len(drawn) + words[until:]
    return words


def _zone(paragraph: etree._Element) -> Zone:
    zone = Zone.FRAME if child(child(paragraph, "pPr"), "framePr") is not None else Zone.BODY
    for above in paragraph.iterancestors():
        name = local(above.tag)
        if name in ("hdr", "ftr"):
            return Zone.HEADER if name == "hdr" else Zone.FOOTER
        if name == "txbxContent":
            zone = Zone.FRAME
        elif name == "tc" and zone is Zone.BODY:
            zone = Zone.TABLE
    return zone


def _held_in(
    paragraph: etree._Element, spans: Mapping[etree._Element, tuple[int, int]], start: int, words: str
) -> Iterator[NamedPlace]:
    """Merge fields, content controls, bookmarks; names in brackets. The outermost of those within one another."""
    found = [*_fields(paragraph, spans), *_controls(paragraph, spans), *_bookmarks(paragraph, spans)]
    found += [
        NamedPlace(start + one.start(), start + one.end(), next(filter(None, one.groups())).strip())
        for one in (*_TYPED.finditer(words), *_quoted_names(words))
    ]
    found += [NamedPlace(start + one.start(), start + one.end(), "") for one in _PROMPT.finditer(words)]
    found = [
        one if one.name else replace(one, name=_shown_name(words[one.start - start : one.end - start])) for one in found
    ]
    taken: list[NamedPlace] = []
    for one in sorted(found, key=lambda each: each.start - each.end):
        if one.end > one.start and not any(one.start < each.end and one.end > each.start for each in taken):
            taken.append(one)
            yield one


def _quoted_names(words: str) -> Iterator[re.Match[str]]:
    alone = not _WORD.search(_QUOTED.sub("", words))
    for one in _QUOTED.finditer(words):
        if field_named(one[1]) and (alone or _MADE_UP.search(one[1])):
            yield one


def _shown_name(shown: str) -> str:
    """What a place is called that shows ``shown``, until there are other words."""
    return "" if _PROMPT.search(shown) else shown.strip(" <>")


def _fields(paragraph: etree._Element, spans: Mapping[etree._Element, tuple[int, int]]) -> Iterator[NamedPlace]:
    code, inside, shown = "", 0, False
    pieces: list[tuple[int, int]] = []
    for node in paragraph.iter("{*}*"):
        name = local(node.tag)
        kind = value(node, "fldCharType") if name == "fldChar" else None
        if name == "fldSimple":
            yield from _named_place(
                _MERGED.search(value(node, "instr") or ""), [spans[n] for n in node.iter() if n in spans]
            )
        elif kind == "begin":
            code, inside, shown, pieces = "", inside + 1, False, []
        elif kind == "separate":
            shown = True
        elif kind == "end":
            inside = max(inside - 1, 0)
            yield from _named_place(_MERGED.search(code) or _ASKED.search(code), pieces)
        elif name == "instrText" and inside:
            code += node.text or ""
        elif inside and shown and node in spans:
            pieces.append(spans[node])


def _named_place(named: re.Match[str] | None, pieces: Sequence[tuple[int, int]]) -> Iterator[NamedPlace]:
    if named and pieces:
        name = "" if named.re is _ASKED else (named[1] or "дата").strip()
        yield NamedPlace(min(start for start, _ in pieces), max(end for _, end in pieces), name)


def _controls(paragraph: etree._Element, spans: Mapping[etree._Element, tuple[int, int]]) -> Iterator[NamedPlace]:
    """Content controls in the paragraph or around it."""
    inner = [node for node in paragraph.iter("{*}*") if local(node.tag) == "sdt"]
    for control in (*inner, *(node for node in paragraph.iterancestors() if local(node.tag) == "sdt")):
        properties = child(control, "sdtPr")
        name = value(child(properties, "alias")) or value(child(properties, "tag"))
        pieces = [spans[node] for node in paragraph.iter("{*}*") if node in spans and control in node.iterancestors()]
        if (name or child(properties, "showingPlcHdr") is not None) and pieces:
            yield NamedPlace(min(start for start, _ in pieces), max(end for _, end in pieces), name or "")


def _bookmarks(paragraph: etree._Element, spans: Mapping[etree._Element, tuple[int, int]]) -> Iterator[NamedPlace]:
    opened: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    for node in paragraph.iter("{*}*"):
        name = local(node.tag)
        if name == "bookmarkStart":
            opened[value(node, "id") or ""] = (value(node, "name") or "", [])
        elif name == "bookmarkEnd" and (closed := opened.pop(value(node, "id") or "", None)):
            said, pieces = closed
            if pieces and said not in _SELF_MADE and not said.startswith(("_Toc", "_Hlk", "OLE_LINK")):
                yield NamedPlace(pieces[0][0], pieces[-1][1], said)
        elif node in spans:
            for _, pieces in opened.values():
                pieces.append(spans[node])


def _above(node: etree._Element, name: str) -> etree._Element | None:
    return next((above for above in node.iterancestors() if local(above.tag) == name), None)
