"""The glyphs that one operator of a page shows, and the parts of words that they make.

They are the same wherever on a page they stand: an operator that comes again is taken apart once.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterkit.core.box import Box
from letterkit.core.page import PageWord

_OTHER_LINE_EM = 0.45
_BACKWARDS_EM = 0.5
_POINTS_PER_MM = 72 / 25.4
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


class Stroke(NamedTuple):
    """A printed glyph: (``x_mm``, ``y_mm``) is its start on the baseline, from that of the first one shown with it.

    (``along_x``, ``along_y``) is the unit vector of the line of writing, ``advance_mm`` how far the pen moves along it.
    ``font`` is None where the font says nothing of what is seen: drawn glyphs, and text laid invisibly under a scan.
    """

    text: str
    x_mm: float
    y_mm: float
    along_x: float
    along_y: float
    advance_mm: float
    em_mm: float
    ascent_mm: float
    descent_mm: float
    font: str | None = None


class Part:
    """A word, or a piece of one: glyphs without a gap."""

    __slots__ = ("_placed", "_word", "strokes")

    def __init__(self, strokes: Sequence[Stroke]) -> None:
        self.strokes = strokes
        self._word: PageWord | None = None
        self._placed: dict[tuple[float, float], PageWord] = {}

    def at(self, x_mm: float, y_mm: float) -> PageWord:
        """The part as a word, when its writing begins at (``x_mm``, ``y_mm``)."""
        found = self._placed.get((x_mm, y_mm))
        if found is None:
            word = self._word or _word(self.strokes)
            self._word, box = word, word.box
            moved = Box(box.x_mm + x_mm, box.y_mm + y_mm, box.width_mm, box.height_mm)
            found = self._placed[x_mm, y_mm] = PageWord(word.text, moved, word.size_pt, word.font)
        return found


class Parts(NamedTuple):
    """A writing taken apart; whether what stands before it may go on in it, and it in what follows."""

    parts: Sequence[Part]
    goes_on_before: bool
    goes_on_after: bool


class Writing:
    """What one operator shows; ``pen`` is how far it moves the pen, in text space."""

    __slots__ = ("_parts", "pen", "spaces", "strokes")

    def __init__(self, strokes: Sequence[Stroke], pen: float) -> None:
        self.strokes = strokes
        self.pen = pen
        self.spaces = sum([stroke.text.isspace() for stroke in strokes])
        self._parts: dict[float, Parts] = {}

    def parts(self, gap_em: float) -> Parts:
        """The parts that spaces, gaps wider than ``gap_em`` and jumps of the pen leave."""
        found = self._parts.get(gap_em)
        if found is None:
            parts = [Part(run) for run in _runs(self.strokes, gap_em)]
            first, last = self.strokes[0].text, self.strokes[-1].text
            found = self._parts[gap_em] = Parts(parts, not _has_space(first), not _has_space(last))
        return found


class Shown(NamedTuple):
    """``writing`` whose first glyph starts at (``x_mm``, ``y_mm``) from the top left of the page."""

    writing: Writing
    x_mm: float
    y_mm: float


def apart(last: Stroke, stroke: Stroke, dx_mm: float, dy_mm: float, gap_em: float) -> bool:
    """Whether a word ends between two glyphs whose starts are (``dx_mm``, ``dy_mm``) from one another."""
    along = dx_mm * last.along_x + dy_mm * last.along_y - last.advance_mm
    across = abs(dy_mm * last.along_x - dx_mm * last.along_y)
    em_mm = max(last.em_mm, stroke.em_mm, 0.01)
    turned = last.along_x * stroke.along_x + last.along_y * stroke.along_y < 0.95
    return turned or across > _OTHER_LINE_EM * em_mm or along > gap_em * em_mm or along < -_BACKWARDS_EM * em_mm


def _runs(strokes: Sequence[Stroke], gap_em: float) -> Iterator[list[Stroke]]:
    run: list[Stroke] = []
    for stroke in strokes:
        if run and apart(run[-1], stroke, stroke.x_mm - run[-1].x_mm, stroke.y_mm - run[-1].y_mm, gap_em):
            yield run
            run = []
        if not _has_space(stroke.text):
            run.append(stroke)
            continue
        if run:
            yield run
            run = []
        yield from _split(stroke)
    if run:
        yield run


def _has_space(text: str) -> bool:
    return text.isspace() or (len(text) > 1 and any(map(str.isspace, text)))


def _split(stroke: Stroke) -> Iterator[list[Stroke]]:
    """A glyph that stands for several words, such as «№ 5» drawn as one: each word gets its share of the width."""
    width = stroke.advance_mm / len(stroke.text)
    at = 0
    for word in stroke.text.split():
        at = stroke.text.index(word, at)
        x_mm = stroke.x_mm + at * width * stroke.along_x
        y_mm = stroke.y_mm + at * width * stroke.along_y
        yield [stroke._replace(text=word, x_mm=x_mm, y_mm=y_mm, advance_mm=len(word) * width)]
        at += len(word)


def _word(run: Sequence[Stroke]) -> PageWord:
    """A soft hyphen is left only at the end, where the paper shows a hyphen."""
    text = "".join([stroke.text for stroke in run])
    if _SOFT_HYPHEN in text:
        text = text[:-1].replace(_SOFT_HYPHEN, "") + text[-1:]
    return PageWord(text, _box(run), *_face(run))


def _box(run: Sequence[Stroke]) -> Box:
    if all(stroke.along_x == 1.0 and stroke.along_y == 0.0 for stroke in run):
        left, top = min([stroke.x_mm for stroke in run]), min([stroke.y_mm - stroke.ascent_mm for stroke in run])
        right = max([stroke.x_mm + stroke.advance_mm for stroke in run])
        return Box(left, top, right - left, max([stroke.y_mm + stroke.descent_mm for stroke in run]) - top)
    xs: list[float] = []
    ys: list[float] = []
    for stroke in run:
        up_x, up_y = stroke.along_y, -stroke.along_x
        for step in (0.0, stroke.advance_mm):
            x, y = stroke.x_mm + step * stroke.along_x, stroke.y_mm + step * stroke.along_y
            for height in (stroke.ascent_mm, -stroke.descent_mm):
                xs.append(x + height * up_x)
                ys.append(y + height * up_y)
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)


def _face(run: Sequence[Stroke]) -> tuple[float | None, str | None]:
    """Size in points and font of the glyph in the middle: a raised footnote mark stands at the end of a word."""
    middle = run[(len(run) - 1) // 2]
    return (None, None) if middle.font is None else (round(middle.em_mm * _POINTS_PER_MM, 2), middle.font)
