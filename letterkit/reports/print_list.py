"""Which letter is in which file for the printer, as a spreadsheet: one is found among thousands, and its envelope."""

from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from letterkit.flow.batches.printing import Part
from letterkit.flow.sheets.look import CellWriter

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
    """Written part by part: none is kept in memory."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("Письма по файлам")
        self._sheet.freeze_panes = "A2"
        self._cells = CellWriter(self._sheet)
        head = []
        for index, (name, width) in enumerate(_COLUMNS, 1):
            self._sheet.column_dimensions[get_column_letter(index)].width = width
            cell = WriteOnlyCell(self._sheet, value=name)
            cell.font = Font(bold=True)
            head.append(cell)
        self._sheet.append(head)

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
