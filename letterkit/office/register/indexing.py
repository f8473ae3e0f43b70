"""The index that search goes by: kept in the transaction of every change, made anew for what was there before it."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from letterkit.office.register import copies
from letterkit.russian.search_words import index_of
from letterkit.store.database import Database
from letterkit.store.incoming_tables import AppealText
from letterkit.store.likeness_tables import AppealShingle
from letterkit.store.register_tables import AppealWords, LetterWords, Question
from letterkit.store.tables import Appeal, Letter, table_of

ELSEWHERE = "ответ дан в другой системе"
_AT_ONCE = 500
_NO_WORDS = frozenset({"channel", "kind", "gender", "registered", "sent"})
"""What stands in a card as a code or a day: lists have filters for it."""


def card_texts(card: Mapping[str, Any], *more: str | None) -> Iterator[str]:
    """Everything that the sections of a card say, and ``more``, a text each."""
    for section in card.values():
        for name, value in section.items() if isinstance(section, Mapping) else ():
            if isinstance(value, (list, tuple)):
                yield from map(str, value)
            elif name not in _NO_WORDS and value and not isinstance(value, bool):
                yield str(value)
    yield from (each for each in more if each)


def words_of(appeal: Appeal, text: str | None) -> str:
    """The words of ``appeal`` and of its ``text`` as it came, as the index holds them."""
    return index_of(card_texts(appeal.card, appeal.reason, _representative(appeal), text))


def texts_of(session: Session, appeals: Collection[int]) -> Mapping[int, str]:
    """The words of ``appeals`` as they came, by id, where they are known."""
    found = select(AppealText.appeal_id, AppealText.text).where(AppealText.appeal_id.in_(appeals))
    return dict(session.execute(found).all())


def index(session: Session, appeal: Appeal) -> None:
    """Has the index say what the card of ``appeal`` and its text say now."""
    session.flush()
    _index(session, appeal, texts_of(session, [appeal.id]).get(appeal.id))


def _index(session: Session, appeal: Appeal, text: str | None) -> None:
    copies.index(session, appeal, text)
    kept = session.get(AppealWords, appeal.id)
    words = words_of(appeal, text)
    if kept is not None and kept.words == words:
        return
    if kept is None:
        session.add(AppealWords(appeal_id=appeal.id, words=words))
    else:
        kept.words = words
    letters = select(LetterWords, Letter.title, Letter.executor_id).join(Letter, Letter.id == LetterWords.letter_id)
    for of_letter, title, executor in session.execute(letters.where(Letter.appeal_id == appeal.id)).all():
        of_letter.words = letter_words(title, executor, words)
    session.flush()


def index_letter(session: Session, letter: Letter) -> None:
    """Has the index say what the heading of ``letter`` says now."""
    session.flush()
    appeal = session.get(AppealWords, letter.appeal_id) if letter.appeal_id is not None else None
    words = letter_words(letter.title, letter.executor_id, appeal.words if appeal else None)
    kept = session.get(LetterWords, letter.id)
    if kept is None:
        session.add(LetterWords(letter_id=letter.id, words=words))
    elif kept.words != words:
        kept.words = words


def letter_words(title: str, executor_id: int, appeal: str | None) -> str:
    """The words of a letter as the index holds them: of its heading, its executor's, those that its ``appeal`` has.

    All in one row, so that several words are looked for together and not one after another.
    """
    return " ".join(filter(None, (index_of([title]), word_of_executor(executor_id), appeal)))


def word_of_executor(person_id: int) -> str:
    """Stands in the index for somebody whatever they are called by then; nobody can type it."""
    return f"qqqby{person_id}"


def ask(session: Session, appeal: Appeal, questions: Sequence[str]) -> None:
    """Has the questions of ``appeal`` be ``questions`` (7.9): those that stay keep their answers."""
    kept = {each.number: each for each in session.scalars(select(Question).filter_by(appeal_id=appeal.id))}
    for number, words in enumerate(questions, 1):
        row = kept.pop(number, None)
        if row is None:
            session.add(Question(appeal_id=appeal.id, number=number, words=words))
        elif row.words != words:
            row.words = words
    for row in kept.values():
        if row.answered is None:
            session.delete(row)


def mark_answered(session: Session, appeal: Appeal, on: datetime.date) -> None:
    """Has the open questions of ``appeal`` be answered ``on`` in another system."""
    session.flush()
    for question in session.scalars(select(Question).filter_by(appeal_id=appeal.id, answered=None)):
        question.answered, question.how = on, ELSEWHERE


def complete(database: Database, *, anew: bool = False) -> int:
    """Indexes the appeals that are in no index yet, or all of them ``anew``; how many there were.

    What was entered before there was an index gets rows for its questions too.
    """
    done, last = 0, 0
    while True:
        with database.writing() as session:
            wanted = select(Appeal).where(Appeal.id > last, Appeal.removed_by.is_(None))
            wanted = wanted.order_by(Appeal.id).limit(_AT_ONCE)
            if not anew:
                known = (AppealWords.appeal_id, AppealShingle.appeal_id)
                wanted = wanted.where(or_(*(Appeal.id.not_in(select(each)) for each in known)))
            appeals = session.scalars(wanted).unique().all()
            if not appeals:
                return done
            texts = texts_of(session, [appeal.id for appeal in appeals])
            for appeal in appeals:
                _index(session, appeal, texts.get(appeal.id))
            _ask_all(session, appeals)
            done, last = done + len(appeals), appeals[-1].id


def _ask_all(session: Session, appeals: Sequence[Appeal]) -> None:
    ids = [appeal.id for appeal in appeals]
    known = set(session.scalars(select(Question.appeal_id).where(Question.appeal_id.in_(ids))))
    rows = [row for appeal in appeals if appeal.id not in known for row in question_rows(appeal.id, appeal.card)]
    if rows:
        session.execute(insert(table_of(Question)), rows)


def question_rows(
    appeal_id: int, card: dict[str, object], answered: datetime.date | None = None
) -> list[dict[str, object]]:
    """Rows for the questions that the section ``appeal`` of a card asks, ``answered`` in another system if they are."""
    section = card.get("appeal")
    asked = section.get("questions") if isinstance(section, dict) else None
    words = [" ".join(str(each).split()) for each in asked] if isinstance(asked, (list, tuple)) else []
    known = {"answered": answered, "how": ELSEWHERE if answered else ""}
    return [
        {"appeal_id": appeal_id, "number": number, "words": each, **known}
        for number, each in enumerate(filter(None, words), 1)
    ]


def _representative(appeal: Appeal) -> str | None:
    return (appeal.visit or {}).get("representative")
