"""Personal receptions: the list of a day in its order (5.2), the card of each, how it ended (2.6, 3.9)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty
from letterkit.core.outcome import Channel
from letterkit.core.register import ReceptionEnd
from letterkit.core.search_input import sought_words
from letterkit.deadlines.quarter import midnight
from letterkit.office import holds, rights
from letterkit.office.cases import appeals
from letterkit.office.contacts import appeal_of_contact as taking
from letterkit.office.contacts.appeal_of_contact import ContactAppeal
from letterkit.office.context import Office
from letterkit.office.holds import HoldKind
from letterkit.store import audit, paging
from letterkit.store.paging import Page
from letterkit.store.register_tables import Reception
from letterkit.store.tables import Appeal

ENTERERS = (Duty.REGISTRY, Duty.EXECUTOR)
"""Who keeps the cards of receptions."""
READERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
_LIMITS = {"visitor": 300, "official": 300, "subject": 10_000}
_TOLD_LIMIT = 10_000
_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class ReceptionCard:
    """Who comes ``at`` to which official and about what; ``is_priority``: without the queue (5.2)."""

    at: datetime
    visitor: str
    official: str
    subject: str = ""
    is_priority: bool = False
    appeal_id: int | None = None


def enter(office: Office, by: Actor, card: ReceptionCard) -> Reception:
    """Begins the card of a reception.

    Raises RequestError with ``key``: ``reception.no-visitor``, ``reception.no-official``, ``reception.too-far``,
    ``contact.too-long``; ``appeal.gone``; DeniedError.
    """
    rights.demand(by, *ENTERERS)
    _demand_whole(card)
    with office.database.writing() as session:
        reception = Reception(body=by.body, by_id=by.id, created=clock.now())
        _put(session, by, reception, card)
        session.add(reception)
        session.flush()
        audit.record(session, by, "reception.entered", f"reception:{reception.id}", on=card.at.date().isoformat())
        session.refresh(reception)
        return reception


def mend(office: Office, by: Actor, reception_id: int, card: ReceptionCard) -> Reception:
    """Corrects a card while the reception has not ended; raises as ``enter``, RequestError ``reception.done``."""
    rights.demand(by, *ENTERERS)
    _demand_whole(card)
    with office.database.writing() as session:
        reception = _waiting(_lock_reception(session, by, reception_id))
        _put(session, by, reception, card)
        audit.record(session, by, "reception.mended", f"reception:{reception.id}")
        session.flush()
        session.refresh(reception)
        return reception


def read_reception(office: Office, by: Actor, reception_id: int) -> Reception:
    """The card; raises RequestError ``reception.gone``."""
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        return _readable_reception(session, by, reception_id)


def of_day(office: Office, by: Actor, day: date) -> list[Reception]:
    """The receptions of ``day``: those who still wait in the order of their turn, then those who were received.

    Whoever has the right to come without the queue stands before all others (5.2).
    """
    rights.demand(by, *READERS)
    of_it = and_(Reception.at >= midnight(day), Reception.at < midnight(day + timedelta(days=1)))
    query = select(Reception).where(_visible(by), of_it)
    with office.database.reading() as session:
        return sorted(session.scalars(query), key=_turn)


def find_receptions(office: Office, by: Actor, words: str, number: int = 1) -> Page[Reception]:
    """Page ``number`` of the receptions with all ``words`` in visitor, official or subject, the latest first."""
    rights.demand(by, *READERS)
    places = (Reception.visitor, Reception.official, Reception.subject)
    said = [or_(*(place.icontains(word, autoescape=True) for place in places)) for word in sought_words(words)]
    query = select(Reception).where(_visible(by), *said).order_by(Reception.at.desc(), Reception.id.desc())
    with office.database.reading() as session:
        return paging.page(session, query, number)


def answer_orally(office: Office, by: Actor, reception_id: int, *, told: str, consent: bool) -> Reception:
    """The answer was given there, with the citizen's consent (3.9): this closes the appeal it was about.

    Raises RequestError ``oral.nothing-told``, ``oral.no-consent``, ``oral.not-yet``, ``reception.gone``,
    ``reception.done``, ``contact.too-long``, ``appeal.done``, DeniedError.
    """
    rights.demand(by, *ENTERERS)
    told = " ".join(told.split())
    if not told:
        raise RequestError("oral.nothing-told")
    if not consent:
        raise RequestError("oral.no-consent")
    if len(told) > _TOLD_LIMIT:
        raise RequestError("contact.too-long", key="told", limit=_TOLD_LIMIT)
    with office.database.reading() as session:
        reception = _waiting(_readable_reception(session, by, reception_id))
        day, appeal = reception.at.date(), reception.appeal
    if day > clock.today():
        raise RequestError("oral.not-yet")
    if appeal is not None and not _is_answered_so(appeal, day, told):
        appeals.answer_orally(office, by, appeal.id, told=told, consent=True, on=day)
    with office.database.writing() as session:
        reception = _waiting(_lock_reception(session, by, reception_id))
        reception.told, reception.consent, reception.end = told, True, ReceptionEnd.ORAL
        audit.record(session, by, "reception.answered-orally", f"reception:{reception.id}", on=day.isoformat())
        session.flush()
        session.refresh(reception)
        return reception


def answer_in_writing(office: Office, by: Actor, reception_id: int, taken: ContactAppeal | None = None) -> Reception:
    """A written answer is to be given: to the appeal of the card, or to one entered now of ``taken`` (3.9).

    The appeal takes over that its applicant has priority (5.2). Raises as ``appeals.add``, RequestError
    ``reception.gone``, ``reception.done``, ``reception.no-appeal``, DeniedError.
    """
    rights.demand(by, *ENTERERS)
    with office.database.reading() as session:
        appeal = _waiting(_readable_reception(session, by, reception_id)).appeal
    if appeal is None:
        if taken is None:
            raise RequestError("reception.no-appeal")
        appeal = taking.enter(office, by, taken, Channel.VISIT)
    with office.database.writing() as session:
        reception = _waiting(_lock_reception(session, by, reception_id))
        reception.appeal_id, reception.end = appeal.id, ReceptionEnd.WRITTEN
        if reception.priority:
            session.get_one(Appeal, appeal.id).priority = True
        audit.record(session, by, "reception.to-be-written", f"reception:{reception.id}", appeal=appeal.id)
        session.flush()
        session.refresh(reception)
        return reception


def _turn(it: Reception) -> tuple[bool, bool, datetime, int]:
    return it.end is not None, not it.priority, it.at, it.id


def _is_answered_so(appeal: Appeal, day: date, told: str) -> bool:
    """Whether a try before this one got as far as the appeal."""
    oral = appeal.oral or {}
    return appeal.state == AppealState.DONE and (oral.get("on"), oral.get("told")) == (day.isoformat(), told)


def _visible(by: Actor) -> ColumnElement[bool]:
    """What is blocked only the registry comes upon."""
    of_body = Reception.body == by.body
    return of_body if by.has(Duty.REGISTRY) else and_(of_body, holds.open_receptions())


def _readable_reception(session: Session, by: Actor, reception_id: int) -> Reception:
    reception = session.get(Reception, reception_id)
    if reception is None or reception.body != by.body:
        raise RequestError("reception.gone")
    return reception


def _lock_reception(session: Session, by: Actor, reception_id: int) -> Reception:
    """As ``_readable_reception``, locked until the transaction ends; raises RequestError ``case.blocked`` too."""
    session.execute(select(Reception.id).where(Reception.id == reception_id).with_for_update())
    reception = _readable_reception(session, by, reception_id)
    holds.demand_usable(session, HoldKind.RECEPTIONS, reception)
    return reception


def _waiting(reception: Reception) -> Reception:
    if reception.end is not None:
        raise RequestError("reception.done")
    return reception


def _put(session: Session, by: Actor, reception: Reception, card: ReceptionCard) -> None:
    appeal = rights.appeal_seen(session, by, card.appeal_id) if card.appeal_id else None
    reception.at, reception.priority = card.at, card.is_priority
    reception.visitor, reception.official = " ".join(card.visitor.split()), " ".join(card.official.split())
    reception.subject = card.subject.strip()
    reception.appeal_id = appeal.id if appeal else None


def _demand_whole(card: ReceptionCard) -> None:
    if not card.visitor.strip():
        raise RequestError("reception.no-visitor", key="visitor")
    if not card.official.strip():
        raise RequestError("reception.no-official", key="official")
    if abs(card.at - clock.now()) > _AHEAD:
        raise RequestError("reception.too-far", key="at")
    for key, limit in _LIMITS.items():
        if len(getattr(card, key)) > limit:
            raise RequestError("contact.too-long", key=key, limit=limit)
