"""Margins of a letter: those printed, and those that its Word file asks for where the text does not show them."""

from dataclasses import dataclass
from typing import Literal

from letterkit.checks.hit import Hit
from letterkit.checks.sheets import PrintedSheet, end_of_text
from letterkit.checks.subject import Subject
from letterkit.core.box import Box
from letterkit.core.finding import Level

Side = Literal["left", "right", "top", "bottom"]
SIDES: dict[Side, str] = {"left": "Левое", "right": "Правое", "top": "Верхнее", "bottom": "Нижнее"}

PRINTED_TOLERANCE_MM = 0.7
"""Edges of text are measured to 0.1 mm on the left and 0.3 mm on the right (a line ends where its last word does)."""
STACKED_TOLERANCE_MM = 1.0
"""At the top and the bottom the height of a line is that of its font, which programs take from different tables."""
ASKED_TOLERANCE_MM = 0.5
"""Word keeps lengths in twentieths of a point; a clerk writes centimetres."""


@dataclass(frozen=True, slots=True)
class _PrintedMargin:
    mm: float
    sheet: PrintedSheet


def narrow_margin(subject: Subject, side: Side) -> Hit | None:
    """The narrowest margin of the letter on ``side`` when the profile asks for more.

    Print decides where there are pages. Where no line reaches the right or the lower margin, it is the file's word that
    counts: the next letter on this blank will reach it.
    """
    least_mm = subject.profile.limits[f"margin_{side}_mm"]
    asked_mm = _narrowest_margin(subject, side)
    narrow = asked_mm is not None and asked_mm < least_mm - ASKED_TOLERANCE_MM
    printed = [_PrintedMargin(getattr(sheet.margins, f"{side}_mm"), sheet) for sheet in subject.sheets if sheet.margins]
    tolerance_mm = PRINTED_TOLERANCE_MM if side in ("left", "right") else STACKED_TOLERANCE_MM
    faulty = [
        each for each in printed if each.mm < least_mm - tolerance_mm and not _turned_over(subject, each.sheet, side)
    ]
    if faulty:
        worst = min(faulty, key=lambda each: each.mm)
        shown_mm = asked_mm if narrow and asked_mm is not None else worst.mm
        in_head = side == "top" and not narrow and worst.sheet.number == 1 and worst.sheet.only_head_at_top
        level = Level.ADVICE if in_head and len(faulty) == 1 else None
        return _hit(side, shown_mm, least_mm, worst.sheet, worst.mm, level)
    if asked_mm is None or not narrow:
        return None
    if not printed:
        # A coat of arms stands in the top margin, 10 mm from the edge, and is often the first thing of the text.
        arms = side == "top" and subject.letter.paper is not None and subject.letter.paper.opens_with_picture
        return None if arms else _hit(side, asked_mm, least_mm, None, asked_mm, None)
    if side in ("right", "bottom"):
        return _hit(side, asked_mm, least_mm, printed[0].sheet, asked_mm, None)
    return None


def _narrowest_margin(subject: Subject, side: Side) -> float | None:
    """The narrowest margin that the Word file asks for on sheets with words of the letter itself."""
    paper = subject.letter.paper
    if paper is None:
        return None
    end = end_of_text(subject.letter)
    asked = [
        getattr(sheet.margins, f"{side}_mm")
        for sheet in paper.sheets
        if sheet.start < end and sheet.width_mm < sheet.height_mm
    ]
    return min(asked, default=None)


def _turned_over(subject: Subject, sheet: PrintedSheet, side: Side) -> bool:
    """Whether the sheet is the back of a two-sided one, whose left margin is the right one of its front."""
    if sheet.number % 2 or side != "left" or sheet.margins is None:
        return False
    limits, margins = subject.profile.limits, sheet.margins
    return (
        margins.left_mm > limits["margin_right_mm"] - PRINTED_TOLERANCE_MM
        and margins.right_mm > limits["margin_left_mm"] - PRINTED_TOLERANCE_MM
        and (subject.letter.paper is None or subject.letter.paper.mirrored)
    )


def _hit(
    side: Side, mm: float, least_mm: float, sheet: PrintedSheet | None, strip_mm: float, level: Level | None
) -> Hit:
    details = {"side": SIDES[side], "mm": format_measure(mm), "least": format_measure(least_mm)}
    if sheet is None or sheet.text_box is None:
        return Hit(details=details, level=level)
    return Hit(details=details, level=level, page=sheet.number, box=_strip(side, sheet, sheet.text_box, strip_mm))


def _strip(side: Side, sheet: PrintedSheet, text: Box, mm: float) -> Box:
    """The margin itself, along the text."""
    match side:
        case "left":
            return Box(0.0, text.y_mm, mm, text.height_mm)
        case "right":
            return Box(sheet.width_mm - mm, text.y_mm, mm, text.height_mm)
        case "top":
            return Box(text.x_mm, 0.0, text.width_mm, mm)
    return Box(text.x_mm, sheet.height_mm - mm, text.width_mm, mm)


def format_measure(number: float) -> str:
    """A measure as people write it: «15», «12,7»."""
    return f"{number:.1f}".rstrip("0").rstrip(".").replace(".", ",")
