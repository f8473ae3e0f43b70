"""Quarterly figures as a PDF to print and to put before the head: a figure under another, each with its definition."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, Table

from letterkit.core.errors import ToolMissing
from letterkit.reports.metrics_chart import FLOOR as FLOOR_Y
from letterkit.reports.metrics_chart import (
    HATCH,
    INK,
    LEGEND,
    SOFT,
    SOLID,
    WIDTH,
    Box,
    Words,
    boxes,
    height,
    labels,
    legend,
)
from letterkit.reports.metrics_document import Chart, Document, Section, format_value
from letterkit.reports.metrics_html import made_words

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
_FACES = (
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("PTS55F.ttf", "PTS75F.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
"""The sans that letterkit's pages are shown in, and what may stand for it."""
_PLAIN, _BOLD = "Figures", "Figures-Bold"
_MARGIN, _FOOT = 15 * mm, 12 * mm
_CHART = 104 * mm
_GAP = 6 * mm
_PAGE = landscape(A4)


def metrics_pdf(documents: Sequence[Document]) -> bytes:
    """All sections of ``documents``, of one quarter, on landscape A4; raises ToolMissing ``metrics.no-font``."""
    _learn_fonts()
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
    yield Paragraph(escape(made_words(first)), _style(9, 12, SOFT))
    yield Spacer(0, 4 * mm)
    yield _keys(first, wide)
    for document in documents:
        for section in document.sections:
            yield Spacer(0, 7 * mm)
            yield KeepTogether(list(_section(section, wide)))


def _keys(document: Document, wide: float) -> Table:
    small, large = _style(8, 10, SOFT), _style(15, 19, bold=True)
    cells = [
        [
            Paragraph(escape(key.label), small),
            Paragraph(format_value(key.cell.value, key.cell.unit), large),
            Paragraph(key.earlier, small),
        ]
        for key in document.keys
    ]
    return Table(
        [cells],
        [wide / len(cells)] * len(cells),
        style=[("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (0, 0), (-1, -1), 0)],
    )


def _section(section: Section, wide: float) -> Iterator[Flowable]:
    yield Paragraph(escape(section.title), _style(12, 16, bold=True))
    yield Paragraph(escape(section.lead), _style(10, 13))
    yield Spacer(0, 2 * mm)
    if section.chart is None or section.chart.is_empty:
        yield _table(section, wide)
    else:
        left, right = Drawing(section.chart, _CHART), _table(section, wide - _CHART - _GAP)
        yield Table(
            [[left, right]],
            [_CHART + _GAP, wide - _CHART - _GAP],
            style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in _SIDES)],
        )
    yield Spacer(0, 1.5 * mm)
    yield Paragraph(f"<b>Как считается.</b> {escape(section.definition)}", _style(7.5, 9.5, SOFT))


_SIDES = ("LEFT", "RIGHT", "TOP", "BOTTOM")


def _table(section: Section, wide: float) -> Table:
    plain, bold, head = _style(9, 11), _style(9, 11, bold=True), _style(7.4, 9, SOFT)
    right = {id(each): _style_right(each) for each in (plain, bold, head)}
    rows = [
        [Paragraph(escape(name), head if not column else right[id(head)]) for column, name in enumerate(section.head)]
    ]
    for line in section.lines:
        style = bold if line.is_whole else plain
        rows.append(
            [Paragraph(escape(line.label), style)]
            + [Paragraph(escape(cell.words), right[id(style)]) for cell in line.cells]
        )
    columns = len(section.head) - 1
    label = max(wide * 0.25, wide - columns * 24 * mm)
    rule = ("LINEBELOW", (0, 0), (-1, -2), 0.4, HexColor("#dcd9d2"))
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 1.2 if side in ("TOP", "BOTTOM") else 1.5) for side in _SIDES]
    return Table(
        rows,
        [label] + [(wide - label) / columns] * columns,
        style=[rule, *padding, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
        repeatRows=1,
    )


class Drawing(Flowable):
    """A chart as ``metrics_chart`` lays it out, ``wide`` points wide."""

    def __init__(self, chart: Chart, wide: float) -> None:
        super().__init__()
        self._chart, self._unit = chart, wide / WIDTH
        self._above = LEGEND if len(chart.series) > 1 else 0
        self.width, self.height = wide, (height(chart) + self._above) * self._unit

    def draw(self) -> None:
        """Called by reportlab with the lower left corner of the drawing at the origin."""
        for box, name in legend(self._chart):
            self._box(box, 0)
            self._words(name, 0)
        for box in boxes(self._chart):
            self._box(box, self._above)
        for words in labels(self._chart):
            self._words(words, self._above)
        if self._chart.is_trend:
            y = self.height - (FLOOR_Y + self._above) * self._unit
            self.canv.setStrokeColor(HexColor(SOFT))
            self.canv.line(0, y, self.width, y)

    def _box(self, box: Box, above: float) -> None:
        canvas, unit = self.canv, self._unit
        x, wide, tall = box.x * unit, box.width * unit, box.height * unit
        y = self.height - (box.y + box.height + above) * unit
        colour = HexColor(HATCH if box.series else SOLID)
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(0.6)
        if box.series == 0:
            canvas.setFillColor(colour)
            canvas.rect(x, y, wide, tall, fill=1)
            return
        canvas.saveState()
        outline = canvas.beginPath()
        outline.rect(x, y, wide, tall)
        canvas.clipPath(outline, stroke=0)
        for number in range(int((wide + tall) / 2.4) + 1):
            start = x - tall + number * 2.4
            canvas.line(start, y, start + tall, y + tall)
        canvas.restoreState()
        canvas.rect(x, y, wide, tall)

    def _words(self, words: Words, above: float) -> None:
        canvas = self.canv
        canvas.setFont(_BOLD if words.is_bold else _PLAIN, 8)
        canvas.setFillColor(HexColor(SOFT if words.is_soft else INK))
        put = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
        put[words.anchor](words.x * self._unit, self.height - (words.y + above) * self._unit, words.words)


def _foot(canvas: Any, title: str) -> None:
    canvas.setFont(_PLAIN, 8)
    canvas.setFillColor(HexColor(SOFT))
    canvas.drawString(_MARGIN, _FOOT - 4 * mm, title)
    canvas.drawRightString(_PAGE[0] - _MARGIN, _FOOT - 4 * mm, str(canvas.getPageNumber()))


@cache
def _style(size: float, leading: float, colour: str = INK, *, bold: bool = False) -> ParagraphStyle:
    face = _BOLD if bold else _PLAIN
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


@cache
def _learn_fonts() -> None:
    plain, bold = _faces()
    pdfmetrics.registerFont(TTFont(_PLAIN, str(plain)))
    pdfmetrics.registerFont(TTFont(_BOLD, str(bold)))
    pdfmetrics.registerFontFamily(_PLAIN, normal=_PLAIN, bold=_BOLD, italic=_PLAIN, boldItalic=_BOLD)


def _faces() -> tuple[Path, Path]:
    for plain, bold in _FACES:
        for folder in _FOLDERS:
            for found in sorted(Path(folder).glob(f"**/{plain}")):
                if (beside := found.with_name(bold)).is_file():
                    return found, beside
    raise ToolMissing("metrics.no-font", names="Liberation Sans, PT Sans")
