"""The list of letters that go out together, as a spreadsheet: whom to, where to, a column for the post office."""

import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from letterkit.core.office import RowWay
from letterkit.reports.sheet_cells import cell_of, heading
from letterkit.store.batch_tables import BatchRow

_COLUMNS: Sequence[tuple[str, int]] = (
    ("№ п/п", 8),
    ("Кому", 34),
    ("Куда", 60),
    ("Номер письма", 18),
    ("Дата письма", 12),
    ("Номер обращения", 18),
    ("Строка таблицы", 10),
    ("Номер отправления", 22),
)


def dispatch_list(rows: Iterable[BatchRow]) -> bytes:
    """An .xlsx of ``rows``; the numbers of dispatches are for the post office to fill in."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Отправления")
    sheet.freeze_panes = "A2"
    for number, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([heading(sheet, name) for name, _ in _COLUMNS])
    for count, row in enumerate(rows, 1):
        sheet.append([cell_of(sheet, value) for value in (count, *_values(row))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _values(row: BatchRow) -> Iterator[object]:
    applicant = (row.card or {}).get("applicant") or {}
    yield row.who
    yield applicant.get("email") if row.way == RowWay.EMAIL else applicant.get("address")
    yield row.letter_number
    yield row.dated
    yield row.appeal_number
    yield row.number
    yield None
