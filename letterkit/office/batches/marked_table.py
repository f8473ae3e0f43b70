"""The table of a batch given back with what is wrong marked in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from letterkit.core.errors import InputError
from letterkit.core.office import Actor
from letterkit.office import batch_rights
from letterkit.office.batches.results import fault_of
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.tables import ColumnPlace, Fault, error_table, read_sheet
from letterkit.tables.marked_copy import Words


def marked_table(office: Office, by: Actor, batch_id: int, words: Words, *, only_faulty: bool = False) -> bytes:
    """An .xlsx of the table as it was given in, its wrong cells marked with the reasons (``sheets.error_table``).

    Raises RequestError ``batch.gone``; TableError for what could not be read as a table at all.
    """
    with office.database.reading() as session:
        batch = batch_rights.readable_batch(session, by, batch_id)
        faulty = select(BatchRow).where(BatchRow.batch_id == batch_id, BatchRow.faults.is_not(None))
        faults = [
            fault_from(stored, row.number)
            for row in session.scalars(faulty.order_by(BatchRow.number))
            for stored in (row.faults or {}).get("cells", ())
        ]
    sheet = read_sheet(office.files.get(batch.source), batch.name, office.catalogue.reply(batch.reply))
    return error_table(sheet, [*general(batch), *faults], words, only_faulty=only_faulty)


def general(batch: Batch) -> Iterator[Fault]:
    """What is wrong with the table as a whole: its columns, or that it is no table."""
    for stored in (batch.fault or {}).get("faults", ()):
        yield fault_from(stored)


def fault_from(stored: Mapping[str, Any], row: int | None = None) -> Fault:
    """The fault that ``entry.stored`` has kept."""
    place = ColumnPlace(stored["index"], stored["header"]) if "index" in stored else None
    error = fault_of(stored)
    assert isinstance(error, InputError)
    return Fault(error, row, place, is_warning=bool(stored.get("warning")))
