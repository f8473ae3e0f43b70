"""Every glyph that a page prints, with its place in millimetres, as PDFium's text page tells.

A text page holds signs: a ligature is several of them in one place, and what PDFium guesses, such as spaces at gaps, is
among them. Guesses are left out here: ``lines`` parts words by its own measure.
"""

import ctypes
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from letterkit.pages.frame import Matrix
from letterkit.pages.pdfium import quick
from letterkit.pages.typefaces import HeightEm, height_em

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_SPACES = frozenset(map(ord, " \r\n"))
_HYPHEN_AT_END = "\2"  # PDFium's sign for a hyphen, printed or soft, that ends a line within a word
_INVISIBLE = 3  # text rendering mode, ISO 32000-2, table 104
_LONGEST_NAME = 256


class Strip(NamedTuple):
    """The glyphs that one operator prints, from (``x_mm``, ``y_mm``) on the baseline along the unit vector given.

    ``glyphs`` are signs with their start and end on that line, in mm. ``font`` is None where the font says nothing of
    what is seen: drawn glyphs, and text laid invisibly under a scan.
    """

    x_mm: float
    y_mm: float
    along_x: float
    along_y: float
    em_mm: float
    ascent_mm: float
    descent_mm: float
    font: str | None
    glyphs: Sequence[tuple[str, float, float]]


def strips(text_page: Any, to_mm: Matrix, heights_em: Mapping[str, HeightEm]) -> Iterator[Strip]:
    """What a text page of pypdfium2 holds, in its order; ``to_mm`` brings user space to mm from the top left.

    ``heights_em`` are those of fonts by their names.
    """
    page = _TextPage(text_page.raw)
    for address, numbers in groupby(range(page.count), key=page.operators.__getitem__):
        signs = [number for number in numbers if number not in page.guessed] if address is not None else ()
        if signs:
            strip = _Operator(page, signs).strip(to_mm, heights_em)
            ends = (*strip.glyphs[0][1:], *strip.glyphs[-1][1:])
            if all(map(math.isfinite, (strip.x_mm, strip.y_mm, strip.em_mm, *ends))):
                yield strip


class _TextPage:
    """What PDFium says of every sign of a page: its code, the address of its text object, the sides of its box."""

    def __init__(self, handle: Any) -> None:
        from pypdfium2 import raw

        self.handle = ctypes.cast(handle, ctypes.c_void_p)
        self.count = raw.FPDFText_CountChars(handle)
        self.codes = self._each("FPDFText_GetUnicode")
        self.operators = self._each("FPDFText_GetTextObject", ctypes.c_void_p)
        self.unreadable = self._each("FPDFText_HasUnicodeMapError")
        is_guess = quick("FPDFText_IsGenerated")
        self.guessed = {at for at, code in enumerate(self.codes) if code in _SPACES and is_guess(self.handle, at) == 1}
        boxes, box_of = (raw.FS_RECTF * self.count)(), quick("FPDFText_GetLooseCharBox")
        first, size = ctypes.addressof(boxes), ctypes.sizeof(raw.FS_RECTF)
        for number in range(self.count):
            box_of(self.handle, number, first + number * size)
        sides = memoryview(boxes).cast("B").cast("f")
        self.left, self.top, self.right, self.bottom = sides[0::4], sides[1::4], sides[2::4], sides[3::4]

    def _each(self, name: str, result: Any = ctypes.c_int) -> list[Any]:
        ask, handle = quick(name, result), self.handle
        return [ask(handle, number) for number in range(self.count)]


class _Operator:
    """How one operator sets its glyphs, which are ``signs`` of ``page``."""

    def __init__(self, page: _TextPage, signs: Sequence[int]) -> None:
        from pypdfium2 import raw

        matrix, size = raw.FS_MATRIX(), ctypes.c_float()
        text_object = ctypes.cast(page.operators[signs[0]], raw.FPDF_PAGEOBJECT)
        quick("FPDFText_GetMatrix")(page.handle, signs[0], ctypes.byref(matrix))
        raw.FPDFTextObj_GetFontSize(text_object, size)
        self._page, self._signs, self._size = page, signs, size.value
        self._font = raw.FPDFTextObj_GetFont(text_object)
        self._a, self._b, self._c, self._d = matrix.a, matrix.b, matrix.c, matrix.d
        self._is_seen = raw.FPDFTextObj_GetTextRenderMode(text_object) != _INVISIBLE

    def strip(self, m: Matrix, heights_em: Mapping[str, HeightEm]) -> Strip:
        """Its glyphs in mm."""
        x, y = self._origin(self._signs[0])
        along_x, along_y = self._a * m[0] + self._b * m[2], self._a * m[1] + self._b * m[3]
        along = math.copysign(math.hypot(along_x, along_y) or 1.0, self._size)
        em_mm = math.hypot(self._c * m[0] + self._d * m[2], self._c * m[1] + self._d * m[3]) * abs(self._size)
        mm, name = math.hypot(m[0], m[1]), self._name()
        ascent_em, descent_em = heights_em.get(name) or self._height_em()
        spans = zip(self._texts(), self._spans(x, y), strict=True)
        return Strip(
            x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5], along_x / along, along_y / along,
            em_mm, ascent_em * em_mm, descent_em * em_mm, (name or None) if self._is_seen else None,
            _side_by_side([(text, start * mm, end * mm) for text, (start, end) in spans]),
        )  # fmt: skip

    def _spans(self, x: float, y: float) -> list[tuple[float, float]]:
        """Where each glyph starts and ends on the line of writing from (``x``, ``y``), in user space."""
        a, b = math.copysign(self._a, self._a * self._size), math.copysign(self._b, self._b * self._size)
        before, after = (self._page.left, self._page.right) if b == 0 else (self._page.bottom, self._page.top)
        if b == 0 or a == 0:
            from_ = x if b == 0 else y
            if a + b >= 0:
                return [(before[sign] - from_, after[sign] - from_) for sign in self._signs]
            return [(from_ - after[sign], from_ - before[sign]) for sign in self._signs]
        spans, stretch = [], math.hypot(a, b)
        for sign in self._signs:
            x_now, y_now = self._origin(sign)
            start = ((x_now - x) * a + (y_now - y) * b) / stretch
            spans.append((start, start + self._width(self._page.codes[sign]) * stretch))
        return spans

    def _texts(self) -> list[str]:
        codes, unreadable = self._page.codes, self._page.unreadable
        texts = [UNREADABLE if unreadable[sign] == 1 else _text(codes[sign]) for sign in self._signs]
        return ["-" if text == _HYPHEN_AT_END else text for text in texts]

    def _origin(self, sign: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        quick("FPDFText_GetCharOrigin")(self._page.handle, sign, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def _width(self, code: int) -> float:
        from pypdfium2 import raw

        width = ctypes.c_float()
        raw.FPDFFont_GetGlyphWidth(self._font, code, abs(self._size), width)
        return width.value

    def _height_em(self) -> HeightEm:
        """That of a font that the page does not describe, by PDFium's account."""
        from pypdfium2 import raw

        ascent, descent = ctypes.c_float(), ctypes.c_float()
        raw.FPDFFont_GetAscent(self._font, 1000.0, ascent)
        raw.FPDFFont_GetDescent(self._font, 1000.0, descent)
        return height_em(ascent.value, descent.value)

    def _name(self) -> str:
        """The font's name; empty for glyphs drawn by the file itself."""
        from pypdfium2 import raw

        name = ctypes.create_string_buffer(_LONGEST_NAME)
        raw.FPDFFont_GetBaseFontName(self._font, name, _LONGEST_NAME)
        return name.value.decode("utf-8", "replace")


def _text(code: int) -> str:
    """A sign by its code, which a damaged font may make any number."""
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else UNREADABLE


def _side_by_side(glyphs: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """``glyphs`` of which those that stand in one place, as of a ligature, have equal shares of it."""
    if all(one[1] != other[1] for one, other in pairwise(glyphs)):
        return glyphs
    shared: list[tuple[str, float, float]] = []
    for (start, end), same in groupby(glyphs, key=lambda glyph: glyph[1:]):
        signs = [sign for sign, *_ in same]
        step = (end - start) / len(signs)
        shared += [(sign, start + at * step, start + (at + 1) * step) for at, sign in enumerate(signs)]
    return shared
