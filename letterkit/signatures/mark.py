"""The mark of an electronic signature (ГОСТ Р 7.0.97-2025, 5.23) on a copy of a signed PDF.

The signed file keeps its bytes: whoever prints a mark into it breaks the signature. So the mark stands on a copy, where
the hand would sign: between the post and the name, on white paper alone.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from letterkit.core.box import Box
from letterkit.core.page import Page
from letterkit.pages import preview
from letterkit.pages.facts import page_facts
from letterkit.pages.fonts import BOLD, PLAIN, learn_fonts
from letterkit.pages.tags import tag_words
from letterkit.russian.dates import date_digits
from letterkit.signatures.facts import SignerFacts

_TITLE = "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ"
_NOTE = "Копия с отметкой. Подписан файл без отметки: он и подпись (.sig) приложены."
_WIDTHS_MM = (74.0, 66.0, 58.0)
"""The widest fits the number of a certificate in one line at a size that is read; the narrowest breaks it in two."""
_PADDING_MM, _CLEAR_MM, _EDGE_MM = 2.0, 1.0, 8.0
_STEP_MM = 1.0
_SHIFTS = 30
_DPI = 72
_WHITE = 250
_PT_A_MM, _MM_AN_INCH = 72 / 25.4, 25.4
_TITLE_PT, _SIZE_PT, _NOTE_PT, _LEADING = 7.0, 7.0, 6.0, 1.25


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    size_pt: float
    font: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark to draw: ``page`` counts from 1, None where it takes a sheet of its own."""

    page: int | None
    box: Box
    lines: Sequence[_Line]


def marked_copy(pdf: bytes, signers: Sequence[SignerFacts], name: str) -> bytes:
    """``pdf`` with a mark for each of ``signers``; ``name`` is how the signature in the letter names who signs.

    A mark that finds no room beside the signature stands on a sheet of its own at the end. Raises ToolMissing
    ``pdf.no-font``, LetterFileError ``pdf.broken``.
    """
    learn_fonts()
    pages = page_facts(pdf).pages
    anchor = _anchor(pages, name)
    marks: list[_Mark] = []
    for signer in signers:
        marks.append(_place(pdf, pages, anchor, signer, [mark.box for mark in marks if mark.page is not None]))
    return _draw_marks(pdf, marks)


def mark_lines(signer: SignerFacts) -> list[str]:
    """What a mark says of a signer."""
    about = signer.certificate
    lines = [
        f"Сертификат {about.serial}",
        f"Владелец {about.owner}",
        f"Действителен с {date_digits(about.valid_from.date())} по {date_digits(about.valid_to.date())}",
    ]
    if signer.stamped_at is not None:
        lines.append(f"Подписано {signer.stamped_at.astimezone():%d.%m.%Y %H:%M} (по метке времени)")
    return lines


def _anchor(pages: Sequence[Page], name: str) -> tuple[Page, Box] | None:
    """Where the name of who signs stands for the last time: its words follow one another."""
    wanted = name.replace("\u00a0", " ").split()
    for page in reversed(pages):
        words = [word.text.strip(",") for word in page.words]
        for at in range(len(words) - len(wanted), -1, -1):
            if wanted and words[at : at + len(wanted)] == wanted:
                return page, page.words[at].box
        for at in range(len(words) - 1, -1, -1):  # «И.О.» and the surname in one word, by a space that does not break
            if wanted and words[at] == "".join(wanted):
                return page, page.words[at].box
    return None


def _place(
    pdf: bytes, pages: Sequence[Page], anchor: tuple[Page, Box] | None, signer: SignerFacts, taken: Sequence[Box]
) -> _Mark:
    said = mark_lines(signer)
    if anchor is not None:
        page, name = anchor
        shades = preview.shades(pdf, page.number, _DPI)
        for width_mm in _WIDTHS_MM:
            lines = _wrap(said, width_mm)
            height_mm = _height_mm(lines)
            for box in _places(page, name, width_mm, height_mm):
                if not any(_meet(box, other) for other in taken) and _is_white(shades, box, page):
                    return _Mark(page.number, box, lines)
    lines = _wrap(said, _WIDTHS_MM[0])
    return _Mark(None, Box(0, 0, _WIDTHS_MM[0], _height_mm(lines)), lines)


def _places(page: Page, name: Box, width_mm: float, height_mm: float) -> Iterator[Box]:
    """Places left of the name, the nearest to its line first."""
    middle_mm = name.y_mm + name.height_mm / 2 - height_mm / 2
    for shift in range(_SHIFTS):
        for way in (1, -1) if shift else (1,):
            y_mm = middle_mm + way * shift * _STEP_MM
            for left in range(0, 60, 2):
                x_mm = name.x_mm - width_mm - 2 * _CLEAR_MM - left
                if x_mm >= _EDGE_MM and y_mm >= _EDGE_MM and y_mm + height_mm <= page.height_mm - _EDGE_MM:
                    yield Box(x_mm, y_mm, width_mm, height_mm)


def _is_white(shades: Any, box: Box, page: Page) -> bool:
    """Whether nothing is printed in ``box`` and just around it: no word, no line, no picture."""
    if shades is None:
        return False
    rows, columns = shades.shape
    across, down = columns / page.width_mm, rows / page.height_mm
    top, bottom = int((box.y_mm - _CLEAR_MM) * down), int((box.bottom_mm + _CLEAR_MM) * down) + 1
    left, right = int((box.x_mm - _CLEAR_MM) * across), int((box.right_mm + _CLEAR_MM) * across) + 1
    return bool((shades[max(top, 0) : bottom, max(left, 0) : right] >= _WHITE).all())


def _meet(one: Box, other: Box) -> bool:
    apart = one.right_mm < other.x_mm or other.right_mm < one.x_mm
    return not (apart or one.bottom_mm < other.y_mm or other.bottom_mm < one.y_mm)


def _wrap(said: Sequence[str], width_mm: float) -> list[_Line]:
    """The lines of a mark, broken where they are wider than it."""
    room_pt = (width_mm - 2 * _PADDING_MM) * _PT_A_MM
    lines = [_Line(part, _TITLE_PT, BOLD) for part in _break_line(_TITLE, BOLD, _TITLE_PT, room_pt)]
    for words in said:
        lines += [_Line(part, _SIZE_PT, PLAIN) for part in _break_line(words, PLAIN, _SIZE_PT, room_pt)]
    return lines


def _break_line(words: str, font: str, size_pt: float, room_pt: float) -> Iterator[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if stringWidth(longer, font, size_pt) <= room_pt:
            line = longer
            continue
        if line:
            yield line
        while stringWidth(word, font, size_pt) > room_pt:
            fits = next(at for at in range(len(word), 0, -1) if stringWidth(word[:at], font, size_pt) <= room_pt)
            yield word[:fits]
            word = word[fits:]
        line = word
    if line:
        yield line


def _height_mm(lines: Sequence[_Line]) -> float:
    return 2 * _PADDING_MM + sum(line.size_pt * _LEADING for line in lines) / _PT_A_MM


def _draw_marks(pdf: bytes, marks: Sequence[_Mark]) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as whole:
        alone = [mark for mark in marks if mark.page is None]
        for number, page in enumerate(whole.pages, start=1):
            here = [mark for mark in marks if mark.page == number]
            if here or number == len(whole.pages):
                box = pikepdf.Rectangle(page.mediabox)
                sheet = _sheet(here, float(box.width), float(box.height), note=number == len(whole.pages))
                with pikepdf.open(io.BytesIO(sheet)) as over:
                    page.add_overlay(over.pages[0], box)
                tag_words(whole, page, _words(here, note=number == len(whole.pages)))
        if alone:
            with pikepdf.open(io.BytesIO(_own_sheet(alone))) as more:
                whole.pages.extend(more.pages)
            tag_words(whole, whole.pages[-1], _words(alone, note=False))
        written = io.BytesIO()
        whole.save(written)
    return written.getvalue()


def _words(marks: Sequence[_Mark], *, note: bool) -> str:
    """What stands on a sheet of marks, to be read aloud."""
    said = [" ".join(line.words for line in mark.lines) for mark in marks]
    return ". ".join([*said, _NOTE] if note else said)


def _sheet(marks: Sequence[_Mark], width_pt: float, height_pt: float, *, note: bool) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(width_pt, height_pt))
    for mark in marks:
        _draw(canvas, mark.lines, mark.box, height_pt)
    if note:
        canvas.setFont(PLAIN, _NOTE_PT)
        canvas.drawCentredString(width_pt / 2, 5 * _PT_A_MM, _NOTE)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _own_sheet(marks: Sequence[_Mark]) -> bytes:
    from reportlab.lib.pagesizes import A4

    y_mm, placed = 20.0, []
    for mark in marks:
        placed.append(_Mark(1, Box(20, y_mm, mark.box.width_mm, mark.box.height_mm), mark.lines))
        y_mm += mark.box.height_mm + 6
    return _sheet(placed, *A4, note=False)


def _draw(canvas: Any, lines: Sequence[_Line], box: Box, height_pt: float) -> None:
    left, top = box.x_mm * _PT_A_MM, height_pt - box.y_mm * _PT_A_MM
    canvas.setLineWidth(0.7)
    canvas.roundRect(left, top - box.height_mm * _PT_A_MM, box.width_mm * _PT_A_MM, box.height_mm * _PT_A_MM, 4)
    y = top - _PADDING_MM * _PT_A_MM
    for line in lines:
        y -= line.size_pt * _LEADING
        canvas.setFont(line.font, line.size_pt)
        shown = y + line.size_pt * (_LEADING - 1)
        if line.font == BOLD:
            canvas.drawCentredString(left + box.width_mm * _PT_A_MM / 2, shown, line.words)
        else:
            canvas.drawString(left + _PADDING_MM * _PT_A_MM, shown, line.words)
