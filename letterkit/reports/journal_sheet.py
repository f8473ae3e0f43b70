"""The journal as a table to take away: a spreadsheet, or text for another program."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from openpyxl.utils import get_column_letter

from letterkit.reports.growing_sheet import growing_sheet
from letterkit.reports.journal_words import SUBJECTS, details_words, moment
from letterkit.reports.office_words import AUDIT_ACTIONS
from letterkit.reports.sheet_cells import cell_of
from letterkit.store.tables import AuditEntry

_COLUMNS: Sequence[tuple[str, int]] = (
    ("№ записи", 10),
    ("Когда", 17),
    ("Кто", 24),
    ("№ сотрудника", 12),
    ("Что сделано", 36),
    ("С чем", 24),
    ("Подробности", 50),
    ("Откуда", 18),
    ("Действие", 26),
    ("Время ISO", 30),
    ("Хеш", 66),
)
_RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run as a formula when it opens a .csv."""


def journal_sheet(entries: Iterable[AuditEntry], into: IO[bytes]) -> None:
    """Writes an .xlsx of ``entries`` as they come."""
    with growing_sheet("Журнал", _COLUMNS) as (book, sheet):
        count = 1
        for entry in entries:
            count += 1
            sheet.append([cell_of(sheet, value) for value in _values(entry)])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{count}"
        book.save(into)


def journal_csv(entries: Iterable[AuditEntry], into: IO[bytes]) -> None:
    """Writes a .csv of ``entries`` as they come, as spreadsheets of this country read it."""
    out = io.TextIOWrapper(into, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(out, delimiter=";")
    writer.writerow([name for name, _ in _COLUMNS])
    for entry in entries:
        writer.writerow([_still(value) for value in _values(entry)])
    out.flush()
    out.detach()


def _values(entry: AuditEntry) -> Iterator[object]:
    about, _, number = entry.subject.partition(":")
    yield entry.id
    yield moment(entry.at)
    yield entry.by
    yield entry.by_id
    yield AUDIT_ACTIONS.get(entry.action, entry.action)
    yield f"{SUBJECTS.get(about, about)} {number}".strip()
    yield ", ".join(details_words(entry.details))
    yield entry.address
    yield entry.action
    yield entry.at
    yield entry.hash


def _still(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUN) else value
