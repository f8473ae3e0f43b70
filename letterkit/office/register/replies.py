"""The register of replies (4.2): letters, rows of batches and answers given elsewhere, each with its appeal (4.1)."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, Select, exists, func, literal, or_, select, true, union_all
from sqlalchemy.orm import Session, joinedload

from letterkit.core.errors import CardError
from letterkit.core.office import Actor, LetterState, RowState
from letterkit.core.search_input import sought_words
from letterkit.office import batch_rights, rights
from letterkit.office.answering_rows import answers
from letterkit.office.context import Office
from letterkit.office.register.display_names import applicant_name
from letterkit.store import paging
from letterkit.store.batch_tables import Batch, BatchRow, BatchSending
from letterkit.store.paging import PAGE, Page
from letterkit.store.tables import Appeal, Dispatch, Letter
from letterkit.tables.card import parse_card

_FILE = "карточка"
_LETTER, _ROW, _ELSEWHERE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: ``letter_id``, or ``batch_id`` and ``row``, say where it is; neither: it was given elsewhere.

    ``appeal`` is what it answers, None where the register does not have that; ``appeal_number`` is then what it says.
    ``channel`` and ``sent_on`` are of one that has gone out.
    """

    number: str
    dated: datetime.date | None
    addressee: str
    state: LetterState
    appeal: Appeal | None
    appeal_number: str | None
    channel: str | None = None
    sent_on: datetime.date | None = None
    letter_id: int | None = None
    batch_id: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ReplyQuery:
    """Replies asked for: by ``words`` in number, addressee or appeal; dated ``since`` … ``until``; sent ones or not."""

    words: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    sent: bool | None = None


def replies(office: Office, by: Actor, asked: ReplyQuery, number: int = 1, *, size: int = PAGE) -> Page[Reply]:
    """Page ``number`` of the replies that ``by`` may see, the newest first; the last one when there are not so many."""
    with office.database.reading() as session:
        found = _build_query(by, asked)
        total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
        at = paging.place(total, number, size)
        return Page(list(_rows(session, found, size, at.offset)), total, at.number, at.pages)


def every_reply(office: Office, by: Actor, asked: ReplyQuery) -> Iterator[Reply]:
    """All of them, for a spreadsheet."""
    page, pages = 1, 1
    while page <= pages:
        found = replies(office, by, asked, page, size=_AT_ONCE)
        page, pages = page + 1, found.pages
        yield from found.rows


_AT_ONCE = 500


def _build_query(by: Actor, asked: ReplyQuery) -> CompoundSelect[tuple[int, int, datetime.date | None]]:
    return union_all(*(_apply_filters(query, asked, *columns) for query, *columns in _sources(by)))


def _sources(by: Actor) -> Iterator[tuple[object, ...]]:
    """Each kind of reply: its query, its number, its day, its addressee, its appeal's number, whether it has gone."""
    letters = select(literal(_LETTER).label("kind"), Letter.id.label("id"), Letter.dated.label("day"))
    letters = letters.outerjoin(Appeal, Letter.appeal_id == Appeal.id)
    letters = letters.where(rights.visible(by), Letter.number.is_not(None))
    yield letters, Letter.number, Letter.dated, Appeal.applicant, Appeal.number, Letter.state == LetterState.SENT
    rows = select(literal(_ROW), BatchRow.id, BatchRow.dated).join(Batch, BatchRow.batch_id == Batch.id)
    rows = rows.where(batch_rights.visible(by), BatchRow.letter_number.is_not(None), BatchRow.state == RowState.DONE)
    gone = BatchRow.sending_id.is_not(None)
    yield rows, BatchRow.letter_number, BatchRow.dated, BatchRow.who, BatchRow.appeal_number, gone
    ours = exists().where(Letter.appeal_id == Appeal.id, Letter.number == Appeal.reply_number)
    of_batch = exists().where(BatchRow.letter_number == Appeal.reply_number, BatchRow.appeal_number == Appeal.number)
    elsewhere = select(literal(_ELSEWHERE), Appeal.id, Appeal.answered)
    elsewhere = elsewhere.where(rights.visible_appeals(by), Appeal.reply_number.is_not(None), ~ours, ~of_batch)
    yield elsewhere, Appeal.reply_number, Appeal.answered, Appeal.applicant, Appeal.number, true()


def _apply_filters(query, asked, number, day, addressee, appeal, gone):  # type: ignore[no-untyped-def]
    if asked.since is not None:
        query = query.where(day >= asked.since)
    if asked.until is not None:
        query = query.where(day <= asked.until)
    if asked.sent is not None:
        query = query.where(gone if asked.sent else ~gone)
    for word in sought_words(asked.words):
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in (number, addressee, appeal))))
    return query


def _rows(
    session: Session, found: CompoundSelect[tuple[int, int, datetime.date | None]], size: int, skip: int
) -> Iterator[Reply]:
    table = found.subquery()
    order = (table.c.day.desc().nulls_last(), table.c.kind, table.c.id.desc())
    wanted = session.execute(select(table.c.kind, table.c.id).order_by(*order).limit(size).offset(skip)).all()
    ids = {kind: [row.id for row in wanted if row.kind == kind] for kind in (_LETTER, _ROW, _ELSEWHERE)}
    made: dict[tuple[int, int], Reply] = {}
    for letter, sent in session.execute(_letters(ids[_LETTER])):
        made[_LETTER, letter.id] = _of_letter(letter, sent)
    answered = session.execute(_appeals(ids[_ROW])).all()
    appeals = {row.id: row.Appeal for row in answered}
    of_batches = select(BatchRow).where(BatchRow.id.in_(ids[_ROW])).options(joinedload(BatchRow.sending))
    for row in session.scalars(of_batches):
        made[_ROW, row.id] = _of_row(row, appeals.get(row.id))
    for appeal in session.scalars(select(Appeal).where(Appeal.id.in_(ids[_ELSEWHERE]))).unique():
        made[_ELSEWHERE, appeal.id] = _of_appeal(appeal)
    yield from (made[row.kind, row.id] for row in wanted if (row.kind, row.id) in made)


def _letters(ids: Sequence[int]) -> Select[Letter, Dispatch]:
    query = select(Letter, Dispatch).outerjoin(Dispatch, Dispatch.letter_id == Letter.id)
    return query.where(Letter.id.in_(ids))


def _appeals(rows: Sequence[int]) -> Select[int, Appeal]:
    return select(BatchRow.id, Appeal).select_from(Appeal).join(BatchRow, answers()).where(BatchRow.id.in_(rows))


def _of_letter(letter: Letter, sent: Dispatch | None) -> Reply:
    appeal = letter.appeal
    return Reply(
        letter.number or "",
        letter.dated,
        appeal.applicant if appeal else _addressee(letter),
        LetterState(letter.state),
        appeal,
        appeal.number if appeal else None,
        sent.channel if sent else None,
        sent.at.date() if sent else None,
        letter_id=letter.id,
    )


def _of_row(row: BatchRow, appeal: Appeal | None) -> Reply:
    sending: BatchSending | None = row.sending
    frozen = LetterState.SENT if sending else LetterState.APPROVED if row.approval_id else LetterState.REVIEW
    return Reply(
        row.letter_number or "",
        row.dated,
        row.who,
        frozen,
        appeal,
        row.appeal_number,
        sending.channel if sending else None,
        sending.sent_on if sending else None,
        batch_id=row.batch_id,
        row=row.number,
    )


def _of_appeal(appeal: Appeal) -> Reply:
    number = appeal.reply_number or ""
    return Reply(
        number, appeal.answered, appeal.applicant, LetterState.SENT, appeal, appeal.number, None, appeal.answered
    )


def _addressee(letter: Letter) -> str:
    try:
        return applicant_name(parse_card(letter.card, _FILE))
    except CardError:
        return ""
