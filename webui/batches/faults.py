"""What is wrong in the cells of a row, one by one, as a table shows it."""

from dataclasses import dataclass

from letterkit.office.batches.marked_table import fault_from
from letterkit.office.batches.row_entry import faults_of
from letterkit.reports.sheet_words import fault_words
from letterkit.store.batch_tables import Batch, BatchRow

_IN_THE_HEADER = frozenset({"table.missing-column", "batch.no-rows"})


@dataclass(frozen=True, slots=True)
class FaultWords:
    """A fault in ``row``, the column ``letter`` with ``header`` above it; a warning does not stop the letter.

    ``typed`` is what stands in the cell, None where that is not known.
    """

    row: int | None
    letter: str
    header: str
    words: str
    is_warning: bool
    typed: str | None = None


def told_of(row: BatchRow) -> list[FaultWords]:
    """The faults of a row, those that stop its letter first; the last one says how many are not told."""
    faults = [
        FaultWords(
            row.number,
            stored.get("letter", ""),
            " ".join(stored.get("header", "").split()),
            fault_words(fault_from(stored, row.number)),
            bool(stored.get("warning")),
            stored.get("typed"),
        )
        for stored in faults_of(row)
    ]
    rest = (row.faults or {}).get("count", len(faults)) - len(faults)
    if rest > 0:
        faults.append(FaultWords(row.number, "", "", f"В этой строке есть ещё ошибки: {rest}.", False))
    return sorted(faults, key=lambda told: told.is_warning)


def marks_help(batch: Batch) -> bool:
    """Whether the refused table can be given back with marks: a file that is no table cannot."""
    faults = (batch.fault or {}).get("faults", ())
    return any("index" in fault or fault["code"] in _IN_THE_HEADER for fault in faults)
