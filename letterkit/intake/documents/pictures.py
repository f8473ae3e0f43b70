"""Photographs and scans made ready for recognition: upright as the camera says, grey, evenly lit, lines level."""

import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from letterkit.core.errors import LetterFileError

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 100_000_000
"""Of a picture as it is stored: a sheet of A3 at 600 dpi."""
LONG_SIDE_PX = 3508
"""A4 at 300 dpi: letters of 12 points are 30 dots high, as tesseract was taught."""
_SHORTEST_PX = 60
_MOST_ENLARGED = 3.0
_JPEG, _PNG, _TIFF, _HEIF = b"\xff\xd8\xff", b"\x89PNG", (b"II*\0", b"MM\0*"), b"ftyp"
# What Pillow raises for a damaged picture.
_BROKEN = (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, EOFError, MemoryError,
           RuntimeError, AttributeError, struct.error, zlib.error)  # fmt: skip

_LIGHT_AT = 8
"""Of so many dots the mean is one of a small picture of the light …"""
_LETTER_LIGHT = 7
"""… where so many in a row and a column hold a letter and the paper around it."""
_DARKEST_PAPER = 40
_NOISY = 3.0
"""Shades between neighbours on bare paper: a clean scan has none, film grain and poor light many."""
_SMOOTHED_PX = 2.0
_TILT_PX = 900
_INK = 160
_STEEPEST = 12.0
_STEPS = ((1.0, _STEEPEST), (0.2, 0.8))
"""Degrees between the tilts that are tried, and how far from the best so far."""
_LEVELLER = 1.03
"""By how much lines must stand out better for a page to be turned."""


def frames(data: bytes, name: str) -> "list[Callable[[], Image]]":
    """What draws each page of the picture ``name`` (of a TIFF there may be many), grey and upright.

    Raises LetterFileError ``picture.broken``, ``picture.too-large`` (``pixels``, ``limit``), ``picture.too-small``;
    what is returned raises them too.
    """
    with _sane(name):
        count = int(getattr(_open(data, name), "n_frames", 1)) if data.startswith(_TIFF) else 1

    def page(number: int) -> "Callable[[], Image]":
        def draw() -> "Image":
            with _sane(name):
                return _grey(_open(data, name, number))

        return draw

    return [page(number) for number in range(count)]


def level_lines(page: "Image") -> "Image":
    """``page`` at the size that recognition wants, its paper white, its lines level."""
    from PIL import Image

    scale = min(LONG_SIDE_PX / max(page.size), _MOST_ENLARGED)
    if abs(scale - 1) > 0.02:
        page = page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.LANCZOS)
    page = _smooth(_evenly_lit(page))
    tilt = _tilt(page)
    return page.rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=255) if tilt else page


def pgm(page: "Image") -> bytes:
    """``page`` in the plainest of formats: packing it would take longer than reading it."""
    return b"P5 %d %d 255\n" % page.size + page.tobytes()


@contextmanager
def _sane(name: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow tells of every odd tag, in English and on standard error
            yield
    except _BROKEN as fault:
        raise LetterFileError("picture.broken", file=name) from fault


def _open(data: bytes, name: str, number: int = 0) -> "Image":
    """Frame ``number`` of the picture, not yet unpacked; its size is known and bearable."""
    from PIL import JpegImagePlugin, PngImagePlugin, TiffImagePlugin

    stream = io.BytesIO(data)
    image: Image
    if data.startswith(_JPEG):
        image = JpegImagePlugin.JpegImageFile(stream)
    elif data.startswith(_PNG):
        image = PngImagePlugin.PngImageFile(stream)
    elif data.startswith(_TIFF):
        image = TiffImagePlugin.TiffImageFile(stream)
    elif data[4:8] == _HEIF:
        from pillow_heif.as_plugin import HeifImageFile

        image = HeifImageFile(stream)
    else:
        raise LetterFileError("picture.broken", file=name)
    image.seek(number)
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise LetterFileError("picture.too-large", file=name, pixels=pixels, limit=MAX_PIXELS)
    if min(image.size) < _SHORTEST_PX:
        raise LetterFileError("picture.too-small", file=name)
    return image


def _grey(image: "Image") -> "Image":
    import numpy as np
    from PIL import Image, ImageOps

    share = LONG_SIDE_PX / max(image.size)
    image.draft("L", (round(image.width * share), round(image.height * share)))  # a JPEG unpacks smaller at once
    image = ImageOps.exif_transpose(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    if image.mode.startswith(("I", "F")):
        shades = np.asarray(image, dtype=np.float32)
        image = Image.fromarray((shades * (255 / max(float(shades.max()), 1.0))).clip(0, 255).astype(np.uint8))
    return image.convert("L")


def _evenly_lit(page: "Image") -> "Image":
    """``page`` with the paper white everywhere, shadows and yellowed edges too."""
    import numpy as np
    from PIL import Image, ImageFilter

    light = page.reduce(_LIGHT_AT).filter(ImageFilter.MaxFilter(_LETTER_LIGHT)).filter(ImageFilter.BoxBlur(3))
    paper = np.asarray(light.resize(page.size, Image.Resampling.BILINEAR)).astype(np.uint16)
    shades = np.asarray(page).astype(np.uint16) * 255 // np.maximum(paper, _DARKEST_PAPER)
    return Image.fromarray(np.minimum(shades, 255).astype(np.uint8))


def _smooth(page: "Image") -> "Image":
    """``page`` without grain, where it has any: of grain the recognition makes letters, or loses all of them."""
    import numpy as np
    from PIL import ImageFilter

    rows = np.asarray(page)[::_LIGHT_AT].astype(np.int16)
    noisy = float(np.median(np.abs(np.diff(rows, axis=1)))) >= _NOISY
    return page.filter(ImageFilter.GaussianBlur(_SMOOTHED_PX)) if noisy else page


def _tilt(page: "Image") -> float:
    """By how many degrees to turn ``page`` for its lines to be level, or upright when it lies on its side."""
    small = page.reduce(max(1, max(page.size) // _TILT_PX))
    ink = small.point(lambda shade: 255 if shade < _INK else 0)
    level = best = _relief(ink)
    tilt = 0.0
    for step, reach in _STEPS:
        middle = tilt
        for number in range(-round(reach / step), round(reach / step) + 1):
            tried = middle + number * step
            relief = _relief(ink.rotate(tried))
            if relief > best:
                tilt, best = tried, relief
    return tilt if best > _LEVELLER * level else 0.0


def _relief(ink: "Image") -> float:
    """How sharply lines and the white between them alternate, down the page or across it."""
    import numpy as np

    dots = np.asarray(ink, dtype=np.float32)
    return max(float((np.diff(dots.sum(axis=axis)) ** 2).sum()) for axis in (0, 1))
