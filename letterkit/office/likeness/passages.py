"""The paragraphs of an earlier letter as another may take them: with holes, those that answer its questions named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, LetterState
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.office.likeness.about import About, about, likeness
from letterkit.office.likeness.holes import GAP, whose, with_holes
from letterkit.office.likeness.similar import read_card
from letterkit.store.tables import Letter

_QUESTION = regex.compile(r">\s?")
_OPENING = regex.compile(r"(?i)рассмотр(?:ев|ел|ела|ено|ели)\b|сообща(?:ем|ет|ю)[^.]*[.:]?\s*$|поступи(?:ло|вш)")
_OPENING_LINES = 2
_ANSWERS = 0.2
"""A paragraph less like a question than this does not answer it."""
_WORD = regex.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with holes; ``answers`` are the numbers of the questions (from 1) that it answers best of all.

    One with more holes than words ``is_empty``: there is nothing to take from it.
    """

    number: int
    text: str
    answers: tuple[int, ...] = ()
    is_empty: bool = False

    @property
    def pieces(self) -> Sequence[tuple[str, bool]]:
        """The text in parts, each with whether it is a hole."""
        return holes_apart(self.text)


@dataclass(frozen=True, slots=True)
class PassagesOfLetter:
    """An earlier letter with its paragraphs, and the questions that are to be answered now."""

    letter: Letter
    questions: Sequence[str]
    passages: Sequence[Passage]


def passages_of(office: Office, by: Actor, appeal_id: int, letter_id: int) -> PassagesOfLetter:
    """What the reply to the appeal may take of an answered letter; questions and the first sentence are the citizen's.

    Raises RequestError ``appeal.gone``, ``letter.gone``: also of a letter that is not approved, or is restricted (2.4).
    """
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        letter = rights.readable_letter(session, by, letter_id)
        other, own = card_of(letter), read_card(appeal) or CaseCard()
        if letter.state not in (LetterState.APPROVED, LetterState.SENT) or other.reply.restricted:
            raise RequestError("letter.gone")
        body = office.of(by.body).profile.body
        held = whose(other, own)
        lines = [
            Passage(number, text := with_holes(line, held, body), is_empty=_is_empty(text))
            for number, line in _paragraphs(letter.text)
        ]
        return PassagesOfLetter(letter, own.appeal.questions, _with_answers(letter, own, lines))


def holes_apart(text: str) -> Sequence[tuple[str, bool]]:
    """``text`` in parts, each with whether it is a hole."""
    parts, at = [], 0
    for hole in GAP.finditer(text):
        parts += [(text[at : hole.start()], False), (hole[0], True)]
        at = hole.end()
    return [part for part in (*parts, (text[at:], False)) if part[0]]


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n")):
        said = line.strip()
        if said and not _QUESTION.match(said) and not (number < _OPENING_LINES and _OPENING.search(said)):
            yield number, said


def _with_answers(letter: Letter, own: CaseCard, passages: Sequence[Passage]) -> list[Passage]:
    """For each question the paragraphs that answer it: the likest, and what stands under a like question."""
    lines = letter.text.split("\n")
    saying = {passage.number: about([lines[passage.number]]) for passage in passages}
    asked = _questions_above(lines)
    under = {number: about([question]) for number, question in asked.items() if number in saying}
    marks: dict[int, set[int]] = {}
    for place, question in enumerate(own.appeal.questions or ((own.appeal.subject,) if own.appeal.subject else ()), 1):
        wanted = about([question])
        rated = {number: _best(wanted, said, under.get(number)) for number, said in saying.items()}
        best = max(rated.values(), default=0.0)
        for number, score in rated.items():
            if score >= _ANSWERS and score == best:
                marks.setdefault(number, set()).add(place)
    return [
        Passage(each.number, each.text, tuple(sorted(marks.get(each.number, ()))), each.is_empty) for each in passages
    ]


def _best(wanted: About, said: About, question: About | None) -> float:
    return max(likeness(wanted, said), likeness(wanted, question) if question else 0.0)


def _questions_above(lines: Sequence[str]) -> dict[int, str]:
    """By line the question of the citizen that stands above it, as letters of several questions are written (3.5)."""
    found, question = {}, ""
    for number, line in enumerate(lines):
        if mark := _QUESTION.match(line):
            question = line[mark.end() :]
        elif question:
            found[number] = question
    return found


def _is_empty(text: str) -> bool:
    words = len(_WORD.findall(GAP.sub(" ", text)))
    return words < max(1, len(GAP.findall(text)))
