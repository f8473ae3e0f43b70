"""Printed glyphs put together into words.

A word ends at a printed space, at a gap, or where the pen goes to another line. Programs that print their spaces may
stretch letters apart (р а з р я д к а), so there only a wide gap parts words; others give gaps alone.
"""

from collections.abc import Iterable

from letterkit.core.box import Box
from letterkit.core.page import PageWord
from letterkit.pages.strokes import Stroke

_GAP_EM = 0.14
_GAP_BESIDE_PRINTED_SPACES_EM = 0.34
_STROKES_PER_SPACE = 25
_OTHER_LINE_EM = 0.45
_BACKWARDS_EM = 0.5
_SAME_PLACE_MM = 0.6
_POINTS_PER_MM = 72 / 25.4
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def words(printed: list[Stroke]) -> list[PageWord]:
    """The words of a page in the order of printing; a word printed over itself (a shadow, a made-up bold) once.

    A soft hyphen stays only at the end of a word, where the paper shows a hyphen and the word goes on below.
    """
    spaces = sum(1 for stroke in printed if stroke.text.isspace())
    gap_em = _GAP_BESIDE_PRINTED_SPACES_EM if spaces * _STROKES_PER_SPACE > len(printed) else _GAP_EM
    found: list[PageWord] = []
    seen: dict[str, list[Box]] = {}
    for run in _runs(printed, gap_em):
        text = "".join(stroke.text for stroke in run)
        text = text[:-1].replace(_SOFT_HYPHEN, "") + text[-1:]
        if not text:
            continue
        box = _box(run)
        twins = seen.setdefault(text, [])
        if any(_same_place(box, twin) for twin in twins):
            continue
        twins.append(box)
        found.append(PageWord(text, box, *_face(run)))
    return found


def _runs(printed: Iterable[Stroke], gap_em: float) -> Iterable[list[Stroke]]:
    run: list[Stroke] = []
    last: Stroke | None = None
    for stroke in printed:
        if last is not None and run and _apart(last, stroke, gap_em):
            yield run
            run = []
        last = stroke
        if stroke.text.isspace():
            if run:
                yield run
                run = []
        elif not any(character.isspace() for character in stroke.text):
            run.append(stroke)
        else:
            yield from _split(run, stroke)
            run = []
    if run:
        yield run


def _split(run: list[Stroke], stroke: Stroke) -> Iterable[list[Stroke]]:
    """A glyph that stands for several words, such as «№ 5» drawn as one: each word gets its share of the width."""
    if run:
        yield run
    width = stroke.advance_mm / len(stroke.text)
    at = 0
    for word in stroke.text.split():
        at = stroke.text.index(word, at)
        x_mm = stroke.x_mm + at * width * stroke.along_x
        y_mm = stroke.y_mm + at * width * stroke.along_y
        yield [stroke._replace(text=word, x_mm=x_mm, y_mm=y_mm, advance_mm=len(word) * width)]
        at += len(word)


def _apart(last: Stroke, stroke: Stroke, gap_em: float) -> bool:
    dx, dy = stroke.x_mm - last.x_mm, stroke.y_mm - last.y_mm
    along = dx * last.along_x + dy * last.along_y - last.advance_mm
    across = abs(dy * last.along_x - dx * last.along_y)
    em_mm = max(last.em_mm, stroke.em_mm, 0.01)
    turned = last.along_x * stroke.along_x + last.along_y * stroke.along_y < 0.95
    return turned or across > _OTHER_LINE_EM * em_mm or along > gap_em * em_mm or along < -_BACKWARDS_EM * em_mm


def _box(run: list[Stroke]) -> Box:
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


def _face(run: list[Stroke]) -> tuple[float | None, str | None]:
    """Size in points and font of the glyph in the middle: a raised footnote mark stands at the end of a word."""
    middle = run[(len(run) - 1) // 2]
    return (None, None) if middle.font is None else (round(middle.em_mm * _POINTS_PER_MM, 2), middle.font)


def _same_place(box: Box, other: Box) -> bool:
    return abs(box.x_mm - other.x_mm) < _SAME_PLACE_MM and abs(box.y_mm - other.y_mm) < _SAME_PLACE_MM
