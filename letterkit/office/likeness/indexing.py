"""What answered letters are about, kept in the transaction in which they are approved, made anew for those before it.

A letter with the mark of restriction (2.4) is not kept: nothing of it goes into another letter. Nor are the letters of
batches: each is its reply text, which is offered by itself.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.office import LetterState
from letterkit.office.letter_cards import card_of
from letterkit.office.likeness.about import About, about, pack_vector, pack_words
from letterkit.office.likeness.places import House, houses, programmes
from letterkit.office.register.classifier import classifier
from letterkit.office.register.keys import key
from letterkit.store.database import Database
from letterkit.store.likeness_tables import LetterLikeness, LikenessKey
from letterkit.store.tables import Letter, table_of

MOST_WORDS = 24
"""Words by which one letter is looked up, those that tell most."""
_KEPT_WORDS = 64
_AT_ONCE = 500
_ANSWERED = (LetterState.APPROVED, LetterState.SENT)


def index(session: Session, letter: Letter) -> None:
    """Has the letter, approved just now, be found by what it is like."""
    forget(session, letter)
    _put(session, [letter])


def forget(session: Session, letter: Letter) -> None:
    """Has the letter be found no more: it is not approved any longer."""
    session.flush()
    for table in (LikenessKey, LetterLikeness):
        session.execute(delete(table).where(table.letter_id == letter.id))


def complete(database: Database, *, anew: bool = False) -> int:
    """Keeps the answered letters that are not kept yet, or all of them ``anew``; how many there were."""
    done, last = 0, 0
    while True:
        with database.writing() as session:
            wanted = select(Letter).where(Letter.id > last, Letter.state.in_(_ANSWERED), Letter.removed_by.is_(None))
            if not anew:
                wanted = wanted.where(Letter.id.not_in(select(LetterLikeness.letter_id)))
            letters = session.scalars(wanted.order_by(Letter.id).limit(_AT_ONCE)).unique().all()
            if not letters:
                return done
            ids = [letter.id for letter in letters]
            for table in (LikenessKey, LetterLikeness) if anew else ():
                session.execute(delete(table).where(table.letter_id.in_(ids)))
            done, last = done + _put(session, letters), letters[-1].id


def matter(card: CaseCard, title: str = "") -> list[str]:
    """What an appeal is about in few words: its subject and questions, else the heading of its letter."""
    asked = [*filter(None, (card.appeal.subject,)), *card.appeal.questions]
    return asked or [title]


def word_keys(body: str, said: About) -> dict[int, float]:
    """The words of ``said`` as keys with their weights, those that tell most first."""
    return {key(body, "word", word): said.weights[word] for word in said.strongest[:_KEPT_WORDS]}


def house_keys(body: str, named: frozenset[House]) -> frozenset[int]:
    """The keys of the houses whose numbers are named."""
    return frozenset(key(body, "house", f"{house.street}|{house.number}") for house in named if house.number)


def programme_keys(body: str, named: frozenset[str]) -> frozenset[int]:
    """The keys of programmes."""
    return frozenset(key(body, "programme", name) for name in named)


def group_key(body: str, group: str) -> int:
    """The key of a group of the classifier, however it is called."""
    known = classifier().find(group)
    return key(body, "group", known.code if known else group)


def _put(session: Session, letters: Sequence[Letter]) -> int:
    rows, keys = [], []
    for letter in letters:
        card = _card(letter)
        if card is None or card.reply.restricted:
            continue
        said = about(matter(card, letter.title))
        words = word_keys(letter.body, said)
        rows.append({"letter_id": letter.id, "vector": pack_vector(said.vector), "words": pack_words(words)})
        found = {*list(words)[:MOST_WORDS], *_keys(letter, card)}
        keys += [{"key": each, "letter_id": letter.id, "executor_id": letter.executor_id} for each in found]
    if rows:
        session.execute(insert(table_of(LetterLikeness)), rows)
        session.execute(insert(table_of(LikenessKey)), keys)
    return len(rows)


def _keys(letter: Letter, card: CaseCard) -> Iterator[int]:
    if group := (letter.appeal.group if letter.appeal else None) or card.appeal.group:
        yield group_key(letter.body, group)
    told = "\n".join(filter(None, (card.applicant.address, *matter(card, letter.title), letter.text)))
    yield from house_keys(letter.body, houses(told))
    yield from programme_keys(letter.body, programmes(told))


def _card(letter: Letter) -> CaseCard | None:
    try:
        return card_of(letter)
    except CardError:  # a card written by another letterkit: nothing is like it
        return None
