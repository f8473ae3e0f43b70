"""Rows of a table as case cards: every cell read, every fault of the row told, letters told that come twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from letterkit.compose.catalogue import ReplyText
from letterkit.core.card_values import card_with
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, TableError
from letterkit.tables.cells import Cell
from letterkit.tables.column_reader import reader_of
from letterkit.tables.columns import WHO, KnownColumns
from letterkit.tables.example_row import example_cell
from letterkit.tables.fault import ColumnPlace, Fault
from letterkit.tables.header import Header
from letterkit.tables.misfits import misfits
from letterkit.tables.row_fields import Fields, in_order, stands


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Row ``number`` of the file and its cells; ``card`` is None when a fault that is no warning stands in its way."""

    number: int
    card: CaseCard | None
    faults: tuple[Fault, ...] = ()
    cells: Sequence[Cell] = ()


class RowReader:
    """Reads the rows below ``header`` as cards that ``reply`` answers; knows nothing of other rows."""

    def __init__(self, header: Header, known: KnownColumns, reply: ReplyText) -> None:
        self._reply = reply
        self._fields = Fields(header, partial(reader_of, reply=reply))
        self.places = self._fields.places
        self._needed = known.needed
        self._of_body = {path for path, column in known.by_path.items() if column.is_of_body}
        self._example: Mapping[str, Any] = {
            path: value
            for column in header.columns
            if column.known
            for path, value in reader_of(column.known, reply)(example_cell(column.known)).values
        }

    def is_empty(self, cells: Sequence[Cell]) -> bool:
        """Whether nothing stands in the row; a number of the row is nothing."""
        return self._fields.is_empty(cells)

    def read(self, number: int, cells: Sequence[Cell], memory: "Memory") -> SheetRow:
        """Row ``number``; ``memory`` is what the rows before it have left."""
        values, faults, refused = self._fields.read(number, cells)
        for index in self._fields.headless(cells):
            if memory.is_new(index):
                faults.append(Fault(TableError("table.cell-without-header"), number, ColumnPlace(index, "")))
        card = card_with(values)
        for error in misfits(card, self._reply):
            faults += self._misfit(number, error, refused)
        faults += memory.repeats(number, card, self.places.by_path.get("appeal.number"))
        if self._is_example(values):
            faults.append(Fault(TableError("table.example-row"), number, is_warning=True))
        return SheetRow(number, card if stands(faults) else None, in_order(faults, cells), cells)

    def _is_example(self, values: Mapping[str, Any]) -> bool:
        """Whether the row is that of the template: what differs from body to body is not looked at."""
        told = {path: value for path, value in values.items() if path not in self._of_body}
        return bool(told) and all(self._example.get(path) == value for path, value in told.items())

    def _misfit(self, number: int, error: CardError, refused: set[str]) -> Iterator[Fault]:
        """``error`` beside the cell that can mend it; not when that cell is refused already or its column missing."""
        key = str(error.details["key"])
        paths = self._where(key, error.code)
        if not refused.intersection(paths):
            place = next((found for path in paths if (found := self.places.by_path.get(path))), None)
            if place or not any(key in group for group in self._needed):
                yield Fault(error, number, place)

    def _where(self, key: str, code: str) -> tuple[str, ...]:
        """The paths by which what is wrong at ``key`` can be mended, that itself first."""
        if key.startswith("applicant."):
            return (key, *WHO)
        if code == "card.answers-differ" or key == "reply.fields.answers":
            return (key, "reply.body", "appeal.questions")
        return next((group for group in self._needed if group[0] == key), (key,))


@dataclass(slots=True)
class Memory:
    """What a pass through a table remembers: hashes of appeals and of letters with their first rows."""

    appeals: dict[int, int] = field(default_factory=dict)
    letters: dict[int, int] = field(default_factory=dict)
    headless: set[int] = field(default_factory=set)

    def is_new(self, headless: int) -> bool:
        """Whether the column ``headless`` that has no header is met first; it is told of once."""
        if headless in self.headless:
            return False
        self.headless.add(headless)
        return True

    def repeats(self, number: int, card: CaseCard, place: ColumnPlace | None) -> Iterator[Fault]:
        """The same letter again; the same appeal for another applicant may be meant, and is only warned of."""
        given, registered = card.appeal.number, card.appeal.registered
        if not given:
            return
        appeal = (given.replace(" ", "").casefold(), registered.year if registered else None)
        letter = (*appeal, card.applicant.person.full.casefold(), card.applicant.organisation)
        first_letter = self.letters.setdefault(hash(letter), number)
        first_appeal = self.appeals.setdefault(hash(appeal), number)
        if first_letter != number:
            yield Fault(TableError("table.row-twice", number=given, first=first_letter), number, place)
        elif first_appeal != number:
            error = TableError("table.appeal-twice", number=given, first=first_appeal)
            yield Fault(error, number, place, is_warning=True)
