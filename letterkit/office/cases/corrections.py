"""What is known of an appeal put right: a slip of the hand in its card, a group that fits better (4.1, 6.12)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.control.extension import move_letters
from letterkit.office.control.terms import due_by
from letterkit.office.register import indexing
from letterkit.office.register.details import Details
from letterkit.office.register.display_names import told_by
from letterkit.office.register.entry import SECTIONS, demand_single, entry_of, flush
from letterkit.office.register.table_row import say_the_same
from letterkit.russian.calendar import Weekend
from letterkit.store import audit
from letterkit.store.tables import Appeal
from letterkit.tables.card import parse_card

_CARD = "карточка"


@dataclass(frozen=True, slots=True)
class KnownAppeal:
    """An appeal as it is known now; ``seen`` names this state, for whoever saves changes of it."""

    appeal: Appeal
    card: Mapping[str, Any]
    details: Details
    seen: str


def correctable_appeal(office: Office, by: Actor, appeal_id: int) -> KnownAppeal:
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
        return KnownAppeal(appeal, appeal.card, details, state_of(appeal))


def correct(
    office: Office, by: Actor, appeal_id: int, seen: str, card: Mapping[str, Any], details: Details
) -> Mapping[str, Any]:
    """Has the register know the appeal by ``card`` and ``details``; what it has changed, by column.

    ``seen`` is the state that ``card`` was made from. What the form does not ask for stays: other sections of the card,
    helpers. The term is counted anew where the day of registration changes and the old term was that day's, of an
    appeal that is done too: figures tell by it who was late. Letters that were begun keep their words. Questions that
    have been answered stay.

    Raises CardError as ``parse_card`` and ``entry_of``, ``appeal.after-answer``, RequestError ``appeal.twice``,
    ``appeal.too-long``, ``appeal.changed-since``, ``appeal.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    whole, more = parse_card(card, _CARD), details.tidy()
    entry = entry_of(whole)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        if state_of(appeal) != seen:
            raise RequestError("appeal.changed-since")
        if appeal.answered is not None and entry.registered > appeal.answered:
            raise CardError("appeal.after-answer", key="appeal.registered", date=f"{appeal.answered:%d.%m.%Y}")
        demand_single(session, appeal.body, entry, appeal.id)
        weekend: Weekend = office.of(by.body).profile.weekend  # type: ignore[assignment]
        was_counted = appeal.due == due_by(appeal, weekend).deadline.due
        changed = _changed_values(appeal, {**entry._asdict(), **_columns(appeal, whole, card, more)})
        if not changed:
            return {}
        for name, value in changed.items():
            setattr(appeal, name, value)
        if "registered" in changed and was_counted:
            _count_anew(session, appeal, weekend)
        flush(session, entry)
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


def _changed_values(appeal: Appeal, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(appeal, name) != value}


def _count_anew(session: Session, appeal: Appeal, weekend: Weekend) -> None:
    """The first term by the day that is known now; the day that the applicant was told is kept while it is later."""
    appeal.due = due_by(appeal, weekend).deadline.due
    if appeal.extended_to is not None and appeal.extended_to <= appeal.due:
        appeal.extended_to = None
    move_letters(session, appeal.id, appeal.extended_to or appeal.due)


def state_of(appeal: Appeal) -> str:
    """What names the present state of the appeal, for whoever saves changes of it."""
    parts = [appeal.number, appeal.registered.isoformat(), appeal.card, appeal.reason, appeal.priority, appeal.visit]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
