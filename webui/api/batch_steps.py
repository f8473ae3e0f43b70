"""The way of a batch for other programs: confirmed, halted, called off, tried again; its rows, its letters."""

from datetime import date
from typing import Annotated, Any

from flask import Response as Answer
from flask import request, url_for
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from letterkit.core.office import RowState, RowWay, Scope
from letterkit.core.report import Verdict
from letterkit.office.batches import rows, steps
from letterkit.office.batches.marked_table import fault_from
from letterkit.office.batches.results import fault_of
from letterkit.office.batches.row_entry import faults_of
from letterkit.office.programs import lists
from letterkit.office.programs.lists import Place
from letterkit.reports.batch_words import earlier_words
from letterkit.reports.wording import sentence
from letterkit.store.batch_tables import BatchRow
from webui.access import actor, needs
from webui.api.asked import Model, parse_body
from webui.api.batches import BatchTold, FaultTold, fault_told, whole_batch
from webui.api.blueprint import blueprint
from webui.api.files import DOCX, PDF, ZIP, send_bytes
from webui.api.operations import Query, operation, parse_query
from webui.api.paging import PageAsked, PageTold, send_page
from webui.batches.blueprint import MAKERS, READERS
from webui.batches.downloads import send_letters
from webui.batches.notify_workers import wake_all
from webui.engine import engine
from webui.errors import capital


class ConfirmAsked(Model):
    """Which letters are to be made."""

    again: Annotated[bool, Field(description="И по строкам, на обращения которых уже отвечали.")] = False


class RowsAsked(PageAsked):
    """Which rows: what is not said is not asked."""

    state: Annotated[RowState | None, Field(description="Состояние.")] = None
    verdict: Annotated[Verdict | None, Field(description="Чем кончилась проверка письма.")] = None


class RowTold(BaseModel):
    """A row of the table and its letter."""

    number: Annotated[int, Field(description="Номер строки в таблице.")]
    state: RowState
    who: str
    appeal_number: str | None
    letter_number: str | None
    dated: date | None
    verdict: Verdict | None
    errors: int
    warnings: int
    pages: int | None
    way: RowWay | None
    approved: bool
    sent: bool
    answered_before: Annotated[
        str | None, Field(description="Какой ответ на это обращение уже был: без again такой строки не составляют.")
    ]
    reason: Annotated[str | None, Field(description="Почему письма нет.")]
    faults: list[FaultTold]
    docx: Annotated[str | None, Field(description="Где взять письмо.")]
    pdf: str | None


class BatchRowsTold(PageTold):
    """A piece of the rows, by their numbers."""

    total: int
    rows: list[RowTold]


class ArchiveAsked(Query):
    """Which letters."""

    approved: Annotated[bool, Field(description="Только утверждённые.")] = False


@blueprint.post("/batches/<int:batch_id>/confirm")
@needs(*MAKERS)
@operation("confirmBatch", "Подтвердить рассылку", Scope.BATCHES, BatchTold, body=ConfirmAsked)
def confirm_batch(batch_id: int) -> Answer:
    """Lets the letters be made."""
    again = parse_body(ConfirmAsked, request).again
    steps.confirm(engine().office, actor(), batch_id, again=again)
    wake_all(batch_id)
    return whole_batch(batch_id)


@blueprint.post("/batches/<int:batch_id>/pause")
@needs(*MAKERS)
@operation("pauseBatch", "Приостановить рассылку", Scope.BATCHES, BatchTold)
def pause_batch(batch_id: int) -> Answer:
    """Takes no more rows."""
    steps.pause(engine().office, actor(), batch_id)
    return whole_batch(batch_id)


@blueprint.post("/batches/<int:batch_id>/resume")
@needs(*MAKERS)
@operation("resumeBatch", "Продолжить рассылку", Scope.BATCHES, BatchTold)
def resume_batch(batch_id: int) -> Answer:
    """Goes on where it was halted."""
    steps.resume(engine().office, actor(), batch_id)
    wake_all(batch_id)
    return whole_batch(batch_id)


@blueprint.post("/batches/<int:batch_id>/cancel")
@needs(*MAKERS)
@operation("cancelBatch", "Отменить рассылку", Scope.BATCHES, BatchTold)
def cancel_batch(batch_id: int) -> Answer:
    """Calls it off; letters that are there stay."""
    steps.cancel(engine().office, actor(), batch_id)
    return whole_batch(batch_id)


@blueprint.post("/batches/<int:batch_id>/retry")
@needs(*MAKERS)
@operation("retryBatch", "Пустить неудачные строки снова", Scope.BATCHES, BatchTold)
def retry_batch(batch_id: int) -> Answer:
    """Tries the failed rows once more."""
    steps.retry(engine().office, actor(), batch_id)
    wake_all(batch_id)
    return whole_batch(batch_id)


@blueprint.get("/batches/<int:batch_id>/rows")
@needs(*READERS)
@operation("batchRows", "Строки рассылки", Scope.READ, BatchRowsTold, query=RowsAsked)
def list_batch_rows(batch_id: int) -> Answer:
    """A piece of the rows of a batch."""
    asked = parse_query(RowsAsked)
    place = Place(asked.cursor, asked.limit)
    found = lists.batch_rows(engine().office, actor(), batch_id, place, asked.state, asked.verdict)
    noted = {"kind": "api", "page": f"c{asked.cursor}"}
    engine().looks.note(actor(), "register.exported", f"batch:{batch_id}", noted, {"rows": len(found.rows)})
    told = [RowTold(**_row_fields(each)) for each in found.rows]
    return send_page(BatchRowsTold(next=found.next, total=found.total, rows=told), found.next)


@blueprint.get("/batches/<int:batch_id>/archive.zip")
@needs(*READERS)
@operation("batchArchive", "Письма рассылки с реестром архивом", Scope.READ, ZIP, query=ArchiveAsked)
def batch_archive(batch_id: int) -> Response:
    """All letters made so far, or the approved ones alone."""
    return send_letters(batch_id, approved=parse_query(ArchiveAsked).approved)


@blueprint.get("/batches/<int:batch_id>/rows/<int:number>/letter.docx")
@needs(*READERS)
@operation("rowDocx", "Письмо строки, .docx", Scope.READ, DOCX)
def row_docx(batch_id: int, number: int) -> Response:
    """The letter of a row as .docx."""
    name, data = rows.letter(engine().office, actor(), batch_id, number, "docx")
    return send_bytes(data, DOCX, name)


@blueprint.get("/batches/<int:batch_id>/rows/<int:number>/letter.pdf")
@needs(*READERS)
@operation("rowPdf", "Письмо строки, PDF", Scope.READ, PDF)
def row_pdf(batch_id: int, number: int) -> Response:
    """The letter of a row as PDF."""
    name, data = rows.letter(engine().office, actor(), batch_id, number, "pdf")
    return send_bytes(data, PDF, name)


def _row_fields(row: BatchRow) -> dict[str, Any]:
    place: dict[str, Any] = {"batch_id": row.batch_id, "number": row.number}
    is_made = row.state == RowState.DONE
    plain = ("number", "who", "appeal_number", "letter_number", "dated", "errors", "warnings", "pages")
    return {
        **{name: getattr(row, name) for name in plain},
        "state": RowState(row.state),
        "verdict": Verdict(row.verdict) if row.verdict else None,
        "way": RowWay(row.way) if row.way else None,
        "approved": row.approval_id is not None,
        "sent": row.sending_id is not None,
        "answered_before": capital(earlier_words(row.earlier)) if row.earlier else None,
        "reason": capital(sentence(fault_of(row.reason))) if row.reason else None,
        "faults": [fault_told(fault_from(each, row.number)) for each in faults_of(row)],
        "docx": url_for("api.row_docx", **place) if is_made and row.docx else None,
        "pdf": url_for("api.row_pdf", **place) if is_made and row.pdf else None,
    }
