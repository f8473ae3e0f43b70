"""What a page shows put together into words.

A word ends at a printed space, at a gap, or where the pen goes to another line. Programs that print their spaces may
stretch letters apart (р а з р я д к а), so there only a wide gap parts the letters that one operator prints; others
give gaps alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from letterkit.core.box import Box
from letterkit.core.page import PageWord
from letterkit.pages.glyphs import Strip

_GAP_EM = 0.14
_GAP_BESIDE_PRINTED_SPACES_EM = 0.34
_GLYPHS_PER_SPACE = 25
_OTHER_LINE_EM = 0.45
_BACKWARDS_EM = 0.5
_SAME_PLACE_MM = 0.6
_POINTS_PER_MM = 72 / 25.4
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_UNSEEN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


class _Piece(NamedTuple):
    """A word or a part of one: what stands in ``strip`` from ``start_mm`` to ``end_mm``."""

    strip: Strip
    text: str
    start_mm: float
    end_mm: float

    def at(self, along_mm: float) -> tuple[float, float]:
        """The place on the page of a place on the line of writing."""
        return (
            self.strip.x_mm + along_mm * self.strip.along_x,
            self.strip.y_mm + along_mm * self.strip.along_y,
        )


def words(strips: Iterable[Strip]) -> list[PageWord]:
    """The words of a page in the order of printing; a word printed over itself (a shadow, a made-up bold) once.

    A soft hyphen stays only at the end of a word, where the paper shows a hyphen; where the word goes on below PDFium
    tells it as any hyphen.
    """
    printed = list(strips)
    signs = [sign for strip in printed for sign, _, _ in strip.glyphs]
    spaces = sum(map(str.isspace, signs))
    gap_em = _GAP_BESIDE_PRINTED_SPACES_EM if spaces * _GLYPHS_PER_SPACE > len(signs) else _GAP_EM
    found: list[PageWord] = []
    seen: dict[str, _Places] = {}
    for pieces in _words(printed, gap_em):
        word = _word(pieces)
        if word.text and seen.setdefault(word.text, _Places()).is_new(word.box):
            found.append(word)
    return found


def _words(strips: Iterable[Strip], gap_em: float) -> Iterator[list[_Piece]]:
    """The pieces of each word: it may go on from one strip to the next."""
    word: list[_Piece] = []
    for strip in strips:
        pieces = list(_pieces(strip, gap_em))
        if word and (strip.glyphs[0][0].isspace() or not pieces or _is_apart(word[-1], pieces[0])):
            yield word
            word = []
        for piece in pieces[:-1]:
            yield [*word, piece]
            word = []
        word += pieces[-1:]
        if word and strip.glyphs[-1][0].isspace():
            yield word
            word = []
    if word:
        yield word


def _pieces(strip: Strip, gap_em: float) -> Iterator[_Piece]:
    """What spaces, gaps and steps back leave of ``strip``."""
    gap_mm, back_mm = gap_em * max(strip.em_mm, 0.01), -_BACKWARDS_EM * max(strip.em_mm, 0.01)
    signs: list[str] = []
    first = last = 0.0
    for sign, start, end in strip.glyphs:
        is_space = sign.isspace()
        if signs and (is_space or not back_mm <= start - last <= gap_mm):
            yield _Piece(strip, "".join(signs), first, last)
            signs = []
        if is_space:
            continue
        first = first if signs else start
        last = end
        signs.append(sign)
    if signs:
        yield _Piece(strip, "".join(signs), first, last)


def _is_apart(piece: _Piece, following: _Piece) -> bool:
    """Whether a word ends between two strips: PDFium leaves out those of a space alone, so any gap parts them."""
    one, other = piece.strip, following.strip
    (x_mm, y_mm), (next_x_mm, next_y_mm) = piece.at(piece.end_mm), following.at(following.start_mm)
    dx_mm, dy_mm = next_x_mm - x_mm, next_y_mm - y_mm
    along = dx_mm * one.along_x + dy_mm * one.along_y
    across = abs(dy_mm * one.along_x - dx_mm * one.along_y)
    em_mm = max(one.em_mm, other.em_mm, 0.01)
    turned = one.along_x * other.along_x + one.along_y * other.along_y < 0.95
    return turned or across > _OTHER_LINE_EM * em_mm or not -_BACKWARDS_EM * em_mm <= along <= _GAP_EM * em_mm


def _word(pieces: Sequence[_Piece]) -> PageWord:
    text = "".join([piece.text for piece in pieces])
    font, size_pt = _face(pieces, (len(text) - 1) // 2)
    text = text.translate(_UNSEEN)
    if _SOFT_HYPHEN in text:
        text = text[:-1].replace(_SOFT_HYPHEN, "") + text[-1:]
    return PageWord(text, _box(pieces), size_pt, font)


def _box(pieces: Sequence[_Piece]) -> Box:
    xs: list[float] = []
    ys: list[float] = []
    for piece in pieces:
        strip, (x, y), (end_x, end_y) = piece.strip, piece.at(piece.start_mm), piece.at(piece.end_mm)
        for height in (strip.ascent_mm, -strip.descent_mm):
            right, up = height * strip.along_y, height * strip.along_x
            xs += (x + right, end_x + right)
            ys += (y - up, end_y - up)
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)


def _face(pieces: Sequence[_Piece], middle: int) -> tuple[str | None, float | None]:
    """Font and size in points of the glyph in the middle: a raised footnote mark stands at the end of a word."""
    for piece in pieces:
        if middle < len(piece.text):
            strip = piece.strip
            return (None, None) if strip.font is None else (strip.font, round(strip.em_mm * _POINTS_PER_MM, 2))
        middle -= len(piece.text)
    raise AssertionError("a word has a middle")


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
