"""The questions of an appeal: done is one of which each is answered (clause 7.9)."""

import datetime
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store import audit
from letterkit.store.register_tables import Question
from letterkit.store.tables import Appeal
from letterkit.tables.card import parse_card

_CARD = "карточка"
_HOW_LIMIT = 1000


def questions_of(session: Session, appeal: Appeal) -> Sequence[Question]:
    """The questions of ``appeal`` in order; those of its card become rows when it has none yet.

    In a session that only reads they are thrown away again.
    """
    rows = list(session.scalars(select(Question).filter_by(appeal_id=appeal.id).order_by(Question.number)))
    if rows:
        return rows
    asked = parse_card(appeal.card, _CARD).appeal.questions
    rows = [Question(appeal_id=appeal.id, number=number, words=words, how="") for number, words in enumerate(asked, 1)]
    session.add_all(rows)
    session.flush()
    return rows


def answered_in(session: Session, appeal: Appeal, letter_id: int, asked: Iterable[str], on: datetime.date) -> None:
    """Notes that the letter that has gone answers the questions of its card; one without any answers all of them."""
    named = {_plain(words) for words in asked}
    for question in questions_of(session, appeal):
        if question.answered is None and (not named or _plain(question.words) in named):
            question.letter_id, question.answered = letter_id, on


def open_questions(session: Session, appeal: Appeal) -> Sequence[Question]:
    """Those that nothing has answered yet."""
    return [question for question in questions_of(session, appeal) if question.answered is None]


def answer(office: Office, by: Actor, appeal_id: int, number: int, how: str) -> Question:
    """Notes how question ``number`` was answered otherwise than in a letter of letterkit.

    Raises RequestError ``question.gone``, ``question.nothing-told``, ``question.answered``, ``appeal.done``,
    ``appeal.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    how = " ".join(how.split())[:_HOW_LIMIT]
    if not how:
        raise RequestError("question.nothing-told")
    with office.database.writing() as session:
        appeal = rights.appeal_open(session, by, appeal_id)
        question = next((each for each in questions_of(session, appeal) if each.number == number), None)
        if question is None:
            raise RequestError("question.gone", number=number)
        if question.answered is not None:
            raise RequestError("question.answered", number=number)
        question.answered, question.how = clock.today(), how
        audit.record(session, by, "appeal.question-answered", f"appeal:{appeal.id}", number=number)
        return question


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(" ?.!…")
