"""A made letter set on made pages, for examples of layout: every word gets the box that a printer would give it.

One imaginary type is enough for that: letters 0.45 em wide, lines 1.15 em apart.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import regex
from pydantic import BaseModel, ConfigDict

from letterkit.core.box import Box
from letterkit.core.letter import Letter, Part, Role
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.core.paper import Align

_LETTER_EM, _LINE_EM, _BOX_EM = 0.45, 1.15, 1.1
_MM_PER_POINT = 25.4 / 72
_RIGHT_COLUMN_MM = 95.0
_CELLS = regex.compile(r" {3,}")
_LEFT_HEAD = frozenset({Role.LETTERHEAD, Role.DATE, Role.NUMBER, Role.REFERENCE})
_RIGHT_HEAD = frozenset({Role.RESTRICTION, Role.ADDRESSEE})
_PROSE = frozenset({Role.OPENING, Role.BODY})


class Sheet(BaseModel):
    """The key ``sheet`` of an example: how its letter is set; the defaults make a letter without fault.

    ``number`` is the number of further pages, «#» for its digits; ``number_at_mm`` the middle and the top of it.
    ``last_font`` sets the last paragraph of the text; ``break_before`` begins a page with the first such part.
    """

    model_config = ConfigDict(extra="forbid")

    width_mm: float = 210
    height_mm: float = 297
    left_mm: float = 30
    right_mm: float = 15
    top_mm: float = 20
    bottom_mm: float = 20
    size_pt: float = 14
    executor_pt: float = 10
    font: str = "Liberation Serif"
    last_font: str | None = None
    lines: float = 1
    indent_mm: float = 12.5
    align: Align = "justify"
    number: str | None = "#"
    number_at_mm: tuple[float, float] = (112.5, 11)
    number_on_first: bool = False
    break_before: Role | None = None


def lay_out(letter: Letter, sheet: Sheet) -> PageFacts:
    """``letter`` on pages set as ``sheet`` says."""
    press = _Press(sheet)
    press.head(letter)
    broken = False
    prose = [part for part in letter.parts if part.role in _PROSE]
    for part in letter.parts:
        if part.role in _LEFT_HEAD | _RIGHT_HEAD or part.role is Role.EXECUTOR:
            continue
        if part.role is sheet.break_before and not broken:
            press.new_page()
            broken = True
        press.part(letter, part, sheet.last_font if prose and part is prose[-1] and sheet.last_font else sheet.font)
    press.executor(letter)
    return PageFacts(tuple(press.pages()))


@dataclass
class _Press:
    """The pages being set; ``y_mm`` is the top of the next line."""

    sheet: Sheet
    words: list[list[PageWord]] = field(default_factory=lambda: [[]])
    y_mm: float = field(init=False)

    def __post_init__(self) -> None:
        self.y_mm = self.sheet.top_mm

    def new_page(self) -> None:
        self.words.append([])
        self.y_mm = self.sheet.top_mm

    def head(self, letter: Letter) -> None:
        """The blank at the left, the addressee at the right, both from the top."""
        line_mm = self._line_mm(1)
        bottoms = [self.y_mm]
        for roles, shift_mm in ((_LEFT_HEAD, 0.0), (_RIGHT_HEAD, _RIGHT_COLUMN_MM)):
            y_mm = self.sheet.top_mm
            for part in letter.parts_of(*roles):
                for line in letter.text_of(part).splitlines():
                    self._line(line.split(), self.sheet.left_mm + shift_mm, y_mm, self.sheet.size_pt, self.sheet.font)
                    y_mm += line_mm if line.strip() else 0.0
            bottoms.append(y_mm)
        self.y_mm = max(bottoms) + line_mm

    def part(self, letter: Letter, part: Part, font: str) -> None:
        """A part of the letter below what is set already; the text in paragraphs, other parts line by line."""
        in_prose = part.role in _PROSE
        for line in letter.text_of(part).splitlines():
            cells = [cell for cell in _CELLS.split(line.strip()) if cell]
            if in_prose:
                self._paragraph(line.split(), font)
            elif cells:
                self._room()
                self._line(cells[0].split(), self._start(part, cells[0]), self.y_mm, self.sheet.size_pt, font)
                if len(cells) > 1:
                    at_mm = self.sheet.width_mm - self.sheet.right_mm - self._width(cells[-1], self.sheet.size_pt)
                    self._line(cells[-1].split(), at_mm, self.y_mm, self.sheet.size_pt, font)
                self.y_mm += self._line_mm(1)
        self.y_mm += 0.0 if in_prose else self._line_mm(1)

    def executor(self, letter: Letter) -> None:
        """The mark at the foot of the last page's text area."""
        lines = [line for part in letter.parts_of(Role.EXECUTOR) for line in letter.text_of(part).splitlines()]
        step_mm = self.sheet.executor_pt * _MM_PER_POINT * _LINE_EM
        y_mm = self.sheet.height_mm - self.sheet.bottom_mm - step_mm * len(lines)
        if lines and y_mm < self.y_mm:
            self.new_page()
        for row, line in enumerate(lines):
            self._line(line.split(), self.sheet.left_mm, y_mm + row * step_mm, self.sheet.executor_pt, self.sheet.font)

    def pages(self) -> Iterator[Page]:
        """The finished pages, numbered."""
        sheet = self.sheet
        for number, words in enumerate(self.words, start=1):
            if sheet.number is not None and (number > 1 or sheet.number_on_first):
                text = sheet.number.replace("#", str(number))
                middle_mm, top_mm = sheet.number_at_mm
                self.words[number - 1] = words = [
                    *self._set(text.split(), middle_mm - self._width(text, 12) / 2, top_mm, 12, sheet.font), *words
                ]  # fmt: skip
            yield Page(number, sheet.width_mm, sheet.height_mm, tuple(words))

    def _paragraph(self, words: Sequence[str], font: str) -> None:
        sheet, at = self.sheet, 0
        while at < len(words):
            indent_mm = sheet.indent_mm if at == 0 else 0.0
            room_mm = sheet.width_mm - sheet.left_mm - sheet.right_mm - indent_mm
            line = _fitting(words[at:], room_mm, lambda text: self._width(text, sheet.size_pt))
            at += len(line)
            spare_mm = room_mm - self._width(" ".join(line), sheet.size_pt)
            stretch_mm = spare_mm / max(len(line) - 1, 1) if sheet.align == "justify" and at < len(words) else 0.0
            self._room()
            self._line(line, sheet.left_mm + indent_mm, self.y_mm, sheet.size_pt, font, stretch_mm)
            self.y_mm += self._line_mm(sheet.lines)

    def _room(self) -> None:
        if self.y_mm + self._line_mm(1) > self.sheet.height_mm - self.sheet.bottom_mm:
            self.new_page()

    def _start(self, part: Part, text: str) -> float:
        sheet = self.sheet
        if part.role is not Role.SALUTATION:
            return sheet.left_mm
        return (sheet.left_mm + sheet.width_mm - sheet.right_mm - self._width(text, sheet.size_pt)) / 2

    def _line(
        self, words: Sequence[str], x_mm: float, y_mm: float, size_pt: float, font: str, stretch_mm: float = 0.0
    ) -> None:
        self.words[-1].extend(self._set(words, x_mm, y_mm, size_pt, font, stretch_mm))

    def _set(
        self, words: Sequence[str], x_mm: float, y_mm: float, size_pt: float, font: str, stretch_mm: float = 0.0
    ) -> Iterator[PageWord]:
        for word in words:
            width_mm = self._width(word, size_pt)
            box = Box(x_mm, y_mm, width_mm, size_pt * _MM_PER_POINT * _BOX_EM)
            yield PageWord(word, box, size_pt, font)
            x_mm += width_mm + self._width(" ", size_pt) + stretch_mm

    def _width(self, text: str, size_pt: float) -> float:
        return len(text) * size_pt * _MM_PER_POINT * _LETTER_EM

    def _line_mm(self, lines: float) -> float:
        return self.sheet.size_pt * _MM_PER_POINT * _LINE_EM * lines


def _fitting(words: Sequence[str], room_mm: float, width: Callable[[str], float]) -> Sequence[str]:
    """As many of ``words`` as fit on a line, at least one."""
    count = 1
    while count < len(words) and width(" ".join(words[: count + 1])) <= room_mm:
        count += 1
    return words[:count]
