"""The row of headers: where it stands, which columns it names, what is wrong with it before any row is read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letterkit.core.errors import TableError
from letterkit.tables.cells import Cell, cell_text, is_blank
from letterkit.tables.columns import WHO, KnownColumn, KnownColumns
from letterkit.tables.fault import ColumnPlace, Fault
from letterkit.tables.spelling import key, words

# Titles, notes, the name of the body may stand above the headers.
_SOUGHT_ROWS = 30
_MEANT_TOLD = 3
_COUNTERS = frozenset({"№", "#", "n"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file; ``known`` is what it fills, None when it is read over."""

    place: ColumnPlace
    known: KnownColumn | None
    is_counter: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """``row`` is its number; ``columns`` are those with a header, in the order of the file."""

    row: int
    columns: tuple[Column, ...]
    faults: tuple[Fault, ...]

    @property
    def read(self) -> tuple[Column, ...]:
        """The columns that fill something."""
        return tuple(column for column in self.columns if column.known)


def count_headers(cells: Sequence[Cell], known: KnownColumns) -> int:
    """How many columns ``cells`` would name as headers."""
    return sum(isinstance(cell, str) and known.find(cell) is not None for cell in cells)


def find_header(rows: Iterable[tuple[int, Sequence[Cell]]], known: KnownColumns, name: str) -> Header:
    """The header among the first of ``rows``: the row that names most columns; of equals, the first.

    Raises TableError ``table.no-header``, and what ``rows`` raise before any header.
    """
    best: tuple[int, int, Sequence[Cell]] = (0, 0, ())
    try:
        for number, cells in rows:
            if number > _SOUGHT_ROWS:
                break
            count = count_headers(cells, known)
            if count > best[0]:
                best = (count, number, cells)
    except TableError:
        # A row below the header is broken: whoever reads the rows is told.
        if not best[0]:
            raise
    if not best[0]:
        raise TableError("table.no-header", file=name, known=_some_headers(known))
    return read_header(best[1], best[2], known)


def read_header(row: int, cells: Sequence[Cell], known: KnownColumns) -> Header:
    """``cells`` as headers; every fault is told: unknown, ambiguous, doubled, guessed and missing columns."""
    faults: list[Fault] = []
    taken: dict[str, ColumnPlace] = {}
    columns: list[Column] = []
    places = [ColumnPlace(index, cell_text(cell).strip()) for index, cell in enumerate(cells) if not is_blank(cell)]
    exact = {place.index: known.find(place.header) for place in places}
    sure = {found.path for found in exact.values() if found}
    for place in places:
        found, is_counter = exact[place.index], _is_counter(place.header)
        if found is None and not is_counter:
            found = _guess_column(row, place, known, sure, faults)
        if found and found.path in taken:
            error = TableError("table.column-twice", header=found.header, letter=taken[found.path].letter)
            faults.append(Fault(error, row, place))
            found = None
        if found:
            taken[found.path] = place
        columns.append(Column(place, found, is_counter))
    faults += _names_twice(row, columns)
    faults += _missing(row, columns, known)
    return Header(row, tuple(columns), tuple(faults))


def _guess_column(
    row: int, place: ColumnPlace, known: KnownColumns, sure: set[str], faults: list[Fault]
) -> KnownColumn | None:
    """The column meant by a header with a slip in it; a column that stands in the table itself is not guessed at."""
    found = known.guess(place.header)
    if found is None or found.path in sure:
        faults.append(Fault(_unknown(place.header, known), row, place))
        return None
    error = TableError("table.guessed-column", header=place.header, meant=found.header)
    faults.append(Fault(error, row, place, is_warning=True))
    return found


def _unknown(header: str, known: KnownColumns) -> TableError:
    """That there is no such column, or which of several may be meant."""
    columns = known.columns_of(header)
    if len(columns) < 2:
        return TableError("table.unknown-column", header=header)
    meant = " или ".join(f"«{column.header}»" for column in columns[:_MEANT_TOLD])
    return TableError("table.ambiguous-column", header=header, meant=meant)


def _names_twice(row: int, columns: Iterable[Column]) -> Iterator[Fault]:
    """A full name and its parts say the same, and may say it differently."""
    by_fill: dict[str, Column] = {}
    for column in columns:
        for path in column.known.fills if column.known else ():
            other = by_fill.setdefault(path, column)
            if other is not column:
                error = TableError(
                    "table.name-twice", header=column.place.header, letter=other.place.letter, other=other.place.header
                )
                yield Fault(error, row, column.place)
                break


def _missing(row: int, columns: Iterable[Column], known: KnownColumns) -> Iterator[Fault]:
    there = {path for column in columns if column.known for path in column.known.fills}
    for group in known.needed:
        if not there & set(group):
            wanted = known.filling(group)
            if group == WHO:
                # One of the many ways to name somebody is enough to be told.
                wanted = tuple(each for each in wanted if each.path in ("applicant.full_name", "applicant.surname"))
            yield Fault(TableError("table.missing-column", headers=" или ".join(f"«{w.header}»" for w in wanted)), row)


def _is_counter(header: str) -> bool:
    return header.casefold() in _COUNTERS or key(header) in {key(each) for each in words().skipped}


def _some_headers(known: KnownColumns) -> str:
    wanted = [column.header for column in known.by_path.values() if column.required]
    return ", ".join(f"«{header}»" for header in ["Номер обращения", "Фамилия", *wanted][:5])
