"""Appeals and headings found by words in any form: all, in any order; a phrase in quotation marks as it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, column, false, func, literal_column, select, text, union
from sqlalchemy import table as named_table
from sqlalchemy.orm import InstrumentedAttribute, Session

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.core.search_input import MOST_SIGNS
from letterkit.russian import morph
from letterkit.russian.search_words import forms, tokens
from letterkit.store.appeal_labels import labels_with
from letterkit.store.register_tables import FOUND_BY, LETTERS_FOUND_BY, AppealWords, LetterWords
from letterkit.store.tables import Appeal, Letter

_PARTS = re.compile(r"«([^»]*)»|\"([^\"]*)\"|„([^“]*)“|(\S+)")
_MOST_WORDS = 20
_MOST_READINGS = 24
_SHORTEST_BEGINNING, _LONG = 3, 5
_MANY, _FURTHER = 2, 10


class Reach(NamedTuple):
    """How far a search goes back: the ``newest`` first, then ten times as many, until there are ``enough``."""

    newest: int
    enough: int


LIST = Reach(50_000, 1_000)
"""Of a list: twenty pages are read by nobody."""
GLANCE = Reach(20_000, 7)
"""Of the few that are shown at once."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after another, each in one of its ``forms``; ``begins`` is the beginning of a lone word.

    ``said`` is what was typed, ``instead`` what else of the index says the same.
    """

    forms: tuple[frozenset[str], ...]
    begins: str | None = None
    said: str = ""
    instead: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def terms(words: str) -> tuple[Term, ...]:
    """What ``words`` ask for; nothing when there is no word and no number in them."""
    found: list[Term] = []
    for *quoted, plain in _PARTS.findall(words):
        said = ("".join(quoted) or plain).strip()
        if parts := tokens(said)[:_MOST_WORDS]:
            begins = parts[0] if len(parts) == 1 and _is_begun(parts[0]) else None
            found.append(Term(tuple(map(forms, parts)), begins, said))
    return tuple(found[:_MOST_WORDS])


def condition(session: Session, words: str, after: int | None = None) -> ColumnElement[bool]:
    """Whether an appeal says ``words``, or has been answered under a number that has them in it.

    With ``after`` only appeals with greater ids are looked through, and for words alone.
    """
    asked = terms(words)
    if not asked:
        return false()
    says = appeals_saying(session, asked, after)
    if after is not None:
        return and_(Appeal.id > after, Appeal.id.in_(says))
    number = words.strip()[:MOST_SIGNS]
    if " " in number or not any(sign.isdigit() for sign in number):
        return Appeal.id.in_(says)
    # As one list of ids: each part is found by its index, where an OR would be asked of every appeal.
    replies = select(Letter.appeal_id).where(Letter.number.contains(number, autoescape=True))
    elsewhere = labels_with(session, [number], "reply_number")
    return Appeal.id.in_(union(says, replies.where(Letter.appeal_id.is_not(None)), elsewhere))


class Span(NamedTuple):
    """The ``newest`` of a register, which have ids ``after`` this one; None and nought: all of it."""

    after: int | None = None
    newest: int = 0


def spans(session: Session, key: InstrumentedAttribute[int], reach: Reach, words: str) -> Iterator[Span]:
    """What to look through for ``words``, one after another until there are enough; all of it comes last.

    A word that stands in every sixth of a million appeals costs as many rows as have it, half a second; nobody reads
    so many, and whoever looks for an old one adds a name, a number or days. A number is looked for among all.
    """
    is_large = session.get_bind().dialect.name == "postgresql" and not any(sign.isdigit() for sign in words)
    last = (session.scalar(select(func.max(key))) or 0) if is_large else 0
    newest = reach.newest
    while newest * _MANY < last:
        yield Span(last - newest, newest)
        newest *= _FURTHER
    yield Span()


def appeals_saying(session: Session, asked: Sequence[Term], after: int | None = None) -> Select[int]:
    """The ids of the appeals that say all that is ``asked``, of those ``after`` an id."""
    return _ids(session, asked, AppealWords.appeal_id, FOUND_BY, after)


def newest_saying(session: Session, words: str, most: int) -> Select[int]:
    """The ids of the ``most`` appeals entered last that say ``words``, in no order."""
    asked = terms(words)
    if not asked:
        return select(Appeal.id).where(false())
    query = appeals_saying(session, asked)
    # Not by the key itself: the words are looked up, and no appeal is read from the last on to see whether it has them.
    return query.order_by((query.selected_columns[0] + 0).desc()).limit(most)


def letters_saying(session: Session, asked: Sequence[Term], after: int | None = None) -> Select[int]:
    """The ids of the letters that say all that is ``asked``, by themselves or by their appeals; ``after`` an id."""
    return _ids(session, asked, LetterWords.letter_id, LETTERS_FOUND_BY, after)


def _ids(
    session: Session, asked: Sequence[Term], key: InstrumentedAttribute[int], found_by: str, after: int | None
) -> Select[int]:
    if session.get_bind().dialect.name == "postgresql":
        if after is not None:
            # To see whether a text says a word costs forty times what PostgreSQL thinks: it would read each of these.
            session.execute(text("SET LOCAL cpu_operator_cost = 0.1"))
        query = " & ".join(map(_postgresql, asked))
        says = func.to_tsvector("simple", key.class_.words).op("@@")(func.to_tsquery("simple", query))
        # With an offset of nought PostgreSQL looks the words up by their index and by nothing else: to ask row by row
        # whether one says them takes a tenth of a millisecond each, of which it thinks a fortieth.
        return select(key).where(says, *([key > after] if after is not None else [])).offset(0)
    query = " AND ".join(map(_sqlite, asked))
    index = named_table(found_by, column("rowid", Integer))
    return select(index.c.rowid).where(literal_column(found_by).op("MATCH")(query))


def _is_begun(token: str) -> bool:
    """Whether a word may have been typed in part: a long one, or one that no dictionary has."""
    if not token.isalpha() or len(token) < _SHORTEST_BEGINNING:
        return False
    return len(token) >= _LONG or not _is_word(token)


@lru_cache(maxsize=WORDS_KEPT)
def _is_word(token: str) -> bool:
    return morph.is_known(token)


def _sqlite(term: Term) -> str:
    said = [f'"{" ".join(each)}"' for each in _readings(term)]
    if term.begins:
        said.append(f'"{term.begins}"*')
    said += [f'"{word}"' for word in term.instead]
    return f"({' OR '.join(said)})"


def _postgresql(term: Term) -> str:
    said = [" <-> ".join(f"'{word}'" for word in each) for each in _readings(term)]
    if term.begins:
        said.append(f"'{term.begins}':*")
    said += [f"'{word}'" for word in term.instead]
    return f"({' | '.join(f'({each})' for each in said)})"


def _readings(term: Term) -> list[tuple[str, ...]]:
    """Every way in which the words of a phrase may stand in the index, no more than a database bears."""
    return [each for each, _ in zip(product(*map(sorted, term.forms)), range(_MOST_READINGS), strict=False)]
