"""A table sent in once more is known by its rows, whatever their order, format or file."""

from collections.abc import Iterable

_MODULUS = 1 << 256


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
