"""How long one scanned page takes, from the picture to the proposed card."""

import io
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

from letterkit.core.errors import LetterkitError
from letterkit.pages.convert import Converter
from letterkit.pages.fonts import PLAIN, learn_fonts
from letterkit.reports.intake_reading import read_files

_DPI = 300
_SIZE_PT, _LINE_PT, _MARGIN_PT = 12, 16, 50
_WIDTH_PT, _HEIGHT_PT = 595, 842
_LINES, _SIGNS = (_HEIGHT_PT - 2 * _MARGIN_PT) // _LINE_PT, 85
_PAGES = 3


def page_seconds(folder: Path) -> list[float]:
    """Seconds a page, of a few appeals of the set that fit one; none where tesseract or its Russian is missing."""
    scans, found = list(_scans(folder)), []
    if len(scans) == 1:  # by which dictionaries are read, and nothing is measured
        return []
    with Converter() as converter:
        for scan in scans:
            begun = time.perf_counter()
            try:
                read_files([("скан.png", scan)], converter)
            except LetterkitError:
                return []
            found.append(time.perf_counter() - begun)
    return found[1:]


def _scans(folder: Path) -> Iterator[bytes]:
    texts = [_as_printed(file.read_text("utf-8")) for file in sorted(folder.glob("*.txt"))]
    whole = [lines for lines in texts if 15 < len(lines) <= _LINES]
    for lines in whole[: _PAGES + 1]:
        yield _scan(lines)


def _as_printed(text: str) -> list[str]:
    """The lines of ``text`` on paper: those wider than a page go on in the next."""
    return [part for line in text.splitlines() for part in textwrap.wrap(line, _SIGNS) or [""]]


def _scan(lines: list[str]) -> bytes:
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.pdfbase import pdfmetrics

    learn_fonts()
    dots = _DPI / 72
    font = ImageFont.truetype(pdfmetrics.getFont(PLAIN).face.filename, round(_SIZE_PT * dots))
    page = Image.new("L", (round(_WIDTH_PT * dots), round(_HEIGHT_PT * dots)), 255)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        place = (_MARGIN_PT * dots, (_MARGIN_PT + number * _LINE_PT) * dots)
        pen.text(place, line, font=font, fill=25)
    stream = io.BytesIO()
    page.save(stream, "PNG", dpi=(_DPI, _DPI))
    return stream.getvalue()
