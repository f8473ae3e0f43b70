"""Appeals question by question, as a federal portal asks after them: what came, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.office import Actor, AppealState
from letterkit.core.outcome import Channel
from letterkit.core.register import Result
from letterkit.office.register.listing import Filters, whole
from letterkit.store.database import Database
from letterkit.store.register_tables import Question
from letterkit.store.tables import Appeal
from letterkit.tables.card import parse_card

_AT_ONCE = 500
_ELECTRONIC = frozenset({Channel.EMAIL, Channel.POS, Channel.GOSUSLUGI, Channel.SITE})


class QuestionState(StrEnum):
    """What became of a question, in the words of ССТУ."""

    IN_WORK = "in-work"
    EXPLAINED = "explained"
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not-supported"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"
    LEFT_WITHOUT_ANSWER = "left-without-answer"


_STATES = {
    Result.EXPLAINED: QuestionState.EXPLAINED,
    Result.SATISFIED: QuestionState.SUPPORTED,
    Result.REFUSED: QuestionState.NOT_SUPPORTED,
    Result.REDIRECTED: QuestionState.TRANSFERRED,
    Result.NO_ANSWER: QuestionState.LEFT_WITHOUT_ANSWER,
}


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question of an appeal; an appeal whose questions nobody has written down is one by its subject."""

    appeal: Appeal
    card: CaseCard
    number: int
    words: str
    state: QuestionState
    is_electronic: bool
    answered: date | None


def asked_questions(database: Database, by: Actor, asked: Filters) -> Iterator[AskedQuestion]:
    """The questions of the appeals that fit, by day of registration."""
    with database.reading() as session:
        found = session.scalars(whole(session, by, by.body, asked).execution_options(yield_per=_AT_ONCE))
        for some in found.partitions():
            written = _written_questions(session, some)
            for appeal in some:
                yield from _questions(appeal, written.get(appeal.id, ()))
            for appeal in some:
                session.expunge(appeal)


def state_of(appeal: Appeal) -> QuestionState:
    """What became of an appeal as a whole."""
    if appeal.result is not None:
        return _STATES[Result(appeal.result)]
    return QuestionState.ANSWERED if appeal.state == AppealState.DONE or appeal.answered else QuestionState.IN_WORK


def _questions(appeal: Appeal, written: Sequence[Question]) -> Iterator[AskedQuestion]:
    try:
        card = parse_card(appeal.card, "")
    except CardError:  # a card written by another letterkit: the register's own columns are there all the same
        card = CaseCard()
    electronic = appeal.channel in _ELECTRONIC
    told = [(each.number, each.words, each.answered) for each in written] or [(1, appeal.subject or "", None)]
    for number, words, answered in told:
        yield AskedQuestion(appeal, card, number, words, state_of(appeal), electronic, answered or appeal.answered)


def _written_questions(session: Session, appeals: Sequence[Appeal]) -> dict[int, list[Question]]:
    query = select(Question).where(Question.appeal_id.in_([appeal.id for appeal in appeals])).order_by(Question.number)
    found: dict[int, list[Question]] = {}
    for question in session.scalars(query):
        found.setdefault(question.appeal_id, []).append(question)
    return found
