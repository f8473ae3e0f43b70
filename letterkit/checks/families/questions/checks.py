"""Clause 7.9: an appeal is done with only when every question of it is answered."""

from collections.abc import Iterator

from letterkit.checks.check import Need
from letterkit.checks.families.questions.match import QuestionMatch, match_questions, strangers
from letterkit.checks.families.questions.places import settle_matches
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.outcome_signs import Saying, sayings
from letterkit.checks.questions_asked import QuestionType
from letterkit.checks.reply_kind import Standard, kinds
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.answers import Answer, AnswerState
from letterkit.core.finding import Level
from letterkit.core.letter import Role

_WANTED = {
    QuestionType.WHEN: "срока",
    QuestionType.HOW_MUCH: "числа или суммы",
    QuestionType.HOW_OFTEN: "того, как часто",
    QuestionType.WHY: "причины",
    QuestionType.WHETHER: "«да» или «нет»",
    QuestionType.WHO: "того, кто это делает",
    QuestionType.WHERE: "места",
    QuestionType.OTHER: "ответа",
}


_OF_WHATEVER = frozenset({Standard.ABUSE, Standard.UNREADABLE, Standard.UNCLEAR})
"""Replies that need not say what the appeal was about."""

RULE = "questions.unanswered"
"""The rule whose failing leaves nothing to tell of the questions."""


@once_a_letter
def matches(subject: Subject) -> tuple[QuestionMatch, ...]:
    """Each question of the card with the passage that answers it best; none without a card.

    A standard reply answers nothing, but says what the appeal was about: only questions of something else are told of.
    """
    asked = subject.card.appeal.questions if subject.card else ()
    if not asked:
        return ()
    standards = {each.standard for each in kinds(subject)}
    if standards:
        return () if standards & _OF_WHATEVER else strangers(asked, _lemmas_of(subject, Role.TITLE, *PROSE))
    paragraphs = _paragraphs(subject)
    topic = _lemmas_of(subject, Role.TITLE, Role.OPENING)
    return settle_matches(match_questions(asked, paragraphs, topic), paragraphs, topic)


def _lemmas_of(subject: Subject, *roles: Role) -> frozenset[str]:
    """Lemmas of all the words of the parts of those roles."""
    spoken = (token for part in subject.parts_of(*roles) for token in subject.tokens_of(part) if token.is_word)
    return frozenset().union(*(token.lemmas for token in spoken))


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


def _answer(subject: Subject, match: QuestionMatch) -> Answer:
    near = match.passage if match.answered or match.found else ()
    start, end = subject.original(near[0].start, near[-1].end) if near else (None, None)
    if match.answered:
        state = AnswerState.ANSWERED
    else:
        state = AnswerState.DOUBTFUL if match.doubtful else AnswerState.UNANSWERED
    return Answer(_question(match), state, start, end, match.how, match.found, match.lost)


@function_check(RULE, needs=Need.CARD)
def unanswered_question(subject: Subject) -> Iterator[Hit]:
    """No passage speaks of what was asked."""
    for match in matches(subject):
        if not match.answered:
            near = f"; ближе всего «{_short(match)}»" if match.found else ""
            details = {
                "question": _question(match),
                "clear": " явного" if match.doubtful else "",
                "lost": ", ".join(match.lost),
                "near": near,
            }
            yield Hit(details=details, level=Level.ADVICE if match.doubtful else None)


@function_check("questions.incomplete", needs=Need.CARD)
def incomplete(subject: Subject) -> Iterator[Hit]:
    """The passage speaks of the matter, but «когда» got no term, «сколько» no sum."""
    for match in matches(subject):
        if match.answered and not match.said and match.passage:
            details = {"question": _question(match), "wanted": _WANTED[match.asked], "found": _words_found(match)}
            yield Hit(match.passage[0].start, match.passage[-1].end, details)


def _words_found(match: QuestionMatch) -> str:
    return f"; нашлись слова: {', '.join(match.found)}" if match.found else ""


def _question(match: QuestionMatch) -> str:
    return " ".join(match.question.split())


def _short(match: QuestionMatch) -> str:
    text = " ".join(" ".join(saying.text.split()) for saying in match.passage)
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + "…"
