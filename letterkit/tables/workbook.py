"""An .xlsx file as rows of values: the sheet with the table chosen, read a row at a time."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from struct import error as StructError
from tempfile import NamedTemporaryFile
from typing import Protocol
from zipfile import BadZipFile

from openpyxl.utils.exceptions import InvalidFileException

from letterkit.core.errors import TableError
from letterkit.tables import xlsx_guard
from letterkit.tables.calamine_reader import PlainBook, Unread
from letterkit.tables.cells import Cell
from letterkit.tables.openpyxl_reader import UnusualBook

# The last row that a sheet of .xlsx can have.
_LAST_ROW = 1_048_576
_SAMPLE_ROWS = 30
# What openpyxl and the parsers under it raise for a book that is not what it says it is.
_BROKEN = (
    SyntaxError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RuntimeError, EOFError, OSError,
    MemoryError, StructError, BadZipFile, zlib.error, InvalidFileException,
)  # fmt: skip
Recognised = Callable[[Sequence[Cell]], int]


class Book(Protocol):
    """A reader of .xlsx."""

    def sheets(self) -> dict[str, bool]:
        """Names of the sheets that have cells, in their order, and whether each is visible."""

    def rows(self, title: str) -> Iterator[list[Cell]]:
        """The rows of a sheet from the first, blank ones too."""


class Workbook:
    """The rows of one visible sheet; they can be read more than once."""

    kind = "xlsx"
    title: str | None = None
    other_titles: tuple[str, ...] = ()

    def __init__(self, data: bytes, name: str, recognised: Recognised) -> None:
        """The sheet is that in which ``recognised`` knows most headers of a row; of equals, the first.

        Raises TableError as ``packed.inspect``, ``table.no-sheet``, ``table.hidden-sheet`` with ``sheet``.
        """
        self.name = name
        with NamedTemporaryFile(suffix=".xlsx") as checked:
            looked = xlsx_guard.inspect(data, name, checked)
            try:
                if not looked.is_plain:
                    raise Unread
                self._book: Book = PlainBook(checked.name)
                self._choose(recognised)
                return
            except Unread:
                xlsx_guard.refuse_depth(data, name)
        try:
            self._book = UnusualBook(data, has_formulas=looked.has_formulas)
            self._choose(recognised)
        except _BROKEN as fault:
            raise TableError("table.damaged", file=name, why=str(fault)) from fault

    def _choose(self, recognised: Recognised) -> None:
        sheets = self._book.sheets()
        known = {title: self._count_known(title, recognised) for title in sheets}
        visible = [title for title, is_visible in sheets.items() if is_visible]
        if not visible:
            raise TableError("table.no-sheet", file=self.name)
        title = max(visible, key=lambda title: known[title])
        hidden = [title for title in known if title not in visible and known[title] > 1]
        if not known[title] and hidden:
            raise TableError("table.hidden-sheet", file=self.name, sheet=hidden[0])
        self.title = title
        self.other_titles = tuple(other for other in visible if known[other] > 1 and other != title)

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Rows with their numbers in the sheet; raises TableError ``table.damaged`` with ``row``."""
        number = 0
        try:
            for number, cells in enumerate(self._book.rows(str(self.title)), 1):
                if number > _LAST_ROW:
                    raise TableError("table.damaged", file=self.name, row=number, why="rows")
                yield number, cells
        except (Unread, *_BROKEN) as fault:
            raise TableError("table.damaged", file=self.name, row=number + 1, why=str(fault)) from fault

    def _count_known(self, title: str, recognised: Recognised) -> int:
        return max((recognised(cells) for cells in islice(self._book.rows(title), _SAMPLE_ROWS)), default=0)
