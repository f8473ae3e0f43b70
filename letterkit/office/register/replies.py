"""The register of replies (4.2): letters, rows of batches and answers given elsewhere, each with its appeal (4.1)."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from letterkit.core.errors import CardError
from letterkit.core.office import Actor, LetterState, RowState
from letterkit.core.search_input import sought_words
from letterkit.office import batch_rights, rights
from letterkit.office.answering_rows import answers
from letterkit.office.context import Office
from letterkit.office.register.display_names import applicant_name
from letterkit.store import paging
from letterkit.store.appeal_labels import labels_with
from letterkit.store.batch_tables import Batch, BatchRow, BatchSending
from letterkit.store.paging import PAGE, Page
from letterkit.store.tables import Appeal, Dispatch, Letter
from letterkit.tables.card import parse_card

_FILE = "карточка"
_LETTER, _ROW, _ELSEWHERE = 1, 2, 3
_MANY, _NEWEST = 5_000, 20_000
"""Of a name that so many appeals have so many replies are looked through, those begun last: each hundred letters more
take some milliseconds, and where five thousand of a million have a name the newest have a page of it.
"""


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
    """Page ``number`` of the replies that ``by`` may see, the newest first; the last one when there are not so many.

    What stands in very many appeals is looked for among those begun last, as ``Page.newest`` says.
    """
    with office.database.reading() as session:
        if _are_many(session, asked):
            newest = [
                each.narrow(asked, after)
                for each, after in zip(_kinds(session, by), _before_newest(session), strict=True)
            ]
            if (found := _search(session, newest, number, size)).total >= size:
                return replace(found, newest=_NEWEST)
        return _replies(session, by, asked, number, size)


def _replies(session: Session, by: Actor, asked: ReplyQuery, number: int, size: int) -> Page[Reply]:
    kinds = [each.narrow(asked) for each in _kinds(session, by)]
    if sought_words(asked.words):
        return _search(session, kinds, number, size)
    counts = [select(func.count()).select_from(each.subquery()).scalar_subquery() for each in kinds]
    total = sum(session.execute(select(*counts)).one())
    at = paging.place(total, number, size)
    found = list(_rows(session, _places(session, kinds, total, at.offset, size)))
    return Page(found, total, at.number, at.pages)


def _are_many(session: Session, asked: ReplyQuery) -> bool:
    """Whether so many appeals say the words that to read them all takes seconds: «иванов» in a million.

    On PostgreSQL parts of names are indexed, so to count up to a limit is cheap there. Days narrow by themselves.
    """
    words = sought_words(asked.words)
    if not words or asked.since or asked.until or session.get_bind().dialect.name != "postgresql":
        return False
    some = labels_with(session, words, "applicant", "number").limit(_MANY).subquery()
    return session.scalar(select(func.count()).select_from(some)) == _MANY


def _before_newest(session: Session) -> list[int]:
    """For each of ``_kinds`` the id before those of its ``_NEWEST``."""
    lasts = (select(func.max(each)).scalar_subquery() for each in (Letter.id, BatchRow.id, Appeal.id))
    return [max(0, (last or 0) - _NEWEST) for last in session.execute(select(*lasts)).one()]


def _search(
    session: Session, kinds: Sequence[Select[int, int, datetime.date | None]], number: int, size: int
) -> Page[Reply]:
    """As ``replies``, of what a search finds: searched for once, for the count and for the page."""
    found = union_all(*kinds).cte("found")
    order = (found.c.day.desc().nulls_last(), found.c.kind, found.c.id.desc())
    shown = select(found, func.count().over().label("total")).order_by(*order).limit(size)
    rows = session.execute(shown.offset((max(1, number) - 1) * size)).all()
    if not rows and number > 1:  # there are not so many pages
        return _search(session, kinds, _search(session, kinds, 1, size).pages, size)
    total = rows[0].total if rows else 0
    at = paging.place(total, number, size)
    return Page(list(_rows(session, [(row.kind, row.id) for row in rows])), total, at.number, at.pages)


def every_reply(office: Office, by: Actor, asked: ReplyQuery) -> Iterator[Reply]:
    """All of them, for a spreadsheet."""
    page, pages = 1, 1
    while page <= pages:
        with office.database.reading() as session:
            found = _replies(session, by, asked, page, _AT_ONCE)
        page, pages = page + 1, found.pages
        yield from found.rows


_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of reply: the ``query`` of its kinds, ids and days, its ``id`` and ``day``, whether one has ``gone``.

    ``says``: that each word stands in the number, the addressee or the number of the appeal, asked of one reply after
    another; ``ways``: conditions that together mean the same and each of which an index answers, in a great register.
    """

    query: Select[int, int, datetime.date | None]
    id: InstrumentedAttribute[int]
    day: InstrumentedAttribute[datetime.date | None]
    gone: ColumnElement[bool]
    says: Callable[[Sequence[str]], ColumnElement[bool]]
    ways: Callable[[Sequence[str]], Sequence[ColumnElement[bool]]]

    def narrow(self, asked: ReplyQuery, after: int | None = None) -> Select[int, int, datetime.date | None]:
        """What is ``asked`` for; with ``after`` only of greater ids."""
        query = self.query if after is None else self.query.where(self.id > after)
        if asked.since is not None:
            query = query.where(self.day >= asked.since)
        if asked.until is not None:
            query = query.where(self.day <= asked.until)
        if asked.sent is not None:
            query = query.where(self.gone if asked.sent else ~self.gone)
        words = sought_words(asked.words)
        ways = self.ways(words) if words and after is None else [self.says(words)]
        return query.where(*ways) if len(ways) == 1 else select(union(*map(query.where, ways)).subquery())


def _kinds(session: Session, by: Actor) -> Iterator[_Kind]:
    letters = select(literal(_LETTER).label("kind"), Letter.id.label("id"), Letter.dated.label("day"))
    letters = letters.where(rights.visible(by), Letter.number.is_not(None))
    yield _Kind(
        letters, Letter.id, Letter.dated, Letter.state == LetterState.SENT, _letter_says, partial(_letter_ways, session)
    )
    rows = select(literal(_ROW).label("kind"), BatchRow.id.label("id"), BatchRow.dated.label("day")).join(Batch)
    rows = rows.where(batch_rights.visible(by), BatchRow.letter_number.is_not(None), BatchRow.state == RowState.DONE)
    says_row = _each_has(BatchRow.letter_number, BatchRow.who, BatchRow.appeal_number)
    yield _Kind(rows, BatchRow.id, BatchRow.dated, BatchRow.sending_id.is_not(None), says_row, _only(says_row))
    ours = exists().where(Letter.appeal_id == Appeal.id, Letter.number == Appeal.reply_number)
    of_batch = exists().where(BatchRow.letter_number == Appeal.reply_number, BatchRow.appeal_number == Appeal.number)
    elsewhere = select(literal(_ELSEWHERE).label("kind"), Appeal.id.label("id"), Appeal.answered.label("day"))
    elsewhere = elsewhere.where(rights.visible_appeals(by), Appeal.reply_number.is_not(None), ~ours, ~of_batch)
    says_appeal = _each_has(Appeal.reply_number, Appeal.applicant, Appeal.number)
    yield _Kind(elsewhere, Appeal.id, Appeal.answered, true(), says_appeal, partial(_appeal_ways, session))


def _letter_says(words: Sequence[str]) -> ColumnElement[bool]:
    in_appeal = [Letter.appeal.has(_has(word, Appeal.applicant, Appeal.number)) for word in words]
    return and_(true(), *map(or_, (_has(word, Letter.number) for word in words), in_appeal))


def _letter_ways(session: Session, words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """All words are in the appeal, or one of them is in the letter's number."""
    appeals = labels_with(session, words, "applicant", "number")
    return [Letter.appeal_id.in_(appeals), *(_has(word, Letter.number) & _letter_says(words) for word in words)]


def _appeal_ways(session: Session, words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    return [Appeal.id.in_(labels_with(session, words, "applicant", "number", "reply_number"))]


def _only(says: Callable[[Sequence[str]], ColumnElement[bool]]) -> Callable[[Sequence[str]], list[ColumnElement[bool]]]:
    return lambda words: [says(words)]


def _each_has(
    *places: ColumnElement[Any] | InstrumentedAttribute[Any],
) -> Callable[[Sequence[str]], ColumnElement[bool]]:
    return lambda words: and_(true(), *(_has(word, *places) for word in words))


def _has(word: str, *places: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    return or_(*(place.icontains(word, autoescape=True) for place in places))


def _places(
    session: Session, kinds: Sequence[Select[int, int, datetime.date | None]], total: int, offset: int, size: int
) -> Sequence[tuple[int, int]]:
    """The kinds and ids of ``size`` replies from ``offset`` on, read from the nearer end.

    Each kind gives as many as may stand before them, in the order of its own index.
    """
    size = max(0, min(size, total - offset))
    is_far = offset > total // 2
    skipped = total - offset - size if is_far else offset

    def put_in_order(query: Any) -> Any:
        kind, number, day = query.selected_columns
        if is_far:
            return query.order_by(day.asc().nulls_first(), kind.desc(), number.asc())
        return query.order_by(day.desc().nulls_last(), kind.asc(), number.desc())

    firsts = [put_in_order(each).limit(skipped + size).subquery() for each in kinds]
    all_of_them = union_all(*map(select, firsts)).subquery()
    found = session.execute(put_in_order(select(all_of_them)).limit(size).offset(skipped)).all()
    places = [(row.kind, row.id) for row in found]
    return places[::-1] if is_far else places


def _rows(session: Session, places: Sequence[tuple[int, int]]) -> Iterator[Reply]:
    ids = {each: [number for kind, number in places if kind == each] for each in (_LETTER, _ROW, _ELSEWHERE)}
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
    yield from (made[place] for place in places if place in made)


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
