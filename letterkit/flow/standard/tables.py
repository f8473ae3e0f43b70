"""A table sent in once more: the same file, or the same rows in another order or another format."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from letterkit.core.errors import TableError

_MODULUS = 1 << 256


def file_key(data: bytes) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


class RowsKey:
    """The identity of all rows of a table, whatever their order, gathered a row at a time.

    A sum of hashes: nothing but the sum is kept of a hundred thousand rows, and doubled rows count.
    """

    def __init__(self, rows: Iterable[str] = ()) -> None:
        self._sum = 0
        self.count = 0
        for row in rows:
            self.add(row)

    def add(self, row: str) -> None:
        """Counts in the row with the key ``row`` (``identity.row_key``)."""
        self._sum = (self._sum + int(row, 16)) % _MODULUS
        self.count += 1

    @property
    def value(self) -> str:
        """How many rows there are, and their sum."""
        return f"{self.count}-{self._sum:064x}"


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table that has been worked through: ``name`` is its file's, ``rows`` a value of ``RowsKey``."""

    name: str
    on: date
    sha256: str
    rows: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """``table`` has been worked through before; ``same_file`` when not a byte differs."""

    table: KnownTable
    same_file: bool

    def error(self) -> TableError:
        """To be worded or raised; whether the table is taken again, a person decides."""
        code = "table.same-file" if self.same_file else "table.same-rows"
        return TableError(code, name=self.table.name, date=self.table.on)


class KnownTables:
    """Tables worked through, looked up by their bytes and by their rows; of several the last one counts."""

    def __init__(self, tables: Iterable[KnownTable] = ()) -> None:
        self._by_file: dict[str, KnownTable] = {}
        self._by_rows: dict[str, KnownTable] = {}
        for table in sorted(tables, key=lambda each: each.on):
            self._by_file[table.sha256] = table
            self._by_rows[table.rows] = table

    def same_file(self, sha256: str) -> Repeated | None:
        """Known before a row is read."""
        table = self._by_file.get(sha256)
        return Repeated(table, same_file=True) if table else None

    def same_rows(self, rows: RowsKey) -> Repeated | None:
        """Known when the last row is read; a table without rows repeats nothing."""
        table = self._by_rows.get(rows.value) if rows.count else None
        return Repeated(table, same_file=False) if table else None
