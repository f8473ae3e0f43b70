"""Page facts by pypdf: how many pages, how large, and which word stands where, in millimetres.

Boxes come from the fonts' own widths, not from guesses: on LibreOffice letters they agree with poppler's to a
fraction of a millimetre (tests/pages/test_facts.py), at some 10 ms a page.
"""

import io
import logging
import math
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from struct import error as StructError
from typing import Any

from letterkit.core.errors import LetterFileError
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.pages.known import Known
from letterkit.pages.lines import words
from letterkit.pages.preview import unlocked
from letterkit.pages.strokes import Budget, Matrix, shown, times

MAX_PAGES = 500
# Reading takes some 10 µs and 500 bytes for an operator, and half of that for a glyph.
MAX_OPERATORS = 250_000
MAX_GLYPHS = 2_000_000
MAX_CONTENT_BYTES = 15_000_000
# ISO 32000-2, annex C: 14,400 units of 1/72 inch. Text is set out by places on the page, so one of a mile is a mile.
MAX_SIDE_MM = 5_100
MAX_STREAM_BYTES = 30_000_000

_LIMITS = {
    "zlib_maximum_output_length": MAX_STREAM_BYTES,
    "lzw_maximum_output_length": MAX_STREAM_BYTES,
    "run_length_maximum_output_length": MAX_STREAM_BYTES,
    "array_based_stream_maximum_output_length": MAX_STREAM_BYTES,
    "stream_decoding_work_maximum_length": 2 * MAX_STREAM_BYTES,
}
# What pypdf lets through when a damaged file has one thing where another should be.
_MISREAD = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError,
    StructError, TypeError, ValueError, zlib.error,
)  # fmt: skip

_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages of a PDF; ``words`` are all that each of them prints, those beside the paper too."""

    facts: PageFacts
    words: tuple[str, ...]

    def part(self, first: int, last: int) -> "Reading":
        """The pages from ``first`` to ``last``, counted from 0, as those of a document of their own."""
        pages = self.facts.pages[first : last + 1]
        numbered = tuple([replace(page, number=number) for number, page in enumerate(pages, start=1)])
        return Reading(PageFacts(numbered), self.words[first : last + 1])


def page_facts(pdf: bytes) -> PageFacts:
    """The pages of ``pdf`` as a reader sees them: cropped, turned, in mm; a scan gives pages without words.

    Words stand in the order in which they are printed, which in office programs is the order of the text.
    Raises LetterFileError ``pdf.broken``, ``pdf.password``, ``pdf.too-many-pages`` (``pages``, ``limit``) or
    ``pdf.too-heavy``.
    """
    return reading(pdf, Known()).facts


def reading(pdf: bytes, known: Known) -> Reading:
    """``pdf`` read with the help of what is ``known`` from others; raises as ``page_facts`` does."""
    with opened(pdf) as reader:
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise LetterFileError("pdf.too-many-pages", pages=count, limit=MAX_PAGES)
        budget = Budget(MAX_OPERATORS, MAX_GLYPHS, MAX_CONTENT_BYTES)
        pages = [_page(number, page, known, budget) for number, page in enumerate(reader.pages, start=1)]
        return Reading(PageFacts(tuple(page for page, _ in pages)), tuple(words for _, words in pages))


def count_pages(pdf: bytes) -> int:
    """How many pages ``pdf`` has, at least one; raises as ``page_facts`` does, but does not look at what is printed."""
    with opened(pdf) as reader:
        return len(reader.pages)


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """A reader of ``pdf`` with limits on what it may unpack; what pypdf raises inside becomes a LetterFileError."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    _hush()
    try:
        with apply_configuration(None, **_LIMITS):
            try:
                reader = PdfReader(io.BytesIO(pdf))
                locked = reader.is_encrypted
            except DependencyError:
                locked = True
            if locked:
                # pypdf needs a further library for AES; PDFium reads it, and knows whether a password is missing.
                reader = PdfReader(io.BytesIO(unlocked(pdf)))
            if not reader.pages:
                raise LetterFileError("pdf.broken")
            yield reader
    except LetterFileError:
        raise
    except LimitReachedError as fault:
        raise LetterFileError("pdf.too-heavy") from fault
    except (PyPdfError, *_MISREAD) as fault:
        raise LetterFileError("pdf.broken") from fault


def _page(number: int, page: Any, known: Known, budget: Budget) -> tuple[Page, str]:
    """The page, and all words that it prints."""
    to_mm, width_mm, height_mm = _frame(page)
    found = words(shown(page, to_mm, known, budget))
    on_paper = tuple([word for word in found if _touches(word, width_mm, height_mm)])
    return Page(number, width_mm, height_mm, on_paper), " ".join([word.text for word in found])


def _touches(word: PageWord, width_mm: float, height_mm: float) -> bool:
    box = word.box
    return box.right_mm > 0 and box.bottom_mm > 0 and box.x_mm < width_mm and box.y_mm < height_mm


def _frame(page: Any) -> tuple[Matrix, float, float]:
    """The matrix from user space to mm from the top left of the page as shown, and the size of it."""
    media, crop = page.mediabox, page.cropbox
    left, right = max(media.left, crop.left), min(media.right, crop.right)
    bottom, top = max(media.bottom, crop.bottom), min(media.top, crop.top)
    if right <= left or top <= bottom:
        left, right, bottom, top = media.left, media.right, media.bottom, media.top
    mm = _MM_PER_POINT * float(page.user_unit or 1)
    width, height = float(right - left) * mm, float(top - bottom) * mm
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise LetterFileError("pdf.broken")
    if max(width, height) > MAX_SIDE_MM:
        raise LetterFileError("pdf.too-heavy")
    upright: Matrix = (mm, 0.0, 0.0, -mm, -float(left) * mm, float(top) * mm)
    match page.rotation % 360:
        case 90:
            return times(upright, (0.0, 1.0, -1.0, 0.0, height, 0.0)), height, width
        case 180:
            return times(upright, (-1.0, 0.0, 0.0, -1.0, width, height)), width, height
        case 270:
            return times(upright, (0.0, -1.0, 1.0, 0.0, 0.0, width)), height, width
    return upright, width, height


def _hush() -> None:
    """pypdf's warnings about odd files go nowhere unless the program has set up logging: a file is read or refused."""
    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
