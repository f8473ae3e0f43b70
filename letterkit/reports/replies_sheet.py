"""The register of replies (4.2) as a spreadsheet: a row a reply."""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from openpyxl.utils import get_column_letter

from letterkit.office.register.replies import Reply
from letterkit.reports.growing_sheet import growing_sheet
from letterkit.reports.office_words import CHANNELS, LETTER_STATES
from letterkit.reports.register_words import RESULTS
from letterkit.reports.sheet_cells import cell_of

_COLUMNS: Sequence[tuple[str, int]] = (
    ("Номер ответа", 16),
    ("Дата ответа", 12),
    ("Кому", 34),
    ("Номер обращения", 18),
    ("Дата регистрации обращения", 16),
    ("О чём", 40),
    ("Состояние", 16),
    ("Отправлено", 12),
    ("Как отправлено", 24),
    ("Результат", 22),
)


def replies_sheet(replies: Iterable[Reply], into: IO[bytes]) -> None:
    """Writes an .xlsx of ``replies`` as they come."""
    with growing_sheet("Реестр ответов", _COLUMNS) as (book, sheet):
        count = 1
        for reply in replies:
            count += 1
            sheet.append([cell_of(sheet, value) for value in _values(reply)])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{count}"
        book.save(into)


def _values(reply: Reply) -> Iterator[object]:
    appeal = reply.appeal
    yield reply.number
    yield reply.dated
    yield reply.addressee
    yield reply.appeal_number
    yield appeal.registered if appeal else None
    yield appeal.subject if appeal else None
    yield LETTER_STATES[reply.state]
    yield reply.sent_on
    yield CHANNELS[reply.channel] if reply.channel else None
    yield RESULTS[appeal.result] if appeal and appeal.result else None
