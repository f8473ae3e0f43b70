"""One deed, one story: promised for one day throughout, and not both done already and yet to be done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from letterkit.checks.families.outcome.clash import are_apart, clashes, periods
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.outcome_signs import Saying, sayings
from letterkit.checks.outcome_words import Verb
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.finding import Level
from letterkit.russian.abbreviations import MONTHS
from letterkit.russian.dates import FoundDate, PartialDate, date_digits, find_dates, partial_dates

_UNTIL = regex.compile(r"(?i)(?:\bдо|\bпо|\bк|не\s+позднее|не\s+позже)\s+$")
# One of several things, or the same thing at several times.
_OF_SEVERAL = regex.compile(
    r"(?i)\b(?:остальн|друг|ещё|еще|нов|част|втор|трет|перв|кажд|остав|временн|сначала|затем|потом|снова|опять|повторн|заново|вновь|следующ|ежегодн"
    r"|обычно|раньше|прошл|теперь|тоже|также|полность|окончательн|если|как\s+только|после|сезон)\p{L}*|(?<![\d.])\d{1,3}(?![\d.])"
)
_CLAUSE = regex.compile(r",\s+(?=(?:а|но|и)\s)|;\s+|:\s+")
# What is done, told by a noun: «ремонт начнётся» after «дорогу отремонтировали».
_NOUNS = {
    "отремонтировать": "ремонт", "починить": "ремонт", "заменить": "замена", "построить": "строительство",
    "установить": "установка", "очистить": "очистка", "убрать": "уборка", "пересчитать": "перерасчет",
    "проверить": "проверка", "осмотреть": "осмотр", "обследовать": "обследование", "покрасить": "покраска",
}  # fmt: skip
_BEGINS = frozenset("начаться пройти".split())
_NO_THING = frozenset(MONTHS) | frozenset(
    """
    год месяц день неделя час рубль копейка улица город район обращение письмо адрес срок
    """.split()
)
_BREAKS = frozenset(",;:–—()")
_AUXILIARY = frozenset("быть мочь стать".split())
_STEP = frozenset(
    """
    сообщить написать ответить уведомить направить рассмотреть проверить осмотреть обследовать принять получить прийти
    """.split()
)


class _Clause(NamedTuple):
    """A piece of a sentence with at most one deed of each kind; ``start`` counts in the letter."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    saying: Saying


@dataclass(frozen=True, slots=True)
class _Deed:
    """``marks`` is all that tells its thing from another of the kind; ``clause`` is what tells of it."""

    lemma: str
    things: frozenset[str]
    marks: frozenset[str]
    clause: str
    number: int
    start: int
    end: int
    words: str


@function_check("consistency.due-dates")
def due_dates(subject: Subject) -> Iterator[Hit]:
    """One and the same promise with two terms."""
    promises: list[tuple[str, frozenset[str], frozenset[str], FoundDate | PartialDate]] = []
    dated = [saying for saying in sayings(subject) if find_dates(saying.text) or partial_dates(saying.text)]
    for clause in (clause for saying in dated for clause in _clauses(saying)):
        term = _term(clause)
        if term is None or clause.saying.of_appeal or _OF_SEVERAL.search(clause.text.replace(term.text, "")):
            continue
        things = _things(clause)
        for place, verb in _verbs(clause):
            if not (verb.future or verb.form == "PRTS") or verb.lemma == "быть":
                continue
            marks = _marks(_around(clause, place)) | periods(clause.text)
            for lemma, others, other_marks, other in promises:
                alike = lemma == verb.lemma and others & things and not _are_two(other_marks, marks)
                if alike and not _may_be_one_day(other, term):
                    details = {"first": _format_date(other), "second": _format_date(term)}
                    yield Hit(clause.start + term.start, clause.start + term.end, details)
                    return
            promises.append((verb.lemma, things, marks, term))


@function_check("consistency.done-and-promised")
def done_and_promised(subject: Subject) -> Iterator[Hit]:
    """«Лавочки поставят до 1 июля» and «лавочки поставлены 10 мая»."""
    done: list[_Deed] = []
    promised: list[_Deed] = []
    told = sayings(subject)
    lemmas = _both_ways(told)
    if not lemmas:
        return
    numbers = {saying.start: number for number, saying in enumerate(told)}
    of_both = [saying for saying in told if any(verb.lemma in lemmas for _, verb in saying.verbs)]
    for clause in (clause for saying in of_both for clause in _clauses(saying)):
        saying = clause.saying
        if saying.retells or saying.of_appeal or saying.conditional or _OF_SEVERAL.search(_without_dates(clause.text)):
            continue
        deeds = list(_deeds(clause, numbers[saying.start]))
        for deed, future in deeds:
            for other in done if future else promised:
                if _one_deed(*((other, deed) if future else (deed, other))):
                    # Side by side, both sentences are shown: either may be the wrong one.
                    start = other.start if deed.number - other.number <= 1 else deed.start
                    if any(one.start <= deed.start < one.end for pair in clashes(subject) for one in pair):
                        return  # outcome.contradiction tells it
                    details = {"first": other.words, "second": deed.words}
                    yield Hit(start, deed.end, details, level=None if other.lemma == deed.lemma else Level.ADVICE)
                    return
        done += [deed for deed, future in deeds if not future]  # a clause does not contradict itself
        promised += [deed for deed, future in deeds if future]


def _both_ways(told: tuple[Saying, ...]) -> frozenset[str]:
    """The verbs that the letter uses both of what is done and of what is to be done."""
    done, future = set(), set()
    for saying in told:
        to_be = any(verb.future and verb.lemma == "быть" for _, verb in saying.verbs)
        for _, verb in saying.verbs:
            if verb.future or (verb.form == "PRTS" and to_be):
                future.add(verb.lemma)
            if verb.done:
                done.add(verb.lemma)
    begun = {lemma for lemma in done if lemma in _NOUNS} | (future & _BEGINS) if future & _BEGINS else set()
    return frozenset((done & future) | begun)


def _deeds(clause: _Clause, number: int) -> Iterator[tuple[_Deed, bool]]:
    """The deeds of a clause, each with whether it is yet to be done."""
    things = _things(clause)
    verbs = list(_verbs(clause))
    to_be = any(verb.lemma == "быть" and verb.future for _, verb in verbs)
    for place, verb in verbs:
        token = clause.tokens[place]
        denied = place > 0 and clause.tokens[place - 1].form in ("не", "ни")
        if denied or verb.lemma in _AUXILIARY | _STEP or verb.form not in ("VERB", "PRTS") or verb.imperative:
            continue
        future = verb.future or (verb.form == "PRTS" and to_be)
        if future or verb.done:
            told = _around(clause, place)
            words = clause.text[told[0].start - clause.start : told[-1].end - clause.start]
            yield (
                _Deed(
                    verb.lemma, things, _marks(told) | periods(words), words, number, token.start, token.end, token.text
                ),
                future,
            )


def _one_deed(done: _Deed, promised: _Deed) -> bool:
    if done.lemma == promised.lemma:
        two = _are_two(done.marks, promised.marks) or are_apart(done.clause, promised.clause)
        return bool(done.things & promised.things) and not two
    begins = promised.lemma in _BEGINS and _NOUNS.get(done.lemma) in promised.things
    return begins and abs(done.number - promised.number) == 1


def _clauses(saying: Saying) -> Iterator[_Clause]:
    stops = [cut.end() for cut in _CLAUSE.finditer(saying.text)]
    if not stops:
        yield _Clause(saying.start, saying.end, saying.text, saying.tokens, saying)
        return
    at = 0
    for stop in (*stops, len(saying.text)):
        start, end = saying.start + at, saying.start + stop
        inside = tuple(token for token in saying.tokens if start <= token.start < end)
        yield _Clause(start, end, saying.text[at:stop], inside, saying)
        at = stop


def _verbs(clause: _Clause) -> Iterator[tuple[int, Verb]]:
    places = {token.start: place for place, token in enumerate(clause.tokens)}
    for place, verb in clause.saying.verbs:
        start = clause.saying.tokens[place].start
        if start in places:
            yield places[start], verb


def _things(clause: _Clause) -> frozenset[str]:
    found = (token.lemmas for token in clause.tokens if len(token.text) > 3 and token.has("NOUN"))
    return frozenset().union(*found) - _NO_THING


def _around(clause: _Clause, place: int) -> tuple[Token, ...]:
    """The words of ``clause`` between the marks around ``place``."""
    first = max((n for n, token in enumerate(clause.tokens[:place]) if token.text in _BREAKS), default=-1) + 1
    last = next((n for n, token in enumerate(clause.tokens) if n > place and token.text in _BREAKS), None)
    return clause.tokens[first:last]


def _marks(told: Sequence[Token]) -> frozenset[str]:
    """Nouns, adjectives and names: all that tells one thing from another of its kind."""
    marks = (token.lemmas for token in told if len(token.text) > 2 and (token.has("NOUN") or _is_kind(token)))
    return frozenset().union(*(lemmas for lemmas in marks if not lemmas & _NO_THING))


def _is_kind(token: Token) -> bool:
    return token.has("ADJF") and not token.has("Apro")


def _are_two(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each has a mark of its own: two works of one kind."""
    return bool(one - other and other - one)


def _term(clause: _Clause) -> FoundDate | PartialDate | None:
    both: list[FoundDate | PartialDate] = list(find_dates(clause.text))
    both += [one for one in partial_dates(clause.text) if one.day is not None]
    terms = [found for found in both if _UNTIL.search(clause.text[: found.start])]
    return terms[0] if len(terms) == 1 else None


def _may_be_one_day(one: FoundDate | PartialDate, other: FoundDate | PartialDate) -> bool:
    """Whether both can be one day: a date without a year has only its day and month."""
    if isinstance(one, FoundDate) and isinstance(other, FoundDate):
        return one.date == other.date
    if any(isinstance(each, FoundDate) and each.precision != "day" for each in (one, other)):
        return True
    return _day_and_month(one) == _day_and_month(other)


def _day_and_month(found: FoundDate | PartialDate) -> tuple[int | None, int]:
    return (found.date.day, found.date.month) if isinstance(found, FoundDate) else (found.day, found.month)


def _format_date(found: FoundDate | PartialDate) -> str:
    return date_digits(found.date) if isinstance(found, FoundDate) else found.text


def _without_dates(text: str) -> str:
    spans = [(day.start, day.end) for day in find_dates(text)] + [(day.start, day.end) for day in partial_dates(text)]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text
