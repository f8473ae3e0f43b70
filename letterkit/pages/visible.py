"""How well each printed word is seen: its contrast with what lies beneath it, and how much of it is on paper at all.

A page is drawn twice, with its words and without them. What differs is what a reader sees of them: words in the colour
of the paper, under a picture, cut by the edge of a box or of the sheet differ in nothing, or in a part only. Which
colours, clips and layers of the file make it so need not be known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.core.box import Box
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.pages.preview import shades_apart

if TYPE_CHECKING:
    import numpy as np

LEAST_CONTRAST = 2.0
"""Of a word that is read: grey #B0B0B0 on white has about as much, and a copier loses it."""
DPI = 150
_MM_AN_INCH = 25.4
_PT_MM = _MM_AN_INCH / 72
# Small letters without those that reach higher or lower: a part of every word, and of no line beside it.
_CORE_TOP, _CORE_BOTTOM = 0.3, 0.8
_CORE_SIDE_MM = 0.3
# A dot so much lighter or darker than without words is ink: less is the smoothing of neighbours.
_INK = 1.15
# Columns of dots with ink in them: most have some, though there are gaps between letters. The contrast of a word is
# that of its strong columns, not of the strongest: a neighbour's letter may reach into some.
_LEAST_INKED = 0.3
_STRONG = 75
_HIGHEST = 21.0
_CROSSED_HIGH = 0.2
_CROSSED_WIDE_MM = 0.5
_TURNED = 1.3


@dataclass(frozen=True, slots=True)
class SeenWord:
    """``contrast`` is that of WCAG 2, from 1 (nothing is seen) to 21 (black on white).

    ``wide`` is the share of the word's width in which something of it is seen; ``high_em`` how high that is, in ems,
    None for words that do not stand upright and where the size of the type is not known.
    """

    word: PageWord
    contrast: float
    wide: float
    high_em: float | None


@dataclass(frozen=True, slots=True)
class SeenPage:
    """The ``words`` of a page in the order of printing; ``crossings`` are the numbers (from 0) of those whose letters
    stand on one another, either way round.

    Rules and underscores cross nobody, nor does what is too pale beside the other word, such as a stamp across the
    sheet.
    """

    words: tuple[SeenWord, ...] = ()
    crossings: frozenset[tuple[int, int]] = frozenset()


def seen_pages(pdf: bytes, facts: PageFacts) -> tuple[SeenPage, ...]:
    """The pages of ``pdf``, measured as ``facts``; raises LetterFileError as ``pages.preview.png``."""
    return tuple(_page(pdf, page) for page in facts.pages)


def _page(pdf: bytes, page: Page) -> SeenPage:
    drawn = shades_apart(pdf, page.number, DPI) if page.words else None
    if drawn is None:
        return SeenPage()
    drawing = _Drawing(_contrast(*drawn), page)
    return SeenPage(tuple(map(drawing.look_at, page.words)), frozenset(drawing.crossings(page.words)))


class _Drawing:
    """What the words of a page change on it; it takes megabytes, and is gone when the page is measured."""

    def __init__(self, contrast: "np.ndarray", page: Page) -> None:
        self._contrast, self._dots = contrast, contrast.shape[1] / page.width_mm

    def crossings(self, words: Sequence[PageWord]) -> Iterator[tuple[int, int]]:
        for one, other in _crossings(words):
            if self._beside(words[other], words[one]) >= LEAST_CONTRAST:
                yield one, other

    def look_at(self, word: PageWord) -> SeenWord:
        import numpy as np

        turned = _is_turned(word)
        columns = self._part(_core(word)).max(axis=1 if turned else 0, initial=1.0)
        wanted = max(1, round((word.box.height_mm if turned else word.box.width_mm - 2 * _CORE_SIDE_MM) * self._dots))
        inked = np.nonzero(columns > _INK)[0]
        if len(inked) == 0 or len(inked) < _LEAST_INKED * len(columns):
            return SeenWord(word, 1.0, len(inked) / wanted, None)  # what reaches in from its neighbours
        high = None
        if not turned and word.size_pt:
            rows = np.nonzero(self._part(word.box).max(axis=1) > _INK)[0]
            high = float(rows[-1] - rows[0] + 1) / self._dots / (word.size_pt * _PT_MM)
        wide = min(1.0, float(inked[-1] - inked[0] + 1) / wanted)
        return SeenWord(word, float(np.percentile(columns[inked], _STRONG)), wide, high)

    def _beside(self, word: PageWord, other: PageWord) -> float:
        """The contrast of ``word`` where ``other`` does not stand on it; the highest where it does everywhere."""
        import numpy as np

        drawn = self._part(word.box).copy()
        left, top = (max(0.0, side) for side in (word.box.x_mm, word.box.y_mm))
        box = Box(other.box.x_mm - left, other.box.y_mm - top, other.box.width_mm, other.box.height_mm)
        _dots(drawn, box, self._dots)[:] = 1.0
        columns = drawn.max(axis=0, initial=1.0)
        inked = columns[columns > _INK]
        return float(np.percentile(inked, _STRONG)) if len(inked) else _HIGHEST

    def _part(self, box: Box) -> "np.ndarray":
        return _dots(self._contrast, box, self._dots)


def _crossings(words: Sequence[PageWord]) -> Iterator[tuple[int, int]]:
    """(one, other): ``other`` stands on ``one``."""
    import numpy as np

    cores = [_core(word) for word in words]
    left, top = np.array([core.x_mm for core in cores]), np.array([core.y_mm for core in cores])
    right, bottom = np.array([core.right_mm for core in cores]), np.array([core.bottom_mm for core in cores])
    height = bottom - top
    wide = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    high = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    met = (wide > _CROSSED_WIDE_MM) & (high > _CROSSED_HIGH * np.minimum.outer(height, height))
    for one, other in zip(*np.nonzero(met), strict=True):
        if one != other and any(map(str.isalnum, words[other].text)):
            yield int(one), int(other)


def _contrast(whole: "np.ndarray", bare: "np.ndarray") -> "np.ndarray":
    """The contrast of each dot with the same dot without words."""
    import numpy as np

    shade = np.arange(256) / 255
    light = np.where(shade <= 0.04045, shade / 12.92, ((shade + 0.055) / 1.055) ** 2.4) + 0.05
    one, other = light[whole], light[bare]
    made: np.ndarray = (np.maximum(one, other) / np.minimum(one, other)).astype(np.float32)
    return made


def _dots(drawn: "np.ndarray", box: Box, dots: float) -> "np.ndarray":
    """The dots of ``box``, as far as they are on the sheet."""
    top, left = max(0, round(box.y_mm * dots)), max(0, round(box.x_mm * dots))
    return drawn[top : max(top, round(box.bottom_mm * dots)), left : max(left, round(box.right_mm * dots))]


def _core(word: PageWord) -> Box:
    box = word.box
    side = min(_CORE_SIDE_MM, box.width_mm / 4)
    if _is_turned(word):
        return Box(box.x_mm + side, box.y_mm, box.width_mm - 2 * side, box.height_mm)
    top, bottom = box.height_mm * _CORE_TOP, box.height_mm * _CORE_BOTTOM
    return Box(box.x_mm + side, box.y_mm + top, box.width_mm - 2 * side, bottom - top)


def _is_turned(word: PageWord) -> bool:
    """Whether the word runs up or down the sheet, such as in a narrow cell of a table."""
    return len(word.text) > 2 and word.box.height_mm > _TURNED * word.box.width_mm
