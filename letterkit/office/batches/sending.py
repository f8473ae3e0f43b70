"""Approved letters of a batch go out together by the channel that the Order allows (2.3–2.5), or one alone."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError, ToolFailed
from letterkit.core.office import Actor, Duty, RowWay
from letterkit.core.outcome import Channel
from letterkit.office import batch_rights
from letterkit.office.batches.answered_appeals import conclude
from letterkit.office.batches.bulk_updates import change_rows
from letterkit.office.batches.channels import TOGETHER
from letterkit.office.batches.mail_rows import came_back, rows_in_mail
from letterkit.office.cases import dispatch
from letterkit.office.context import Office
from letterkit.office.holds import blocked_rows, open_rows
from letterkit.office.rights import demand
from letterkit.store import audit
from letterkit.store.batch_tables import BatchApproval, BatchRow, BatchSending
from letterkit.store.files import Files
from letterkit.tables.card import parse_card

SENT = (
    BatchRow.id,
    BatchRow.number,
    BatchRow.letter_number,
    BatchRow.dated,
    BatchRow.docx,
    BatchRow.pdf,
    BatchRow.approval_id,
    BatchRow.sending_id,
)
"""What is known of a letter that goes out: of a hundred thousand, their cards are not read."""
_NAMED = 20
_AT_ONCE = 200


def send(
    office: Office,
    by: Actor,
    batch_id: int,
    channel: Channel,
    rows: Sequence[int] | None = None,
    *,
    told: int | None = None,
    sent_on: datetime.date | None = None,
    to: str = "",
    track: str | None = None,
    handed_to: str | None = None,
) -> BatchSending:
    """Records that approved letters have gone out by ``channel``: all whose proper way it is, or those of ``rows``.

    ``told`` is how many wait for their way as the sender has seen it: of any other number none goes out.
    ``rows`` are numbers of the table; ``track`` is the number of the post office's list. A restricted letter, one
    handed over and one whose address is told in ``to`` go alone, as does one that came back by mail, once more. Appeals
    of the register are answered as by a single letter. Raises as ``cases.dispatch.send``, RequestError
    ``dispatch.bad-date``, ``batch.gone``, ``batch.changed``, ``batch.not-to-send`` (with ``rows``),
    ``batch.send-alone``, ``batch.nothing-to-send``, ToolFailed ``file.altered``.
    """
    demand(by, Duty.REGISTRY)
    said = dispatch.clean({"to": to, "track": track, "handed_to": handed_to})
    sent_on = sent_on or clock.today()
    with office.database.writing() as session:
        batch_rights.lock_batch(session, by, batch_id)
        letters = letters_going(office, session, batch_id, channel, rows, said, told, again=True)
        _demand_day(letters, sent_on)
        return record(office.files, session, by, batch_id, channel, letters, sent_on, said)


def letters_going(
    office: Office,
    session: Session,
    batch_id: int,
    channel: Channel,
    rows: Sequence[int] | None,
    said: Mapping[str, str],
    told: int | None = None,
    *,
    again: bool = False,
) -> Sequence[Any]:
    """What is known of the letters that ``send`` would record, each as it was approved; raises as it does.

    ``again``: it may be one alone that came back.
    """
    if rows is None:
        letters = _of_way(session, batch_id, channel, said)
        if told is not None and told != len(letters):
            raise RequestError("batch.changed")
    else:
        letters = _letters_to_send(session, batch_id, channel, set(rows), said, again=again and len(rows) == 1)
    _demand_approved(office, session, letters)
    return letters


def record(
    files: Files,
    session: Session,
    by: Actor,
    batch_id: int,
    channel: Channel,
    letters: Sequence[Any],
    sent_on: datetime.date,
    said: Mapping[str, str],
) -> BatchSending:
    """``letters`` have gone together on ``sent_on``: their appeals are answered, the journal tells of it.

    Of one that goes once more the journal says so: it stays in the list of the sending ``instead_of`` which it went.
    """
    sending = BatchSending(
        batch_id=batch_id,
        channel=channel,
        sent_on=sent_on,
        count=len(letters),
        letters=files.put(_letters_json(letters)),
        to=said["to"],
        track=said["track"] or None,
        handed_to=said["handed_to"] or None,
        at=clock.now(),
        by_id=by.id,
    )
    session.add(sending)
    session.flush()
    change_rows(session, [each.id for each in letters], sending_id=sending.id)
    details = {"count": sending.count, "channel": channel.value, "on": sent_on.isoformat()}
    if letters[0].sending_id is None:
        conclude(session, sending.id)
    else:
        details |= {"row": letters[0].number, "instead_of": letters[0].sending_id}
    audit.record(session, by, "batch.sent", f"batch:{batch_id}", **details, letters=sending.letters)
    session.refresh(sending)
    return sending


def to_send(office: Office, by: Actor, batch_id: int) -> Mapping[RowWay, int]:
    """How many approved letters wait to be sent, by their proper way; raises RequestError ``batch.gone``."""
    query = select(BatchRow.way, func.count()).where(*_waiting(batch_id)).group_by(BatchRow.way)
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        found = {RowWay(way or RowWay.UNKNOWN): count for way, count in session.execute(query)}
    return {way: found[way] for way in RowWay if way in found}


def count_blocked(office: Office, by: Actor, batch_id: int) -> int:
    """How many letters of a batch must not be used and are given out nowhere; raises RequestError ``batch.gone``."""
    query = select(func.count()).where(BatchRow.batch_id == batch_id, BatchRow.id.in_(blocked_rows()))
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return session.scalar(query) or 0


def sendings(office: Office, by: Actor, batch_id: int, most: int = 50) -> Sequence[BatchSending]:
    """What has gone out of a batch, the newest first, no more than ``most``; raises RequestError ``batch.gone``."""
    query = select(BatchSending).filter_by(batch_id=batch_id).order_by(BatchSending.id.desc()).limit(most)
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return session.scalars(query).all()


def sent_list(office: Office, by: Actor, batch_id: int, sending_id: int) -> bytes:
    """The list of hashes that went out, as it was kept (JSON); raises ``batch.gone``, ``file.gone``."""
    with office.database.reading() as session:
        return office.files.get(_sending(session, by, batch_id, sending_id).letters)


def rows_sent(office: Office, by: Actor, batch_id: int, sending_id: int) -> Iterator[BatchRow]:
    """The rows that went out together, in the order of the table; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        _sending(session, by, batch_id, sending_id)
        yield from _stream_rows(session, BatchRow.sending_id == sending_id)


def rows_to_send(office: Office, by: Actor, batch_id: int, way: RowWay) -> Iterator[BatchRow]:
    """The rows that wait to go by ``way``, in the order of the table; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        yield from _stream_rows(session, *_waiting(batch_id), BatchRow.way == way)


def first_to_send(session: Session, batch_id: int, way: RowWay) -> BatchRow | None:
    """The first row of those that wait to go by ``way``."""
    waiting = select(BatchRow).where(*_waiting(batch_id), BatchRow.way == way)
    return session.scalars(waiting.order_by(BatchRow.number).limit(1)).first()


def _stream_rows(session: Session, *asked: ColumnElement[bool]) -> Iterator[BatchRow]:
    query = select(BatchRow).where(*asked).order_by(BatchRow.number).execution_options(yield_per=_AT_ONCE)
    for row in session.scalars(query):
        yield row
        session.expunge(row)


def _sending(session: Session, by: Actor, batch_id: int, sending_id: int) -> BatchSending:
    batch_rights.readable_batch(session, by, batch_id)
    sending = session.get(BatchSending, sending_id)
    if sending is None or sending.batch_id != batch_id:
        raise RequestError("batch.gone")
    return sending


def _waiting(batch_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        BatchRow.batch_id == batch_id,
        BatchRow.approval_id.is_not(None),
        BatchRow.sending_id.is_(None),
        BatchRow.id.not_in(rows_in_mail(batch_id)),
        open_rows(),
    )


def _of_way(session: Session, batch_id: int, channel: Channel, said: Mapping[str, str]) -> Sequence[Any]:
    """All whose proper way it is: nothing is asked of each but the day and the number of a list."""
    if channel.value not in TOGETHER:
        raise RequestError("dispatch.wrong-channel", channel=channel.value)
    if said["to"] or said["handed_to"]:
        raise RequestError("batch.send-alone")
    dispatch.demand_short(said)
    asked = (*_waiting(batch_id), BatchRow.way == channel.value)
    letters = session.execute(select(*SENT).where(*asked).order_by(BatchRow.number)).all()
    if not letters:
        raise RequestError("batch.nothing-to-send")
    return letters


def _letters_to_send(
    session: Session, batch_id: int, channel: Channel, numbers: set[int], said: Mapping[str, str], *, again: bool
) -> Sequence[Any]:
    """Those of the rows ``numbers``, each of which may go by ``channel``."""
    if not numbers:
        raise RequestError("batch.nothing-to-send")
    within = BatchRow.number.between(min(numbers), max(numbers))
    may_go = and_(*_waiting(batch_id))
    if again:
        may_go |= and_(BatchRow.batch_id == batch_id, came_back(batch_id))
    query = select(*SENT, BatchRow.card).where(may_go, within).order_by(BatchRow.number)
    found = session.execute(query.execution_options(yield_per=_AT_ONCE))
    letters = [row for row in found if row.number in numbers]
    if missing := sorted(numbers - {row.number for row in letters}):
        raise RequestError("batch.not-to-send", rows=", ".join(map(str, missing[:_NAMED])))
    for row in letters:
        _demand_way(parse_card(row.card, ""), channel, said, alone=len(letters) == 1, again=row.sending_id is not None)
    return letters


def _demand_way(card: CaseCard, channel: Channel, said: Mapping[str, str], *, alone: bool, again: bool) -> None:
    way = next((way for way in dispatch.ways(card, came_back=again) if way.channel is channel), None)
    if way is None:
        raise RequestError("dispatch.wrong-channel", channel=channel.value)
    if not alone and (card.reply.restricted or channel is Channel.VISIT or said["to"]):
        raise RequestError("batch.send-alone")
    dispatch.demand_all(card, way, said)


def _demand_day(letters: Sequence[Any], sent_on: datetime.date) -> None:
    """Nothing has gone out tomorrow, nor before the day that is printed on it."""
    newest = max((each.dated for each in letters if each.dated), default=sent_on)
    if sent_on > clock.today() or sent_on < newest:
        raise RequestError("dispatch.bad-date", date=f"{sent_on:%d.%m.%Y}", letter=f"{newest:%d.%m.%Y}")


def _demand_approved(office: Office, session: Session, letters: Sequence[Any]) -> None:
    """Each letter still has the hashes that somebody has answered for."""
    approved: dict[tuple[int, int], tuple[str, str]] = {}
    for approval_id in {each.approval_id for each in letters}:
        kept = json.loads(office.files.get(session.get_one(BatchApproval, approval_id).letters))
        approved |= {(approval_id, each["row"]): (each["docx"], each["pdf"]) for each in kept}
    for each in letters:
        if approved.get((each.approval_id, each.number)) != (each.docx, each.pdf):
            raise ToolFailed("file.altered", sha256=each.docx)


def _letters_json(letters: Sequence[Any]) -> bytes:
    """As the list of an approval."""
    said = [{"row": row.number, "number": row.letter_number, "docx": row.docx, "pdf": row.pdf} for row in letters]
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
