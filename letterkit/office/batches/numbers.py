"""Numbers that a table gives its letters: none of another letter (clause 4.1), none given twice in the table."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from letterkit.core.errors import CardError
from letterkit.core.office import RowState
from letterkit.office.cases.numbering import Given, holders


class Numbers:
    """The numbers of one table, row by row; letters that name no day are of ``dated``."""

    def __init__(self, batch_id: int, dated: date) -> None:
        self._batch_id, self._dated = batch_id, dated
        self._rows: dict[int, int] = {}
        """First rows by hashes of numbers: a hundred thousand of them are kept."""

    def faults(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> dict[int, CardError]:
        """What is wrong with the numbers of ``rows`` about to be kept, by their numbers in the table.

        CardError ``number.taken``, ``number.twice`` (with ``row``, the first that has it). A letter that says the same
        as another one, number and all, is that letter once more: whether it is to be made again is asked elsewhere.
        """
        numbered = [row for row in rows if row["state"] == RowState.WAITING and row["letter_number"]]
        held = holders(session, self._batch_id, {self._number_of(row) for row in numbered})
        return dict(self._faults(numbered, held))

    def _faults(
        self, rows: Iterable[Mapping[str, Any]], held: Mapping[Given, frozenset[str | None]]
    ) -> Iterator[tuple[int, CardError]]:
        for row in rows:
            given = self._number_of(row)
            first = self._rows.setdefault(hash(given), row["number"])
            if held.get(given, frozenset()) - {row["key"]}:
                yield row["number"], CardError("number.taken", key="number", number=given[0])
            elif first != row["number"]:
                yield row["number"], CardError("number.twice", key="number", number=given[0], row=first)

    def _number_of(self, row: Mapping[str, Any]) -> Given:
        return row["letter_number"], (row["dated"] or self._dated).year
