"""Appeals for other programs: found, read, entered, put right, given to somebody, answered elsewhere."""

from datetime import date
from typing import Annotated, Any, Literal

from flask import Response, jsonify, request, url_for
from pydantic import BaseModel, Field

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty, Scope
from letterkit.core.outcome import Channel, Kind
from letterkit.core.register import Result
from letterkit.office.cases import appeals, corrections
from letterkit.office.control import elsewhere
from letterkit.office.programs import lists
from letterkit.office.programs.lists import Place
from letterkit.office.register import helpers
from letterkit.office.register.details import Details
from letterkit.office.register.exporting import values_of
from letterkit.office.register.journal_filter import told_filter
from letterkit.office.register.records import nest_by_path
from letterkit.office.register.table_row import KnownExecutors
from letterkit.russian.dates import parse_date
from letterkit.store.paging import PAGE
from letterkit.store.tables import Appeal
from webui.access import actor, needs
from webui.api.answer_headers import with_location
from webui.api.asked import Model, merge, parse_body
from webui.api.blueprint import blueprint
from webui.api.operations import operation, parse_query
from webui.api.paging import Moment, PageAsked, PageTold, send_page
from webui.appeals.blueprint import ENTERERS, READERS
from webui.appeals.filters import NAMES, filters_of
from webui.engine import engine

_Line = Annotated[str, Field(max_length=300)]
_Text = Annotated[str | None, Field(max_length=300)]
_Day = Annotated[str | None, Field(min_length=1, max_length=40, json_schema_extra={"format": "date"})]
_MOST_PAGES = 1_000_000


def _one_of(kind: Any, *more: str) -> dict[str, Any]:
    return {"enum": [*(each.value for each in kind), *more]}


class AppealsAsked(PageAsked):
    """Which appeals: what is not said is not asked."""

    words: Annotated[_Text, Field(description="Слова в любой форме, имя, номер; «в кавычках» – подряд.")] = None
    state: Annotated[str | None, Field(description="Состояние.", json_schema_extra=_one_of(AppealState))] = None
    executor: Annotated[
        str | None, Field(pattern=r"^([0-9]{1,9}|nobody)$", description="Исполнитель: его id или nobody.")
    ] = None
    group: Annotated[
        _Text, Field(description="Группа классификатора: код или название; раздел – со всеми группами; «-» – нет.")
    ] = None
    channel: Annotated[str | None, Field(description="Как поступило.", json_schema_extra=_one_of(Channel, "-"))] = None
    kind: Annotated[str | None, Field(description="Вид.", json_schema_extra=_one_of(Kind, "-"))] = None
    reason: Annotated[_Text, Field(description="Причина, дословно.")] = None
    result: Annotated[str | None, Field(description="Результат.", json_schema_extra=_one_of(Result, "-"))] = None
    since: Annotated[_Day, Field(description="Зарегистрировано не раньше.")] = None
    until: Annotated[_Day, Field(description="Зарегистрировано не позже.")] = None
    answered_since: Annotated[_Day, Field(description="Отвечено не раньше.")] = None
    answered_until: Annotated[_Day, Field(description="Отвечено не позже.")] = None
    overdue: Annotated[
        Literal["1", "0", "true", "false"] | None, Field(description="Только просроченные; 0 и false – все.")
    ] = None
    changed_since: Annotated[
        Moment | None, Field(description="Что изменилось с этого момента, само или в письмах.")
    ] = None
    page: Annotated[int | None, Field(ge=1, le=_MOST_PAGES, description="Страница по 50 – вместо cursor.")] = None


class AppealAsked(Model):
    """An appeal to be entered: the sections ``appeal`` and ``applicant`` of a card, and what the register adds."""

    card: Annotated[dict[str, Any], Field(description="Карточка: разделы appeal и applicant.")]
    responsible: Annotated[_Line | None, Field(description="Исполнитель: имя для входа или ФИО.")] = None
    reason: Annotated[_Line | None, Field(description="Причина обращения.")] = None
    priority: Annotated[bool, Field(description="Без очереди (п. 5.2).")] = False
    taken_down_with: Annotated[_Line | None, Field(description="Кто помог записать (п. 5.5).")] = None
    representative: Annotated[_Line | None, Field(description="Кто передал за заявителя (п. 5.4).")] = None


class AppealChange(Model):
    """What is to be put right; what is not said stays, null takes away (RFC 7396)."""

    revision: Annotated[str | None, Field(max_length=64, description="Из какого состояния: revision обращения.")] = None
    card: Annotated[
        dict[str, Any], Field(default_factory=dict, description="Разделы appeal и applicant: только изменения.")
    ]
    reason: _Line | None = None
    priority: bool = False
    taken_down_with: _Line | None = None
    representative: _Line | None = None


class AppealGiven(Model):
    """Who is to answer."""

    responsible: Annotated[_Line, Field(min_length=1, description="Исполнитель: имя для входа или ФИО.")]


class AnswerAsked(Model):
    """An answer that was given elsewhere."""

    answered: Annotated[
        str,
        Field(
            min_length=1, max_length=40, description="День ответа: 2026-09-30.", json_schema_extra={"format": "date"}
        ),
    ]
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


class AppealsTold(PageTold):
    """A piece of the register, by id."""

    total: int
    page: Annotated[int | None, Field(description="Какая страница, если спрошено по страницам.")]
    pages: int | None
    appeals: list[AppealTold]


class AppealWhole(AppealTold):
    """An appeal with all that the register has of it, by the keys of a table of the register."""

    revision: Annotated[str, Field(description="Нынешнее состояние – для PATCH.")]
    letters: Annotated[list[int], Field(description="Письма с ответом.")]
    record: Annotated[dict[str, Any], Field(description="Всё обращение, как в выгрузке .json.")]


@blueprint.get("/appeals")
@needs(*READERS)
@operation("appeals", "Обращения: отбор и поиск", Scope.READ, AppealsTold, query=AppealsAsked)
def list_appeals() -> Response:
    """A piece of the appeals that fit and that whoever asks may see."""
    by, asked = actor(), parse_query(AppealsAsked)
    filters = filters_of({name: request.args[name] for name in NAMES if name in request.args})
    place = Place(asked.cursor, asked.limit)
    is_by_pages = not asked.cursor and asked.changed_since is None and asked.limit == PAGE
    if asked.page is not None and not is_by_pages:
        raise RequestError("api.page-and-cursor", field="page")
    if is_by_pages:
        place = Place(0, PAGE, ((asked.page or 1) - 1) * PAGE)
    found = lists.appeals(engine().office, by, filters, place, asked.changed_since)
    # A program that asks for the same page again and again leaves one entry an hour, one that takes all pages each.
    told = {
        "kind": "api",
        "page": f"c{asked.cursor}" if asked.cursor else asked.page or 1,
        "filter": told_filter(filters),
    }
    engine().looks.note(by, "register.exported", "register", told, {"rows": len(found.rows)})
    answer = AppealsTold(
        next=found.next,
        total=found.total,
        page=(asked.page or 1) if is_by_pages else None,
        pages=max(1, -(-found.total // PAGE)) if is_by_pages else None,
        appeals=[AppealTold(**_appeal_fields(appeal)) for appeal in found.rows],
    )
    return send_page(answer, found.next)


@blueprint.get("/appeals/<int:appeal_id>")
@needs(*READERS)
@operation("appeal", "Одно обращение", Scope.READ, AppealWhole)
def appeal(appeal_id: int) -> Response:
    """One appeal."""
    return jsonify(whole_appeal(appeals.read_appeal(engine().office, actor(), appeal_id)))


@blueprint.post("/appeals")
@needs(*ENTERERS)
@operation("enterAppeal", "Внести обращение", Scope.APPEALS, AppealWhole, status=201, body=AppealAsked)
def enter_appeal() -> Response:
    """Enters an appeal, as the form does."""
    given, by = parse_body(AppealAsked, request), actor()
    whose = executor_named(by, given.responsible)
    entered = appeals.add(engine().office, by, given.card, whose, details_of(given))
    return answer_entered(entered)


@blueprint.patch("/appeals/<int:appeal_id>")
@needs(*ENTERERS)
@operation("changeAppeal", "Исправить сведения об обращении", Scope.APPEALS, AppealWhole, body=AppealChange)
def change_appeal(appeal_id: int) -> Response:
    """Puts right what is known of an appeal, as its page does."""
    given, by, office = parse_body(AppealChange, request), actor(), engine().office
    known = corrections.correctable_appeal(office, by, appeal_id)
    details = Details(
        reason=given.reason if "reason" in given.model_fields_set else known.details.reason,
        priority=given.priority if "priority" in given.model_fields_set else known.details.priority,
        with_employee=given.taken_down_with
        if "taken_down_with" in given.model_fields_set
        else known.details.with_employee,
        representative=given.representative
        if "representative" in given.model_fields_set
        else known.details.representative,
    )
    corrections.correct(office, by, appeal_id, given.revision or known.seen, merge(known.card, given.card), details)
    return jsonify(whole_appeal(appeals.read_appeal(office, by, appeal_id)))


@blueprint.post("/appeals/<int:appeal_id>/assign")
@needs(Duty.REGISTRY)
@operation("assignAppeal", "Назначить исполнителя", Scope.APPEALS, AppealWhole, body=AppealGiven)
def assign_appeal(appeal_id: int) -> Response:
    """Gives an appeal to an executor."""
    given, by, office = parse_body(AppealGiven, request), actor(), engine().office
    appeals.read_appeal(office, by, appeal_id)  # what is not there is told first
    appeals.assign(office, by, appeal_id, executor_named(by, given.responsible) or 0)
    return jsonify(whole_appeal(appeals.read_appeal(office, by, appeal_id)))


@blueprint.post("/appeals/<int:appeal_id>/answer")
@needs(Duty.REGISTRY)
@operation("answerAppeal", "Внести ответ, данный в другой системе", Scope.APPEALS, AppealWhole, body=AnswerAsked)
def answer_appeal(appeal_id: int) -> Response:
    """Records an answer that was given elsewhere: the appeal is done."""
    given = parse_body(AnswerAsked, request)
    on, result = day(given.answered, "answered"), Result(given.result)
    office, by = engine().office, actor()
    elsewhere.enter(office, by, appeal_id, on=on, result=result, number=given.reply_number)
    return jsonify(whole_appeal(appeals.read_appeal(office, by, appeal_id)))


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
        raise RequestError("api.no-executor", field="responsible", name=name[:60])
    return found


def _appeal_fields(appeal: Appeal) -> dict[str, Any]:
    plain = {name: getattr(appeal, name) for name in AppealTold.model_fields if name not in ("responsible", "href")}
    answering = appeal.responsible
    responsible = answering.full_name if answering else appeal.responsible_name
    return {**plain, "responsible": responsible, "href": url_for("api.appeal", appeal_id=appeal.id)}


def whole_appeal(appeal: Appeal) -> dict[str, Any]:
    """The appeal with all that the register has of it."""
    helping = helpers.of(engine().office, [appeal.id]).get(appeal.id, ())
    told = AppealWhole(
        **_appeal_fields(appeal),
        revision=corrections.state_of(appeal),
        letters=[letter.id for letter in appeals.read_appeal(engine().office, actor(), appeal.id).letters],
        record=nest_by_path(values_of(appeal, [each.full_name for each in helping])),
    )
    return told.model_dump(mode="json")


def answer_entered(appeal: Appeal) -> Response:
    """The appeal that has just been entered."""
    return with_location(jsonify(whole_appeal(appeal)), url_for("api.appeal", appeal_id=appeal.id))


def day(written: str, field: str) -> date:
    """The day that is written in ``field``; raises RequestError ``api.no-day``."""
    try:
        return parse_date(written)
    except ValueError:
        raise RequestError("api.no-day", value=written, field=field) from None
