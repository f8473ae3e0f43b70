"""A table comes in: kept as it is, read row by row by a worker, every fault told before anything is made."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert

from letterkit.compose.catalogue import ReplyText
from letterkit.core import clock
from letterkit.core.case import CaseCard, Executor
from letterkit.core.errors import InputError
from letterkit.core.office import Actor, BatchState, ChunkState, Duty, RowState
from letterkit.core.people import Person as PersonName
from letterkit.core.profile import Profile
from letterkit.flow.batches.bench import Bench
from letterkit.flow.batches.chunks import TABLE, Claim, held_chunk
from letterkit.flow.batches.known import answered
from letterkit.flow.batches.plan import Plan, plan_of
from letterkit.flow.batches.results import told
from letterkit.flow.card import card_mapping
from letterkit.flow.cases import rights
from letterkit.flow.cases.appeals import applicant_name
from letterkit.flow.cases.office import Office
from letterkit.flow.sheets import Fault, Sheet, SheetRow, read_sheet
from letterkit.flow.standard import gate, unfit_for_batch
from letterkit.store import audit
from letterkit.store.batch_tables import Batch, BatchChunk, BatchRow
from letterkit.store.tables import Person

_AT_ONCE = 500
_MOST_FAULTS = 20
"""Faults of one row that are kept: a row of quite another table has one in every cell."""
_NAME_LIMIT = 200


def begin(
    office: Office,
    by: Actor,
    data: bytes,
    name: str,
    reply_id: str,
    blank_id: str | None = None,
    plan: Plan | None = None,
) -> Batch:
    """Takes a table in: a worker will read it. ``name`` is that of its file, for people alone.

    Raises RequestError ``reply.unknown``, ``blank.unknown``, ``file.not-writable``, DeniedError.
    """
    rights.demand(by, Duty.EXECUTOR, Duty.REGISTRY)
    reply = office.catalogue.reply(reply_id)
    blank = office.catalogue.blank(blank_id or office.profile.blank)
    source = office.files.put(data)
    with office.database.writing() as session:
        batch = Batch(
            name=name[-_NAME_LIMIT:],
            source=source,
            reply=reply.id,
            blank=blank.id,
            plan=(plan or Plan()).as_json(),
            state=BatchState.READING,
            by_id=by.id,
            created=clock.now(),
        )
        session.add(batch)
        session.flush()
        session.add(BatchChunk(batch_id=batch.id, number=TABLE))
        audit.record(session, by, "batch.taken-in", f"batch:{batch.id}", reply=reply.id, blank=blank.id, source=source)
        session.refresh(batch)
        return batch


def read(bench: Bench, claim: Claim) -> None:
    """Reads the table of ``claim`` into rows; one of which no letter can be made is refused, with every reason.

    A worker that dies on the way leaves rows that the next one takes out first.
    """
    with bench.database.reading() as session:
        batch = session.get_one(Batch, claim.batch_id)
        author = session.get_one(Person, batch.by_id)
    with bench.database.writing() as session:
        session.execute(delete(BatchRow).where(BatchRow.batch_id == batch.id))
    refusals: list[dict[str, Any]] = []
    content, count = _Content(), 0
    reply = bench.catalogue.reply(batch.reply)
    try:
        sheet = read_sheet(bench.files.get(batch.source), batch.name, reply)
        unfit = (Fault(refusal.error(), is_warning=not refusal.stops) for refusal in unfit_for_batch(reply))
        warned = [stored(fault) for fault in (*sheet.faults, *unfit)]
        refusals = [fault for fault in warned if not fault["warning"]]
        if not refusals:
            intake = _Intake(batch, author, sheet, reply, bench.checker.profile)
            rows = map(intake.row, sheet.rows())
            while some := list(islice(rows, _AT_ONCE)):
                content.add(row["key"] for row in some)
                count += len(some)
                with bench.database.writing() as session:
                    earlier = answered(session, some)
                    session.execute(insert(BatchRow), [{**row, "earlier": earlier.get(row["key"])} for row in some])
            refusals = [] if count else [{"code": "batch.no-rows", "details": {}}]
    except InputError as fault:
        refusals = [told(fault)]
        warned = []
    with bench.database.writing() as session:
        if (chunk := held_chunk(session, claim)) is None:
            return
        chunk.state, chunk.token, chunk.until, chunk.ended = ChunkState.ENDED, None, None, clock.now()
        whole = session.get_one(Batch, batch.id)
        whole.rows, whole.content = count, content.hash
        whole.state = BatchState.REFUSED if refusals else BatchState.CHECKED
        whole.fault = {"faults": refusals or warned} if refusals or warned else None


def stored(fault: Fault) -> dict[str, Any]:
    """A fault of a table as JSON: its code and details, its column, and whether a letter can be made all the same."""
    place = fault.place
    where = {"letter": place.letter, "header": place.header, "index": place.index} if place else {}
    return {**told(fault.error), **where, "warning": fault.is_warning}


class _Intake:
    """Rows of a table as rows of the database."""

    def __init__(self, batch: Batch, author: Person, sheet: Sheet, reply: ReplyText, profile: Profile) -> None:
        self._batch = batch
        self._sheet = sheet
        self._reply = reply
        self._profile = profile
        self._dated = plan_of(batch.plan).dated or clock.today()
        self._executor = Executor(
            PersonName(author.surname or None, author.name or None, author.patronymic),
            phone=author.phone,
            unit=author.unit,
            email=author.email,
        )

    def row(self, row: SheetRow) -> Mapping[str, Any]:
        """One row; without a card it is FAULTY."""
        card = self._with_executor(row.card) if row.card else None
        faults = [stored(fault) for fault in (*row.faults, *self._kept_back(row.number, card))]
        waiting = card is not None and all(fault["warning"] for fault in faults)
        return {
            "batch_id": self._batch.id,
            "number": row.number,
            "key": _key(row, card, self._batch.reply),
            "state": RowState.WAITING if waiting else RowState.FAULTY,
            "card": card_mapping(card) if card else None,
            "faults": {"cells": faults[:_MOST_FAULTS], "count": len(faults)} if faults else None,
            "who": applicant_name(card) if card else "",
            "letter_number": card.number if card else None,
            "dated": card.date if card else None,
        }

    def _kept_back(self, number: int, card: CaseCard | None) -> Iterator[Fault]:
        """What clause 4.3 and the terms of section 7 say of the letter, dated as it will be."""
        if card is None:
            return
        as_sent = replace(card, date=card.date or self._dated)
        for refusal in gate(as_sent, self._reply, self._profile):
            yield Fault(refusal.error(), number, self._sheet.place_of(refusal.key), is_warning=not refusal.stops)

    def _with_executor(self, card: CaseCard) -> CaseCard:
        """The author of the batch is the executor of letters that name none (clause 6.2)."""
        return card if card.executor.person.full else replace(card, executor=self._executor)


class _Content:
    """A hash of rows that does not depend on their order."""

    def __init__(self) -> None:
        self._sum = 0

    def add(self, keys: Iterable[str]) -> None:
        self._sum = (self._sum + sum(int(key, 16) for key in keys)) % (1 << 256)

    @property
    def hash(self) -> str:
        return hashlib.sha256(self._sum.to_bytes(32, "big")).hexdigest()


def _key(row: SheetRow, card: CaseCard | None, reply_id: str) -> str:
    said = repr(card_mapping(card)) if card else f"{row.number}"
    return hashlib.sha256(f"{reply_id}\n{said}".encode()).hexdigest()


def faults_of(row: BatchRow) -> Sequence[Mapping[str, Any]]:
    """What is wrong with the cells of a row."""
    return list((row.faults or {}).get("cells", ()))
