"""A table of the register (.xlsx, .csv, .json): its columns, its faults, its rows as what they say of appeals."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from letterkit.core import clock
from letterkit.core.card_values import card_with
from letterkit.core.case import CaseCard
from letterkit.core.errors import InputError, TableError
from letterkit.office.register.classifier import classifier
from letterkit.office.register.columns import RowDetails, is_read_over, path_reader, register_columns
from letterkit.office.register.records import Records, is_json
from letterkit.tables.case_table import MAX_COLUMNS, MAX_ROWS
from letterkit.tables.cells import Cell
from letterkit.tables.fault import ColumnPlace, Fault
from letterkit.tables.header import Column, Header, count_headers, find_header
from letterkit.tables.row_fields import Fields, in_order, stands
from letterkit.tables.source import Source, open_source

_OWN = frozenset(name.replace("visit_", "visit.") for name in RowDetails.model_fields)
RUN = ("=", "+", "-", "@", "\t")
"""What begins a cell that a spreadsheet would run as a formula."""
_LIMITS = {"appeal.number": 60, "appeal.group": 200}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """Row ``number`` of the file; ``card`` is None when a fault that is no warning stands in its way."""

    number: int
    card: CaseCard | None
    own: RowDetails = field(default_factory=RowDetails)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class RegisterTable:
    """A table whose header is read; ``faults`` are those of the header."""

    name: str
    header: Header
    faults: tuple[Fault, ...]
    _source: Source

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that have a header, in the order of the file."""
        return self.header.columns

    @property
    def is_refused(self) -> bool:
        """Whether its columns are such that no row can be taken."""
        return any(not fault.is_warning for fault in self.faults)

    def cells(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """All rows as they stand in the file."""
        return self._source.rows()

    def rows(self) -> Iterator[RegisterRow]:
        """Every row below the header that is not empty; one that cannot be read any more ends the table."""
        reader = _RowReader(self.header)
        number, count = self.header.row, 0
        try:
            for number, cells in self.cells():
                if self._source.kind == "csv":
                    cells = list(map(_strip_guard, cells))
                if number > self.header.row and not reader.is_empty(cells):
                    count += 1
                    if count > MAX_ROWS:
                        raise TableError("table.too-many-rows", limit=MAX_ROWS)
                    yield reader.read(number, cells)
        except TableError as fault:
            where = int(str(fault.details.get("row", number)))
            yield RegisterRow(where, None, faults=(Fault(fault, where),))


def read_table(given: Path | bytes, name: str) -> RegisterTable:
    """The table in ``given``, called ``name``; raises TableError as ``sheets.read_sheet``, ``register.bad-json``.

    Columns of cases that no register keeps are read over, with a warning; of other unknown ones a fault is told.
    """
    known = register_columns()
    if is_json(given, name):
        source: Source = Records(given, name)
    else:
        source = open_source(given, name, lambda cells: count_headers(cells, known))
    header = find_header(source.rows(), known, name)
    if len(header.columns) > MAX_COLUMNS:
        raise TableError("table.too-many-columns", file=name, count=len(header.columns), limit=MAX_COLUMNS)
    faults = [_milder(fault) for fault in header.faults]
    if source.other_titles:
        others = ", ".join(f"«{title}»" for title in source.other_titles)
        faults.append(Fault(TableError("table.other-sheets", sheet=source.title, others=others), is_warning=True))
    return RegisterTable(name, header, tuple(faults), source)


def _strip_guard(cell: Cell) -> Cell:
    """A cell of .csv without the apostrophe that keeps spreadsheets from running it as a formula."""
    return cell[1:] if isinstance(cell, str) and cell[:1] == "'" and cell[1:2] in RUN else cell


def _milder(fault: Fault) -> Fault:
    unknown = fault.error.code in ("table.unknown-column", "table.ambiguous-column")
    if unknown and fault.place and is_read_over(fault.place.header):
        error = TableError("register.column-read-over", header=fault.place.header)
        return Fault(error, fault.row, fault.place, is_warning=True)
    return fault


class _RowReader:
    """Reads rows below ``header``; remembers which appeals there were, and what it has warned of."""

    def __init__(self, header: Header) -> None:
        self._fields = Fields(header, path_reader)
        self._places = self._fields.places.by_path
        self._met: dict[tuple[str, datetime.date], int] = {}
        self._told: set[str] = set()

    def is_empty(self, cells: Sequence[Cell]) -> bool:
        """Whether nothing stands in the row; a number of the row is nothing."""
        return self._fields.is_empty(cells)

    def read(self, number: int, cells: Sequence[Cell]) -> RegisterRow:
        values, faults, refused = self._fields.read(number, cells)
        own = RowDetails.model_construct(
            **{path.replace(".", "_"): values.pop(path) for path in list(values) if path in _OWN}
        )
        card = card_with(values)
        for key, error in self._wrong(number, card, own):
            if key not in refused:
                faults.append(Fault(error, number, self._places.get(key)))
        faults += self._doubtful(number, cells, card, own)
        return RegisterRow(number, card if stands(faults) else None, own, in_order(faults, cells))

    def _wrong(self, number: int, card: CaseCard, own: RowDetails) -> Iterator[tuple[str, InputError]]:
        """What of the row no register holds, by the column that can mend it."""
        said = {"appeal.number": card.appeal.number, "appeal.group": card.appeal.group}
        for key in ("appeal.number", "appeal.registered"):
            if not getattr(card.appeal, key.partition(".")[2]):
                yield key, TableError("register.cell-missing")
        for key, limit in _LIMITS.items():
            if len(said[key] or "") > limit:
                yield key, TableError("register.cell-too-long", limit=limit)
        registered = card.appeal.registered
        if card.appeal.number and registered:
            first = self._met.setdefault((card.appeal.number.casefold(), registered), number)
            if first != number:
                yield "appeal.number", TableError("register.row-twice", number=card.appeal.number, first=first)
        yield from _wrong_days(registered, own)

    def _doubtful(self, number: int, cells: Sequence[Cell], card: CaseCard, own: RowDetails) -> Iterator[Fault]:
        """What may be meant so: each kind is told once, where it is met first."""
        group = card.appeal.group
        if group and self._is_first(f"group {group}") and classifier().find(group) is None:
            yield Fault(
                TableError("register.no-such-group", value=group), number, self._places.get("appeal.group"), True
            )
        if own.result and not own.answered and self._is_first("result"):
            yield Fault(TableError("register.result-alone"), number, self._places.get("result"), True)
        for index in self._fields.headless(cells):
            if self._is_first(f"column {index}"):
                yield Fault(TableError("table.cell-without-header"), number, ColumnPlace(index, ""))

    def _is_first(self, what: str) -> bool:
        if what in self._told:
            return False
        self._told.add(what)
        return True


def _wrong_days(registered: datetime.date | None, own: RowDetails) -> Iterator[tuple[str, InputError]]:
    today = clock.today()
    if registered and registered > today:
        yield "appeal.registered", TableError("register.day-to-come")
    if own.answered and own.answered > today:
        yield "answered", TableError("register.day-to-come")
    if registered is None:
        return
    early: Mapping[str, datetime.date | None] = {
        "answered": own.answered,
        "due": own.due,
        "extended_to": own.extended_to,
    }
    for key, day in early.items():
        if day and day < registered:
            yield key, TableError("register.day-too-early", day=registered)
    if own.due and own.extended_to and own.extended_to < own.due:
        yield "extended_to", TableError("register.day-too-early", day=own.due)
