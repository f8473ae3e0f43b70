"""Pictures and plain words of pages by pypdfium2; files joined, or unlocked where their owner only forbade printing."""

import io
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from letterkit.core.errors import RequestError
from letterkit.pages.pdfium import LOCK, in_pdfium

if TYPE_CHECKING:
    import numpy as np

DPI = 110
LOWEST_DPI, HIGHEST_DPI = 20, 300
LONGEST_SIDE_PX = 4000
MOST_PREVIEWS = 50

_POINTS_AN_INCH = 72
_DEEPEST_FORM = 12
_MM_AN_INCH = 25.4


def png(pdf: bytes, page: int, dpi: int = DPI) -> bytes:
    """Page ``page`` (1-based) of ``pdf`` as a PNG, grey where the page has no colour.

    A page that would have a side over LONGEST_SIDE_PX is drawn smaller: place marks by shares of the page, not by
    ``dpi``. Raises LetterFileError ``pdf.broken``, ``pdf.password``; RequestError ``preview.no-page`` (``page``,
    ``pages``).
    """
    with in_pdfium(pdf) as document:
        if not 1 <= page <= len(document):
            raise RequestError("preview.no-page", page=page, pages=len(document))
        return _draw(document, page, dpi)


def previews(pdf: bytes, dpi: int = DPI) -> list[bytes]:
    """The first MOST_PREVIEWS pages of ``pdf``; errors as ``png``."""
    with in_pdfium(pdf) as document:
        return [_draw(document, page, dpi) for page in range(1, min(len(document), MOST_PREVIEWS) + 1)]


def shades(pdf: bytes, page: int, dpi: int) -> "np.ndarray | None":
    """Page ``page`` (1-based) as rows of dots, 0 black to 255 white; None where there is no such page.

    Errors and the size of large pages as ``png``.
    """
    import numpy as np

    with in_pdfium(pdf) as document:
        if not 1 <= page <= len(document):
            return None
        drawn = document[page - 1]
        try:
            scale = min(dpi / _POINTS_AN_INCH, LONGEST_SIDE_PX / max(*drawn.get_size(), 1.0))
            bitmap = drawn.render(scale=scale, grayscale=True)
            try:
                return np.array(bitmap.to_numpy(), dtype=np.int16).reshape(bitmap.height, bitmap.width)
            finally:
                bitmap.close()
        finally:
            drawn.close()


def shades_apart(pdf: bytes, page: int, dpi: int) -> "tuple[np.ndarray, np.ndarray] | None":
    """As ``shades``, and the same page without its words: where the two are alike, no word is seen.

    A page that would have a side over LONGEST_SIDE_PX is drawn smaller.
    """
    import numpy as np
    from pypdfium2 import raw

    with in_pdfium(pdf) as document:
        if not 1 <= page <= len(document):
            return None
        drawn = document[page - 1]
        try:
            made = []
            scale = min(dpi / _POINTS_AN_INCH, LONGEST_SIDE_PX / max(*drawn.get_size(), 1.0))
            words = list(drawn.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST_FORM))
            for shown in (True, False):
                for word in words:
                    raw.FPDFPageObj_SetIsActive(word.raw, shown)
                bitmap = drawn.render(scale=scale, grayscale=True)
                try:
                    made.append(np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width))
                finally:
                    bitmap.close()
            return made[0], made[1]
        finally:
            drawn.close()


def remove_encryption(pdf: bytes) -> bytes:
    """``pdf`` without its encryption, when no password is needed to read it; errors as ``png``."""
    from pypdfium2.raw import FPDF_REMOVE_SECURITY

    with in_pdfium(pdf) as document:
        copy = io.BytesIO()
        document.save(copy, flags=FPDF_REMOVE_SECURITY)
        return copy.getvalue()


def join(pdfs: Iterable[bytes], into: IO[bytes], *, two_sided: bool = False) -> list[int]:
    """Writes one PDF of all ``pdfs``; how many pages each of them has.

    ``two_sided``: one with an odd number of pages is followed by an empty page, so that each begins on a sheet of its
    own. All are in memory together, as PDFium keeps them. Errors as ``png``.
    """
    import pypdfium2

    counts: list[int] = []
    with LOCK:
        whole = pypdfium2.PdfDocument.new()
    try:
        for pdf in pdfs:
            with in_pdfium(pdf) as document:
                whole.import_pages(document)
                counts.append(len(document))
                if two_sided and len(document) % 2:
                    whole.new_page(*document.get_page_size(len(document) - 1)).close()
        with LOCK:
            whole.save(into)
    finally:
        with LOCK:
            whole.close()
    return counts


def sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    """(width, height) of each page in millimetres; errors as ``png``."""
    with in_pdfium(pdf) as document:
        sizes = [document.get_page_size(index) for index in range(min(len(document), MOST_PREVIEWS))]
    return [(width * _MM_AN_INCH / _POINTS_AN_INCH, height * _MM_AN_INCH / _POINTS_AN_INCH) for width, height in sizes]


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as PDFium reads it: its words; top and bottom of each piece of a line, in mm from the top."""

    words: str
    lines_mm: tuple[tuple[float, float], ...]
    height_mm: float


def texts(pdf: bytes) -> list[PageText]:
    """The words of each page, lines ended as on paper; errors as ``png``."""
    with in_pdfium(pdf) as document:
        return [_text(document, index) for index in range(len(document))]


def _text(document: Any, index: int) -> PageText:
    page = document[index]
    read = page.get_textpage()
    try:
        mm, height = _MM_AN_INCH / _POINTS_AN_INCH, page.get_height()
        boxes = [read.get_rect(number) for number in range(read.count_rects())]
        lines = tuple(((height - top) * mm, (height - bottom) * mm) for _, bottom, _, top in boxes)
        return PageText(read.get_text_range(), lines, height * mm)
    finally:
        read.close()
        page.close()


def _draw(document: Any, number: int, dpi: int) -> bytes:
    page = document[number - 1]
    try:
        scale = min(max(dpi, LOWEST_DPI), HIGHEST_DPI) / _POINTS_AN_INCH
        longest = max(page.get_size())
        bitmap = page.render(scale=min(scale, LONGEST_SIDE_PX / max(longest, 1.0)), rev_byteorder=True)
        try:
            return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
        finally:
            bitmap.close()
    finally:
        page.close()


def _png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """PNG of 8-bit samples: Pillow would be a whole library for these lines."""
    colours = [pixels[channel::channels] for channel in range(min(channels, 3))] if stride == width * channels else []
    if len(colours) == 3 and colours[0] == colours[1] == colours[2]:
        pixels, channels, stride = colours[0], 1, width
    kind = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
