"""Data of a person blocked: read, and neither used nor sent nor removed, until somebody lifts it (article 21)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.mail import MailingState
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.answering_rows import answers
from letterkit.office.citizens.finding import SEEKERS, FoundThing, things_of
from letterkit.office.holds import HoldKind, HoldReason, subject_of
from letterkit.store import audit
from letterkit.store.batch_tables import BatchRow
from letterkit.store.database import Database
from letterkit.store.mail_tables import Mailing
from letterkit.store.retention_tables import HELD, Hold
from letterkit.store.tables import Appeal, Letter

_LONGEST = 400


def block(database: Database, by: Actor | None, codes: Sequence[str], why: str, body: str = "") -> int:
    """Blocks the things that ``codes`` name, with the letters of batches that answer them; how many were blocked now.

    What of them waits in the queue of the mail is taken out of it. Raises RequestError ``retention.no-why``,
    ``citizen.nothing-chosen``, ``hold.gone``, DeniedError.
    """
    why = " ".join(why.split())[:_LONGEST]
    if not why:
        raise RequestError("retention.no-why")
    with database.writing() as session:
        things = things_of(session, _body_of(by, body), codes)
        keys = {(each.kind, each.id) for each in things} | set(_answering_rows(session, things))
        made = 0
        for kind, thing_id in sorted(keys):
            if _block_of(session, kind, thing_id) is None:
                place = {"kind": kind, "thing_id": thing_id, "body": _body_of(by, body)}
                session.add(
                    Hold(**place, why=HoldReason.BLOCKED, words=why, at=clock.now(), by_id=by.id if by else None)
                )
                made += 1
            _stop_mail(session, kind, thing_id)
            audit.record(session, by, "citizen.blocked", subject_of(kind, thing_id))
        return made


def unblock(database: Database, by: Actor | None, codes: Sequence[str], body: str = "") -> int:
    """Lets the things be used again, and the letters that answer them; how many were blocked. Raises as ``block``."""
    with database.writing() as session:
        things = things_of(session, _body_of(by, body), codes)
        keys = {(each.kind, each.id) for each in things} | set(_answering_rows(session, things))
        lifted = 0
        for kind, thing_id in sorted(keys):
            if (held := _block_of(session, kind, thing_id)) is not None:
                held.lifted, held.lifted_by_id = clock.now(), by.id if by else None
                audit.record(session, by, "citizen.unblocked", subject_of(kind, thing_id))
                lifted += 1
        return lifted


def _body_of(by: Actor | None, body: str) -> str:
    if by is None:
        return body
    rights.demand(by, *SEEKERS)
    return by.body


def _block_of(session: Session, kind: HoldKind, thing_id: int) -> Hold | None:
    known = select(Hold).where(HELD, Hold.kind == kind, Hold.thing_id == thing_id, Hold.why == HoldReason.BLOCKED)
    return session.scalar(known)


def _answering_rows(session: Session, things: Sequence[FoundThing]) -> Sequence[tuple[HoldKind, int]]:
    cases = [each.id for each in things if each.kind is HoldKind.CASES]
    rows = select(BatchRow.id).join(Appeal, answers()).where(Appeal.id.in_(cases))
    return [(HoldKind.ROWS, row_id) for row_id in session.scalars(rows)] if cases else []


def _stop_mail(session: Session, kind: HoldKind, thing_id: int) -> None:
    waiting = select(Mailing).where(Mailing.state == MailingState.QUEUED)
    match kind:
        case HoldKind.CASES:
            letters = select(Letter.id).where(Letter.appeal_id == thing_id)
            waiting = waiting.where((Mailing.appeal_id == thing_id) | Mailing.letter_id.in_(letters))
        case HoldKind.LETTERS:
            waiting = waiting.where(Mailing.letter_id == thing_id)
        case HoldKind.ROWS:
            waiting = waiting.where(Mailing.row_id == thing_id)
        case _:
            return
    for mailing in session.scalars(waiting).all():
        mailing.state = MailingState.CANCELLED
