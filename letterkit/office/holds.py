"""What is held: not removed whatever its term, and what is blocked besides: not used either (article 21 of 152-FZ)."""

import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, or_, select, union
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.office.answering_rows import answers
from letterkit.store.batch_tables import BatchRow
from letterkit.store.incoming_tables import Incoming
from letterkit.store.register_tables import Call, Reception
from letterkit.store.retention_tables import HELD, Hold
from letterkit.store.tables import Appeal, Letter


class HoldReason(StrEnum):
    """Why something is held: BLOCKED at the demand of the person whose data it has, or of the authority."""

    ARCHIVE = "archive"
    COURT = "court"
    CHECK = "check"
    OTHER = "other"
    BLOCKED = "blocked"


class HoldKind(StrEnum):
    """What can be held; a letter of an appeal is held with it."""

    CASES = "cases"
    LETTERS = "letters"
    BATCHES = "batches"
    ROWS = "rows"
    RECEPTIONS = "receptions"
    CALLS = "calls"
    INCOMING = "incoming"
    MESSAGES = "messages"
    OPINIONS = "opinions"
    REMINDERS = "reminders"
    PEOPLE = "people"


def subject_of(kind: HoldKind, thing_id: int) -> str:
    """The thing as the journal calls it."""
    return f"{_SUBJECTS[kind]}:{thing_id}"


_SUBJECTS = {
    HoldKind.CASES: "appeal",
    HoldKind.LETTERS: "letter",
    HoldKind.BATCHES: "batch",
    HoldKind.ROWS: "row",
    HoldKind.RECEPTIONS: "reception",
    HoldKind.CALLS: "call",
    HoldKind.INCOMING: "incoming",
    HoldKind.MESSAGES: "message",
    HoldKind.OPINIONS: "opinion",
    HoldKind.REMINDERS: "reminder",
    HoldKind.PEOPLE: "person",
}


def held_ids(kind: HoldKind, on: datetime.date | None = None) -> Select[int]:
    """The ids of the things of ``kind`` that are held on a day, today if none is named."""
    still = or_(Hold.until.is_(None), Hold.until >= (on or clock.today()))
    return select(Hold.thing_id).where(HELD, Hold.kind == kind, still)


def blocked_ids(kind: HoldKind) -> Select[int]:
    """The ids of the things of ``kind`` that must not be used."""
    return select(Hold.thing_id).where(HELD, Hold.kind == kind, Hold.why == HoldReason.BLOCKED)


def is_blocked(session: Session, kind: HoldKind, thing_id: int) -> bool:
    """Whether that thing must not be used."""
    return session.scalar(blocked_ids(kind).where(Hold.thing_id == thing_id).limit(1)) is not None


def open_appeals() -> ColumnElement[bool]:
    """Appeals that may be used, as a condition of a query."""
    return Appeal.id.not_in(blocked_ids(HoldKind.CASES))


def open_letters() -> ColumnElement[bool]:
    """Letters that may be used, they and their appeals."""
    of_appeal = or_(Letter.appeal_id.is_(None), Letter.appeal_id.not_in(blocked_ids(HoldKind.CASES)))
    return (Letter.id.not_in(blocked_ids(HoldKind.LETTERS))) & of_appeal


def blocked_rows() -> CompoundSelect[int]:
    """The ids of the rows of batches that must not be used, those that answer a blocked appeal among them."""
    of_appeals = select(BatchRow.id).join(Appeal, answers()).where(Appeal.id.in_(blocked_ids(HoldKind.CASES)))
    return union(blocked_ids(HoldKind.ROWS), of_appeals)


def open_rows() -> ColumnElement[bool]:
    """Rows of batches whose letters may go out."""
    return BatchRow.id.not_in(blocked_rows())


def open_calls() -> ColumnElement[bool]:
    """Calls that may be used, they and the appeals they were about."""
    return _open_with_appeal(Call, HoldKind.CALLS)


def open_receptions() -> ColumnElement[bool]:
    """As ``open_calls``, of receptions."""
    return _open_with_appeal(Reception, HoldKind.RECEPTIONS)


def open_incoming() -> ColumnElement[bool]:
    """What has come in and may be used, as a condition of a query."""
    return _open_with_appeal(Incoming, HoldKind.INCOMING)


def _open_with_appeal(table: Any, kind: HoldKind) -> ColumnElement[bool]:
    of_appeal = or_(table.appeal_id.is_(None), table.appeal_id.not_in(blocked_ids(HoldKind.CASES)))
    return and_(table.id.not_in(blocked_ids(kind)), of_appeal)


def demand_usable(session: Session, kind: HoldKind, thing: Any) -> None:
    """As ``demand_usable_appeal``, for a call, a reception or what has come in, and the appeal that it was about."""
    of_appeal = thing.appeal_id is not None and is_blocked(session, HoldKind.CASES, thing.appeal_id)
    if of_appeal or is_blocked(session, kind, thing.id):
        raise RequestError("case.blocked")


def demand_usable_appeal(session: Session, appeal: Appeal) -> None:
    """Raises RequestError ``case.blocked`` where its data must not be used."""
    if is_blocked(session, HoldKind.CASES, appeal.id):
        raise RequestError("case.blocked")


def demand_usable_letter(session: Session, letter: Letter) -> None:
    """As ``demand_usable_appeal``, for a letter and its appeal."""
    of_appeal = letter.appeal_id is not None and is_blocked(session, HoldKind.CASES, letter.appeal_id)
    if of_appeal or is_blocked(session, HoldKind.LETTERS, letter.id):
        raise RequestError("case.blocked")


def demand_usable_row(session: Session, row_id: int) -> None:
    """As ``demand_usable_appeal``, for a row of a batch and the appeal that it answers."""
    if session.scalar(select(BatchRow.id).where(BatchRow.id == row_id, open_rows())) is None:
        raise RequestError("case.blocked")


def demand_there(thing: Any) -> None:
    """Raises RequestError ``case.removed`` (``act``) where what was said in it has been removed."""
    if thing.removed_by is not None:
        raise RequestError("case.removed", act=thing.removed_by)
