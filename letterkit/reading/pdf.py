"""Printed letters: words with their places on the pages read back into text, paragraphs and parts."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter, Source
from letterkit.core.page import Page, PageFacts
from letterkit.core.paper import Zone
from letterkit.reading import parts_marks as marks
from letterkit.reading.parts import assign
from letterkit.reading.pdf_paragraphs import Draft, build, drafts_of, measure
from letterkit.reading.pdf_rows import Column, PdfRow, columns_of, rows_of

# Page numbers and running lines stand in the margins: 10 mm from the edge or more, text from 20 mm on.
_MARGIN_MM = 22.0
# The bottom margin of a letter is 20 mm: what ends lower stands in it.
_FOOT_MM = 18.5
_FOOT_APART = 1.5
_CLOSE = 0.6
_EDGE_ROWS = 2
# Less than this on every page is a stamp or a number on a scanned letter, not its text.
_SCAN_WORDS = 6


def read_pdf(data: bytes, name: str, facts: PageFacts) -> Letter:
    """The letter printed in ``data``, whose pages were measured as ``facts``.

    Paragraphs know their page and box (mm). Page numbers stand at the end of the text. Raises LetterFileError
    ``pdf.scan`` for pages without words.
    """
    rows = [rows_of(page) for page in facts.pages]
    if not any(sum(len(row.text.split()) for row in page) >= _SCAN_WORDS for page in rows):
        raise LetterFileError("pdf.scan", file=name, pages=len(facts.pages))
    running = _running(rows, facts.pages)
    main = [[row for row in page if id(row) not in running] for page in rows]
    if not any(main):
        running, main = {}, rows
    columns: list[Column] = []
    for number, (page_rows, page) in enumerate(zip(main, facts.pages, strict=True)):
        found = list(columns_of(page_rows, page, head=number == 0))
        if columns and found and not columns[-1].head and not found[0].head:
            columns[-1] = Column(columns[-1].rows + found[0].rows)
            found = found[1:]
        columns.extend(found)
    drafts = drafts_of(columns, measure(columns, facts)) + _running_drafts(rows, running)
    text, paragraphs = build(drafts)
    source = Source(name=name, kind="pdf", sha256=hashlib.sha256(data).hexdigest())
    parts = assign(text, paragraphs)
    return Letter(source=source, text=text, paragraphs=paragraphs, parts=parts)


def _running(rows: Sequence[Sequence[PdfRow]], pages: Sequence[Page]) -> dict[int, Zone]:
    """Rows of the margins that repeat or count the pages, by identity, with their zone."""
    found: dict[int, Zone] = {}
    seen = Counter(_shape(row) for page in rows for row in page if len(page) > 1)
    for page_rows, page in zip(rows, pages, strict=True):
        for edge, zone in ((page_rows, Zone.HEADER), (page_rows[::-1], Zone.FOOTER)):
            for place, row in enumerate(edge):
                in_margin = (
                    row.box.y_mm < _MARGIN_MM
                    if zone is Zone.HEADER
                    else row.box.bottom_mm > page.height_mm - _MARGIN_MM
                )
                counts = bool(marks.PAGE_NUMBER.match(row.text)) and len(row.cells) == 1
                counts = counts and not _ends_a_number(page_rows, row)
                repeats = len(pages) > 1 and seen[_shape(row)] > 1
                # A footer of many lines reaches out of the margin; it still stands alike on every page.
                goes_on = repeats and place > 0 and id(edge[place - 1]) in found and _close(edge[place - 1], row)
                if len(page_rows) > 1 and ((in_margin and place < _EDGE_ROWS and (counts or repeats)) or goes_on):
                    found[id(row)] = zone
                elif place >= _EDGE_ROWS:
                    break
        found |= _foot(page_rows, page)
    return found


def _ends_a_number(rows: Sequence[PdfRow], row: PdfRow) -> bool:
    """Whether ``row`` is the last digits of a telephone that was broken at its hyphen."""
    above = rows[rows.index(row) - 1] if row is not rows[0] else None
    return above is not None and above.text.endswith("-") and _close(above, row)


def _close(row: PdfRow, other: PdfRow) -> bool:
    """Whether the two rows are neighbours with no white between them."""
    upper, lower = sorted((row.box, other.box), key=lambda box: box.y_mm)
    return lower.y_mm - upper.bottom_mm < _CLOSE * upper.height_mm


def _foot(rows: Sequence[PdfRow], page: Page) -> dict[int, Zone]:
    """Rows below the text area and well apart from it: a footer, though it stands on one page only."""
    found: dict[int, Zone] = {}
    for above, row in reversed(list(pairwise(rows))):
        if row.box.bottom_mm < page.height_mm - _FOOT_MM:
            break
        found[id(row)] = Zone.FOOTER
        if row.box.y_mm - above.box.bottom_mm > _FOOT_APART * row.box.height_mm:
            return found
    return {}


def _shape(row: PdfRow) -> tuple[str, int]:
    return re.sub(r"\d+", "#", row.text), round(row.box.y_mm)


def _running_drafts(rows: Sequence[Sequence[PdfRow]], running: dict[int, Zone]) -> list[Draft]:
    """Running rows as paragraphs at the end: page numbers all, other rows once."""
    drafts: list[Draft] = []
    said: set[tuple[str, int]] = set()
    for page in rows:
        for row in page:
            if id(row) not in running:
                continue
            if not marks.PAGE_NUMBER.match(row.text):
                if _shape(row) in said:
                    continue
                said.add(_shape(row))
            before = drafts[-1] if drafts else None
            goes_on = before is not None and (before.page, before.zone) == (row.page, running[id(row)])
            if before is not None and goes_on and not marks.PAGE_NUMBER.match(before.text):
                group, blank = before.group, 0
            else:
                group, blank = 1000 + len(drafts), 0 if drafts else 1
            drafts.append(Draft(row.text, row.page, [row.box], running[id(row)], group, "center", blank))
    return drafts
