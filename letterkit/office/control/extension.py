"""The term is extended once, by thirty days at most, with a reason, and the applicant is told (7.4, 7.5).

First somebody decides it, then the applicant is told: by a letter of the reply text ``extension``, or another way. Not
before that is the term another one, for what was not prolonged in the set order counts as not done (7.11).
"""

import datetime
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.deadlines.counting import reckon_deadline
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.russian.calendar import Weekend
from letterkit.store import audit
from letterkit.store.tables import Appeal, Letter

EXTENDERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
_WHY_LIMIT = 1000
_UNMOVED: Weekend = "same"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days of an extension: the applicant is told by ``notice``, ``ends`` is the last day on which there is still
    something to prolong, ``longest`` the end of the longest extension.
    """

    due: datetime.date
    notice: datetime.date
    ends: datetime.date
    longest: datetime.date


def bounds(appeal: Appeal, weekend: Weekend) -> Bounds:
    """The bounds of ``appeal``; by the kinder reading of days off where the law does not say (as standard_replies)."""
    start = appeal.registered
    days = [reckon_deadline(start, "extension", mode).deadline.due for mode in (weekend, _UNMOVED)]
    return Bounds(
        due=appeal.due,
        notice=reckon_deadline(start, "notice", weekend).deadline.due,
        ends=max(appeal.due, reckon_deadline(start, "review", "following").deadline.due),
        longest=max(days),
    )


def decide(office: Office, by: Actor, appeal_id: int, until: datetime.date, why: str) -> Appeal:
    """Decides to extend the term to ``until``; decided anew as long as the applicant was not told.

    Raises RequestError ``extension.no-why``, ``extension.twice``, ``extension.too-late``, ``extension.too-long``,
    ``extension.not-longer``, ``extension.other-term``, ``appeal.done``, ``appeal.gone``, DeniedError.
    """
    rights.demand(by, *EXTENDERS)
    why = " ".join(why.split())[:_WHY_LIMIT]
    if not why:
        raise RequestError("extension.no-why")
    weekend: Weekend = office.of(by.body).profile.weekend  # type: ignore[assignment]
    with office.database.writing() as session:
        appeal = rights.appeal_open(session, by, appeal_id)
        _demand_within(appeal, bounds(appeal, weekend), until)
        today = clock.today().isoformat()
        appeal.extension = {"on": today, "until": until.isoformat(), "why": why, "by": by.name, "told": None}
        audit.record(session, by, "appeal.extension-decided", f"appeal:{appeal.id}", until=until.isoformat())
        return appeal


def tell(office: Office, by: Actor, appeal_id: int, on: datetime.date, how: str) -> Appeal:
    """Notes that the applicant was told of the extension decided, otherwise than by a letter of letterkit.

    Raises RequestError ``extension.not-decided``, ``extension.twice``, ``extension.no-how``, ``extension.not-yet``,
    ``extension.told-late``, ``appeal.done``, ``appeal.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    how = " ".join(how.split())[:_WHY_LIMIT]
    if not how:
        raise RequestError("extension.no-how")
    weekend: Weekend = office.of(by.body).profile.weekend  # type: ignore[assignment]
    with office.database.writing() as session:
        appeal = rights.appeal_open(session, by, appeal_id)
        decided = appeal.extension
        if appeal.extended_to is not None:
            raise RequestError("extension.twice", until=f"{appeal.extended_to:%d.%m.%Y}")
        if not decided:
            raise RequestError("extension.not-decided")
        if on > clock.today() or on < appeal.registered:
            raise RequestError("extension.not-yet")
        known = bounds(appeal, weekend)
        if on > known.ends:
            raise RequestError("extension.told-late", last=f"{known.ends:%d.%m.%Y}")
        until = datetime.date.fromisoformat(decided["until"])
        appeal.extension = {**decided, "told": on.isoformat(), "how": how}
        _extend(session, by, appeal, until)
        return appeal


def told_by_letter(session: Session, by: Actor, appeal: Appeal, letter: Letter, card: CaseCard) -> None:
    """The letter that tells the applicant has gone: the term is the one that it names.

    Raises RequestError ``extension.twice``: a second one must not go. One sent when the term was over extends nothing.
    """
    until = card.reply.due_date
    if until is None:
        return
    if appeal.extended_to is not None:
        raise RequestError("extension.twice", until=f"{appeal.extended_to:%d.%m.%Y}")
    today = clock.today()
    decided = appeal.extension or {"on": today.isoformat(), "why": _reason(card), "by": letter.executor.short_name}
    appeal.extension = {**decided, "until": until.isoformat(), "told": today.isoformat(), "letter": letter.id}
    if today <= max(appeal.due, reckon_deadline(appeal.registered, "review", "following").deadline.due):
        _extend(session, by, appeal, until)


def _extend(session: Session, by: Actor, appeal: Appeal, until: datetime.date) -> None:
    appeal.extended_to = until
    move_letters(session, appeal.id, until)
    told = (appeal.extension or {}).get("told")
    audit.record(session, by, "appeal.extended", f"appeal:{appeal.id}", until=until.isoformat(), on=told)


def move_letters(session: Session, appeal_id: int, due: datetime.date) -> None:
    """Gives the letters that have not gone yet the deadline of their appeal."""
    for letter in session.scalars(select(Letter).filter_by(appeal_id=appeal_id).order_by(Letter.id)):
        if letter.state != LetterState.SENT:
            letter.due = due


def _demand_within(appeal: Appeal, known: Bounds, until: datetime.date) -> None:
    if appeal.extended_to is not None:
        raise RequestError("extension.twice", until=f"{appeal.extended_to:%d.%m.%Y}")
    if appeal.term != "review":
        raise RequestError("extension.other-term")
    if clock.today() > known.ends:
        raise RequestError("extension.too-late", last=f"{known.ends:%d.%m.%Y}")
    if until <= known.due:
        raise RequestError("extension.not-longer", last=f"{known.due:%d.%m.%Y}")
    if until > known.longest:
        raise RequestError("extension.too-long", last=f"{known.longest:%d.%m.%Y}")


def _reason(card: CaseCard) -> str:
    return str(card.reply.fields.get("reason") or "")
