"""Where a letter answers a question (clause 7.9).

By words: a passage is a sentence, two in a row or a paragraph; it answers when it names most of what the question is
about (words that set the question apart from the others count more) and, better, says what was asked for: a term for
«когда», a sum for «сколько».
By place: after the question retold, under its number, or where each paragraph can only be the answer to one question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

import regex

from letterkit.checks.outcome_signs import Saying, Sign
from letterkit.checks.question_nests import SYNONYMS, is_mentioned
from letterkit.checks.questions_asked import LIGHT, Question, QuestionType, question, says, says_outright
from letterkit.core.answers import AnsweredBy
from letterkit.word_lists import WordList, words_file

ENOUGH = 0.5
"""The share of the question's words that a passage must name."""
OUTRIGHT = 0.35
"""The same for a passage that says outright what was asked for: a term, a sum, «Да»."""
BARELY = 0.45
"""The same for numbers, reasons and doers, which stand in sentences of all kinds."""
_NEAR = 0.4
"""How much of a word is named by one that only natasha's vectors hold near it."""
HARDLY = 0.25
"""Below this share the letter does not speak of the matter at all."""
_COVERS = 0.6
"""The share that a sentence retelling the question must name."""
_NUMBER = regex.compile(
    r"^\W*(?:(?P<digit>\d{1,2})[.)]|(?:по|на)\s+(?P<word>перв|втор|треть|четв[её]рт|пят)\p{L}+\s+вопрос\p{L}*|во?-(?P<listed>перв|втор|треть|четв[её]рт|пят)ых)\W",
    regex.I,
)
_ORDINALS = ("перв", "втор", "треть", "четверт", "пят")
_CERTAIN = 1.0
"""Weight of a question's words from which a letter that names none of them surely does not answer."""
_NOTHING = 0.5
"""Weight below which a question only makes sense beside the appeal («Когда я её получу?»)."""
_LONG = 6
"""Sentences of a paragraph from which it no longer is one passage."""


@dataclass(frozen=True, slots=True)
class QuestionMatch:
    """How ``question`` is answered: the best passage and its share of the words, those found and those not.

    ``said`` tells whether the passage holds what was ``asked``; ``how`` is None where nothing answers, and then
    ``passage`` is what comes nearest, ``doubtful`` whether something in the letter may yet be the answer.
    """

    question: str
    passage: tuple[Saying, ...]
    share: float
    found: tuple[str, ...]
    lost: tuple[str, ...]
    asked: QuestionType
    said: bool
    how: AnsweredBy | None = None
    doubtful: bool = False

    @property
    def answered(self) -> bool:
        return self.how is not None


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences in a row, each with its lemmas."""

    sayings: tuple[Saying, ...]
    lemmas: tuple[frozenset[str], ...]


def match_questions(
    questions: Sequence[str], paragraphs: Sequence[Sequence[Saying]], topic: frozenset[str] = frozenset()
) -> tuple[QuestionMatch, ...]:
    """The best answer to each of ``questions`` among the sentences of ``paragraphs``.

    A word of the letter's ``topic`` (lemmas) may stand in any of them: it shows less that this one is the answer.
    """
    asked = [question(text) for text in questions]
    told = [kept for paragraph in paragraphs if (kept := tuple(each for each in paragraph if tells(each)))]
    said = [saying for paragraph in paragraphs for saying in paragraph]
    passages = _passages(told, said)
    alone = [saying for saying in said if _repeats(saying) and sum(_covers(saying, each) for each in asked) == 1]
    numbered = _number_paragraphs(told, len(asked))
    found = []
    for number, one in enumerate(asked):
        others = frozenset(word.word for other in asked if other is not one for word in other.wanted) | frozenset(
            word.word for word in one.wanted if word.lemmas & topic
        )
        best = _best(one, others, passages, similar=False)
        if not best.answered:
            best = _best(one, others, passages, similar=True)
        retold = _after_retelling(one, said, alone)
        if retold and not (best.answered and best.said):
            best = _place_answer(best, one, retold, AnsweredBy.RETOLD)
        elif number in numbered and not (best.answered and best.said):
            best = _place_answer(best, one, numbered[number], AnsweredBy.NUMBER)
        found.append(best)
    return tuple(found)


def about(text: str, topic: frozenset[str]) -> bool:
    """Whether ``topic``, lemmas, names most of what the question ``text`` is about."""
    one = question(text)
    hits = _hits(one, topic, similar=False)
    return sum(word.weight for word in one.wanted) < _NOTHING or _share(_weights(one), hits) >= _COVERS


def is_vague(text: str) -> bool:
    """Whether the question ``text`` has too few words of its own for a letter's silence to be certain."""
    return sum(word.weight for word in question(text).wanted) < _CERTAIN


def strangers(questions: Sequence[str], lemmas: frozenset[str]) -> tuple[QuestionMatch, ...]:
    """Those of ``questions`` of which ``lemmas``, all that a letter says, name no word at all."""
    asked = [question(text) for text in questions]
    return tuple(
        QuestionMatch(one.text, (), 0.0, (), tuple(word.word for word in one.wanted), one.asked, False, doubtful=True)
        for one in asked
        if one.wanted
        and not any(is_mentioned(word, lemmas, similar=False) for word in one.wanted if word.weight > LIGHT)
    )


def tells(saying: Saying) -> bool:
    """Whether a sentence can answer: not one that retells the question or only says that the appeal was considered."""
    return not _repeats(saying) and (not saying.of_appeal or saying.told_from > 0)


class _Try(NamedTuple):
    """A passage as an answer; ``told`` is it from the first sentence that speaks of the matter."""

    passage: tuple[Saying, ...]
    told: tuple[Saying, ...]
    share: float
    hits: frozenset[str]
    answered: bool


def _best(one: Question, others: frozenset[str], passages: Sequence[Passage], *, similar: bool) -> QuestionMatch:
    best = max(_tries(one, others, passages, similar), key=lambda each: _rank(one, each), default=None)
    if best is None:
        return QuestionMatch(one.text, (), 0.0, (), tuple(word.word for word in one.wanted), one.asked, False)
    return QuestionMatch(
        one.text,
        best.passage,
        best.share,
        tuple(sorted(best.hits)),
        tuple(sorted(word.word for word in one.wanted if word.word not in best.hits)),
        one.asked,
        says(best.told, one.asked),
        AnsweredBy.WORDS if best.answered else None,
    )


def _tries(one: Question, others: frozenset[str], passages: Sequence[Passage], similar: bool) -> Iterator[_Try]:
    """The passages that name a word of the question; all of them where it is about nothing in particular."""
    sentences = {lemmas for passage in passages for lemmas in passage.lemmas}
    named = {lemmas: _hits(one, lemmas, similar=similar) for lemmas in sentences}
    sure = {lemmas: _hits(one, lemmas, similar=False) for lemmas in sentences} if similar else named
    weights = _weights(one, others)
    for passage in passages:
        hits = frozenset().union(*(named[lemmas] for lemmas in passage.lemmas))
        if one.wanted and not hits:
            continue
        certain = frozenset().union(*(sure[lemmas] for lemmas in passage.lemmas)) if similar else hits
        share = _share(weights, certain) + _NEAR * _share(weights, hits - certain) if one.wanted else 1.0
        # From the first sentence that speaks of the matter: a sum before it is of something else.
        first = next((number for number, lemmas in enumerate(passage.lemmas) if named[lemmas]), 0)
        told = passage.sayings[first:]
        answered = share >= ENOUGH or (share >= _least(one.asked) and says_outright(told, one.asked))
        yield _Try(passage.sayings, told, share, hits, answered)


def _rank(one: Question, tried: _Try) -> tuple[bool, bool, bool, float, int]:
    """An answer that says what was asked goes first, of days the one to come, then what names more."""
    said = tried.answered and says(tried.told, one.asked)
    to_come = said and one.asked is QuestionType.WHEN and any(Sign.DATED in saying.signs for saying in tried.passage)
    return tried.answered, said, to_come, tried.share, -len(tried.passage)


def _least(asked: QuestionType) -> float:
    return (
        BARELY if asked in (QuestionType.HOW_MUCH, QuestionType.WHY, QuestionType.WHO, QuestionType.WHERE) else OUTRIGHT
    )


def _hits(one: Question, lemmas: frozenset[str], *, similar: bool) -> frozenset[str]:
    return _hits_by(one, lemmas, similar, words_file(SYNONYMS))


@lru_cache(maxsize=8192)
def _hits_by(one: Question, lemmas: frozenset[str], similar: bool, synonyms: WordList) -> frozenset[str]:
    return frozenset(word.word for word in one.wanted if is_mentioned(word, lemmas, similar=similar))


def _place_answer(best: QuestionMatch, one: Question, passage: tuple[Saying, ...], how: AnsweredBy) -> QuestionMatch:
    return replace(best, passage=passage, said=says(passage, one.asked), how=how, doubtful=False)


def _passages(told: Sequence[tuple[Saying, ...]], said: Sequence[Saying]) -> list[Passage]:
    """Sentences by one and by two, paragraphs that are not long; of ``said`` none stands between that is left out."""
    place = {id(saying): number for number, saying in enumerate(said)}
    telling = [saying for paragraph in told for saying in paragraph]
    runs: list[tuple[Saying, ...]] = [(saying,) for saying in telling]
    runs += [pair for pair in pairwise(telling) if place[id(pair[1])] == place[id(pair[0])] + 1]
    whole = (one for one in told if place[id(one[-1])] - place[id(one[0])] == len(one) - 1)
    runs += [paragraph for paragraph in whole if 2 < len(paragraph) < _LONG]
    lemmas = {id(saying): lemmas_of((saying,)) for saying in telling}
    return [Passage(run, tuple(lemmas[id(saying)] for saying in run)) for run in runs]


def lemmas_of(run: Sequence[Saying]) -> frozenset[str]:
    """Every lemma that the words of ``run`` may have; of an opening only those after «сообщаем, что»."""
    return frozenset().union(
        *(
            token.lemmas
            for saying in run
            for token in saying.tokens
            if token.is_word and token.start >= saying.start + saying.told_from
        )
    )


def _repeats(saying: Saying) -> bool:
    return saying.text.rstrip().endswith("?") or saying.retells


def _after_retelling(one: Question, said: Sequence[Saying], alone: Sequence[Saying]) -> tuple[Saying, ...]:
    """The sentences after one that repeats this question and no other."""
    for number, saying in enumerate(said):
        if saying in alone and _covers(saying, one):
            after = takewhile(lambda each: not _repeats(each), dropwhile(_repeats, said[number + 1 : number + 4]))
            return tuple(each for each in after if Sign.LATER not in each.signs)
    return ()


def _covers(saying: Saying, one: Question) -> bool:
    lemmas = frozenset().union(*(token.lemmas for token in saying.tokens if token.is_word))
    hits = _hits(one, lemmas, similar=False)
    return bool(one.wanted) and _share(_weights(one), hits) >= _COVERS


def _number_paragraphs(told: Sequence[tuple[Saying, ...]], count: int) -> dict[int, tuple[Saying, ...]]:
    """Paragraphs numbered as the questions are, by the number of the question; none where the numbers do not agree."""
    found: dict[int, tuple[Saying, ...]] = {}
    for paragraph in told:
        number = _NUMBER.match(paragraph[0].text)
        if number:
            found.setdefault(_value(number) - 1, paragraph)
    return found if count > 1 and sorted(found) == list(range(count)) else {}


def _value(number: "regex.Match[str]") -> int:
    if number["digit"]:
        return int(number["digit"])
    return 1 + _ORDINALS.index((number["word"] or number["listed"]).lower().replace("ё", "е"))


def _weights(one: Question, others: frozenset[str] = frozenset()) -> dict[str, float]:
    """How much each word of the question counts; those that stand in ``others`` too count less."""
    return {word.word: word.weight * (LIGHT if word.word in others else 1) for word in one.wanted}


def _share(weights: Mapping[str, float], hits: frozenset[str]) -> float:
    """How much of the question the ``hits`` are, by weight; 1 when it is about nothing in particular."""
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in hits) / total if total else 1.0
