"""Letters found by words: of the heading, of the appeal, by the executor, by a part of the number.

The index of headings is kept in the transaction of every change, and made anew for what was there before it.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, delete, false, insert, or_, select, true, union
from sqlalchemy.orm import Session

from letterkit.core.search_input import MOST_SIGNS
from letterkit.office.register.search import appeals_saying, headings_saying, phrases, terms
from letterkit.russian.search_words import index_of
from letterkit.store.database import Database
from letterkit.store.register_tables import LetterWords
from letterkit.store.tables import Letter, Person, table_of

_AT_ONCE = 500


def condition(session: Session, words: str) -> ColumnElement[bool]:
    """Whether each of ``words`` stands in what a list shows of a letter: heading, numbers, applicant, executor.

    All that the card of the appeal says is looked through as well.
    """
    return and_(true(), *(_says(session, phrase) for phrase in phrases(words[:MOST_SIGNS])))


def _says(session: Session, phrase: str) -> ColumnElement[bool]:
    """As one list of ids: each part of it is found by its index, where an OR would be asked of every letter."""
    found = list(_ids(session, phrase))
    return Letter.id.in_(union(*found)) if found else false()


def _ids(session: Session, phrase: str) -> Iterator[Select[int]]:
    if asked := terms(phrase):
        yield headings_saying(session, asked)
        yield select(Letter.id).where(Letter.appeal_id.in_(appeals_saying(session, asked)))
    names = (Person.surname, Person.name, Person.patronymic)
    said = or_(*(name.istartswith(phrase, autoescape=True) for name in names))
    if executors := session.scalars(select(Person.id).where(said)).all():
        yield select(Letter.id).where(Letter.executor_id.in_(executors))
    if any(sign.isdigit() for sign in phrase):
        yield select(Letter.id).where(Letter.number.icontains(phrase, autoescape=True))


def index(session: Session, letter: Letter) -> None:
    """Has the index say what the heading of ``letter`` says now."""
    session.flush()
    kept, words = session.get(LetterWords, letter.id), index_of([letter.title])
    if kept is None:
        session.add(LetterWords(letter_id=letter.id, words=words))
    elif kept.words != words:
        kept.words = words


def complete(database: Database, *, anew: bool = False) -> int:
    """Indexes the headings that are in no index yet, or all of them ``anew``; how many there were."""
    done, last = 0, 0
    while True:
        with database.writing() as session:
            wanted = select(Letter.id, Letter.title).where(Letter.id > last).order_by(Letter.id).limit(_AT_ONCE)
            if not anew:
                wanted = wanted.where(Letter.id.not_in(select(LetterWords.letter_id)))
            found = session.execute(wanted).all()
            if not found:
                return done
            if anew:
                session.execute(delete(LetterWords).where(LetterWords.letter_id.in_([number for number, _ in found])))
            rows = [{"letter_id": number, "words": index_of([title])} for number, title in found]
            session.execute(insert(table_of(LetterWords)), rows)
            done, last = done + len(found), found[-1].id
