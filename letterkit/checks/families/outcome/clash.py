"""Two sentences that cannot both be true: done and to be done, to be done and impossible, granted and refused.

Better silent than wrong: the verb must be the same and its clause must name the same things. A word that tells two
things or two times apart («соседний», «второй», «в этом году») lets both sentences stand.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from letterkit.checks import outcome_words as words
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.outcome_signs import Saying, Sign, has_term, sayings
from letterkit.checks.question_nests import kin
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.checks.tokens import tokens as tokens_of
from letterkit.core.letter import Role
from letterkit.russian.dates import FoundDate, PartialDate, find_dates, partial_dates
from letterkit.russian.remembered import cache_by_text

_OF_TWO = regex.compile(
    r"(?i)\b(?:уже|остальн|друг|ещё|еще|нов|част|втор|трет|перв|кажд|остав|временн|соседн|рядом|вместо|ино[ймг]|ины[хм]|только)\p{L}*|\d"
)
_FOR_NOW = GuardedPattern(
    r"(?i)\b(?:сейчас|пока|сразу|раньше|немедленно|быстрее|досрочно|сегодня|больше|снова|повторно|бесплатно|полностью|целиком|сам(?:и|а|им|ому)?)\b"
)
_IF = GuardedPattern(r"(?i)\b(?:если|при\s+условии|в\s+случае|иначе|пока\s+не|возможно|может\s+быть)\b")
# «2. Отказали ли Вам в приёме», «2) нарушение …», and «Почему закрыли мост» on a line of its own after a sentence.
_HEADING = regex.compile(
    r"\n[ \t\u00a0]*(?:\d{1,2}(?:\.\d{1,2})?[.)]|[-–—•*]|[а-я]\))[ \u00a0]"
    r"|(?<=[.!?…»)][ \t\u00a0]*)\n\s*\p{Lu}[^\n.;:!]{2,90}(?<![,\s])[ \t\u00a0]*\n\s*(?=[\p{Lu}\d«])"
)
_UNTIL = regex.compile(r"(?i)(?:\bдо|\bпо|\bк|не\s+позднее|не\s+позже)\s+$")
_FOR_PERIOD = regex.compile(r"(?i)\bза\s+(?:\p{L}+\s+)?$")
_A_YEAR = datetime.timedelta(days=365)
_TIMES = frozenset({"год", "раз", "час", "день", "срок", "время", "месяц", "неделя"})
_WISHES = frozenset({"просьба", "требование", "жалоба", "заявление", "ходатайство", "часть"})
_BREAKS = frozenset(",;:–—()")


@dataclass(frozen=True, slots=True)
class _VerbSaying:
    """What one clause says of a verb: ``nouns`` are the lemmas of its things, without those of dates.

    ``kinds`` are the adjectives that tell them from others of their kind.
    """

    lemma: str
    nouns: frozenset[str]
    kinds: frozenset[str]
    saying: Saying
    clause: str


def clashes(subject: Subject) -> Iterator[tuple[Saying, Saying]]:
    """The first pair of each kind: (what is said first, what does not agree with it)."""
    said = sayings(subject)
    topic = _topic(subject)
    yield from _pair(subject.text, said, words.CONFIRMED, words.DENIED)
    yield from _pair(subject.text, said, words.GRANTED, words.NOT_GRANTED)
    yield from _granted_and_refused(said)
    yield from _done_and_to_do(said, topic, own_date(subject))
    yield from _to_be_and_impossible(said, topic)


def _pair(
    text: str, said: tuple[Saying, ...], yes: GuardedPattern, no: GuardedPattern
) -> Iterator[tuple[Saying, Saying]]:
    confirmed = [each for each in said if yes.search(each.text) and not each.retells]
    for saying in said if confirmed else ():
        if saying.retells or saying.conditional or not no.search(saying.text) or words.OTHER_MATTER.search(saying.text):
            continue
        others = (each for each in confirmed if each is not saying)
        first = next((each for each in others if not _under_two_heads(text, each, saying)), None)
        if first:
            yield first, saying
            return


def _under_two_heads(text: str, one: Saying, other: Saying) -> bool:
    """Whether a heading or the number of a point parts two sentences: each answers a question of its own."""
    first, last = sorted((one, other), key=lambda each: each.start)
    ends = first.start + len(first.text.rstrip())
    return _HEADING.search(text, max(0, ends - 1), last.end) is not None


def _granted_and_refused(said: tuple[Saying, ...]) -> Iterator[tuple[Saying, Saying]]:
    """«Перенести переход нельзя», and the wish to have it moved is granted: both name one thing."""
    for one in said:
        if not words.GRANTED.search(one.text) or one.retells or one.conditional or one.of_appeal:
            continue
        wish = _nouns(tokens_of(_bare(one.text))) - _WISHES
        for other in said:
            if other is one or Sign.REFUSED not in other.signs or other.retells or other.conditional:
                continue
            if wish & _nouns(tokens_of(_bare(other.text))) and not words.OTHER_MATTER.search(other.text):
                yield (min(one, other, key=lambda each: each.start), max(one, other, key=lambda each: each.start))
                return


def _done_and_to_do(
    said: tuple[Saying, ...], topic: frozenset[str], letter: datetime.date | None
) -> Iterator[tuple[Saying, Saying]]:
    """One verb of one thing, told as done not long ago and as to be done."""
    done = [told for saying in said if not _is_old(saying, letter) for told in _find_done(saying)]
    for told in (each for saying in said for each in _to_do(saying)):
        for other in done:
            if told.saying is other.saying or told.lemma != other.lemma or are_apart(told.clause, other.clause):
                continue
            if _of_one_thing(told, other, topic):
                yield other.saying, told.saying
                return


@cache_by_text
def _is_open(sentence: str) -> bool:
    """Whether it tells what would happen if."""
    return _IF.search(sentence) is not None


def _find_done(saying: Saying) -> Iterator[_VerbSaying]:
    if not saying.of_appeal and not _is_open(saying.text) and not saying.retells and Sign.SOLVED in saying.signs:
        for place, one in saying.verbs:
            if one.done and not (_to_come(saying, place) or _is_denied(saying, place) or _is_spoken_of(saying, place)):
                yield from _clause(saying, place, one.lemma)


def _to_do(saying: Saying) -> Iterator[_VerbSaying]:
    if not saying.of_appeal and not _is_open(saying.text) and saying.signs & {Sign.DATED, Sign.PROMISED}:
        for place, one in saying.verbs:
            if (one.future and one.lemma != "быть") or (one.form == "PRTS" and _to_come(saying, place)):
                if not _is_denied(saying, place):
                    yield from _clause(saying, place, one.lemma)


def _to_come(saying: Saying, place: int) -> bool:
    """«Будут отремонтированы»."""
    return any(token.form in ("будет", "будут") for token in saying.tokens[max(0, place - 3) : place])


def _is_old(saying: Saying, letter: datetime.date | None) -> bool:
    """Whether it tells of another year's work, which is done again in its time."""
    return letter is not None and any(letter - found.date > _A_YEAR for found in find_dates(saying.text))


def _of_one_thing(one: _VerbSaying, other: _VerbSaying, topic: frozenset[str]) -> bool:
    two = one.kinds - other.kinds and other.kinds - one.kinds
    return bool(one.nouns & other.nouns) and (one.nouns ^ other.nouns) <= topic and not two


def are_apart(one: str, other: str) -> bool:
    """Whether two clauses tell of different days or months: of one work that is done time and again."""
    first, second = _occasions(one), _occasions(other)
    return bool(first and second) and not first & second


@cache_by_text
def _occasions(clause: str) -> frozenset[str]:
    """The days and months when something is: no terms («до 1 июня») and no periods that it is for («за январь»)."""
    return frozenset(
        text for before, text in _dates_in(clause) if not _UNTIL.search(before) and not _FOR_PERIOD.search(before)
    )


def periods(clause: str) -> frozenset[str]:
    """The months, quarters and years that what a clause tells is for: «за январь»."""
    return frozenset(text for before, text in _dates_in(clause) if _FOR_PERIOD.search(before))


def _dates_in(clause: str) -> Iterator[tuple[str, str]]:
    """The words before each date of ``clause``, and the date."""
    found: list[FoundDate | PartialDate] = [*find_dates(clause), *partial_dates(clause)]
    for date in found:
        yield clause[: date.start], date.text.lower()


def _to_be_and_impossible(said: tuple[Saying, ...], topic: frozenset[str]) -> Iterator[tuple[Saying, Saying]]:
    """«Сад построят до …», «построить сад невозможно»; what one names and the other does not must be the topic's."""
    possible = [told for saying in said for told in _possible(saying)]
    for told in (each for saying in said for each in _impossible(saying)):
        for other in possible:
            if told.saying is other.saying or not (told.lemma == other.lemma or kin(told.lemma, other.lemma)):
                continue
            if _of_one_thing(told, other, topic):
                pair = (told.saying, other.saying)
                yield (min(pair, key=lambda each: each.start), max(pair, key=lambda each: each.start))
                return


def _possible(saying: Saying) -> Iterator[_VerbSaying]:
    if saying.of_appeal or _is_open(saying.text) or saying.retells:
        return
    for place, one in saying.verbs:
        told = one.future or one.done or (one.form in ("INFN", "PRTS") and Sign.DATED in saying.signs)
        if told and one.lemma != "быть" and not _is_denied(saying, place) and not _is_spoken_of(saying, place):
            yield from _clause(saying, place, one.lemma)


def _impossible(saying: Saying) -> Iterator[_VerbSaying]:
    if saying.of_appeal or _is_open(saying.text) or saying.retells or Sign.NO_DATE in saying.signs:
        return
    for place, one in saying.verbs:
        refused = one.form == "INFN" and Sign.REFUSED in saying.signs
        if refused or (one.lemma != "быть" and (one.future or one.form == "PRTS") and _is_denied(saying, place)):
            for told in _clause(saying, place, one.lemma):
                if refused and not words.REFUSAL.search(told.clause):
                    continue
                if not has_term(told.clause) and not _FOR_NOW.search(told.clause):
                    yield told


def _is_denied(saying: Saying, place: int) -> bool:
    """«Не построят», «не будет построен»."""
    before = [token.form for token in saying.tokens[max(0, place - 2) : place]]
    return before[-1:] == ["не"] or (len(before) == 2 and before[0] == "не" and before[1] in ("будет", "будут"))


def _is_spoken_of(saying: Saying, place: int) -> bool:
    """«Вы против того, чтобы её закрыли», «о том, что дом сдан, сообщат»: what is wished, or told of later."""
    first = max((n for n, token in enumerate(saying.tokens[:place]) if token.text in _BREAKS), default=-1) + 1
    opens = saying.tokens[first].form
    about = first > 1 and saying.tokens[first - 2].form in ("том", "тем")
    return opens == "чтобы" or (opens == "что" and about)


def _clause(saying: Saying, place: int, lemma: str) -> Iterator[_VerbSaying]:
    """The words between the marks around ``place``; none when they tell two things apart."""
    first = max((n for n, token in enumerate(saying.tokens[:place]) if token.text in _BREAKS), default=-1) + 1
    last = next((n for n, t in enumerate(saying.tokens) if n > place and t.text in _BREAKS), len(saying.tokens))
    inside = saying.tokens[first:last]
    clause = saying.text[inside[0].start - saying.start : inside[-1].end - saying.start]
    things = _things(clause)
    if things is not None:
        yield _VerbSaying(lemma, things, _kinds(clause), saying, clause)


@cache_by_text
def _things(clause: str) -> frozenset[str] | None:
    """The nouns of ``clause`` without those of its dates; None when it tells two things apart."""
    bare = _bare(clause)
    return None if _OF_TWO.search(bare) else _nouns(tokens_of(bare))


@cache_by_text
def _kinds(clause: str) -> frozenset[str]:
    told = (token.lemmas for token in tokens_of(clause) if token.has("ADJF") and not token.has("Apro"))
    return frozenset().union(*told)


def _topic(subject: Subject) -> frozenset[str]:
    """What the letter is about: the nouns of its title and first paragraph."""
    heads = (subject.tokens_of(part) for part in subject.parts_of(Role.TITLE, Role.OPENING))
    return frozenset(lemma for head in heads for lemma in _nouns(head))


def _nouns(tokens: tuple[Token, ...]) -> frozenset[str]:
    nouns = (token.lemmas for token in tokens if token.has("NOUN") and len(token.text) > 2)
    return frozenset().union(*nouns) - _TIMES


def _bare(text: str) -> str:
    """``text`` without its dates, whose digits and months count nothing."""
    spans = [(found.start, found.end) for found in find_dates(text)]
    spans += [(found.start, found.end) for found in partial_dates(text)]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text
