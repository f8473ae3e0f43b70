"""Every glyph that a page prints, in the order of printing, with its place in millimetres.

This walks the operators of a content stream as ISO 32000-2, 9.4 tells, keeping glyph widths, character and word
spacing, scaling, rise and the numbers of TJ arrays; pypdf parses the stream. Form XObjects and the appearances of
annotations (stamps of an electronic signature are often such) are walked too.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from letterkit.core.errors import LetterFileError
from letterkit.pages.fonts import PrintedFont
from letterkit.pages.known import Known
from letterkit.pages.writing import Shown, Stroke, Writing

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_DEEPEST_FORM = 12
_FORM_COSTS = 20
_DOTS_AN_OPERATOR = 10_000
_DEEPEST_STATE = 200
_INVISIBLE = 3  # text rendering mode, ISO 32000-2, table 104
_HIDDEN, _NO_VIEW = 2, 32  # annotation flags, ISO 32000-2, table 167


@dataclass(slots=True)
class Budget:
    """How much of each a document may print: a page of a letter has 300 operators in 20,000 bytes, and 2,500 glyphs.

    A hostile one has millions: of its own, or of forms that call one another. A form costs as much as some operators,
    and so does a picture of many dots, which takes PDFium as long.
    """

    operators: int
    glyphs: int
    content_bytes: int

    def spend(self, *, operators: int = 0, glyphs: int = 0, content_bytes: int = 0) -> None:
        """Raises LetterFileError ``pdf.too-heavy`` when nothing is left."""
        self.operators -= operators
        self.glyphs -= glyphs
        self.content_bytes -= content_bytes
        if min(self.operators, self.glyphs, self.content_bytes) < 0:
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

    def copy(self) -> "_State":
        return _State(
            self.ctm, self.font, self.size, self.char_space, self.word_space, self.scale, self.leading, self.rise,
            self.invisible,
        )  # fmt: skip


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


def _moved(m: Matrix, x: float, y: float) -> Matrix:
    """A step by (``x``, ``y``) applied first, then ``m``."""
    a, b, c, d, e, f = m
    return a, b, c, d, x * a + y * c + e, x * b + y * d + f


def shown(page: Any, to_mm: Matrix, known: Known, budget: Budget) -> list[Shown]:
    """What a pypdf page prints, its annotations last; ``to_mm`` brings user space to mm from the top left.

    ``known`` is what other pages have taught: the fonts of a document are read once.
    """
    printed: list[Shown] = []
    contents = page.get("/Contents")
    if contents is not None:
        resources = _dictionary(page.get_inherited("/Resources", None))
        _Walk(page.pdf, known, budget, printed, to_mm).walk(contents, resources, 0)
    for form, placed in _appearances(page):
        walk = _Walk(page.pdf, known, budget, printed, times(placed, to_mm))
        walk.walk(form, _dictionary(form.get("/Resources")), 1)
    return printed


class _Walk:
    """One content stream being walked; ``printed`` is shared by the streams of a page."""

    def __init__(self, pdf: Any, known: Known, budget: Budget, printed: list[Shown], ctm: Matrix) -> None:
        self.pdf, self.known, self.budget, self.printed = pdf, known, budget, printed
        self.state = _State(ctm)
        self.stack: list[_State] = []
        self.text_matrix = self.line_matrix = IDENTITY
        self.actual: list[_Marked] = []
        self.resources: Any = {}
        self.fonts: dict[str, PrintedFont] = {}
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
        self.resources, self.depth = resources, depth
        content = self.known.content(stream, self.pdf)
        self.budget.spend(content_bytes=len(content.get_data()))
        operations = self.known.operations(content, self.steps)
        self.budget.spend(operators=len(operations))
        for operands, operator in operations:
            step = self.steps.get(operator)
            if step is not None:
                try:
                    step(operands)
                except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
                    continue

    def _save(self, _: list[Any]) -> None:
        if len(self.stack) < _DEEPEST_STATE:
            self.stack.append(self.state.copy())

    def _restore(self, _: list[Any]) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def _transform(self, operands: list[Any]) -> None:
        self.state.ctm = times(_matrix(operands), self.state.ctm)

    def _paint(self, operands: list[Any]) -> None:
        form = _dictionary(self.resources.get("/XObject"))[operands[0]].get_object()
        if form.get("/Subtype") == "/Image":
            dots = float(form.get("/Width", 0)) * float(form.get("/Height", 0))
            self.budget.spend(operators=int(abs(dots) / _DOTS_AN_OPERATOR))
        if form.get("/Subtype") != "/Form":
            return
        if self.depth >= _DEEPEST_FORM:  # viewers go deeper, and may never come back
            raise LetterFileError("pdf.too-heavy")
        self.budget.spend(operators=_FORM_COSTS)
        ctm = times(_matrix(form.get("/Matrix", IDENTITY)), self.state.ctm)
        inner = _Walk(self.pdf, self.known, self.budget, self.printed, ctm)
        inner.state = replace(self.state, ctm=ctm)
        inner.walk(form, _dictionary(form.get("/Resources")) or self.resources, self.depth + 1)

    def _begin(self, _: list[Any]) -> None:
        self.text_matrix = self.line_matrix = IDENTITY

    def _set_font(self, operands: list[Any]) -> None:
        self.state.font = None
        self.state.size = float(operands[1])
        name = operands[0]
        if name not in self.fonts:
            self.fonts[name] = self.known.font(_dictionary(self.resources.get("/Font"))[name].get_object())
        self.state.font = self.fonts[name]

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
        self.text_matrix = self.line_matrix = _moved(self.line_matrix, x, y)

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
        marked = next((mark for mark in reversed(self.actual) if mark.text is not None), None) if self.actual else None
        actual = marked.left if marked else None
        look = (font, state.size, state.char_space, state.word_space, state.scale, state.invisible, *whole[:4])
        self.budget.spend(glyphs=sum(len(item) for item in items if isinstance(item, bytes)))
        key = (actual, look, tuple([item for item in items if isinstance(item, (bytes, int, float))]))
        writing = self.known.writing(key) or self.known.keep(key, _written(key[-1], actual, state, font, whole))
        if writing.strokes:
            x_mm, y_mm = whole[4] + state.rise * whole[2], whole[5] + state.rise * whole[3]
            self.printed.append(Shown(writing, x_mm, y_mm))
            if marked:
                marked.left = ""
        self.text_matrix = _moved(self.text_matrix, writing.pen, 0.0)


def _written(
    items: Sequence[bytes | float], actual: str | None, state: _State, font: PrintedFont, whole: Matrix
) -> Writing:
    """The glyphs of a TJ array, which stand for ``actual`` if that is said; ``whole`` brings text space to mm."""
    along = math.hypot(whole[0], whole[1])
    em_mm = math.hypot(whole[2], whole[3]) * abs(state.size)
    ascent_em, descent_em = font.height_em
    ascent_mm, descent_mm = ascent_em * em_mm, descent_em * em_mm
    turn = -1.0 if state.size * state.scale < 0 else 1.0
    along_x, along_y = (turn * whole[0] / along, turn * whole[1] / along) if along else (1.0, 0.0)
    name = None if state.invisible else font.name
    strokes: list[Stroke] = []
    pen = 0.0
    for item in items:
        if isinstance(item, (int, float)):
            pen -= item / 1000 * state.size * state.scale
            continue
        for text, advance_em, is_space in font.glyphs(item):
            spaced = state.char_space + (state.word_space if is_space else 0.0)
            width = advance_em * state.size * state.scale
            strokes.append(
                Stroke(
                    text if actual is None else actual, pen * whole[0], pen * whole[1], along_x, along_y,
                    abs(width) * along, em_mm, ascent_mm, descent_mm, name,
                )
            )  # fmt: skip
            pen += width + spaced * state.scale
            actual = actual and ""
    return Writing(strokes, pen)


class _Marked:
    """A marked span: its replacement text (/ActualText) goes to the first glyph, the others have none.

    Replacement text with spaces in it would lose the places of its words, so the glyphs speak for themselves there.
    ``left`` is what the next glyph has of it.
    """

    def __init__(self, text: str | None) -> None:
        self.text = self.left = text if text is not None and len(text.split()) < 2 else None


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
