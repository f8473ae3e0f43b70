"""The list with which registered mail is handed to the post (form 103), as a spreadsheet.

Its columns and its head are those that public bodies hand in; weights and sums are for the post to fill in.
"""

import io
from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from letterkit.core.people import Case
from letterkit.core.post import PostItem
from letterkit.core.profile import Body
from letterkit.russian.dates import date_digits

_COLUMNS = (
    ("№ п/п", 6),
    ("Адресат (Ф.И.О., почтовый адрес)", 64),
    ("ШПИ (штриховой почтовый идентификатор)", 18),
    ("Вес (кг)", 9),
    ("Сумма объявленной ценности (руб.)", 13),
    ("Сумма наложенного платежа (руб.)", 13),
    ("Сумма платы за пересылку без НДС (руб.)", 13),
    ("Сумма платы за пересылку с НДС (руб.)", 13),
    ("Примечание", 24),
)
_TEXT = "@"
"""The format of a cell that keeps fourteen figures as they are."""
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def post_list(items: Iterable[PostItem], body: Body) -> bytes:
    """An .xlsx of ``items`` sent by ``body``, numbered in their order; its number and day are left open."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ф. 103"
    listed = list(items)
    rows: list[tuple[object, ...]] = [*_head(listed, body), tuple(name for name, _ in _COLUMNS)]
    first = len(rows) + 1
    rows.append(tuple(range(1, len(_COLUMNS) + 1)))
    rows += [_row(number, item) for number, item in enumerate(listed, 1)]
    last = len(rows)
    rows += list(_foot(len(listed)))
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column, value)
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", _TEXT  # what begins with «=» is no formula
            if first - 1 <= at <= last:
                cell.border, cell.alignment = _BOX, _WRAPPED
            if at == first - 1:
                cell.font = Font(bold=True)
    for column, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{first - 1}:{first}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(items: list[PostItem], body: Body) -> Iterator[tuple[object, ...]]:
    yield ("Ф. 103",)
    yield ("", "Список № ________ внутренних почтовых отправлений от ________________")
    yield ("", "Вид и категория РПО: письмо заказное")
    yield (
        "",
        f"Отправитель: {body.names[Case.NOMINATIVE]}, {', '.join(line.rstrip(',') for line in body.address_lines)}",
    )
    yield ("", "Наименование и индекс места приёма: ________________________________")
    yield ("", f"Всего РПО: {len(items)}    Всего листов: ______")
    yield ()


def _row(number: int, item: PostItem) -> tuple[object, ...]:
    dated = f" от {date_digits(item.dated)}" if item.dated else ""
    note = f"исх. № {item.number}{dated}" if item.number else ""
    return (number, f"{', '.join(item.to)}, {item.address}", item.barcode or "", None, None, None, None, None, note)


def _foot(count: int) -> Iterator[tuple[object, ...]]:
    yield ()
    yield ("", f"Общее количество РПО: {count}")
    yield ("", "Итого за пересылку: ____________ руб., в том числе НДС: ____________ руб.")
    yield ()
    yield ("", "Сдал: __________________ /__________________/    Принял: __________________ /__________________/")
