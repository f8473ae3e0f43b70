"""Repeated appeals (1.1, 4.3): found by applicant and subject and offered; a person says which repeats which."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import Applicant
from letterkit.core.errors import CardError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.core.people import Person as PersonName
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.register import search
from letterkit.office.register.display_names import told_by
from letterkit.russian.search_words import form, tokens
from letterkit.standard_replies.identity import ApplicantIdentity, appeal_key, live_apart, may_be_one, who
from letterkit.store import audit
from letterkit.store.register_tables import AppealLink
from letterkit.store.tables import Appeal, Letter
from letterkit.tables.card import parse_card

_LOOKED_AT, _NAMESAKES = 200, 2000
_OFFERED = 5
_TOLD = 10
_ALIKE = 0.4
_SHORT = 3
_FILE = "карточка"
_IDENTIFYING = ("surname", "name", "patronymic", "organisation", "address")
_NEWEST_FIRST = (Appeal.registered.desc(), Appeal.id.desc())


@dataclass(frozen=True, slots=True)
class LinkedAppeals:
    """The appeals that one repeats (``earlier``) and those that repeat it, as far as somebody may see them."""

    earlier: Sequence[Appeal]
    later: Sequence[Appeal]


def linked_appeals(office: Office, by: Actor, appeal_id: int) -> LinkedAppeals:
    """What the appeal is linked with, by day; raises RequestError ``appeal.gone``."""
    with office.database.reading() as session:
        rights.appeal_seen(session, by, appeal_id)
        seen = select(Appeal).where(rights.visible_appeals(by)).order_by(Appeal.registered, Appeal.id)
        before = select(AppealLink.earlier_id).where(AppealLink.appeal_id == appeal_id)
        after = select(AppealLink.appeal_id).where(AppealLink.earlier_id == appeal_id)
        return LinkedAppeals(
            session.scalars(seen.where(Appeal.id.in_(before))).unique().all(),
            session.scalars(seen.where(Appeal.id.in_(after))).unique().all(),
        )


def similar_appeals(office: Office, by: Actor, appeal_id: int) -> Sequence[Appeal]:
    """Earlier appeals that it may repeat, not linked yet: of the same applicant, on a like subject; likest first."""
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        known = select(AppealLink.earlier_id).where(AppealLink.appeal_id == appeal_id)
        return _likest(session, appeal, rights.visible_appeals(by), Appeal.id.not_in(known))


def similar_to(office: Office, by: Actor, card: Mapping[str, Any]) -> Sequence[Appeal]:
    """As ``similar_appeals``, of one that is not in the register yet: nothing where its ``card`` cannot be read."""
    try:
        told = told_by(parse_card(card, _FILE))
    except CardError:
        return ()
    day = clock.today() + datetime.timedelta(days=1)
    appeal = Appeal(id=0, body=by.body, number="", registered=day, card=dict(card), **told)
    with office.database.reading() as session:
        return _likest(session, appeal, rights.visible_appeals(by))


def find_by_numbers(office: Office, by: Actor, numbers: Collection[str]) -> Mapping[str, Appeal]:
    """Of ``numbers`` those that appeals which ``by`` may see have, or were answered under; the latest of each."""
    answered = select(Letter.appeal_id, Letter.number).where(Letter.number.in_(numbers), Letter.appeal_id.is_not(None))
    with office.database.reading() as session:
        under = dict(session.execute(answered).all())
        fits = or_(Appeal.number.in_(numbers), Appeal.reply_number.in_(numbers), Appeal.id.in_(under))
        query = select(Appeal).where(rights.visible_appeals(by), fits).order_by(Appeal.registered, Appeal.id)
        found: dict[str, Appeal] = {}
        for each in session.scalars(query).unique():
            said = {each.number, each.reply_number, under.get(each.id)}.intersection(numbers)
            found |= {number: each for number in said if number}
        return found


def _likest(session: Session, appeal: Appeal, *asked: object) -> Sequence[Appeal]:
    rated = [(_likeness(appeal, other), other) for other in _by_same(session, appeal, *asked)]
    near = sorted((each for each in rated if each[0] >= _ALIKE), key=lambda each: (-each[0], -each[1].id))
    return [other for _, other in near[:_OFFERED]]


def of_same_applicant(office: Office, by: Actor, appeal_id: int) -> Sequence[Appeal]:
    """Earlier appeals that may be of the same applicant, linked or not, the newest first.

    Raises RequestError ``appeal.gone``.
    """
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        return _by_same(session, appeal, rights.visible_appeals(by))[:_TOLD]


def link(office: Office, by: Actor, appeal_id: int, earlier_id: int) -> None:
    """Says that the appeal repeats the earlier one.

    Raises RequestError ``appeal.gone``, ``link.not-earlier``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        earlier = rights.appeal_seen(session, by, earlier_id)
        if _order(earlier) >= _order(appeal):
            raise RequestError("link.not-earlier", number=earlier.number)
        _add(session, by, appeal, earlier)


def unlink(office: Office, by: Actor, appeal_id: int, earlier_id: int) -> None:
    """Takes that back; what is not linked stays so. Raises RequestError ``appeal.gone``, DeniedError."""
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        known = session.get(AppealLink, (appeal_id, earlier_id))
        if known is not None:
            session.delete(known)
            audit.record(session, by, "appeal.unlinked", f"appeal:{appeal.id}", earlier=earlier_id)


def link_named(session: Session, by: Actor | None, appeal: Appeal, numbers: Collection[str]) -> None:
    """Links the appeal to those of its body and applicant that bear ``numbers``: its card says that it repeats them."""
    if not numbers:
        return
    wanted = {appeal_key(number) for number in numbers}
    for earlier in _by_same(session, appeal, Appeal.body == appeal.body):
        if appeal_key(earlier.number) in wanted:
            _add(session, by, appeal, earlier)


def _add(session: Session, by: Actor | None, appeal: Appeal, earlier: Appeal) -> None:
    if session.get(AppealLink, (appeal.id, earlier.id)) is None:
        session.add(AppealLink(appeal_id=appeal.id, earlier_id=earlier.id, by_id=by.id if by else None, at=clock.now()))
        audit.record(session, by, "appeal.linked", f"appeal:{appeal.id}", earlier=earlier.id)


def _by_same(session: Session, appeal: Appeal, *asked: object) -> list[Appeal]:
    """Earlier appeals whose applicant may be the same, the newest first."""
    one = _who(appeal.card.get("applicant"))
    name = one.surname if one and one.surname else appeal.applicant
    if one is None or not name:
        return []
    query = select(Appeal.id, Appeal.registered, Appeal.card["applicant"].label("applicant")).where(
        *asked,  # type: ignore[arg-type]
        Appeal.body == appeal.body,
        Appeal.id != appeal.id,
        Appeal.registered <= appeal.registered,
        Appeal.id.in_(search.newest_saying(session, _surname(appeal) or appeal.applicant, _NAMESAKES)),
    )
    # Namesakes are many and the same person's appeals few: only these are read whole.
    namesakes = session.execute(query.order_by(*_NEWEST_FIRST).limit(_LOOKED_AT)).all()
    same = [each.id for each in namesakes if _order(each) < _order(appeal) and _is_same(one, _who(each.applicant))]
    if not same:
        return []
    return list(session.scalars(select(Appeal).where(Appeal.id.in_(same)).order_by(*_NEWEST_FIRST)).unique())


def _is_same(one: ApplicantIdentity, other: ApplicantIdentity | None) -> bool:
    return other is not None and may_be_one(one, other) and not live_apart(one, other)


def _order(appeal: Appeal | Row[Any]) -> tuple[object, int]:
    return appeal.registered, appeal.id


def _surname(appeal: Appeal) -> str:
    section = appeal.card.get("applicant")
    return str(section.get("surname") or "") if isinstance(section, dict) else ""


def _who(applicant: object) -> ApplicantIdentity | None:
    """The identity that the section ``applicant`` of a card tells; None where there is no such section.

    What the register holds was read as a card once: hundreds of namesakes are not validated anew for every page.
    """
    if not isinstance(applicant, Mapping):
        return None
    surname, name, patronymic, organisation, address = (str(applicant.get(each) or "") or None for each in _IDENTIFYING)
    return who(Applicant(PersonName(surname, name, patronymic), organisation, address=address))


def _likeness(one: Appeal, other: Appeal) -> float:
    """How much of the shorter of two subjects the other says too; 1 for the same group when one has no subject."""
    words, others = _matter(one), _matter(other)
    if not words or not others:
        return float(bool(one.group) and one.group == other.group)
    return len(words & others) / min(len(words), len(others))


def _matter(appeal: Appeal) -> set[str]:
    section = appeal.card.get("appeal")
    asked = section.get("questions", ()) if isinstance(section, dict) else ()
    text = appeal.subject or " ".join(map(str, asked))
    return {form(token) for token in tokens(text) if len(token) > _SHORT or token.isdigit()}
