"""A table of cases: its columns, its faults, and its rows as case cards, one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from letterkit.compose.catalogue import ReplyText
from letterkit.core.errors import TableError
from letterkit.tables.card_rows import Memory, RowReader, SheetRow
from letterkit.tables.cells import Cell
from letterkit.tables.columns import known_columns
from letterkit.tables.fault import Fault
from letterkit.tables.header import Column, Header, count_headers, find_header
from letterkit.tables.row_fields import Places
from letterkit.tables.source import Source, open_source

# An office answers some hundreds of appeals a day; twice the largest table ever asked about.
MAX_ROWS = 200_000
MAX_COLUMNS = 200
ROWS_AT_ONCE = 200
"""So many go together through what is done with each: a quarter quicker than row by row."""


@dataclass(frozen=True)
class Sheet:
    """A table whose header is read; ``faults`` are those of the header and of the file as a whole."""

    name: str
    header: Header
    faults: tuple[Fault, ...]
    _source: Source
    _reader: RowReader

    @property
    def kind(self) -> str:
        """«csv» or «xlsx»."""
        return self._source.kind

    @property
    def title(self) -> str | None:
        """The name of the sheet that is read; None for .csv."""
        return self._source.title

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that have a header, in the order of the file."""
        return self.header.columns

    def rows(self) -> Iterator[SheetRow]:
        """Every row below the header that is not empty, as a card or with all its faults; from the first each time.

        A file that is broken further down, or has more than ``MAX_ROWS``, ends with a row that says so. Of the rows
        passed only the numbers of appeals are remembered.
        """
        memory = Memory()
        number, count = self.header.row, 0
        try:
            for number, cells in _ahead(self.cells()):
                if number > self.header.row and not self._reader.is_empty(cells):
                    count += 1
                    if count > MAX_ROWS:
                        raise TableError("table.too-many-rows", limit=MAX_ROWS)
                    yield self._reader.read(number, cells, memory)
        except TableError as fault:
            where = int(str(fault.details.get("row", number)))
            yield SheetRow(where, None, (Fault(fault, where),))

    @property
    def places(self) -> Places:
        """Where the columns stand whose cells fill the card."""
        return self._reader.places

    def cells(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """All rows with their numbers as they stand in the file; raises TableError where the file is broken."""
        return self._source.rows()


def read_sheet(given: Path | bytes, name: str, reply: ReplyText) -> Sheet:
    """The table in ``given`` (.csv or .xlsx, called ``name``) as cases that ``reply`` answers.

    Raises TableError for a file that cannot be read as a table (letterkit.tables.source), ``table.no-header``,
    ``table.too-many-columns``. All other faults are told by the sheet and by its rows.
    """
    known = known_columns(reply)
    source = open_source(given, name, lambda cells: count_headers(cells, known))
    header = find_header(source.rows(), known, name)
    if len(header.columns) > MAX_COLUMNS:
        raise TableError("table.too-many-columns", file=name, count=len(header.columns), limit=MAX_COLUMNS)
    faults = header.faults
    if source.other_titles:
        others = ", ".join(f"«{title}»" for title in source.other_titles)
        faults += (Fault(TableError("table.other-sheets", sheet=source.title, others=others), is_warning=True),)
    return Sheet(name, header, faults, source, RowReader(header, known, reply))


def _ahead(cells: Iterator[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    """``cells``, read some at a time; where reading ends in an error, it rises behind those before it."""
    full = True
    while full:
        some: list[tuple[int, Sequence[Cell]]] = []
        try:
            some.extend(islice(cells, ROWS_AT_ONCE))
        except TableError:
            yield from some
            raise
        yield from some
        full = len(some) == ROWS_AT_ONCE
