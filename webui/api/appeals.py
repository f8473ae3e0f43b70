"""GET and POST appeals, GET appeals/ID, POST appeals/ID/answer: the register for other programs."""

from datetime import date
from typing import Annotated, Any, Literal

from flask import Response, jsonify, request, url_for
from pydantic import BaseModel, Field

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty
from letterkit.core.register import Result
from letterkit.office.cases import appeals
from letterkit.office.control import elsewhere
from letterkit.office.register import helpers, listing
from letterkit.office.register.details import Details
from letterkit.office.register.exporting import values_of
from letterkit.office.register.journal_filter import told_filter
from letterkit.office.register.records import nest_by_path
from letterkit.office.register.table_row import KnownExecutors
from letterkit.russian.dates import parse_date
from letterkit.store.tables import Appeal
from webui.access import actor, needs
from webui.api.asked import Model, parse_body
from webui.api.blueprint import blueprint
from webui.appeals.blueprint import ENTERERS, READERS
from webui.appeals.filters import filters_of
from webui.engine import engine
from webui.numbers import page_asked

_Line = Annotated[str, Field(max_length=300)]


class AppealAsked(Model):
    """An appeal to be entered: the sections ``appeal`` and ``applicant`` of a card, and what the register adds."""

    card: Annotated[dict[str, Any], Field(description="Карточка: разделы appeal и applicant.")]
    responsible: Annotated[_Line | None, Field(description="Исполнитель: имя для входа или ФИО.")] = None
    reason: Annotated[_Line | None, Field(description="Причина обращения.")] = None
    priority: Annotated[bool, Field(description="Без очереди (п. 5.2).")] = False
    taken_down_with: Annotated[_Line | None, Field(description="Кто помог записать (п. 5.5).")] = None
    representative: Annotated[_Line | None, Field(description="Кто передал за заявителя (п. 5.4).")] = None


class AnswerAsked(Model):
    """An answer that was given elsewhere."""

    answered: Annotated[str, Field(min_length=1, max_length=40, description="День ответа: 2026-09-30.")]
    result: Annotated[
        Literal["satisfied", "refused", "explained", "redirected", "no_answer"],
        Field(description="Решение по обращению."),
    ]
    reply_number: Annotated[str, Field(max_length=60, description="Исходящий номер.")] = ""


class AppealTold(BaseModel):
    """An appeal as lists have it."""

    id: int
    number: str
    registered: date
    state: AppealState
    applicant: str
    subject: str | None
    channel: str | None
    kind: str | None
    group: str | None
    reason: str | None
    responsible: str | None
    due: date
    extended_to: date | None
    answered: date | None
    result: Result | None
    reply_number: str | None
    priority: bool
    href: Annotated[str, Field(description="Где спрашивать об этом обращении.")]


class AppealsTold(BaseModel):
    """A page of the register."""

    total: int
    page: int
    pages: int
    appeals: list[AppealTold]


class AppealWhole(AppealTold):
    """An appeal with all that the register has of it, by the keys of a table of the register."""

    record: Annotated[dict[str, Any], Field(description="Всё обращение, как в выгрузке .json.")]


@blueprint.get("/appeals")
@needs(*READERS)
def list_appeals() -> Response:
    """A page of the appeals that fit and that whoever asks may see."""
    by = actor()
    page, filters = page_asked(), filters_of(request.args)
    found = listing.page(engine().office, by, filters, page)
    # A program that asks for the same page again and again leaves one entry an hour, one that takes all pages each.
    told = {"kind": "api", "page": found.number, "filter": told_filter(filters)}
    engine().looks.note(by, "register.exported", "register", told, {"rows": len(found.rows)})
    answer = AppealsTold(
        total=found.total,
        page=found.number,
        pages=found.pages,
        appeals=[AppealTold(**_appeal_fields(appeal)) for appeal in found.rows],
    )
    return jsonify(answer.model_dump(mode="json"))


@blueprint.get("/appeals/<int:appeal_id>")
@needs(*READERS)
def appeal(appeal_id: int) -> Response:
    """One appeal."""
    return jsonify(whole_appeal(appeals.read_appeal(engine().office, actor(), appeal_id)))


@blueprint.post("/appeals")
@needs(*ENTERERS)
def enter_appeal() -> tuple[Response, int]:
    """Enters an appeal, as the form does."""
    given, by = parse_body(AppealAsked, request), actor()
    whose = executor_named(by, given.responsible)
    entered = appeals.add(engine().office, by, given.card, whose, details_of(given))
    return jsonify(whole_appeal(entered)), 201


@blueprint.post("/appeals/<int:appeal_id>/answer")
@needs(Duty.REGISTRY)
def answer_appeal(appeal_id: int) -> Response:
    """Records an answer that was given elsewhere: the appeal is done."""
    given = parse_body(AnswerAsked, request)
    on, result = _day(given.answered), Result(given.result)
    office, by = engine().office, actor()
    done = elsewhere.enter(office, by, appeal_id, on=on, result=result, number=given.reply_number)
    return jsonify(whole_appeal(done))


def details_of(given: AppealAsked) -> Details:
    """What the register keeps beside the card."""
    return Details(
        reason=given.reason,
        priority=given.priority,
        with_employee=given.taken_down_with,
        representative=given.representative,
    )


def executor_named(by: Actor, name: str | None) -> int | None:
    """The executor who is called ``name``; an executor who names nobody answers what they enter."""
    if not name or not name.strip():
        return None if by.has(Duty.REGISTRY) else by.id
    with engine().database.reading() as session:
        found = KnownExecutors(session, by.body).find(name)
    if found is None:
        raise RequestError("person.gone")
    return found


def _appeal_fields(appeal: Appeal) -> dict[str, Any]:
    plain = {name: getattr(appeal, name) for name in AppealTold.model_fields if name not in ("responsible", "href")}
    answering = appeal.responsible
    responsible = answering.full_name if answering else appeal.responsible_name
    return {**plain, "responsible": responsible, "href": url_for("api.appeal", appeal_id=appeal.id)}


def whole_appeal(appeal: Appeal) -> dict[str, Any]:
    """The appeal with all that the register has of it."""
    helping = helpers.of(engine().office, [appeal.id]).get(appeal.id, ())
    record = nest_by_path(values_of(appeal, [each.full_name for each in helping]))
    return AppealWhole(**_appeal_fields(appeal), record=record).model_dump(mode="json")


def _day(written: str) -> date:
    try:
        return parse_date(written)
    except ValueError:
        raise RequestError("answer.no-date") from None
