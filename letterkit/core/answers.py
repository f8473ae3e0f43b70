"""Where a letter answers the questions of its appeal (clause 7.9)."""

from dataclasses import dataclass
from enum import StrEnum


class AnswerState(StrEnum):
    """DOUBTFUL when something in the letter may be the answer, but no word of the question is near it."""

    ANSWERED = "answered"
    DOUBTFUL = "doubtful"
    UNANSWERED = "unanswered"


class AnsweredBy(StrEnum):
    """By what a passage was found to be the answer: its words, the question retold before it, its number, its place."""

    WORDS = "words"
    RETOLD = "retold"
    NUMBER = "number"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Answer:
    """``text[start:end]`` of the letter answers ``question``; without an answer it is what comes nearest, or None.

    ``found`` are the question's words that the passage names in its own way, ``lost`` those that it does not.
    """

    question: str
    state: AnswerState
    start: int | None
    end: int | None
    by: AnsweredBy | None
    found: tuple[str, ...]
    lost: tuple[str, ...]
