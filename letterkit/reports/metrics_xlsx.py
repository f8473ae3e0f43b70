"""Quarterly figures as a spreadsheet with charts that the spreadsheet itself draws: a sheet a figure."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series_factory import SeriesFactory as drawn_series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from letterkit.reports.metrics_document import Cell, Chart, Document, Section, Unit
from letterkit.reports.metrics_html import made_words
from letterkit.reports.metrics_words import NO_DATA

_HEAD = PatternFill("solid", fgColor="E8EDF3")
_SOLID, _HATCH = "1A5582", "8A5A00"
_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.SHARE: "0.0%",
    Unit.DAYS: "0.0",
    Unit.HOURS: "0",
    Unit.RATE: "0.0",
    Unit.MARK: "0.00",
}
_MINUTES = "[m]:ss"  # of a day, as spreadsheets count time
_DAY_S = 86_400
_LONGEST_NAME = 31  # characters that a sheet may be called by
_BARS, _TREND = (18, 0.9), (16, 8)  # centimetres: width, height of a row of bars; width, height


def metrics_xlsx(documents: Sequence[Document]) -> bytes:
    """All sections of ``documents``, of one quarter; numbers are numbers, with a format."""
    book = Workbook()
    _summary(book.active, documents)
    for document in documents:
        for section in document.sections:
            _sheet(book.create_sheet(_name(section.title)), section)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _summary(sheet: Any, documents: Sequence[Document]) -> None:
    first = documents[0]
    sheet.title = "Показатели"
    _write_heading(sheet, first.title, made_words(first))
    row = 4
    for document in documents:
        _text(sheet.cell(row, 1), document.name).font = Font(bold=True)
        row += 1
        for key in document.keys:
            _text(sheet.cell(row, 1), key.label)
            _number(sheet.cell(row, 2), key.cell)
            _text(sheet.cell(row, 3), str(key.change))
            row += 1
        for section in document.sections:
            name = _text(sheet.cell(row, 1), section.title)
            name.hyperlink = f"#'{_name(section.title)}'!A1"
            name.font = Font(color="1A5582", underline="single")
            _text(sheet.cell(row, 2), section.finding or NO_DATA)
            row += 1
        row += 1
    for column, width in (("A", 40), ("B", 22), ("C", 24)):
        sheet.column_dimensions[column].width = width


def _sheet(sheet: Any, section: Section) -> None:
    _write_heading(sheet, section.title, section.finding or NO_DATA)
    for column, name in enumerate(section.head, 1):
        cell = _text(sheet.cell(4, column), name)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = 34 if column == 1 else 14
    for row, line in enumerate(section.lines, 5):
        _text(sheet.cell(row, 1), line.label).font = Font(bold=line.is_whole)
        for column, value in enumerate(line.cells, 2):
            _number(sheet.cell(row, column), value).font = Font(bold=line.is_whole)
    row = 6 + len(section.lines)
    _text(sheet.cell(row, 1), section.definition).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=max(2, len(section.head)))
    sheet.row_dimensions[row].height = 62
    sheet.freeze_panes = "B5"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if section.picture is not None:
        _draw(sheet, section.picture, row + 2)


def _draw(sheet: Any, chart: Chart, row: int) -> None:
    """The numbers of the chart below the table, and the chart beside them."""
    for column, each in enumerate(chart.series, 2):
        _text(sheet.cell(row, column), each.name).font = Font(bold=True)
        for place, value in enumerate(each.values, row + 1):
            _number(sheet.cell(place, column), Cell(value, chart.unit))
    for place, label in enumerate(chart.labels, row + 1):
        _text(sheet.cell(place, 1), label)
    drawn = BarChart()
    drawn.type = "col" if chart.is_trend else "bar"
    drawn.title, drawn.gapWidth = chart.title, 60
    last = row + len(chart.labels)
    for number in range(len(chart.series)):
        column = number + 2
        # With the cell of its name at the top, so that whoever renames the column renames the series.
        series = drawn_series(Reference(sheet, min_col=column, min_row=row, max_row=last), title_from_data=True)
        series.graphicalProperties = _paint(number)
        drawn.series.append(series)
    drawn.set_categories(Reference(sheet, min_col=1, min_row=row + 1, max_row=last))
    drawn.dataLabels = DataLabelList()
    drawn.dataLabels.showVal = True
    for shown in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(drawn.dataLabels, shown, False)
    # Without these two Excel of today hides the axes.
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.majorGridlines = None
    drawn.y_axis.numFmt = drawn.dataLabels.numFmt = _MINUTES if chart.unit is Unit.SECONDS else _FORMATS[chart.unit]
    if not chart.is_trend:
        drawn.x_axis.scaling.orientation = "maxMin"  # the first on top
    drawn.legend = drawn.legend if len(chart.series) > 1 else None
    if drawn.legend is not None:
        drawn.legend.position = "b"
    drawn.width = _TREND[0] if chart.is_trend else _BARS[0]
    drawn.height = _TREND[1] if chart.is_trend else 3.5 + _BARS[1] * len(chart.labels)
    sheet.add_chart(drawn, f"E{row}")


def _paint(number: int) -> GraphicalProperties:
    """Solid for the first series, hatched for the second: told apart without colours too."""
    if number == 0:
        return GraphicalProperties(solidFill=_SOLID)
    hatch = PatternFillProperties(
        prst="wdUpDiag", fgClr=ColorChoice(srgbClr=_HATCH), bgClr=ColorChoice(srgbClr="FFFFFF")
    )
    paint = GraphicalProperties(pattFill=hatch)
    paint.line.solidFill = _HATCH
    return paint


def _write_heading(sheet: Any, title: str, words: str) -> None:
    _text(sheet.cell(1, 1), title).font = Font(bold=True, size=14)
    _text(sheet.cell(2, 1), words)


def _text(cell: Any, words: str) -> Any:
    """Text stays text: what begins with «=» is no formula."""
    cell.value = words
    cell.data_type = "s"
    return cell


def _number(cell: Any, told: Cell) -> Any:
    if told.value is None:
        _text(cell, NO_DATA).alignment = Alignment(horizontal="right")
        return cell
    if told.unit is Unit.SECONDS:
        cell.value, cell.number_format = told.value / _DAY_S, _MINUTES
    else:
        cell.value, cell.number_format = told.value, _FORMATS[told.unit]
    return cell


def _name(title: str) -> str:
    return title[:_LONGEST_NAME].rstrip()
