"""What is known of an appeal put right: a slip of the hand in its card, a group that fits better (4.1, 6.12)."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, RequestError
from letterkit.core.office import Actor, AppealState, Duty
from letterkit.flow.card import parse_card
from letterkit.flow.cases import rights
from letterkit.flow.cases.office import Office
from letterkit.flow.control.extending import move_letters
from letterkit.flow.control.terms import due_by
from letterkit.flow.register import indexing
from letterkit.flow.register.details import Details
from letterkit.flow.register.named import demand_short, told_by
from letterkit.flow.register.row import say_the_same
from letterkit.russian.calendar import Weekend
from letterkit.store import audit
from letterkit.store.tables import Appeal

SECTIONS = ("appeal", "applicant")
_CARD = "карточка"


@dataclass(frozen=True, slots=True)
class Known:
    """An appeal as it is known now; ``seen`` names this state, for whoever saves changes of it."""

    appeal: Appeal
    card: Mapping[str, Any]
    details: Details
    seen: str


def known(office: Office, by: Actor, appeal_id: int) -> Known:
    """What can be put right; raises RequestError ``appeal.gone``, DeniedError."""
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        visit = appeal.visit or {}
        details = Details(
            reason=appeal.reason,
            priority=appeal.priority,
            with_employee=visit.get("with"),
            representative=visit.get("representative"),
        )
        return Known(appeal, appeal.card, details, _state(appeal))


def correct(
    office: Office, by: Actor, appeal_id: int, seen: str, card: Mapping[str, Any], details: Details
) -> Mapping[str, Any]:
    """Has the register know the appeal by ``card`` and ``details``; what it has changed, by column.

    ``seen`` is the state that ``card`` was made from. What the form does not ask for stays: other sections of the card,
    helpers. The term is counted anew where the day of registration changes and the old term was that day's; letters
    that were begun keep their words. Questions that have been answered stay.

    Raises CardError as ``parse_card`` and ``card.missing``, RequestError ``appeal.twice``, ``appeal.too-long``,
    ``appeal.changed-since``, ``appeal.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    whole, more = parse_card(card, _CARD), details.tidy()
    number, registered = whole.appeal.number, whole.appeal.registered
    if not number:
        raise CardError("card.missing", key="appeal.number")
    if registered is None:
        raise CardError("card.missing", key="appeal.registered")
    demand_short(whole)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        if _state(appeal) != seen:
            raise RequestError("appeal.changed-since")
        _demand_single(session, appeal, number, registered)
        weekend: Weekend = office.of(by.body).profile.weekend  # type: ignore[assignment]
        was_counted = appeal.due == due_by(appeal, weekend).deadline.due
        changed = _changed(appeal, {"number": number, "registered": registered, **_columns(appeal, whole, card, more)})
        if not changed:
            return {}
        for name, value in changed.items():
            setattr(appeal, name, value)
        if "registered" in changed and was_counted and appeal.state != AppealState.DONE:
            appeal.due = due_by(appeal, weekend).deadline.due
            if appeal.extended_to is None:
                move_letters(session, appeal.id, appeal.due)
        _flush(session, number)
        if "card" in changed:
            indexing.ask(session, appeal, whole.appeal.questions)
        indexing.index(session, appeal)
        audit.record(session, by, "appeal.changed", f"appeal:{appeal.id}", fields=sorted(changed))
        return changed


def _columns(appeal: Appeal, whole: CaseCard, card: Mapping[str, Any], more: Details) -> dict[str, Any]:
    others = {name: part for name, part in appeal.card.items() if name not in SECTIONS}
    made = {**{name: card[name] for name in SECTIONS if card.get(name)}, **others}
    return {
        **told_by(whole),
        "card": appeal.card if say_the_same(appeal.card, made) else made,
        "reason": more.reason,
        "priority": more.priority,
        "visit": more.visit,
    }


def _changed(appeal: Appeal, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(appeal, name) != value}


def _demand_single(session: Session, appeal: Appeal, number: str, registered: datetime.date) -> None:
    same = select(Appeal.id).filter_by(body=appeal.body, number=number, registered=registered)
    if session.scalar(same.where(Appeal.id != appeal.id)) is not None:
        raise RequestError("appeal.twice", number=number)


def _flush(session: Session, number: str) -> None:
    try:
        session.flush()
    except IntegrityError:  # somebody has entered the same since we looked
        raise RequestError("appeal.twice", number=number) from None


def _state(appeal: Appeal) -> str:
    parts = [appeal.number, appeal.registered.isoformat(), appeal.card, appeal.reason, appeal.priority, appeal.visit]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
