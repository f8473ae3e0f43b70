"""Letters of a batch by mail: put into the queue together, taken out of it, recorded as sent as they go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.email_address import is_email_address
from letterkit.core.errors import RequestError
from letterkit.core.mail import ON_ITS_WAY, MailingKind, MailingState
from letterkit.core.office import Actor, Duty, RowWay
from letterkit.core.outcome import Channel
from letterkit.office import batch_rights, rights
from letterkit.office.batches import sending
from letterkit.office.batches.mail_rows import came_back
from letterkit.office.batches.row_entry import card_of
from letterkit.office.batches.rows import row_of
from letterkit.office.cases.dispatch import clean, ways
from letterkit.office.context import Office
from letterkit.office.mail.attached import choose, row_files
from letterkit.office.mail.mailings import demand_readable
from letterkit.office.mail.messages import new_message_id
from letterkit.store import audit
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.mail_tables import UNRECORDED, Mailing
from letterkit.store.tables import table_of

RowWords = Callable[[BatchRow, CaseCard], tuple[str, str]]
"""Heading and words of the message with the letter of a row."""
_AT_ONCE = 500
_TOGETHER = timedelta(minutes=10)
"""Letters that have gone within this time are recorded as one sending, where others of their batch still wait."""


@dataclass(frozen=True, slots=True)
class RowMessage:
    """The message with the letter of row ``number`` as it would go, with the names of its ``files``."""

    number: int
    sender: str
    to: str
    heading: str
    words: str
    files: Sequence[str]


def message_to_go(
    office: Office, by: Actor, batch_id: int, words: RowWords, number: int | None = None
) -> RowMessage | None:
    """The message of row ``number``, or of the first that waits to go by mail; None where there is no such letter.

    Raises RequestError ``batch.gone``, ``batch.no-row``.
    """
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        row = (
            row_of(session, batch_id, number)
            if number is not None
            else sending.first_to_send(session, batch_id, RowWay.EMAIL)
        )
        if row is None or row.approval_id is None:
            return None
        card = card_of(row)
        heading, text = words(row, card)
        files = [each.name for each in row_files(session, row) if each.is_usual]
        return RowMessage(row.number, office.profile.body.email, card.applicant.email or "", heading, text, files)


def mail_rows(
    office: Office,
    by: Actor,
    batch_id: int,
    words: RowWords,
    *,
    rows: Sequence[int] | None = None,
    told: int | None = None,
    with_docx: bool = False,
) -> int:
    """Puts letters of a batch into the queue: all whose proper way is e-mail, or those of ``rows``; how many.

    Raises as ``batches.sending.send``, RequestError ``mailing.bad-rows`` (``rows``) where an address is none.
    """
    rights.demand(by, Duty.REGISTRY)
    sender = office.of(by.body).profile.body.email
    with office.database.writing() as session:
        batch = batch_rights.lock_batch(session, by, batch_id)
        said = clean({"to": "", "track": "", "handed_to": ""})
        ids = [each.id for each in sending.letters_going(office, session, batch_id, Channel.EMAIL, rows, said, told)]
        unfit: list[int] = []
        for start in range(0, len(ids), _AT_ONCE):
            some = select(BatchRow).where(BatchRow.id.in_(ids[start : start + _AT_ONCE])).order_by(BatchRow.number)
            made = []
            for row in session.scalars(some).all():
                values = _values(session, by, batch, row, words, sender, with_docx)
                if not is_email_address(values["to"]):
                    unfit.append(row.number)
                made.append(values)
                session.expunge(row)
            session.execute(insert(table_of(Mailing)), made)
        if unfit:
            raise RequestError("mailing.bad-rows", rows=", ".join(map(str, unfit[:20])))
        audit.record(session, by, "batch.mailed", f"batch:{batch_id}", count=len(ids))
        return len(ids)


def mail_row(
    office: Office, by: Actor, batch_id: int, number: int, words: RowWords, *, to: str, with_docx: bool = False
) -> Mailing:
    """Puts the letter of one row into the queue, to an address that was told; once more where it came back.

    Raises RequestError ``batch.gone``, ``batch.no-row``, ``export.not-approved``, ``mailing.bad-address``,
    ``mailing.on-its-way``, ``dispatch.wrong-channel``, ``letter.wrong-step``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    sender = office.of(by.body).profile.body.email
    with office.database.writing() as session:
        batch = batch_rights.lock_batch(session, by, batch_id)
        row = row_of(session, batch_id, number)
        if row.approval_id is None:
            raise RequestError("export.not-approved")
        if all(way.channel is not Channel.EMAIL for way in ways(card_of(row))):
            raise RequestError("dispatch.wrong-channel", channel=Channel.EMAIL.value)
        last = select(Mailing).where(Mailing.row_id == row.id, Mailing.state != MailingState.CANCELLED)
        before = session.scalar(last.order_by(Mailing.id.desc()).limit(1))
        if before is not None and before.state in (*ON_ITS_WAY, MailingState.ACCEPTED):
            raise RequestError("mailing.on-its-way")
        back = session.scalar(select(BatchRow.id).where(BatchRow.id == row.id, came_back(batch_id)))
        if row.sending_id is not None and back is None:
            raise RequestError("letter.wrong-step", state="sent")
        values = _values(session, by, batch, row, words, sender, with_docx)
        values["to"], values["heading"], values["words"] = demand_readable(to, values["heading"], values["words"])
        mailing = Mailing(**values, again_id=before.id if before is not None else None)
        session.add(mailing)
        session.flush()
        audit.record(session, by, "batch.mailed", f"batch:{batch_id}", count=1, row=number)
        return mailing


def stop(office: Office, by: Actor, batch_id: int) -> int:
    """Takes what has not gone yet of a batch out of the queue, where it waits to be sent again; how many letters."""
    rights.demand(by, Duty.REGISTRY)
    with office.database.writing() as session:
        batch_rights.lock_batch(session, by, batch_id)
        queued = update(Mailing).where(Mailing.batch_id == batch_id, Mailing.state == MailingState.QUEUED)
        stopped = session.execute(queued.values(state=MailingState.CANCELLED))
        count: int = stopped.rowcount  # type: ignore[attr-defined]
        if count:
            audit.record(session, by, "batch.mail-stopped", f"batch:{batch_id}", count=count)
        return count


def record_gone(database: Database, files: Files) -> int:
    """Records as sent what servers have taken: of a batch all of it, or what went minutes ago; how many letters."""
    with database.reading() as session:
        unrecorded = select(Mailing.batch_id).where(UNRECORDED, Mailing.batch_id.is_not(None)).distinct()
        batches = session.scalars(unrecorded).all()
    return sum(_record_gone(database, files, batch_id) for batch_id in batches if batch_id is not None)


def _record_gone(database: Database, files: Files, batch_id: int) -> int:
    with database.writing() as session:
        session.execute(select(Batch.id).where(Batch.id == batch_id).with_for_update())
        going = (MailingState.QUEUED, MailingState.TRYING)
        waits = select(Mailing.id).where(Mailing.batch_id == batch_id, Mailing.state.in_(going)).limit(1)
        gone = session.scalars(select(Mailing).where(UNRECORDED, Mailing.batch_id == batch_id)).all()
        oldest = min((each.accepted for each in gone if each.accepted is not None), default=clock.now())
        if not gone or (session.scalar(waits) is not None and oldest > clock.now() - _TOGETHER):
            return 0
        for (_, sent_on), some in groupby(sorted(gone, key=_sent_by), key=_sent_by):
            _record(session, files, batch_id, list(some), sent_on)
        for each in gone:
            each.recorded = clock.now()
        return len(gone)


def _record(session: Session, files: Files, batch_id: int, gone: Sequence[Mailing], sent_on: Any) -> None:
    by = gone[0].by
    assert by is not None
    ids = [each.row_id for each in gone if each.again_id is None]
    rows: list[Any] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = select(*sending.SENT).where(BatchRow.id.in_(ids[start : start + _AT_ONCE]))
        rows += session.execute(some).all()
    if not rows:
        return  # they have gone once more, and stand recorded
    rows.sort(key=lambda row: row.number)
    alone = {"to": gone[0].to if len(gone) == 1 else "", "track": "", "handed_to": ""}
    sending.record(files, session, by.actor, batch_id, Channel.EMAIL, rows, sent_on, alone)


def _sent_by(mailing: Mailing) -> tuple[int, Any]:
    assert mailing.accepted is not None
    return mailing.by_id or 0, mailing.accepted.date()


def _values(
    session: Session, by: Actor, batch: Batch, row: BatchRow, words: RowWords, sender: str, with_docx: bool
) -> dict[str, Any]:
    card, files = card_of(row), row_files(session, row)
    heading, text = words(row, card)
    return {
        "body": batch.body,
        "kind": MailingKind.REPLY,
        "state": MailingState.QUEUED,
        "batch_id": batch.id,
        "row_id": row.id,
        "to": card.applicant.email or "",
        "heading": heading,
        "words": text,
        "files": choose(files, [each.sha256 for each in files if with_docx]),
        "message_id": new_message_id(sender),
        "at": clock.now(),
        "by_id": by.id,
        "due": clock.now(),
        "attempts": 0,
    }
