"""Batches for other programs: begun, found, read with the same faults and findings as on the page of a batch."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Annotated

from flask import Response, jsonify, request, url_for
from pydantic import BaseModel, Field

from letterkit.core.errors import RequestError
from letterkit.core.office import BatchState, RowState, Scope
from letterkit.core.report import Verdict
from letterkit.office.batches import waivers
from letterkit.office.batches.approval_state import standing
from letterkit.office.batches.findings import FindingGroup
from letterkit.office.batches.marked_table import fault_from, general
from letterkit.office.batches.progress import progress, read_batch
from letterkit.office.batches.row_entry import faults_of
from letterkit.office.batches.rows import marked_rows
from letterkit.office.programs import lists
from letterkit.office.programs.lists import Place
from letterkit.reports.batch_words import BATCH_STATES
from letterkit.reports.sheet_words import fault_words
from letterkit.store.batch_tables import Batch
from letterkit.tables import Fault
from webui.access import actor, needs
from webui.api.answer_headers import with_location
from webui.api.blueprint import blueprint
from webui.api.form_fields import read_flag
from webui.api.operations import operation, parse_query
from webui.api.paging import PageAsked, PageTold, send_page
from webui.batches.blueprint import MAKERS, READERS
from webui.batches.found import groups_of
from webui.batches.new import take_in
from webui.batches.upload import UploadFields, table_of
from webui.engine import engine

MOST_FAULTS = 1000


class BatchTaken(BaseModel):
    """The table has been taken in."""

    id: int
    state: Annotated[BatchState, Field(description="reading: таблицу читает служба рассылок.")]
    href: Annotated[str, Field(description="Где спрашивать, что с рассылкой.")]


class RowsTold(BaseModel):
    """How many rows there are, and what has become of them."""

    total: int
    good: Annotated[int, Field(description="Без ошибок в ячейках.")]
    faulty: int
    waiting: int
    answered_before: Annotated[int, Field(description="Из ожидающих: на эти обращения, похоже, уже отвечали.")]
    done: int
    failed: int
    cancelled: int


class FaultTold(BaseModel):
    """What is wrong in a cell; ``row`` is null for the header."""

    row: int | None
    column: Annotated[str | None, Field(description="Буква столбца.")]
    header: str | None
    code: str
    message: str


class GroupTold(BaseModel):
    """A finding that many letters have."""

    code: str
    clause: str | None
    level: str
    message: str
    advice: str
    letters: int
    excerpts: list[str]
    rows: Annotated[list[int], Field(description="Первые из строк, где это нашлось.")]
    waived: Annotated[bool, Field(description="Принято под ответственность.")]


class BatchTold(BaseModel):
    """A batch as it stands."""

    id: int
    state: BatchState
    state_words: str
    rows: RowsTold
    verdicts: dict[Verdict, int]
    approved: int
    sent: Annotated[int, Field(description="Сколько утверждённых писем отмечено отправленными.")]
    a_second: Annotated[float | None, Field(description="Писем в секунду за последнюю минуту.")]
    left_s: Annotated[float | None, Field(description="Сколько секунд осталось.")]
    faults: Annotated[list[FaultTold], Field(description=f"Первые {MOST_FAULTS} ошибок таблицы.")]
    findings: list[GroupTold]


class BatchListed(BaseModel):
    """A batch as lists have it."""

    id: int
    name: str
    state: BatchState
    state_words: str
    reply: str
    blank: str
    rows: int
    created: datetime
    by: str
    href: str


class BatchesTold(PageTold):
    """A piece of the batches, by id."""

    total: int
    batches: list[BatchListed]


@blueprint.get("/batches")
@needs(*READERS)
@operation("batches", "Рассылки", Scope.READ, BatchesTold, query=PageAsked)
def list_batches() -> Response:
    """A piece of the batches that whoever asks may see."""
    asked = parse_query(PageAsked)
    found = lists.batches(engine().office, actor(), Place(asked.cursor, asked.limit))
    told = [
        BatchListed(
            id=each.id,
            name=each.name,
            state=BatchState(each.state),
            state_words=BATCH_STATES[BatchState(each.state)],
            reply=each.reply,
            blank=each.blank,
            rows=each.rows or 0,
            created=each.created,
            by=each.by.full_name,
            href=url_for("api.batch", batch_id=each.id),
        )
        for each in found.rows
    ]
    return send_page(BatchesTold(next=found.next, total=found.total, batches=told), found.next)


@blueprint.post("/batches")
@needs(*MAKERS)
@operation(
    "beginBatch",
    "Начать рассылку типовых ответов по таблице",
    Scope.BATCHES,
    BatchTaken,
    status=202,
    form="BatchForm",
)
def begin_batch() -> Response:
    """Takes a table in; with ``confirm`` its letters begin by themselves once no row of it has a fault."""
    form = request.form
    asked = UploadFields(
        form.get("reply", ""),
        form.get("blank", ""),
        print=read_flag("print", default=True),
        number=read_flag("number", default=False),
        dated=form.get("dated", ""),
        confirm=read_flag("confirm", default=False),
    )
    if not asked.reply:
        raise RequestError("batch.no-reply")
    batch = take_in(actor(), asked, *table_of(request))
    href = url_for("api.batch", batch_id=batch.id)
    told = BatchTaken(id=batch.id, state=BatchState(batch.state), href=href)
    return with_location(jsonify(told.model_dump(mode="json")), href, 202)


@blueprint.get("/batches/<int:batch_id>")
@needs(*READERS)
@operation("batch", "Что с рассылкой", Scope.READ, BatchTold)
def batch(batch_id: int) -> Response:
    """The batch as it stands."""
    return whole_batch(batch_id)


def whole_batch(batch_id: int) -> Response:
    """The batch as it stands, with what is wrong in it."""
    office, by = engine().office, actor()
    found, now = read_batch(office, by, batch_id), progress(office, by, batch_id)
    waived = waivers.waivers_of(office, by, batch_id)
    total = sum(now.rows.values())
    by_state = {state.value: count for state, count in now.rows.items()}
    told = BatchTold(
        id=found.id,
        state=now.state,
        state_words=BATCH_STATES[now.state],
        rows=RowsTold(
            total=total,
            good=total - now.rows[RowState.FAULTY],
            answered_before=marked_rows(office, by, batch_id, "answered").total,
            **by_state,
        ),
        verdicts={Verdict(verdict): count for verdict, count in now.verdicts.items()},
        approved=now.approved,
        sent=standing(office, by, batch_id).sent,
        a_second=now.a_second,
        left_s=now.left.total_seconds() if now.left is not None else None,
        faults=list(map(fault_told, islice(_faults(found), MOST_FAULTS))),
        findings=[_group(group) for group in groups_of(found, by, waived)],
    )
    return jsonify(told.model_dump(mode="json"))


def _faults(batch: Batch) -> Iterator[Fault]:
    """Those of the columns, then those of the rows in their order, read as far as they are wanted."""
    yield from general(batch)
    page, pages = 1, 1
    while page <= pages:
        found = marked_rows(engine().office, actor(), batch.id, "faulty", page)
        page, pages = page + 1, found.pages
        for row in found.rows:
            yield from (fault_from(stored, row.number) for stored in faults_of(row))


def fault_told(fault: Fault) -> FaultTold:
    """A fault of the table in words."""
    place = fault.place
    return FaultTold(
        row=fault.row,
        column=place.letter if place else None,
        header=place.header if place else None,
        code=fault.error.code,
        message=fault_words(fault),
    )


def _group(group: FindingGroup) -> GroupTold:
    return GroupTold(
        code=group.code,
        clause=group.clause,
        level=group.level,
        message=group.message,
        advice=group.advice,
        letters=group.letters,
        excerpts=list(group.excerpts),
        rows=list(group.rows),
        waived=group.waiver is not None,
    )
