"""Which letter is in which file for the printer, as a spreadsheet: one is found among thousands, and its envelope."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from openpyxl import Workbook

from letterkit.office.batches.printing import Part
from letterkit.reports.growing_sheet import growing_sheet
from letterkit.tables.style import CellWriter

_COLUMNS = (
    ("Файл", 16),
    ("Место в файле", 9),
    ("Начинается на странице", 12),
    ("Страниц", 9),
    ("Номер письма", 16),
    ("Кому", 32),
    ("Адрес", 60),
    ("Строка таблицы", 10),
)


def part_name(number: int) -> str:
    """«печать-001.pdf»."""
    return f"печать-{number:03}.pdf"


class PrintList:
    """Written part by part, none of them kept in memory; made by ``print_list``."""

    def __init__(self, book: Workbook, sheet: Any) -> None:
        self._book, self._sheet, self._cells = book, sheet, CellWriter(sheet)

    def add(self, part: Part) -> None:
        """The letters of one file."""
        name = part_name(part.number)
        for letter in part.letters:
            row = letter.row
            address = ((row.card or {}).get("applicant") or {}).get("address")
            values = (name, letter.place, letter.page, letter.pages, row.letter_number, row.who, address, row.number)
            self._sheet.append([self._cells.cell(value) for value in values])

    def save(self, into: IO[bytes]) -> None:
        """Writes the .xlsx, once."""
        self._book.save(into)


@contextmanager
def print_list() -> Iterator[PrintList]:
    """A list to be filled and saved inside the block."""
    with growing_sheet("Письма по файлам", _COLUMNS) as (book, sheet):
        yield PrintList(book, sheet)
