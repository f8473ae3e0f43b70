"""Clause 7.9: an appeal is done with only when every question of it is answered."""

from collections.abc import Iterator

from letterkit.checks.check import Need
from letterkit.checks.families.outcome_signs import once_a_letter, sayings
from letterkit.checks.families.questions_match import Asked, Matched, matched
from letterkit.checks.families.typical_kind import kinds
from letterkit.checks.hit import Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import Subject

_WANTED = {
    Asked.WHEN: "срока",
    Asked.HOW_MUCH: "числа или суммы",
    Asked.WHY: "причины",
    Asked.WHETHER: "«да» или «нет»",
    Asked.OTHER: "ответа",
}


@once_a_letter
def matches(subject: Subject) -> tuple[Matched, ...]:
    """Each question of the card with the passage that answers it best; none without a card or for a standard reply."""
    asked = subject.card.appeal.questions if subject.card else ()
    if not asked or kinds(subject):
        return ()
    return matched(asked, sayings(subject))


@function_check("questions.unanswered", needs=Need.CARD)
def unanswered(subject: Subject) -> Iterator[Hit]:
    """No passage speaks of what was asked."""
    for match in matches(subject):
        if not match.answered:
            near = f"; ближе всего «{_short(match)}»" if match.found else ""
            yield Hit(details={"question": _question(match), "lost": ", ".join(match.lost), "near": near})


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
