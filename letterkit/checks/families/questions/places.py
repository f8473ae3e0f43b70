"""Answers that share no word with their questions, told by their place: as many paragraphs as questions, one for each.

«Почему отменили кружок?» – «Педагог уволился, нового пока не нашли.» No list of words sees this, but when every other
paragraph answers another question, this one answers what is left. Where a letter is not so tidy, a question without an
answer is doubtful when some sentence may be it, and certain when none may.
"""

from collections.abc import Sequence
from dataclasses import replace

import regex

from letterkit.checks import outcome_words as words
from letterkit.checks.families.questions.match import HARDLY, QuestionMatch, about, is_vague, tells
from letterkit.checks.outcome_signs import Saying, Sign
from letterkit.checks.questions_asked import QuestionType, fits, says_outright
from letterkit.core.answers import AnsweredBy

_OF_ALL = regex.compile(
    r"(?i)\bпо\s+(?:\p{L}+\s+){0,2}?вопросам\s+(?:\p{L}+\s+)?(?:обращайтесь|звоните|можно|вы\s+можете)\b"
)
Units = list[tuple[Saying, ...]]
_OF_THEIR_OWN = frozenset({QuestionType.WHEN, QuestionType.WHY})
"""Kinds whose answers are known by their form."""


def settle_matches(
    matches: Sequence[QuestionMatch], paragraphs: Sequence[Sequence[Saying]], topic: frozenset[str] = frozenset()
) -> tuple[QuestionMatch, ...]:
    """``matches`` with the questions that words left open answered by place, or marked as doubtful.

    ``topic`` are lemmas of what the whole letter is about: a question of nothing else needs but a term or a reason.
    """
    units = _units(paragraphs)
    open_ = [number for number, match in enumerate(matches) if not match.answered]
    if not open_ or not units:
        return tuple(matches)
    # In a single paragraph the next sentence may as well go on about the same: it only makes a doubt.
    tidy = 1 < len(units) <= len(matches)
    paired = tidy and len(units) == len(matches)
    if len(units) == 1:
        units = [(saying,) for saying in units[0]]
    claimed = {saying.start for match in matches if match.answered for saying in match.passage}
    free = [unit for unit in units if not any(saying.start in claimed for saying in unit)]
    pairs = _pair_questions([matches[number] for number in open_], free) if paired else {}
    found = list(matches)
    for at, number in enumerate(open_):
        match = matches[number]
        unit = free[pairs[at]] if at in pairs else _of_topic(match, free, topic)
        if unit:
            found[number] = replace(match, passage=unit, said=True, how=AnsweredBy.PLACE)
        else:
            found[number] = replace(match, doubtful=_doubtful(match, units, free, tidy=tidy, count=len(matches)))
    return tuple(found)


def _units(paragraphs: Sequence[Sequence[Saying]]) -> Units:
    """Paragraphs that can answer, each without the telephone, the right to appeal, a promise to write."""
    kept = (tuple(saying for saying in paragraph if tells(saying) and not _aside(saying)) for paragraph in paragraphs)
    return [unit for unit in kept if unit]


def _aside(saying: Saying) -> bool:
    return (
        Sign.LATER in saying.signs
        or _OF_ALL.search(saying.text) is not None
        or words.CONTACT.search(saying.text) is not None
        or words.APPEAL_ONLY.search(saying.text) is not None
        or words.COURTESY.search(saying.text) is not None
    )


def _of_topic(match: QuestionMatch, free: Units, topic: frozenset[str]) -> tuple[Saying, ...]:
    """The free sentence that alone says outright what was asked about the letter's own matter, if there is one."""
    if match.asked not in _OF_THEIR_OWN or not about(match.question, topic):
        return ()
    told = [saying for unit in free for saying in unit if says_outright((saying,), match.asked)]
    return (told[0],) if len(told) == 1 else ()


def _doubtful(match: QuestionMatch, units: Units, free: Units, *, tidy: bool, count: int) -> bool:
    """Whether something may yet be the answer: it names a part of the question, or is free and of the right kind."""
    if match.share >= HARDLY or is_vague(match.question):
        return True
    if not tidy and len(units) > 2 * count:
        return False
    return any(fits(unit, match.asked) for unit in free)


def _pair_questions(open_: Sequence[QuestionMatch], free: Units) -> dict[int, int]:
    """Open questions to free paragraphs, as many as can be: those nearest by their order first (augmenting paths)."""
    taken: dict[int, int] = {}

    def find(at: int, seen: set[int]) -> bool:
        for unit in sorted(range(len(free)), key=lambda each: abs(each - at)):
            if unit in seen or not fits(free[unit], open_[at].asked):
                continue
            seen.add(unit)
            if unit not in taken or find(taken[unit], seen):
                taken[unit] = at
                return True
        return False

    for at in sorted(range(len(open_)), key=lambda each: -open_[each].share):
        find(at, set())
    return {at: unit for unit, at in taken.items()}
