"""Incoming appeals: entered from a card, given to an executor, answered by letters or at a reception (3.9)."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.core.outcome import Outcome
from letterkit.core.register import Result
from letterkit.deadlines.counting import reckon_deadline
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.control import closing
from letterkit.office.notices.appeals import tell_given, tell_helping
from letterkit.office.register import helpers, indexing, repeats, results
from letterkit.office.register.details import Details
from letterkit.office.register.display_names import told_by
from letterkit.office.register.entry import SECTIONS, RegisterKey, demand_single, entry_of, flush
from letterkit.russian.calendar import Weekend
from letterkit.store import audit
from letterkit.store.incoming_tables import AppealText
from letterkit.store.tables import Appeal, Person
from letterkit.tables.card import parse_card

_CARD = "карточка"
_ORALLY = "устно, на личном приёме"


def add(
    office: Office,
    by: Actor,
    card: Mapping[str, Any],
    responsible_id: int | None = None,
    details: Details | None = None,
) -> Appeal:
    """Enters the appeal of ``card`` (its sections ``appeal`` and ``applicant``); its reply is due by clause 7.4.

    It is the body's that ``by`` works for. ``details`` are what the register knows beside the card. It is linked to the
    earlier appeals that the card says it repeats, as far as the register has them.

    An executor can give it to nobody but themselves. Raises CardError as ``parse_card`` and ``entry_of``,
    RequestError ``appeal.twice``, ``appeal.too-long``, ``person.gone``, DeniedError.
    """
    prepared = prepare(office, by, card, responsible_id, details)
    with office.database.writing() as session:
        return put_down(session, by, prepared)


@dataclass(frozen=True, slots=True)
class PreparedAppeal:
    """An appeal that can be put down in the register: its ``card`` as given and ``whole``, when its reply is due."""

    card: Mapping[str, Any]
    whole: CaseCard
    entry: RegisterKey
    due: datetime.date
    details: Details
    responsible_id: int | None


def prepare(
    office: Office,
    by: Actor,
    card: Mapping[str, Any],
    responsible_id: int | None = None,
    details: Details | None = None,
) -> PreparedAppeal:
    """What ``put_down`` needs, looked at beforehand; raises as ``add`` but for what only the register knows."""
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    if responsible_id not in (None, by.id) and not by.has(Duty.REGISTRY):
        raise DeniedError("denied.duty", duties=(Duty.REGISTRY,))
    whole, more = parse_card(card, _CARD), (details or Details()).tidy()
    entry = entry_of(whole)
    return PreparedAppeal(card, whole, entry, due_of(office.of(by.body), entry.registered), more, responsible_id)


def put_down(session: Session, by: Actor, it: PreparedAppeal, text: str | None = None) -> Appeal:
    """Enters the appeal in the transaction of ``session``, with its words as they came where they are known.

    Raises RequestError ``appeal.twice``, ``person.gone``.
    """
    demand_single(session, by.body, it.entry)
    appeal = Appeal(
        body=by.body,
        **it.entry._asdict(),
        **told_by(it.whole),
        card={name: it.card[name] for name in SECTIONS if it.card.get(name)},
        reason=it.details.reason,
        priority=it.details.priority,
        visit=it.details.visit,
        due=it.due,
        state=AppealState.NEW,
        responsible=_executor(by, session.get(Person, it.responsible_id)) if it.responsible_id else None,
        created=clock.now(),
    )
    session.add(appeal)
    flush(session, it.entry)
    if text:
        session.add(AppealText(appeal_id=appeal.id, text=text))
    helping = helpers.set_all(session, appeal, it.details.helpers)
    indexing.ask(session, appeal, it.whole.appeal.questions)
    indexing.index(session, appeal)
    repeats.link_named(session, by, appeal, it.whole.appeal.repeat_of)
    audit.record(session, by, "appeal.entered", f"appeal:{appeal.id}", due=it.due.isoformat(), state=appeal.state)
    tell_given(session, by, appeal)
    tell_helping(session, by, appeal, helping)
    return appeal


def assign(office: Office, by: Actor, appeal_id: int, person_id: int) -> Appeal:
    """Gives the appeal to an executor.

    Raises RequestError ``appeal.gone``, ``appeal.done``, ``person.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    with office.database.writing() as session:
        appeal = _still_open(rights.appeal_held(session, by, appeal_id))
        before = appeal.responsible_id
        appeal.responsible = _executor(by, session.get(Person, person_id))
        audit.record(session, by, "appeal.assigned", f"appeal:{appeal.id}", person=person_id)
        tell_given(session, by, appeal, before)
        return appeal


def choose_helpers(office: Office, by: Actor, appeal_id: int, people: Collection[int]) -> None:
    """Has ``people`` and nobody else answer the appeal together with its main executor (6.3).

    Raises RequestError ``appeal.gone``, ``appeal.done``, ``person.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    with office.database.writing() as session:
        appeal = _still_open(rights.appeal_held(session, by, appeal_id))
        helping = helpers.set_all(session, appeal, people)
        audit.record(session, by, "appeal.helped", f"appeal:{appeal.id}", people=sorted(set(people)))
        tell_helping(session, by, appeal, helping)


def read_appeal(office: Office, by: Actor, appeal_id: int) -> Appeal:
    """The appeal with its letters that ``by`` may see; raises RequestError ``appeal.gone``."""
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        there = (letter for letter in appeal.letters if letter.state != LetterState.REMOVED)
        letters = [letter for letter in there if rights.may_see(by, letter)]
        session.expunge_all()
        appeal.letters = letters
        return appeal


def executors(office: Office, by: Actor) -> Sequence[Person]:
    """People of the body of ``by`` who can be given an appeal, by surname."""
    active = select(Person).where(Person.active, ~Person.is_program, Person.body == by.body)
    with office.database.reading() as session:
        everybody = session.scalars(active.order_by(Person.surname))
        return [person for person in everybody if Duty.EXECUTOR in person.duty_set]


def answer_orally(
    office: Office,
    by: Actor,
    appeal_id: int,
    *,
    told: str,
    consent: bool,
    on: datetime.date | None = None,
    result: Result | None = None,
) -> Appeal:
    """Records in the card of the reception that the answer was given there, with the citizen's consent (clause 3.9).

    ``result`` is how it ended, where it did more than explain.

    Raises RequestError ``oral.no-consent``, ``oral.nothing-told``, ``oral.not-yet``, ``appeal.done``, ``appeal.gone``,
    DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    told = " ".join(told.split())
    if not told:
        raise RequestError("oral.nothing-told")
    if not consent:
        raise RequestError("oral.no-consent")
    on = on or clock.today()
    if on > clock.today():
        raise RequestError("oral.not-yet")
    with office.database.writing() as session:
        appeal = _still_open(rights.appeal_held(session, by, appeal_id))
        appeal.oral = {"on": on.isoformat(), "told": told, "consent": True, "by": by.name}
        closing.answered_otherwise(session, by, appeal, on, _ORALLY)
        results.record(appeal, Outcome.EXPLAINED, on, result=result)
        audit.record(
            session, by, "appeal.answered-orally", f"appeal:{appeal.id}", on=on.isoformat(), state=appeal.state
        )
        return appeal


def due_of(office: Office, registered: datetime.date) -> datetime.date:
    """The last day to answer what was registered on ``registered``, by the rule of the body (7.4)."""
    return due_by(office.profile.weekend, registered)


def due_by(rule: str, registered: datetime.date) -> datetime.date:
    """As ``due_of``, by the ``rule`` for days off of a profile."""
    weekend: Weekend = rule  # type: ignore[assignment]
    return reckon_deadline(registered, "review", weekend).deadline.due


def _still_open(appeal: Appeal) -> Appeal:
    if appeal.state == AppealState.DONE:
        raise RequestError("appeal.done")
    return appeal


def _executor(by: Actor, person: Person | None) -> Person:
    if person is None or not person.active or person.body != by.body or Duty.EXECUTOR not in person.duty_set:
        raise RequestError("person.gone")
    return person
