"""What a page shows put together into words.

A word ends at a printed space, at a gap, or where the pen goes to another line. Programs that print their spaces may
stretch letters apart (р а з р я д к а), so there only a wide gap parts words; others give gaps alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterkit.core.box import Box
from letterkit.core.page import PageWord
from letterkit.pages.writing import Part, Shown, apart

_GAP_EM = 0.14
_GAP_BESIDE_PRINTED_SPACES_EM = 0.34
_STROKES_PER_SPACE = 25
_SAME_PLACE_MM = 0.6


class _Placed(NamedTuple):
    """``part`` of what is shown from (``x_mm``, ``y_mm``) on."""

    part: Part
    x_mm: float
    y_mm: float


def words(printed: Sequence[Shown]) -> list[PageWord]:
    """The words of a page in the order of printing; a word printed over itself (a shadow, a made-up bold) once.

    A soft hyphen stays only at the end of a word, where the paper shows a hyphen and the word goes on below.
    """
    spaces = sum([shown.writing.spaces for shown in printed])
    strokes = sum([len(shown.writing.strokes) for shown in printed])
    gap_em = _GAP_BESIDE_PRINTED_SPACES_EM if spaces * _STROKES_PER_SPACE > strokes else _GAP_EM
    found: list[PageWord] = []
    seen: dict[str, _Places] = {}
    for run in _runs(printed, gap_em):
        word = _word(run)
        if word.text and seen.setdefault(word.text, _Places()).is_new(word.box):
            found.append(word)
    return found


def _runs(printed: Sequence[Shown], gap_em: float) -> Iterator[list[_Placed]]:
    """The parts of each word."""
    run: list[_Placed] = []
    for writing, x_mm, y_mm in printed:
        parts, goes_on_before, goes_on_after = writing.parts(gap_em)
        for number, part in enumerate(parts):
            placed = _Placed(part, x_mm, y_mm)
            if run and (number or not goes_on_before or _apart(run[-1], placed, gap_em)):
                yield run
                run = []
            run.append(placed)
        if run and not goes_on_after:
            yield run
            run = []
    if run:
        yield run


def _apart(last: _Placed, following: _Placed, gap_em: float) -> bool:
    one, other = last.part.strokes[-1], following.part.strokes[0]
    dx_mm = following.x_mm + other.x_mm - last.x_mm - one.x_mm
    dy_mm = following.y_mm + other.y_mm - last.y_mm - one.y_mm
    return apart(one, other, dx_mm, dy_mm, gap_em)


def _word(run: Sequence[_Placed]) -> PageWord:
    whole, x_mm, y_mm = run[0]
    if len(run) > 1:
        whole = Part(
            [
                stroke._replace(x_mm=stroke.x_mm + piece.x_mm - x_mm, y_mm=stroke.y_mm + piece.y_mm - y_mm)
                for piece in run
                for stroke in piece.part.strokes
            ]
        )
    return whole.at(x_mm, y_mm)


class _Places:
    """Where a word has been printed, in squares as wide as one place: each is compared with those around it alone."""

    __slots__ = ("_squares",)

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Box]] = {}

    def is_new(self, box: Box) -> bool:
        """Whether nothing is printed at the place of ``box`` yet; now something is."""
        column, row = int(box.x_mm // _SAME_PLACE_MM), int(box.y_mm // _SAME_PLACE_MM)
        if self._squares:
            for x in (column - 1, column, column + 1):
                for y in (row - 1, row, row + 1):
                    if any(_same_place(box, other) for other in self._squares.get((x, y), ())):
                        return False
        self._squares.setdefault((column, row), []).append(box)
        return True


def _same_place(box: Box, other: Box) -> bool:
    return abs(box.x_mm - other.x_mm) < _SAME_PLACE_MM and abs(box.y_mm - other.y_mm) < _SAME_PLACE_MM
