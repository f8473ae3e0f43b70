"""The replies that the register has sent or approved, found by keys, as ``earlier`` remembers them."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from letterkit.core.errors import CardError
from letterkit.standard_replies.earlier import SentReply, sent_of
from letterkit.store.key_tables import LetterKey
from letterkit.store.tables import UNKEYED, Appeal, Base, Letter, table_of
from letterkit.tables.card import parse_card

_AT_ONCE = 500
_IN_A_STATEMENT = 500
"""So few values that PostgreSQL looks each up in the index: for more of them it would read the whole table."""
_CARD = "карточка"


def key_letters(session: Session) -> int:
    """Gives keys to some of the letters that have a number and no keys of their present words; how many there were.

    A letter without a number is a draft, and nobody is told of it. One whose card cannot be read any more is found by
    nothing: no table is refused for its sake.
    """
    stale = select(Letter.id).where(UNKEYED).order_by(Letter.id).limit(_AT_ONCE).with_for_update()
    ids = session.scalars(stale).all()
    if not ids:
        return 0
    rows = session.execute(_letters().where(Letter.id.in_(ids))).all()
    keys = [{"letter_id": row.id, "key": key} for row in rows if (sent := _sent_reply(row)) for key in sent.keys]
    session.execute(delete(LetterKey).where(LetterKey.letter_id.in_(ids)))
    if keys:
        session.execute(insert(LetterKey), keys)
    session.execute(update(Letter), [{"id": row.id, "keyed": row.revision} for row in rows])
    return len(ids)


def sent_letters(session: Session, body: str, keys: Collection[int]) -> Iterator[SentReply]:
    """Letters of ``body`` with one of ``keys`` and a number, which whatever is approved or sent has, and no draft."""
    for ids in some(find_ids(session, LetterKey.letter_id, LetterKey.key, keys)):
        of_body = _letters().where(Letter.id.in_(ids), Letter.body == body)
        wanted = of_body.where(Letter.number.is_not(None)).order_by(Letter.id)
        for row in session.execute(wanted):
            if sent := _sent_reply(row):
                yield sent


def find_ids(
    session: Session, what: InstrumentedAttribute[int], key: InstrumentedAttribute[int], keys: Collection[int]
) -> list[int]:
    """The ids in the column ``what`` that stand beside one of ``keys`` in the column ``key``, in order, each once."""
    ids: set[int] = set()
    table = table_of(cast(type[Base], what.class_))
    for each in some(sorted(keys)):  # in the statement itself: to bind so many takes longer than to find them
        within = ", ".join(map(str, map(int, each)))
        wanted = f"SELECT {what.key} FROM {table.name} WHERE {key.key} IN ({within})"
        ids.update(session.connection().exec_driver_sql(wanted).scalars())
    return sorted(ids)


def some(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """``numbers`` as many at a time as a statement takes on either database."""
    for start in range(0, len(numbers), _IN_A_STATEMENT):
        yield numbers[start : start + _IN_A_STATEMENT]


def _letters() -> Select[*tuple[Any, ...]]:
    return select(
        Letter.id,
        Letter.revision,
        Letter.card,
        Letter.reply,
        Letter.text,
        Letter.number,
        Letter.dated,
        Appeal.number.label("appeal"),
        Appeal.registered,
    ).outerjoin(Appeal, Letter.appeal_id == Appeal.id)


def _sent_reply(row: Row[Any]) -> SentReply | None:
    with suppress(CardError):
        card = parse_card(row.card, _CARD)
        made = sent_of(card, row.reply, card.reply.outcome, text=row.text)
        return replace(
            made,
            appeal=row.appeal or made.appeal,
            registered=row.registered or made.registered,
            number=row.number or made.number,
            date=row.dated or made.date,
        )
    return None
