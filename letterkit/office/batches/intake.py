"""A table comes in: kept as it is, read row by row by a worker, every fault told before anything is made."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import insert

from letterkit.core import clock
from letterkit.core.case import Executor
from letterkit.core.errors import InputError
from letterkit.core.garbage import seldom_looked_for
from letterkit.core.office import Actor, BatchState, ChunkState, Duty
from letterkit.core.people import Person as PersonName
from letterkit.office import rights
from letterkit.office.batches.chunks import TABLE, Claim, held_chunk
from letterkit.office.batches.known_tables import find_answers
from letterkit.office.batches.numbers import Numbers
from letterkit.office.batches.plan import Plan, plan_of
from letterkit.office.batches.results import fault_json
from letterkit.office.batches.row_entry import Gate, ReadRow, RowEntry, table_fault_json, tell_earlier
from letterkit.office.batches.sent_lookup import catch_up, forget_rows, key_rows, known_to
from letterkit.office.batches.telling import tell_end
from letterkit.office.batches.workbench import Bench
from letterkit.office.context import Office
from letterkit.standard_replies.gate import unfit_for_batch
from letterkit.standard_replies.repeated_tables import RowsKey
from letterkit.store import audit
from letterkit.store.batch_tables import Batch, BatchChunk, BatchRow
from letterkit.store.tables import Person, table_of
from letterkit.tables import Fault, Sheet, read_sheet
from letterkit.tables.case_table import ROWS_AT_ONCE

_AT_ONCE = 2_000
_A_STATEMENT = 500
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
    reply = office.catalogue.offered_reply(reply_id)
    blank = office.catalogue.offered_blank(blank_id or office.of(by.body).profile.blank)
    source = office.files.put(data)
    with office.database.writing() as session:
        batch = Batch(
            body=by.body,
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
        forget_rows(session, batch.id)
    refusals: list[dict[str, Any]] = []
    content = RowsKey()
    profile = bench.checker_of(batch.body).profile
    reply = bench.catalogue.reply(batch.reply)
    try:
        sheet = read_sheet(bench.files.get(batch.source), batch.name, reply)
        unfit = (Fault(refusal.error(), is_warning=not refusal.stops) for refusal in unfit_for_batch(reply))
        warned = [table_fault_json(fault) for fault in (*sheet.faults, *unfit)]
        refusals = [fault for fault in warned if not fault["warning"]]
        if not refusals:
            gate = Gate(reply, profile, _executor(author), plan_of(batch.plan).dated or clock.today())
            entry = RowEntry(batch.id, gate, sheet.places)
            with seldom_looked_for():
                _take(bench, batch, entry, _read_rows(sheet, gate, entry), content)
            refusals = [] if content.count else [{"code": "batch.no-rows", "details": {}}]
    except InputError as fault:
        refusals = [fault_json(fault)]
        warned = []
    with bench.database.writing() as session:
        if (chunk := held_chunk(session, claim)) is None:
            return
        chunk.state, chunk.token, chunk.until, chunk.ended = ChunkState.ENDED, None, None, clock.now()
        whole = session.get_one(Batch, batch.id)
        whole.rows, whole.content, whole.keyed = content.count, content.value, True
        whole.state = BatchState.REFUSED if refusals else BatchState.CHECKED
        whole.fault = {"faults": refusals or warned} if refusals or warned else None
        audit.record(session, None, f"batch.{whole.state}", f"batch:{batch.id}", rows=whole.rows)
        if refusals:
            tell_end(session, whole)


def _executor(author: Person) -> Executor:
    name = PersonName(author.surname or None, author.name or None, author.patronymic)
    return Executor(name, phone=author.phone, unit=author.unit, email=author.email)


def _read_rows(sheet: Sheet, gate: Gate, entry: RowEntry) -> Iterator[ReadRow]:
    """The rows of ``sheet``, some at a time: what is done with many at once stays in the processor."""
    rows = sheet.rows()
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield from entry.rows([(row, gate(row)) for row in some])


def _take(bench: Bench, batch: Batch, entry: RowEntry, read: Iterator[ReadRow], content: RowsKey) -> None:
    """Keeps the rows ``read``, some at a time: of all that was sent, only what these may repeat is looked at."""
    catch_up(bench.database)
    numbers = Numbers(batch.id, entry.gate.dated)
    while some := list(islice(read, _AT_ONCE)):
        _keep(bench, batch, entry, numbers, some)
        for row in some:
            content.add(row.values["key"])
        some.clear()  # two thousand rows are let go of before the next two thousand are made


def _keep(bench: Bench, batch: Batch, entry: RowEntry, numbers: Numbers, some: list[ReadRow]) -> None:
    with bench.database.reading() as session:
        wrong = numbers.faults(session, [row.values for row in some])
        for row in some:
            if row.values["number"] in wrong:
                entry.refuse(row, wrong[row.values["number"]])
        tell_earlier(some, known_to(session, batch, [row.sent for row in some if row.sent]))
    made = [row.values for row in some]
    with bench.database.writing() as session:
        known = find_answers(session, batch.body, made)
        for start in range(0, len(made), _A_STATEMENT):
            entered = made[start : start + _A_STATEMENT]
            for values in entered:
                values["earlier"] = known.get(values["key"]) or values["earlier"]
            session.execute(insert(table_of(BatchRow)), entered)
        keys = {row.values["number"]: row.sent.keys for row in some if row.sent}
        key_rows(session, batch.id, keys, new=True)
