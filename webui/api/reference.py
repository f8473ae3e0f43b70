"""What other programs have to know to ask: texts, blanks, executors, the classifier, terms; who they themselves are."""

from datetime import date
from typing import Annotated, Any, Literal

from flask import Response, jsonify
from pydantic import BaseModel, Field

from letterkit.core.office import Duty, Scope
from letterkit.core.outcome import Ground, Outcome
from letterkit.deadlines.counting import deadline
from letterkit.deadlines.terms import terms
from letterkit.office.cases import appeals
from letterkit.office.register.classifier import classifier
from letterkit.reports.deadline_words import deadline_words
from webui.access import actor, me, needs, own_office
from webui.api.appeals import day
from webui.api.blueprint import blueprint
from webui.api.operations import Query, operation, parse_query
from webui.appeals.blueprint import READERS
from webui.engine import engine
from webui.letters.replies import name_of


class TextField(BaseModel):
    """A field that a reply text asks of ``reply.fields``."""

    label: str
    type: str
    required: bool
    hint: str | None


class TextTold(BaseModel):
    """A reply text that letters may begin with."""

    id: str
    name: str
    title: str
    clause: str | None
    outcome: Outcome | None
    ground: Ground | None
    due_days: int | None
    fields: dict[str, TextField]


class TextsTold(BaseModel):
    """All that are in use."""

    texts: list[TextTold]


class BlankTold(BaseModel):
    """A blank that letters may be on."""

    id: str
    label: str
    layout: Literal["corner", "longitudinal"]
    own: Annotated[bool, Field(description="Бланк органа: им пользуются, если другой не назван.")]


class BlanksTold(BaseModel):
    """All that are in use."""

    blanks: list[BlankTold]


class ExecutorTold(BaseModel):
    """Somebody who may be given an appeal."""

    id: int
    login: str
    full_name: str
    post: str | None
    unit: str | None
    phone: str | None


class ExecutorsTold(BaseModel):
    """By surname."""

    executors: list[ExecutorTold]


class GroupPlace(BaseModel):
    """A group of the classifier; of the first level where ``section`` is its own name."""

    code: str
    name: str
    section: str


class ClassifierTold(BaseModel):
    """All groups in their order (6.12)."""

    groups: list[GroupPlace]


class TermTold(BaseModel):
    """A term of so many calendar days: from an event, after another term, or before the end of another."""

    id: str
    title: str
    days: int
    source: str
    start: Literal["registration", "receipt", "request"] | None
    after: str | None
    before: str | None


class TermsTold(BaseModel):
    """All terms of rules/terms.yml."""

    terms: list[TermTold]


class DeadlineAsked(Query):
    """Which day is asked for."""

    day: Annotated[
        str,
        Field(
            min_length=1, max_length=40, description="День события: 2026-09-30.", json_schema_extra={"format": "date"}
        ),
    ]
    term: Annotated[str, Field(max_length=40, description="Срок: id из /terms.")] = "review"


class DeadlineTold(BaseModel):
    """The last day, as ``letterkit deadline`` counts it."""

    start: date
    term: str
    due: date
    explained: str


class ProgramTold(BaseModel):
    """Whoever asks, and what they may."""

    id: int
    name: str
    body: str
    unit: str | None
    duties: list[Duty]
    scopes: list[Scope]


@blueprint.get("/me")
@needs()
@operation("me", "Кто спрашивает и что ему можно", None, ProgramTold)
def who_asks() -> Response:
    """Whoever asks."""
    known = me()
    told = ProgramTold(
        id=known.id,
        name=known.full_name,
        body=own_office().profile.id,
        unit=known.actor.unit,
        duties=[each for each in Duty if each in known.actor.duties],
        scopes=[each for each in Scope if each in known.scopes],
    )
    return _answer(told)


@blueprint.get("/texts")
@needs(*READERS)
@operation("texts", "Тексты ответов", Scope.READ, TextsTold)
def list_texts() -> Response:
    """The reply texts in use."""
    found = []
    for each in engine().catalogue.replies():
        head = each.head
        fields = {
            name: TextField(label=part.label, type=part.type, required=part.required, hint=part.hint)
            for name, part in each.fields.items()
        }
        plain: dict[str, Any] = {name: getattr(head, name) for name in ("clause", "outcome", "ground", "due_days")}
        found.append(TextTold(id=each.id, name=name_of(each), title=head.title, fields=fields, **plain))
    return _answer(TextsTold(texts=found))


@blueprint.get("/blanks")
@needs(*READERS)
@operation("blanks", "Бланки", Scope.READ, BlanksTold)
def list_blanks() -> Response:
    """The blanks in use."""
    own = own_office().profile.blank
    found = [
        BlankTold(id=each.id, label=each.head.label, layout=each.head.layout, own=each.id == own)
        for each in engine().catalogue.blanks()
    ]
    return _answer(BlanksTold(blanks=found))


@blueprint.get("/executors")
@needs(*READERS)
@operation("executors", "Исполнители", Scope.READ, ExecutorsTold)
def list_executors() -> Response:
    """Whom an appeal may be given to."""
    plain = ("id", "login", "full_name", "post", "unit", "phone")
    found = [
        ExecutorTold(**{name: getattr(each, name) for name in plain})
        for each in appeals.executors(engine().office, actor())
    ]
    return _answer(ExecutorsTold(executors=found))


@blueprint.get("/classifier")
@needs(*READERS)
@operation("classifier", "Классификатор обращений", Scope.READ, ClassifierTold)
def list_groups() -> Response:
    """The groups of appeals."""
    found = [GroupPlace(code=each.code, name=each.name, section=each.section) for each in classifier().groups]
    return _answer(ClassifierTold(groups=found))


@blueprint.get("/terms")
@needs(*READERS)
@operation("terms", "Сроки", Scope.READ, TermsTold)
def list_terms() -> Response:
    """The terms of work with appeals."""
    plain = ("title", "days", "source", "start", "after", "before")
    found = [TermTold(id=name, **{key: getattr(term, key) for key in plain}) for name, term in terms().items()]
    return _answer(TermsTold(terms=found))


@blueprint.get("/deadline")
@needs(*READERS)
@operation("deadline", "Посчитать срок", Scope.READ, DeadlineTold, query=DeadlineAsked)
def count_deadline() -> Response:
    """The last day of a term, by the body's rule for days off."""
    asked = parse_query(DeadlineAsked)
    start = day(asked.day, "day")
    counted = deadline(start, asked.term, own_office().profile.weekend)  # type: ignore[arg-type]
    told = DeadlineTold(start=counted.start, term=asked.term, due=counted.due, explained=deadline_words(counted))
    return _answer(told)


def _answer(told: BaseModel) -> Response:
    return jsonify(told.model_dump(mode="json"))
