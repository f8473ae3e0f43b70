"""The register of a batch as a spreadsheet: a row a letter, what was found in it, its hashes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from openpyxl.utils import get_column_letter

from letterkit.core.office import RowState
from letterkit.reports.batch_words import ROW_STATES, VERDICT_WORDS, fault_told, reason_words
from letterkit.reports.growing_sheet import growing_sheet
from letterkit.reports.office_words import CHANNELS
from letterkit.reports.sheet_cells import cell_of
from letterkit.store.batch_tables import BatchRow

_COLUMNS: Sequence[tuple[str, int]] = (
    ("Строка таблицы", 10),
    ("Номер письма", 16),
    ("Дата письма", 12),
    ("Кому", 32),
    ("Номер обращения", 18),
    ("Дата обращения", 14),
    ("Состояние", 20),
    ("Страниц", 9),
    ("Итог проверки", 24),
    ("Ошибок", 9),
    ("Предупреждений", 15),
    ("Замечания и причины", 60),
    ("Утверждено", 12),
    ("Отправлено", 12),
    ("Как отправлено", 24),
    ("Кто отправил", 22),
    ("SHA-256 письма .docx", 24),
    ("SHA-256 письма .pdf", 24),
)


def register(rows: Iterable[tuple[BatchRow, Sequence[str]]], into: IO[bytes]) -> None:
    """Writes an .xlsx of ``rows``, each with what was found in its letter, as they come: none is kept in memory."""
    with growing_sheet("Реестр писем", _COLUMNS) as (book, sheet):
        count = 1
        for row, found in rows:
            count += 1
            sheet.append([cell_of(sheet, value) for value in _values(row, found)])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{count}"
        book.save(into)


def _values(row: BatchRow, found: Sequence[str]) -> Iterator[object]:
    appeal = (row.card or {}).get("appeal") or {}
    yield row.number
    yield row.letter_number
    yield row.dated
    yield row.who
    yield appeal.get("number")
    yield _day(appeal.get("registered"))
    yield ROW_STATES[row.state]
    yield row.pages
    yield VERDICT_WORDS.get(row.verdict or "")
    yield row.errors if row.state == RowState.DONE else None
    yield row.warnings if row.state == RowState.DONE else None
    yield "\n".join(_row_notes(row, found))
    yield "да" if row.approval_id else None
    sent = row.sending
    yield sent.sent_on if sent else None
    yield CHANNELS[sent.channel] if sent else None
    yield sent.by.short_name if sent else None
    yield row.docx
    yield row.pdf


def _row_notes(row: BatchRow, found: Sequence[str]) -> Iterator[str]:
    yield from (fault_told(fault) for fault in (row.faults or {}).get("cells", ()))
    if row.reason:
        yield reason_words(row.reason)
    yield from found


def _day(written: str | None) -> str | None:
    return ".".join(reversed(written.split("-"))) if written else None
