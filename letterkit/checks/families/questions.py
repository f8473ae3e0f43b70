"""Clause 7.9: an appeal is done with only when every question of it is answered."""

from collections.abc import Iterator

from letterkit.checks.check import Need
from letterkit.checks.families.outcome_signs import Saying, once_a_letter, sayings
from letterkit.checks.families.questions_asked import Asked
from letterkit.checks.families.questions_match import Matched, matched
from letterkit.checks.families.questions_places import settled
from letterkit.checks.families.typical_kind import kinds
from letterkit.checks.hit import Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.answers import Answer, AnswerState
from letterkit.core.finding import Level

_WANTED = {
    Asked.WHEN: "срока",
    Asked.HOW_MUCH: "числа или суммы",
    Asked.HOW_OFTEN: "того, как часто",
    Asked.WHY: "причины",
    Asked.WHETHER: "«да» или «нет»",
    Asked.OTHER: "ответа",
}


RULE = "questions.unanswered"
"""The rule whose failing leaves nothing to tell of the questions."""


@once_a_letter
def matches(subject: Subject) -> tuple[Matched, ...]:
    """Each question of the card with the passage that answers it best; none without a card or for a standard reply."""
    asked = subject.card.appeal.questions if subject.card else ()
    if not asked or kinds(subject):
        return ()
    paragraphs = _paragraphs(subject)
    return settled(matched(asked, paragraphs), paragraphs)


def _paragraphs(subject: Subject) -> list[list[Saying]]:
    """The sentences paragraph by paragraph; a part of the letter is one, unless a blank line parts it."""
    paragraphs: list[list[Saying]] = []
    for part in subject.parts_of(*PROSE):
        last = None
        for saying in sayings(subject):
            if part.start <= saying.start < part.end:
                if last is None or "\n\n" in subject.text[last : saying.start]:
                    paragraphs.append([])
                paragraphs[-1].append(saying)
                last = saying.end
    return paragraphs


def answers(subject: Subject) -> tuple[Answer, ...]:
    """Each question of the card with the passage that answers it, in places of the letter as given."""
    return tuple(_answer(subject, match) for match in matches(subject))


def _answer(subject: Subject, match: Matched) -> Answer:
    near = match.passage if match.answered or match.found else ()
    start, end = subject.original(near[0].start, near[-1].end) if near else (None, None)
    if match.answered:
        state = AnswerState.ANSWERED
    else:
        state = AnswerState.DOUBTFUL if match.doubtful else AnswerState.UNANSWERED
    return Answer(_question(match), state, start, end, match.how, match.found, match.lost)


@function_check(RULE, needs=Need.CARD)
def unanswered(subject: Subject) -> Iterator[Hit]:
    """No passage speaks of what was asked."""
    for match in matches(subject):
        if not match.answered:
            near = f"; ближе всего «{_short(match)}»" if match.found else ""
            details = {
                "question": _question(match),
                "seen": "не видно" if match.doubtful else "нет",
                "lost": ", ".join(match.lost),
                "near": near,
            }
            yield Hit(details=details, level=Level.ADVICE if match.doubtful else None)


@function_check("questions.incomplete", needs=Need.CARD)
def incomplete(subject: Subject) -> Iterator[Hit]:
    """The passage speaks of the matter, but «когда» got no term, «сколько» no sum."""
    for match in matches(subject):
        if match.answered and not match.said and match.passage:
            details = {"question": _question(match), "wanted": _WANTED[match.asked], "found": ", ".join(match.found)}
            yield Hit(match.passage[0].start, match.passage[-1].end, details)


def _question(match: Matched) -> str:
    return " ".join(match.question.split())


def _short(match: Matched) -> str:
    text = " ".join(" ".join(saying.text.split()) for saying in match.passage)
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + "…"
