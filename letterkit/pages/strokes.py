"""Every glyph that a page prints, in the order of printing, with its place in millimetres.

This walks the operators of a content stream as ISO 32000-2, 9.4 tells, keeping glyph widths, character and word
spacing, scaling, rise and the numbers of TJ arrays; pypdf parses the stream. Form XObjects and the appearances of
annotations (stamps of an electronic signature are often such) are walked too.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from letterkit.core.errors import LetterFileError
from letterkit.pages.fonts import PrintedFont

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_DEEPEST_FORM = 12
_DEEPEST_STATE = 200
_INVISIBLE = 3  # text rendering mode, ISO 32000-2, table 104
_HIDDEN, _NO_VIEW = 2, 32  # annotation flags, ISO 32000-2, table 167


class Stroke(NamedTuple):
    """A printed glyph: (``x_mm``, ``y_mm``) is its start on the baseline, from the page's top left corner.

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


@dataclass(slots=True)
class Budget:
    """How many operators a document may have: a page of a letter has some 300, a hostile one millions."""

    operators: int

    def spend(self, operators: int) -> None:
        """Raises LetterFileError ``pdf.too-heavy`` when nothing is left."""
        self.operators -= operators
        if self.operators < 0:
            raise LetterFileError("pdf.too-heavy")


@dataclass(slots=True)
class _State:
    ctm: Matrix
    font: PrintedFont | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    invisible: bool = False


def times(m: Matrix, n: Matrix) -> Matrix:
    """``m`` applied first, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def strokes(page: Any, to_mm: Matrix, fonts: dict[int, PrintedFont], budget: Budget) -> list[Stroke]:
    """The glyphs of a pypdf page, its annotations last; ``to_mm`` brings user space to mm from the top left.

    ``fonts`` is kept by the caller for all pages of a document, so that each font is read once.
    """
    printed: list[Stroke] = []
    contents = page.get("/Contents")
    if contents is not None:
        resources = _dictionary(page.get_inherited("/Resources", None))
        _Walk(page.pdf, fonts, budget, printed, to_mm).walk(contents, resources, 0)
    for form, placed in _appearances(page):
        walk = _Walk(page.pdf, fonts, budget, printed, times(placed, to_mm))
        walk.walk(form, _dictionary(form.get("/Resources")), 1)
    return printed


class _Walk:
    """One content stream being walked; ``printed`` is shared by the streams of a page."""

    def __init__(
        self, pdf: Any, fonts: dict[int, PrintedFont], budget: Budget, printed: list[Stroke], ctm: Matrix
    ) -> None:
        self.pdf, self.fonts, self.budget, self.printed = pdf, fonts, budget, printed
        self.state = _State(ctm)
        self.stack: list[_State] = []
        self.text_matrix = self.line_matrix = IDENTITY
        self.actual: list[_Marked] = []
        self.resources: Any = {}
        self.depth = 0
        self.steps: dict[bytes, Callable[[list[Any]], None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._transform, b"Do": self._paint,
            b"BT": self._begin, b"Tf": self._set_font, b"Tc": self._set_char_space, b"Tw": self._set_word_space,
            b"Tz": self._set_scale, b"TL": self._set_leading, b"Ts": self._set_rise,
            b"Tr": self._set_mode,
            b"Td": self._move, b"TD": self._move_and_lead, b"Tm": self._set_matrix, b"T*": self._next_line,
            b"Tj": self._show, b"TJ": self._show_spaced, b"'": self._show_next, b'"': self._show_next_spaced,
            b"BDC": self._mark, b"BMC": self._mark, b"EMC": self._unmark,
        }  # fmt: skip

    def walk(self, stream: Any, resources: Any, depth: int) -> None:
        """Prints ``stream``; an operator with wrong operands is passed over, as viewers do."""
        from pypdf.generic import ContentStream

        self.resources, self.depth = resources, depth
        operations = ContentStream(stream, self.pdf, "bytes").operations
        self.budget.spend(len(operations))
        for operands, operator in operations:
            step = self.steps.get(operator)
            if step is not None:
                try:
                    step(operands)
                except (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError):
                    continue

    def _save(self, _: list[Any]) -> None:
        if len(self.stack) < _DEEPEST_STATE:
            self.stack.append(replace(self.state))

    def _restore(self, _: list[Any]) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def _transform(self, operands: list[Any]) -> None:
        self.state.ctm = times(_matrix(operands), self.state.ctm)

    def _paint(self, operands: list[Any]) -> None:
        form = _dictionary(self.resources.get("/XObject"))[operands[0]].get_object()
        if form.get("/Subtype") != "/Form" or self.depth >= _DEEPEST_FORM:
            return
        ctm = times(_matrix(form.get("/Matrix", IDENTITY)), self.state.ctm)
        inner = _Walk(self.pdf, self.fonts, self.budget, self.printed, ctm)
        inner.state = replace(self.state, ctm=ctm)
        inner.walk(form, _dictionary(form.get("/Resources")) or self.resources, self.depth + 1)

    def _begin(self, _: list[Any]) -> None:
        self.text_matrix = self.line_matrix = IDENTITY

    def _set_font(self, operands: list[Any]) -> None:
        self.state.font = None
        self.state.size = float(operands[1])
        resource = _dictionary(self.resources.get("/Font"))[operands[0]].get_object()
        font = self.fonts.get(id(resource))
        if font is None:
            font = self.fonts[id(resource)] = PrintedFont(resource)
        self.state.font = font

    def _set_char_space(self, operands: list[Any]) -> None:
        self.state.char_space = float(operands[0])

    def _set_word_space(self, operands: list[Any]) -> None:
        self.state.word_space = float(operands[0])

    def _set_scale(self, operands: list[Any]) -> None:
        self.state.scale = float(operands[0]) / 100

    def _set_leading(self, operands: list[Any]) -> None:
        self.state.leading = float(operands[0])

    def _set_rise(self, operands: list[Any]) -> None:
        self.state.rise = float(operands[0])

    def _set_mode(self, operands: list[Any]) -> None:
        self.state.invisible = int(operands[0]) == _INVISIBLE

    def _move(self, operands: list[Any]) -> None:
        x, y = float(operands[0]), float(operands[1])
        self.text_matrix = self.line_matrix = times((1.0, 0.0, 0.0, 1.0, x, y), self.line_matrix)

    def _move_and_lead(self, operands: list[Any]) -> None:
        self.state.leading = -float(operands[1])
        self._move(operands)

    def _set_matrix(self, operands: list[Any]) -> None:
        self.text_matrix = self.line_matrix = _matrix(operands)

    def _next_line(self, _: list[Any]) -> None:
        self._move([0.0, -self.state.leading])

    def _show(self, operands: list[Any]) -> None:
        self._print([operands[0]])

    def _show_spaced(self, operands: list[Any]) -> None:
        self._print(operands[0])

    def _show_next(self, operands: list[Any]) -> None:
        self._next_line([])
        self._print([operands[0]])

    def _show_next_spaced(self, operands: list[Any]) -> None:
        self._set_word_space(operands)
        self._set_char_space(operands[1:])
        self._show_next(operands[2:])

    def _mark(self, operands: list[Any]) -> None:
        text = None
        if len(operands) > 1:
            properties = operands[1]
            if isinstance(properties, str):
                properties = _dictionary(self.resources.get("/Properties")).get(properties)
            text = _dictionary(properties).get("/ActualText")
        self.actual.append(_Marked(_decoded(text.get_object()) if text is not None else None))

    def _unmark(self, _: list[Any]) -> None:
        if self.actual:
            self.actual.pop()

    def _print(self, items: Any) -> None:
        state, font = self.state, self.state.font
        if font is None:
            return
        whole = times(self.text_matrix, state.ctm)
        along = math.hypot(whole[0], whole[1])
        em_mm = math.hypot(whole[2], whole[3]) * abs(state.size)
        ascent_em, descent_em = font.height_em
        ascent_mm, descent_mm = ascent_em * em_mm, descent_em * em_mm
        turn = -1.0 if state.size * state.scale < 0 else 1.0
        along_x, along_y = (turn * whole[0] / along, turn * whole[1] / along) if along else (1.0, 0.0)
        from_x, from_y = whole[4] + state.rise * whole[2], whole[5] + state.rise * whole[3]
        name = None if state.invisible else font.name
        marked = next((mark for mark in reversed(self.actual) if mark.text is not None), None)
        pen = 0.0
        for item in items:
            if isinstance(item, (int, float)):
                pen -= item / 1000 * state.size * state.scale
                continue
            if not isinstance(item, bytes):
                continue
            for text, advance_em, is_space in font.glyphs(item):
                spaced = state.char_space + (state.word_space if is_space else 0.0)
                width = advance_em * state.size * state.scale
                shown = text if marked is None else marked.take(text)
                self.printed.append(
                    Stroke(
                        shown, from_x + pen * whole[0], from_y + pen * whole[1], along_x, along_y,
                        abs(width) * along, em_mm, ascent_mm, descent_mm, name,
                    )
                )  # fmt: skip
                pen += width + spaced * state.scale
        self.text_matrix = times((1.0, 0.0, 0.0, 1.0, pen, 0.0), self.text_matrix)


class _Marked:
    """A marked span: its replacement text (/ActualText) goes to the first glyph, the others have none.

    Replacement text with spaces in it would lose the places of its words, so the glyphs speak for themselves there.
    """

    def __init__(self, text: str | None) -> None:
        self.text = text if text is not None and len(text.split()) < 2 else None
        self._given = False

    def take(self, own: str) -> str:
        if self._given:
            return ""
        self._given = True
        return self.text if self.text is not None else own


def _decoded(string: Any) -> str:
    """A text string of PDF, which pypdf left as bytes because the strings of a content stream are codes of glyphs."""
    if not isinstance(string, bytes):
        return str(string)
    return string[2:].decode("utf-16-be", "replace") if string.startswith(b"\xfe\xff") else string.decode("latin-1")


def _appearances(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Visible annotations that carry their own drawing, each with the matrix that ISO 32000-2, 12.5.5 builds for it."""
    annotations = page.get("/Annots")
    for entry in annotations.get_object() if annotations is not None else ():
        annotation = _dictionary(entry)
        if annotation.get("/Subtype") in ("/Popup", "/Link") or int(annotation.get("/F", 0)) & (_HIDDEN | _NO_VIEW):
            continue
        form = _dictionary(_dictionary(annotation.get("/AP")).get("/N"))
        if "/Subtype" not in form and annotation.get("/AS") in form:
            form = _dictionary(form[annotation["/AS"]])
        if "/BBox" not in form or "/Rect" not in annotation:
            continue
        yield form, _placed(form, [float(side) for side in annotation["/Rect"]])


def _placed(form: Any, rect: list[float]) -> Matrix:
    own = _matrix(form.get("/Matrix", IDENTITY))
    left, bottom, right, top = (float(side) for side in form["/BBox"])
    corners = [times((1, 0, 0, 1, x, y), own)[4:] for x in (left, right) for y in (bottom, top)]
    x_min, x_max = min(x for x, _ in corners), max(x for x, _ in corners)
    y_min, y_max = min(y for _, y in corners), max(y for _, y in corners)
    x_scale = abs(rect[2] - rect[0]) / (x_max - x_min) if x_max > x_min else 1.0
    y_scale = abs(rect[3] - rect[1]) / (y_max - y_min) if y_max > y_min else 1.0
    x, y = min(rect[0], rect[2]) - x_min * x_scale, min(rect[1], rect[3]) - y_min * y_scale
    return times(own, (x_scale, 0.0, 0.0, y_scale, x, y))


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def _dictionary(given: Any) -> Any:
    """``given`` resolved, or an empty dictionary when it is missing or something else."""
    found = given.get_object() if hasattr(given, "get_object") else given
    return found if isinstance(found, dict) else {}
