"""Page facts: how many pages, how large, and which word stands where, in millimetres.

pypdf opens a document, measures its sheets and weighs what they hold; PDFium tells what is printed on them. Boxes come
from the fonts' own widths: on LibreOffice letters they agree with poppler's to a fraction of a millimetre
(tests/pages/test_facts.py), at some 5 ms a page.
"""

import io
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from struct import error as StructError
from typing import Any

from letterkit.core.errors import LetterFileError
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.pages.frame import Frame, frame_of
from letterkit.pages.glyphs import strips
from letterkit.pages.lines import words
from letterkit.pages.pdfium import in_pdfium, text_page
from letterkit.pages.preview import remove_encryption
from letterkit.pages.typefaces import heights_em
from letterkit.pages.weight import Scales

MAX_PAGES = 500
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
    return reading(pdf).facts


def reading(pdf: bytes) -> Reading:
    """``pdf`` with all that it prints; raises as ``page_facts`` does."""
    scales = Scales()
    with open_reader(pdf) as reader:
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise LetterFileError("pdf.too-many-pages", pages=count, limit=MAX_PAGES)
        sheets = []
        for page in reader.pages:
            scales.weigh(page)
            sheets.append((frame_of(page), heights_em(page)))
    pages: list[Page] = []
    told: list[str] = []
    with in_pdfium(pdf) as document:
        if len(document) != len(sheets):
            raise LetterFileError("pdf.broken")
        for number, (frame, heights) in enumerate(sheets, start=1):
            with text_page(document, number) as text:
                scales.count(text.count_chars())
                found = words(strips(text, frame.to_mm, heights))
            on_paper = tuple([word for word in found if _touches(word, frame)])
            pages.append(Page(number, frame.width_mm, frame.height_mm, on_paper))
            told.append(" ".join([word.text for word in found]))
    return Reading(PageFacts(tuple(pages)), tuple(told))


def count_pages(pdf: bytes) -> int:
    """How many pages ``pdf`` has, at least one; raises as ``page_facts`` does, but does not look at what is printed."""
    with open_reader(pdf) as reader:
        return len(reader.pages)


@contextmanager
def open_reader(pdf: bytes) -> Iterator[Any]:
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
                reader = PdfReader(io.BytesIO(remove_encryption(pdf)))
            if not reader.pages:
                raise LetterFileError("pdf.broken")
            yield reader
    except LetterFileError:
        raise
    except LimitReachedError as fault:
        raise LetterFileError("pdf.too-heavy") from fault
    except (PyPdfError, *_MISREAD) as fault:
        raise LetterFileError("pdf.broken") from fault


def _touches(word: PageWord, frame: Frame) -> bool:
    box = word.box
    return box.right_mm > 0 and box.bottom_mm > 0 and box.x_mm < frame.width_mm and box.y_mm < frame.height_mm


def _hush() -> None:
    """pypdf's warnings about odd files go nowhere unless the program has set up logging: a file is read or refused."""
    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
