"""Appeals that came as PDF: pages with words are read as they stand, pages that are pictures are recognised."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import regex

from letterkit.core.errors import LetterFileError, LetterkitError
from letterkit.core.page import Page, PageFacts
from letterkit.intake.documents.document import Reading
from letterkit.intake.documents.scans import DPI, Drawing, join_readings
from letterkit.pages.facts import page_facts
from letterkit.pages.preview import shades, shades_apart
from letterkit.reading import read_pdf
from letterkit.reading.pdf_rows import rows_of
from letterkit.russian.clean import clean
from letterkit.russian.morph import is_known

if TYPE_CHECKING:
    from PIL.Image import Image

ReadScans = Callable[[Sequence[Drawing]], Sequence[Reading]]

_ENOUGH_WORDS = 40
"""A page with so many is no picture with a stamp over it."""
_LOOKED_AT_DPI = 40
_INK, _BLANK = 140, 0.0004
"""Darker than this is ink; a page with less ink than this share of it says nothing."""
_KNOWN = 0.4
_WORD = regex.compile(r"\p{L}{3,}")
_LOOKED_AT_WORDS = 200


def read_printed(data: bytes, name: str, read_scans: ReadScans) -> Reading:
    """The text of the PDF file ``name``; its fault is why some of its pages could not be recognised.

    Raises LetterFileError as ``pages.facts.page_facts``, and what ``read_scans`` raises when no page has words.
    """
    facts = page_facts(data)
    kinds = {page.number: _kind(data, page) for page in facts.pages}
    pictures = [page.number for page in facts.pages if kinds[page.number] == "picture"]
    scanned, fault = dict[int, Reading](), None
    if pictures:
        try:
            read = read_scans([partial(_draw, data, number) for number in pictures])
            scanned = dict(zip(pictures, read, strict=True))
        except LetterkitError as why:
            if "words" not in kinds.values():
                raise
            fault = why
    pieces: list[Reading] = []
    for kind, pages in groupby(facts.pages, key=lambda page: kinds[page.number]):
        if kind == "words":
            pieces.append(Reading(_words_of(data, name, tuple(pages))))
        else:
            pieces += [scanned[page.number] for page in pages if page.number in scanned]
    return join_readings(pieces, name)._replace(fault=fault)


def _kind(data: bytes, page: Page) -> str:
    """``words``, ``picture`` or ``blank``: words that are no Russian are the mark of a font without its letters."""
    if page.words and _is_legible(page) and (len(page.words) >= _ENOUGH_WORDS or not _has_picture(data, page)):
        return "words"
    seen = shades(data, page.number, _LOOKED_AT_DPI)
    return "picture" if seen is not None and (seen < _INK).mean() > _BLANK else "blank"


def _is_legible(page: Page) -> bool:
    words = _WORD.findall(" ".join(word.text for word in page.words))[:_LOOKED_AT_WORDS]
    return not words or sum(word.isascii() or is_known(word.lower()) for word in words) >= _KNOWN * len(words)


def _has_picture(data: bytes, page: Page) -> bool:
    apart = shades_apart(data, page.number, _LOOKED_AT_DPI)
    return apart is not None and bool((apart[1] < _INK).mean() > _BLANK)


def _words_of(data: bytes, name: str, pages: tuple[Page, ...]) -> str:
    try:
        text = read_pdf(data, name, PageFacts(pages)).text
    except LetterFileError:  # fewer words than a letter has
        text = "\n".join(row.text for page in pages for row in rows_of(page))
    return clean(text).text


def _draw(data: bytes, number: int) -> "Image":
    import numpy as np
    from PIL import Image

    seen = shades(data, number, DPI)
    if seen is None:
        raise LetterFileError("pdf.broken")
    return Image.fromarray(seen.astype(np.uint8))
