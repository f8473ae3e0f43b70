"""The cells of a row below the header: what they fill in a card, which of them cannot be read, which have no header."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from letterkit.tables.cells import Cell, is_blank
from letterkit.tables.column_reader import Reading
from letterkit.tables.columns import KnownColumn
from letterkit.tables.fault import ColumnPlace, Fault
from letterkit.tables.header import Header


@dataclass(frozen=True, slots=True)
class Places:
    """The columns of a table by the paths of the card that they fill."""

    by_path: Mapping[str, ColumnPlace]

    def of(self, key: str) -> ColumnPlace | None:
        """The column that fills ``key``, or that of which it is a part («appeal.questions.0»)."""
        path = key
        while path not in self.by_path and "." in path:
            path = path.rpartition(".")[0]
        return self.by_path.get(path)


class Fields:
    """Reads the cells of a row by the columns of ``header``; ``reader_of`` gives what reads a column's cells."""

    def __init__(self, header: Header, reader_of: Callable[[KnownColumn], Callable[[Cell], Reading]]) -> None:
        self._readers = [(each.place, each.known.fills, reader_of(each.known)) for each in header.read if each.known]
        self._counters = {column.place.index for column in header.columns if column.is_counter}
        self._headed = {column.place.index for column in header.columns}
        self._without_gap = next(index for index in count() if index not in self._headed)
        self.places = Places({path: place for place, fills, _ in reversed(self._readers) for path in fills})

    def is_empty(self, cells: Sequence[Cell]) -> bool:
        """Whether nothing stands in the row; a number of the row is nothing."""
        return all(is_blank(cell) or index in self._counters for index, cell in enumerate(cells))

    def read(self, number: int, cells: Sequence[Cell]) -> tuple[dict[str, Any], list[Fault], set[str]]:
        """What the cells of row ``number`` fill, the faults of cells that cannot be read, and the paths these fill."""
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        refused: set[str] = set()
        for place, fills, reading_of in self._readers:
            if place.index < len(cells):
                reading = reading_of(cells[place.index])
                values.update(reading.values)
                if reading.fault is not None:
                    faults.append(Fault(reading.fault, number, place))
                    refused.update(fills)
        return values, faults, refused

    def headless(self, cells: Sequence[Cell]) -> Iterator[int]:
        """The indexes of cells that hold something under no header."""
        for index in range(self._without_gap, len(cells)):
            if index not in self._headed and not is_blank(cells[index]):
                yield index


def in_order(faults: Iterable[Fault], cells: Sequence[Cell]) -> tuple[Fault, ...]:
    """``faults`` of a row in the order of its columns, those of no column last."""
    return tuple(sorted(faults, key=lambda fault: fault.place.index if fault.place else len(cells)))


def stands(faults: Iterable[Fault]) -> bool:
    """Whether a row with ``faults`` may be used: all of them are warnings."""
    return all(fault.is_warning for fault in faults)
