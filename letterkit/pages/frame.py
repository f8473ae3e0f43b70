"""A page as a reader sees it: cropped, turned, in millimetres from its top left corner."""

import math
from typing import Any, NamedTuple

from letterkit.core.errors import LetterFileError

Matrix = tuple[float, float, float, float, float, float]

# ISO 32000-2, annex C: 14,400 units of 1/72 inch. Text is set out by places on the page, so one of a mile is a mile.
MAX_SIDE_MM = 5_100
_MM_PER_POINT = 25.4 / 72


class Frame(NamedTuple):
    """``to_mm`` brings user space to mm from the top left of the page as shown; the size of it."""

    to_mm: Matrix
    width_mm: float
    height_mm: float


def frame_of(page: Any) -> Frame:
    """The frame of a pypdf page; raises LetterFileError ``pdf.broken`` or ``pdf.too-heavy`` for an impossible size."""
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
    x, y = float(left) * mm, float(top) * mm
    match page.rotation % 360:
        case 90:
            return Frame((0.0, mm, mm, 0.0, height - y, -x), height, width)
        case 180:
            return Frame((-mm, 0.0, 0.0, mm, width + x, height - y), width, height)
        case 270:
            return Frame((0.0, -mm, -mm, 0.0, y, width + x), height, width)
    return Frame((mm, 0.0, 0.0, -mm, -x, y), width, height)
