"""The list of letters that go out together, as a spreadsheet: whom to, where to, a column for the post office."""

import io
from collections.abc import Iterable, Iterator, Sequence

from letterkit.core.office import RowWay
from letterkit.reports.growing_sheet import growing_sheet
from letterkit.reports.sheet_cells import cell_of
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
    out = io.BytesIO()
    with growing_sheet("Отправления", _COLUMNS) as (book, sheet):
        for count, row in enumerate(rows, 1):
            sheet.append([cell_of(sheet, value) for value in (count, *_values(row))])
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
