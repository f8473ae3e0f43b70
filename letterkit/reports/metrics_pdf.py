"""Quarterly figures as a PDF to put before the head: key numbers, charts, and behind them tables with definitions."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from letterkit.pages.fonts import BOLD, PLAIN, learn_fonts
from letterkit.reports.metrics_chart import (
    LABEL_SHARE,
    SPARK,
    Bar,
    Dot,
    Label,
    Shape,
    Stroke,
    Words,
    height,
    shapes,
    spark,
)
from letterkit.reports.metrics_document import Document, KeyNumber, MetricsLine, Mood, Section
from letterkit.reports.metrics_html import made_words
from letterkit.reports.metrics_words import NO_DATA

_INK, _SOFT, _RULE, _ACCENT = "#171b21", "#55606e", "#dfe3e8", "#1f56b5"
_MOODS = {Mood.GOOD: "#1a6a3a", Mood.BAD: "#b3261e", Mood.NEITHER: _SOFT}
_MARGIN, _FOOT = 12 * mm, 10 * mm
_GAP = 6 * mm
_PIXEL = 0.62
"""Points in a pixel of a chart."""
_LETTERS = 8.4
_FEW = 6
"""So many cards stand in two rows of three, more in rows of four: a sheet holds two."""
_PAGE = landscape(A4)
_SIDES = ("LEFT", "RIGHT", "TOP", "BOTTOM")


def metrics_pdf(documents: Sequence[Document]) -> bytes:
    """All figures of ``documents``, of one quarter, on landscape A4; raises ToolMissing ``pdf.no-font``."""
    learn_fonts()
    written = BytesIO()
    first = documents[0]
    paper = BaseDocTemplate(written, pagesize=_PAGE, title=first.title, author="letterkit", lang="ru-RU")
    wide, high = _PAGE
    frame = Frame(_MARGIN, _MARGIN, wide - 2 * _MARGIN, high - 2 * _MARGIN, 0, 0, 0, 0)
    paper.addPageTemplates([PageTemplate("figures", [frame], onPage=lambda canvas, _: _foot(canvas, first.title))])
    paper.build(list(_story(documents, frame.width)))
    return written.getvalue()


def _story(documents: Sequence[Document], wide: float) -> Iterator[Flowable]:
    first = documents[0]
    yield Paragraph(escape(first.title), _style(16, 20, bold=True))
    yield Paragraph(escape(f"{first.headline} {made_words(first)}".strip()), _style(9, 12, _SOFT))
    for document in documents:
        if document is not first:
            yield PageBreak()
            yield Paragraph(escape(document.name), _style(14, 18, bold=True))
        yield Spacer(0, 3 * mm)
        yield _columns([list(_tile(key)) for key in document.keys], wide, 4 * mm)
        for sections in document.cards:
            in_row = 3 if len(sections) <= _FEW else 4
            for place in range(0, len(sections), in_row):
                cards = [list(_card(section)) for section in sections[place : place + in_row]]
                yield Spacer(0, 4 * mm)
                yield _columns(cards + [[]] * (in_row - len(cards)), wide, _GAP)
    yield PageBreak()
    yield Paragraph("Таблицы и как считается", _style(14, 18, bold=True))
    for document in documents:
        yield Spacer(0, 5 * mm)
        yield Paragraph(escape(document.name), _style(11, 15, bold=True))
        yield _table(document.key_head, document.key_lines, wide)
        for section in document.sections:
            yield Spacer(0, 6 * mm)
            yield KeepTogether(
                [
                    Paragraph(escape(section.title), _style(11, 15, bold=True)),
                    Paragraph(escape(section.definition), _style(8, 10.5, _SOFT)),
                    _table(section.head, section.lines, wide),
                ]
            )


def _columns(cells: Sequence[list[Flowable]], wide: float, gap: float) -> Table:
    """``cells`` beside one another, each under a line of its own."""
    of_cell = (wide - gap * (len(cells) - 1)) / len(cells)
    row = [part for cell in cells for part in (cell, "")][:-1]
    lines = [
        ("LINEABOVE", (2 * place, 0), (2 * place, 0), 0.8, HexColor(_RULE)) for place, of in enumerate(cells) if of
    ]
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 2 * mm if side == "TOP" else 0) for side in _SIDES]
    widths = ([of_cell, gap] * len(cells))[:-1]
    return Table([row], widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *lines, *padding])


def _tile(key: KeyNumber) -> Iterator[Flowable]:
    yield Paragraph(escape(key.label), _style(8, 10, _SOFT))
    yield Paragraph(escape(key.told), _style(16, 21, bold=True))
    yield Paragraph(escape(str(key.change)) or "&nbsp;", _style(8, 11, _MOODS[key.change.mood]))
    if drawn := spark(key.values):
        yield Spacer(0, 1 * mm)
        yield Drawing(drawn, SPARK)


def _card(section: Section) -> Iterator[Flowable]:
    yield Paragraph(escape(section.title), _style(7.5, 10, _SOFT))
    yield Paragraph(escape(section.finding or NO_DATA.capitalize()), _style(9.5, 12, bold=True))
    if section.picture is not None:
        if section.caption:
            yield Paragraph(escape(section.caption), _style(7.5, 9.5, _SOFT))
        yield Spacer(0, 1 * mm)
        yield Drawing(shapes(section.picture), height(section.picture))


def _table(head: Sequence[str], lines: Sequence[MetricsLine], wide: float) -> Table:
    plain, bold, small = _style(9, 11), _style(9, 11, bold=True), _style(7.4, 9, _SOFT)
    rows = [[Paragraph(escape(name), small if not column else _style_right(small)) for column, name in enumerate(head)]]
    for line in lines:
        style = bold if line.is_whole else plain
        numbers = [Paragraph(escape(cell.words), _style_right(style)) for cell in line.cells]
        rows.append([Paragraph(escape(line.label), style), *numbers])
    columns = len(head) - 1
    of_number = min(24 * mm, wide * 0.75 / columns)
    rule = ("LINEBELOW", (0, 0), (-1, -2), 0.4, HexColor(_RULE))
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 1.2 if side in ("TOP", "BOTTOM") else 1.5) for side in _SIDES]
    return Table(
        rows,
        [70 * mm] + [of_number] * columns,
        style=[rule, *padding, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
        repeatRows=1,
        hAlign="LEFT",
    )


class Drawing(Flowable):
    """``drawn`` as ``metrics_chart`` lays it out, ``high`` pixels high and as wide as there is room."""

    def __init__(self, drawn: Sequence[Shape], high: float) -> None:
        super().__init__()
        self._drawn, self.height = drawn, high * _PIXEL

    def wrap(self, wide: float, _: float) -> tuple[float, float]:
        """Called by reportlab with the room that there is."""
        self.width = wide
        return wide, self.height

    def draw(self) -> None:
        """Called by reportlab with the lower left corner of the drawing at the origin."""
        for shape in self._drawn:
            self._draw(shape)

    def _draw(self, shape: Shape) -> None:
        canvas, wide = self.canv, self.width
        y = self.height - shape.y * _PIXEL
        match shape:
            case Bar():
                canvas.setFillColor(HexColor(_ACCENT))
                canvas.rect(0, y - shape.height * _PIXEL, shape.width * wide, shape.height * _PIXEL, stroke=0, fill=1)
            case Stroke():
                canvas.setStrokeColor(HexColor(_COLOURS[shape.kind]))
                canvas.setLineWidth(0.5 if shape.kind == "floor" else 1.4)
                canvas.setDash([3, 2] if shape.kind == "second" else [])
                canvas.line(shape.x * wide, y, shape.to_x * wide, self.height - shape.to_y * _PIXEL)
            case Dot():
                canvas.setFillColor(HexColor(_COLOURS[shape.kind]))
                canvas.circle(shape.x * wide, y, 2, stroke=0, fill=1)
            case Words():
                face = BOLD if shape.kind == "strong" else PLAIN
                canvas.setFont(face, _LETTERS)
                canvas.setFillColor(HexColor(_SOFT if shape.kind == "soft" else _INK))
                put = canvas.drawRightString if shape.anchor == "end" else canvas.drawCentredString
                put(shape.x * wide, y, shape.words)
            case Label():
                canvas.setFont(PLAIN, _LETTERS)
                canvas.setFillColor(HexColor(_INK))
                canvas.drawString(0, y, _cut(shape.words, wide * LABEL_SHARE))


_COLOURS = {"first": _ACCENT, "second": _SOFT, "floor": _RULE, "before": _INK}


def _cut(words: str, wide: float) -> str:
    """As much of ``words`` as ``wide`` points hold."""
    if pdfmetrics.stringWidth(words, PLAIN, _LETTERS) <= wide:
        return words
    while words and pdfmetrics.stringWidth(f"{words}…", PLAIN, _LETTERS) > wide:
        words = words[:-1].rstrip()
    return f"{words}…"


def _foot(canvas: Any, title: str) -> None:
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(HexColor(_SOFT))
    canvas.drawString(_MARGIN, _FOOT - 4 * mm, title)
    canvas.drawRightString(_PAGE[0] - _MARGIN, _FOOT - 4 * mm, str(canvas.getPageNumber()))


@cache
def _style(size: float, leading: float, colour: str = _INK, *, bold: bool = False) -> ParagraphStyle:
    face = BOLD if bold else PLAIN
    return ParagraphStyle(
        f"{face}-{size}-{colour}",
        fontName=face,
        fontSize=size,
        leading=leading,
        textColor=HexColor(colour),
        splitLongWords=0,
    )


def _style_right(of: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{of.name}-right", of, alignment=2)
