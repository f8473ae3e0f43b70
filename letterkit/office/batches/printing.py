"""The letters of a batch for the printer: PDFs of some hundreds of letters each, in the order of their addresses.

Printers and people take five hundred letters at a time, and so does memory. The order is that of the whole batch and
is found from the rows; the letters lie in packs in the order of the table, and are laid aside on the disk to be read in
the other order.
"""

import re
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import ColumnElement, func, select

from letterkit.core.disk import not_kept
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, RowState
from letterkit.office import batch_rights
from letterkit.office.batches.output import letters
from letterkit.office.context import Office
from letterkit.office.holds import open_rows
from letterkit.pages import preview
from letterkit.store import audit
from letterkit.store.batch_tables import BatchRow

PART = 500
"""Letters in one file: a sheet or two each, two packs of paper."""
_AT_ONCE = 1_000
_FIGURES = 12


@dataclass(frozen=True, slots=True)
class PartLetter:
    """A letter in a part: ``place`` is from 1, ``page`` that on which it begins."""

    place: int
    page: int
    pages: int
    row: BatchRow


@dataclass(frozen=True, slots=True)
class Part:
    """One file for the printer, part ``number`` (from 1); ``pdf`` stands at its beginning, open until the next part."""

    number: int
    pdf: IO[bytes]
    letters: Sequence[PartLetter]


def count(office: Office, by: Actor, batch_id: int, *, approved: bool) -> int:
    """How many letters there are to print; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return session.scalar(select(func.count(BatchRow.id)).where(*_printable(batch_id, approved))) or 0


def parts(
    office: Office, by: Actor, batch_id: int, aside: Path, *, two_sided: bool, approved: bool, size: int = PART
) -> Iterator[Part]:
    """The letters made, or those ``approved`` alone, in files of ``size``: envelopes of a district come together.

    ``two_sided`` as in ``pages.preview.join``. ``aside`` is a folder with room for all of them; nothing stays in it.
    Raises RequestError ``batch.gone``, ``batch.no-letters``, ToolMissing ``disk.full``, ``disk.not-writable``,
    ToolFailed ``file.altered``.
    """
    order = _order(office, by, batch_id, approved=approved)
    if not order:
        raise RequestError("batch.no-letters")
    with _room(), _StoredPdfs(aside, order) as kept:
        for letter in letters(office, by, batch_id, approved=approved):
            if letter.pdf is not None:
                kept.put(letter.row.id, letter.pdf)
        for number, start in enumerate(range(0, len(order), size), 1):
            with tempfile.TemporaryFile(dir=aside) as pdf:
                ids = [row for row in order[start : start + size] if row in kept]
                pages = preview.join(map(kept.get, ids), pdf, two_sided=two_sided)
                pdf.seek(0)
                yield Part(number, pdf, _place_letters(office, ids, pages, two_sided=two_sided))
    with office.database.writing() as session:
        audit.record(session, by, "batch.printed", f"batch:{batch_id}", count=len(order))


def address_key(address: str) -> str:
    """What sorts as people sort letters: by post code, then by words, house 9 before house 10."""
    code = re.search(r"\b\d{6}\b", address)
    words = re.sub(r"\d+", lambda figures: figures[0].zfill(_FIGURES), address.casefold().replace("ё", "е"))
    return f"{code[0] if code else ''} {words}"


class _StoredPdfs:
    """PDFs on the disk, by the ids of their rows: where each lies is all that is in memory."""

    def __init__(self, folder: Path, ids: Sequence[int]) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # without a name: it goes whatever happens  # noqa: SIM115
        self._places = {row: place for place, row in enumerate(ids)}
        self._starts, self._sizes = array("q", bytes(8 * len(ids))), array("q", bytes(8 * len(ids)))

    def put(self, row: int, pdf: bytes) -> None:
        if (place := self._places.get(row)) is not None:
            self._starts[place], self._sizes[place] = self._file.tell(), len(pdf)
            self._file.write(pdf)

    def get(self, row: int) -> bytes:
        place = self._places[row]
        self._file.seek(self._starts[place])
        return self._file.read(self._sizes[place])

    def __contains__(self, row: int) -> bool:
        """False for a letter whose approval was taken back meanwhile."""
        return self._sizes[self._places[row]] > 0

    def __enter__(self) -> "_StoredPdfs":
        return self

    def __exit__(self, *fault: object) -> None:
        self._file.close()


def _printable(batch_id: int, approved: bool) -> Sequence[ColumnElement[bool]]:
    made = (BatchRow.batch_id == batch_id, BatchRow.state == RowState.DONE, BatchRow.pdf.is_not(None), open_rows())
    return (*made, BatchRow.approval_id.is_not(None)) if approved else made


def _order(office: Office, by: Actor, batch_id: int, *, approved: bool) -> "array[int]":
    """The ids of rows by address."""
    address = BatchRow.card["applicant"]["address"].as_string()
    query = select(BatchRow.id, address).where(*_printable(batch_id, approved)).order_by(BatchRow.number)
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        found = session.execute(query.execution_options(yield_per=_AT_ONCE))
        keyed = [(address_key(words or ""), row) for row, words in found]
    keyed.sort(key=lambda each: each[0])
    return array("q", (row for _, row in keyed))


def _place_letters(office: Office, ids: Sequence[int], pages: Sequence[int], *, two_sided: bool) -> list[PartLetter]:
    with office.database.reading() as session:
        rows = {row.id: row for row in session.scalars(select(BatchRow).where(BatchRow.id.in_(ids)))}
    placed, page = [], 1
    for place, (row, count) in enumerate(zip(ids, pages, strict=True), 1):
        placed.append(PartLetter(place, page, count, rows[row]))
        page += count + count % 2 if two_sided else count
    return placed


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise not_kept(fault) from fault
