"""Telephone calls: a card filled while talking (6.6, 6.8), the list of calls, how long they took in a quarter (6.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.core.profile import Profile
from letterkit.core.register import CallEnd
from letterkit.core.search_input import sought_words
from letterkit.deadlines.quarter import Quarter, midnight
from letterkit.office import holds, rights
from letterkit.office.context import Office
from letterkit.office.holds import HoldKind
from letterkit.store import audit, paging
from letterkit.store.paging import Page
from letterkit.store.register_tables import Call
from letterkit.store.tables import Appeal, Person

ANSWERERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
"""Whose telephones people call."""
_SEES_ALL = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
_LONGEST = timedelta(hours=5)
_LIMITS = {"caller": 300, "phone": 60, "forwarded_to": 300, "told": 10_000}
_USUAL_MINUTES = 10


@dataclass(frozen=True, slots=True)
class CallCard:
    """What is noted of a call that began ``at``; ``forwarded_to`` is who took it over, or the number that was told."""

    at: datetime
    seconds: int
    end: CallEnd
    caller: str = ""
    phone: str = ""
    told: str = ""
    forwarded_to: str = ""
    appeal_id: int | None = None


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Which calls a list is to show: days with both ends, how they ended, by whom, ``words`` of caller or answer."""

    since: date | None = None
    until: date | None = None
    end: CallEnd | None = None
    by_id: int | None = None
    words: str = ""
    is_longer: bool = False


@dataclass(frozen=True, slots=True)
class Lengths:
    """Calls of one quarter: how many, how long on average; ``limit_s`` is what clause 6.7 allows on average."""

    quarter: Quarter
    count: int
    mean_s: float | None
    longer: int
    limit_s: int

    @property
    def is_met(self) -> bool | None:
        """Whether clause 6.7 is kept; None without calls."""
        return None if self.mean_s is None else self.mean_s <= self.limit_s


def limit_s(profile: Profile) -> int:
    """The average that calls may take (6.7), in seconds."""
    return round(60 * profile.limits.get("call_minutes", _USUAL_MINUTES))


def note(office: Office, by: Actor, card: CallCard) -> Call:
    """Keeps the card of a call that ``by`` has answered.

    Raises RequestError with ``key``, the field it is about: ``call.no-length``, ``call.too-long``, ``call.not-yet``,
    ``call.nothing-told``, ``call.nobody-told``, ``contact.too-long``; ``appeal.gone``; DeniedError.
    """
    rights.demand(by, *ANSWERERS)
    _demand_whole(card)
    with office.database.writing() as session:
        call = Call(body=by.body, by_id=by.id, **_columns(session, by, card))
        session.add(call)
        session.flush()
        audit.record(session, by, "call.noted", f"call:{call.id}", kind=call.end, seconds=call.seconds)
        session.refresh(call)
        return call


def mend(office: Office, by: Actor, call_id: int, card: CallCard) -> Call:
    """Corrects the card of a call; only who has answered it knows what was said.

    Raises as ``note``, RequestError ``call.gone``, ``case.blocked``, DeniedError ``denied.not-own-call``.
    """
    rights.demand(by, *ANSWERERS)
    _demand_whole(card)
    with office.database.writing() as session:
        call = _usable_call(session, by, call_id)
        if call.by_id != by.id:
            raise DeniedError("denied.not-own-call")
        for name, value in _columns(session, by, card).items():
            setattr(call, name, value)
        audit.record(session, by, "call.mended", f"call:{call.id}", kind=call.end, seconds=call.seconds)
        session.flush()
        session.refresh(call)
        return call


def read_call(office: Office, by: Actor, call_id: int) -> Call:
    """The call, if ``by`` may see it; raises RequestError ``call.gone``."""
    with office.database.reading() as session:
        return _readable_call(session, by, call_id)


def link(office: Office, by: Actor, call_id: int, appeal_id: int) -> Call:
    """The call was about the appeal, or the appeal was written down after it.

    Raises RequestError ``call.gone``, ``appeal.gone``, ``case.blocked``.
    """
    rights.demand(by, *ANSWERERS)
    with office.database.writing() as session:
        call = _usable_call(session, by, call_id)
        call.appeal_id = rights.appeal_seen(session, by, appeal_id).id
        audit.record(session, by, "call.linked", f"call:{call.id}", appeal=appeal_id)
        session.flush()
        session.refresh(call)
        return call


def list_calls(office: Office, by: Actor, wanted: CallFilter = CallFilter(), number: int = 1) -> Page[Call]:
    """Page ``number`` of the calls that ``by`` may see and that are ``wanted``, the latest first.

    What is blocked only the registry comes upon.
    """
    open_ones = true() if by.has(Duty.REGISTRY) else holds.open_calls()
    query = select(Call).where(visible_calls(by), open_ones, *_conditions(office.of(by.body).profile, wanted))
    with office.database.reading() as session:
        return paging.page(session, query.order_by(Call.at.desc(), Call.id.desc()), number)


def lengths(office: Office, by: Actor, quarters: Sequence[Quarter]) -> list[Lengths]:
    """How long the calls of the whole body took in each of ``quarters`` (6.7): a figure of the body, not of people.

    A call counts in the quarter in which it began; the time is that of the card, from taking it to its end.
    """
    rights.demand(by, *ANSWERERS)
    most = limit_s(office.of(by.body).profile)
    longer = func.count().filter(Call.seconds > most)
    found = []
    with office.database.reading() as session:
        for quarter in quarters:
            of_it = and_(Call.body == by.body, Call.at >= quarter.begins, Call.at < quarter.next.begins)
            query = select(func.count(), func.avg(Call.seconds), longer).select_from(Call).where(of_it)
            count, mean, over = session.execute(query).one()
            found.append(Lengths(quarter, count, None if mean is None else float(mean), over, most))
    return found


def answerers(office: Office, by: Actor) -> Sequence[Person]:
    """People whose calls ``by`` may see, by surname."""
    query = select(Person).where(Person.id.in_(select(Call.by_id).where(visible_calls(by))))
    with office.database.reading() as session:
        return session.scalars(query.order_by(Person.surname, Person.name, Person.id)).all()


def visible_calls(by: Actor) -> ColumnElement[bool]:
    """Executors see their own calls and those of their department, the others of an office all of them."""
    if by.has(*_SEES_ALL):
        return Call.body == by.body
    own: ColumnElement[bool] = Call.by_id == by.id
    whose = or_(own, Call.by.has(Person.unit == by.unit)) if by.unit else own
    return and_(Call.body == by.body, whose)


def _readable_call(session: Session, by: Actor, call_id: int) -> Call:
    call = session.scalar(select(Call).where(Call.id == call_id, visible_calls(by)))
    if call is None:
        raise RequestError("call.gone")
    return call


def _usable_call(session: Session, by: Actor, call_id: int) -> Call:
    call = _readable_call(session, by, call_id)
    holds.demand_usable(session, HoldKind.CALLS, call)
    return call


def _columns(session: Session, by: Actor, card: CallCard) -> Mapping[str, Any]:
    appeal: Appeal | None = rights.appeal_seen(session, by, card.appeal_id) if card.appeal_id else None
    return {
        "at": card.at,
        "seconds": card.seconds,
        "caller": _line(card.caller),
        "phone": _line(card.phone) or None,
        "told": card.told.strip(),
        "end": card.end,
        "forwarded_to": _line(card.forwarded_to) or None,
        "appeal_id": appeal.id if appeal else None,
    }


def _demand_whole(card: CallCard) -> None:
    """A card tells how long the call was, what was told, and whom the caller was given to where nothing was."""
    if card.seconds <= 0:
        raise RequestError("call.no-length", key="length")
    if card.seconds > _LONGEST.total_seconds():
        raise RequestError("call.too-long", key="length", limit=int(_LONGEST.total_seconds() // 3600))
    if card.at > clock.now():
        raise RequestError("call.not-yet", key="at")
    for key, limit in _LIMITS.items():
        if len(getattr(card, key).strip()) > limit:
            raise RequestError("contact.too-long", key=key, limit=limit)
    if card.end is CallEnd.ANSWERED and not card.told.strip():
        raise RequestError("call.nothing-told", key="told")
    if card.end in (CallEnd.FORWARDED, CallEnd.NUMBER_TOLD) and not card.forwarded_to.strip():
        raise RequestError("call.nobody-told", key="forwarded_to")


def _conditions(profile: Profile, wanted: CallFilter) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = []
    if wanted.since:
        made.append(Call.at >= midnight(wanted.since))
    if wanted.until:
        made.append(Call.at < midnight(wanted.until + timedelta(days=1)))
    if wanted.end:
        made.append(Call.end == wanted.end)
    if wanted.by_id:
        made.append(Call.by_id == wanted.by_id)
    if wanted.is_longer:
        made.append(Call.seconds > limit_s(profile))
    places = (Call.caller, Call.phone, Call.told, Call.forwarded_to)
    for word in sought_words(wanted.words):
        made.append(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return made


def _line(text: str) -> str:
    return " ".join(text.split())
