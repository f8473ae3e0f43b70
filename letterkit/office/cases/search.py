"""Letters found by words: of the heading, of the appeal, by the executor, by a part of the number."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, delete, exists, false, insert, or_, select, union
from sqlalchemy.orm import Session

from letterkit.core.search_input import MOST_SIGNS
from letterkit.office.register.indexing import letter_words, word_of_executor
from letterkit.office.register.search import Term, letters_saying, terms
from letterkit.store.database import Database
from letterkit.store.register_tables import AppealWords, LetterWords
from letterkit.store.tables import Letter, Person, table_of

_AT_ONCE = 500


def condition(session: Session, words: str, after: int | None = None) -> ColumnElement[bool]:
    """Whether each of ``words`` stands in what a list shows of a letter: heading, numbers, applicant, executor.

    All that the card of the appeal says is looked through as well. With ``after`` letters with greater ids alone fit.
    """
    asked = [_or_their_letters(session, term) for term in terms(words[:MOST_SIGNS])]
    if not asked:
        return false()
    plain = [term for term in asked if not _may_be_number(term)]
    found: list[ColumnElement[bool]] = [Letter.id.in_(letters_saying(session, plain, after))] if plain else []
    if after is not None:
        found.append(Letter.id > after)
    return and_(*found, *(_says_or_bears(session, term) for term in asked if _may_be_number(term)))


def _or_their_letters(session: Session, term: Term) -> Term:
    """``term``, or the letters of an executor whose name begins so."""
    names = (Person.surname, Person.name, Person.patronymic)
    said = or_(*(name.istartswith(term.said, autoescape=True) for name in names))
    executors: Sequence[int] = session.scalars(select(Person.id).where(said)).all()
    return replace(term, instead=tuple(map(word_of_executor, executors)))


def _may_be_number(term: Term) -> bool:
    return any(sign.isdigit() for sign in term.said)


def _says_or_bears(session: Session, term: Term) -> ColumnElement[bool]:
    """As one list of ids: each part of it is found by its index, where an OR would be asked of every letter."""
    bears = select(Letter.id).where(Letter.number.icontains(term.said, autoescape=True))
    return Letter.id.in_(union(letters_saying(session, [term]), bears))


def complete(database: Database, *, anew: bool = False) -> int:
    """Indexes the letters that are in no index yet, or all of them ``anew``; how many there were."""
    done, last = 0, 0
    while True:
        with database.writing() as session:
            known = (Letter.id, Letter.title, Letter.executor_id, AppealWords.words)
            wanted = select(*known).outerjoin(AppealWords, AppealWords.appeal_id == Letter.appeal_id)
            wanted = wanted.where(Letter.id > last).order_by(Letter.id).limit(_AT_ONCE)
            if not anew:
                wanted = wanted.where(~exists().where(LetterWords.letter_id == Letter.id))
            found = session.execute(wanted).all()
            if not found:
                return done
            if anew:
                session.execute(delete(LetterWords).where(LetterWords.letter_id.in_([row[0] for row in found])))
            rows = [
                {"letter_id": number, "words": letter_words(title, executor, appeal)}
                for number, title, executor, appeal in found
            ]
            session.execute(insert(table_of(LetterWords)), rows)
            done, last = done + len(found), found[-1].id
