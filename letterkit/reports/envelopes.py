"""Envelopes to print on: the sender above on the left, the addressee below on the right, boxes for the post code."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from letterkit.core.people import Case
from letterkit.core.post import PostItem
from letterkit.core.profile import Body
from letterkit.pages.fonts import BOLD, PLAIN, learn_fonts


class Envelope(StrEnum):
    """Sizes of ГОСТ Р 51506-99 that letters of A4 go in: folded in three, in two, flat."""

    DL = "dl"
    C5 = "c5"
    C4 = "c4"


@dataclass(frozen=True, slots=True)
class _Size:
    width_mm: float
    height_mm: float


_SIZES = {Envelope.DL: _Size(220, 110), Envelope.C5: _Size(229, 162), Envelope.C4: _Size(324, 229)}
_MARGIN_MM = 12.0
_BLOCK_SHARE = 0.5
"""The addressee has the right half."""
_LABEL_PT, _TEXT_PT, _SMALL_PT, _LEADING = 8.0, 12.0, 9.0, 1.3
_FIGURES, _BOX_W_MM, _BOX_H_MM, _BOX_GAP_MM = 6, 5.0, 9.0, 2.0
"""Boxes for the figures of the post code, the left lower corner's; how wide is ours to choose (decision 0048)."""
_BARCODE_ROOM_MM = 34.0
"""Kept free above on the right: stamps and the label of the post."""


def envelopes(items: Iterable[PostItem], body: Body, size: Envelope) -> bytes:
    """A PDF with a page for each of ``items``, of the size of the envelope; raises ToolMissing ``pdf.no-font``."""
    learn_fonts()
    sheet, out = _SIZES[size], io.BytesIO()
    canvas = Canvas(out, pagesize=(sheet.width_mm * mm, sheet.height_mm * mm))
    canvas.setTitle("Конверты")
    for item in items:
        _draw(canvas, sheet, item, body)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, sheet: _Size, item: PostItem, body: Body) -> None:
    wide = sheet.width_mm * _BLOCK_SHARE - _MARGIN_MM
    top = sheet.height_mm - _MARGIN_MM
    name = body.names[Case.NOMINATIVE]
    _block(
        canvas,
        _MARGIN_MM,
        top,
        wide,
        [("От кого", [name[:1].upper() + name[1:]]), ("Откуда", body.address_lines)],
        _SMALL_PT,
    )
    left = sheet.width_mm * (1 - _BLOCK_SHARE)
    lines = [line for line in item.lines if line]
    blocks = [("Кому", item.to), ("Куда", lines)]
    height = _height_mm(blocks, wide, _TEXT_PT)
    lowest = max(_MARGIN_MM + height, sheet.height_mm * 0.52)
    _block(canvas, left, min(lowest, top - _BARCODE_ROOM_MM), wide, blocks, _TEXT_PT)
    if item.registered:
        canvas.setFont(BOLD, _TEXT_PT)
        canvas.drawString(_MARGIN_MM * mm, sheet.height_mm * 0.45 * mm, "Заказное")
    _post_code(canvas, item.post_code)
    if item.number:
        canvas.setFont(PLAIN, _LABEL_PT)
        canvas.drawString(_MARGIN_MM * mm, (_MARGIN_MM + _BOX_H_MM + 4) * mm, f"исх. № {item.number}")


def _block(
    canvas: Any,
    left_mm: float,
    top_mm: float,
    wide_mm: float,
    blocks: Sequence[tuple[str, Sequence[str]]],
    size_pt: float,
) -> None:
    y = top_mm * mm
    for label, lines in blocks:
        y -= _LABEL_PT * _LEADING
        canvas.setFont(PLAIN, _LABEL_PT)
        canvas.drawString(left_mm * mm, y, label)
        for line in _wrap(lines, wide_mm, size_pt):
            y -= size_pt * _LEADING
            canvas.setFont(PLAIN, size_pt)
            canvas.drawString(left_mm * mm, y, line)
        y -= 2 * mm


def _height_mm(blocks: Sequence[tuple[str, Sequence[str]]], wide_mm: float, size_pt: float) -> float:
    lines = sum(len(_wrap(lines, wide_mm, size_pt)) for _, lines in blocks)
    return (lines * size_pt + len(blocks) * _LABEL_PT) * _LEADING / mm + 2 * len(blocks)


def _wrap(lines: Sequence[str], wide_mm: float, size_pt: float) -> list[str]:
    found: list[str] = []
    for whole in lines:
        line = ""
        for word in whole.split():
            longer = f"{line} {word}".strip()
            if line and stringWidth(longer, PLAIN, size_pt) > wide_mm * mm:
                found.append(line)
                longer = word
            line = longer
        found.append(line)
    return [line for line in found if line]


def _post_code(canvas: Any, code: str | None) -> None:
    canvas.setLineWidth(0.6)
    for at in range(_FIGURES):
        left = _MARGIN_MM + at * (_BOX_W_MM + _BOX_GAP_MM)
        canvas.rect(left * mm, _MARGIN_MM * mm, _BOX_W_MM * mm, _BOX_H_MM * mm)
        if code:
            canvas.setFont(BOLD, 18)
            canvas.drawCentredString((left + _BOX_W_MM / 2) * mm, (_MARGIN_MM + 2.2) * mm, code[at])
