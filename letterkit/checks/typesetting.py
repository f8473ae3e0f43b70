"""How the paragraphs of a letter are set: as its Word file says, else as measured on its pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TypeVar

import regex

from letterkit.checks.sheets import MM_PER_POINT, PrintedRow, PrintedSheet
from letterkit.core.letter import Letter, Role
from letterkit.core.page import PageWord
from letterkit.core.paper import Align, Setting, Zone
from letterkit.pages.locate import PageMap

_PROSE = frozenset({Role.OPENING, Role.BODY})
# Lines of common type stand 1.15 em apart (Times New Roman, Arial).
_EM_PER_LINE = 1.15
_ONE_EDGE_MM = 1.0
"""Edges of lines that differ by less than this are one edge."""
_SET_IN_MM = (3.0, 40.0)
"""A line set in by so much begins a paragraph; less is chance, more is a heading or a cell."""
_MOST_LINES, _FEW_LINES = 0.6, 0.4
"""Justified text has most of its lines end at one edge, ragged text few."""
_FEW_ROWS = 4
_FACE = regex.compile(r"(?:[-,]|PS(?:MT)?\b|MT\b).*$")
_JOINTS = regex.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Block:
    """How the text of a whole letter stands on paper; None where too few lines tell."""

    step_mm: float | None = None
    indent_mm: float | None = None
    align: Align | None = None


def settings_of(letter: Letter, page_map: PageMap | None, sheets: Sequence[PrintedSheet] = ()) -> tuple[Setting, ...]:
    """The settings of the paragraphs of ``letter``; none for a typed text, which has no type.

    A print shows the size and the font of each paragraph, but where lines and paragraphs end only on the whole: its
    paragraphs share one distance of lines, one indent and one alignment.
    """
    if letter.paper is not None:
        return letter.paper.settings
    return _printed_settings(letter, page_map, sheets) if page_map is not None else ()


@cache
def family(font: str) -> str:
    """The family of a font of a PDF: «Times New Roman» for «TimesNewRomanPS-BoldMT»."""
    return _JOINTS.sub(" ", _FACE.sub("", font)).strip() or font


def _printed_settings(letter: Letter, page_map: PageMap, sheets: Sequence[PrintedSheet]) -> tuple[Setting, ...]:
    block = _block(sheets, {paragraph.end for paragraph in letter.paragraphs})
    words = sorted(
        (
            (offset, word)
            for _, word, offset in page_map.printed_words()
            if offset is not None and word.size_pt is not None
        ),
        key=lambda each: each[0],
    )
    found = []
    parted = [row.span for sheet in sheets for row in sheet.rows if row.parted and row.span]
    at = 0
    for paragraph in letter.paragraphs:
        mine = []
        while at < len(words) and words[at][0] < paragraph.end:
            if words[at][0] >= paragraph.start:
                mine.append(words[at][1])
            at += 1
        size_pt = _usual([(word.size_pt, word) for word in mine])
        if size_pt is None:
            continue
        line_mm = _EM_PER_LINE * size_pt * MM_PER_POINT
        found.append(
            Setting(
                paragraph.start,
                paragraph.end,
                Zone.TABLE if any(paragraph.start <= start < paragraph.end for start, _ in parted) else paragraph.zone,
                size_pt,
                _usual([(family(word.font), word) for word in mine if word.font]),
                block.step_mm / line_mm if block.step_mm is not None else None,
                block.indent_mm,
                block.align,
            )
        )
    return tuple(found)


def _usual(values: Sequence[tuple[_Value, PageWord]]) -> _Value | None:
    letters: Counter[_Value] = Counter()
    for value, word in values:
        letters[value] += len(word.text)
    return letters.most_common(1)[0][0] if letters else None


def _block(sheets: Sequence[PrintedSheet], ends: set[int]) -> _Block:
    """``ends`` are the ends of paragraphs as they were read."""
    pages = [[row for row in sheet.text if row.roles <= _PROSE and not row.parted] for sheet in sheets]
    pages = [rows for rows in pages if len(rows) >= _FEW_ROWS]
    if not pages:
        return _Block()
    # Each page has edges of its own: the back of a two-sided sheet has its margins changed over.
    lefts = [_shared_edge(sorted(row.box.x_mm for row in rows)) for rows in pages]
    rights = [_shared_edge(sorted((row.box.right_mm for row in rows), reverse=True)) for rows in pages]
    shifts = [row.box.x_mm - left for rows, left in zip(pages, lefts, strict=True) for row in rows]
    indents = [shift for shift in shifts if _SET_IN_MM[0] < shift < _SET_IN_MM[1]]
    short_of = [
        right - above.box.right_mm
        for rows, left, right in zip(pages, lefts, rights, strict=True)
        for above, below in pairwise(rows)
        if abs(below.box.x_mm - left) < _ONE_EDGE_MM and (indents or not _ends(above, ends))
    ]
    steps = [below.box.bottom_mm - above.box.bottom_mm for rows in pages for above, below in pairwise(rows)]
    # Lines of a paragraph are the closest ones; what lies wider is the white between paragraphs.
    step_mm = sorted(steps)[len(steps) // 4]
    return _Block(step_mm, median(indents) if indents else 0.0, _align(short_of))


def _shared_edge(edges_mm: Sequence[float]) -> float:
    """The outermost edge that two lines share; the outermost of all where no two do."""
    shared = (one for one, other in pairwise(edges_mm) if abs(one - other) < _ONE_EDGE_MM)
    return next(shared, edges_mm[0])


def _ends(row: PrintedRow, ends: set[int]) -> bool:
    return row.span is not None and row.span[1] in ends


def _align(short_of_mm: Sequence[float]) -> Align | None:
    """By how far lines that go on below end before the edge of their page."""
    if len(short_of_mm) < _FEW_ROWS:
        return None
    at_edge = sum(abs(short) < _ONE_EDGE_MM for short in short_of_mm) / len(short_of_mm)
    return "justify" if at_edge >= _MOST_LINES else "left" if at_edge <= _FEW_LINES else None
