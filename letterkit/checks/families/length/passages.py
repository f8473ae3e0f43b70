"""Passages that a letter over its pages can do without: by what they are, never by how they are put.

What answers the citizen is left alone: a date to come, a refusal, an address or a telephone, anything said to the
reader in person. Repetitions are sought in length_repeats, lengths measured in length_measure.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import regex

from letterkit.checks.families.law.acts import Act, acts
from letterkit.checks.families.length import repeats
from letterkit.checks.families.length.words import length_words
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.outcome_signs import Saying, Sign, last_day, sayings
from letterkit.checks.protected_spans import Shield
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role
from letterkit.russian.dates import find_dates, partial_dates

Span = tuple[int, int]


class PassageKind(StrEnum):
    """What a passage is; the value is the name of its rule in the family ``length``."""

    RETELLING = "retelling"
    QUOTATION = "quotation"
    NORM = "norm"
    ACTS = "acts"
    HISTORY = "history"
    LIST = "list"
    REPEAT = "repeat"
    FORMULA = "formula"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Passage:
    """``spans`` of the subject's text (several for a list of paragraphs); ``keep`` characters stay in its place.

    ``whole``: it can be struck out as it is, nothing need be put in its place.
    """

    kind: PassageKind
    spans: tuple[Span, ...]
    keep: int = 0
    whole: bool = False
    same_as: str = ""

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


# Shorter passages are not worth a reader's time (characters; a line of a letter holds some 66).
LEAST_RETOLD, LEAST_QUOTED, LEAST_NORM, LEAST_HISTORY, LEAST_ACTS = 250, 200, 350, 300, 350
TWO_LINES = 130
LEAST_ITEMS, LONGEST_ITEM, LEAST_LIST = 6, 160, 350
MANY_ACTS, SOME_ACTS = 4, 3
OLD_DAYS = 180
LEAST_OLD = 3

_READER = regex.compile(r"(?i)\b(?:вы|вас|вам|вами|ваш\p{L}*)\b")
_WE = regex.compile(r"(?i)\b(?:мы|нас|нам|нами|наш\p{L}*)\b")
_CONTACT = regex.compile(
    r"@|https?:|\bwww\.|\.(?:ru|рф)\b|(?i:\bтел(?:ефон\p{L}*|\.)|\bкабинет\p{L}*|\bдоб\.)|\d{2}-\d{2}\b"
    r"|\b(?:ул\.|улиц\p{L}+|дом\p{L}*\s+№|д\.\s?\d|кв\.\s?\d|г\.\s\p{Lu}|просп\p{L}*|пр\.\s\p{Lu})"
)
_LAW = (
    r"(?:част|пункт|подпункт|стать|абзац|закон|кодекс|правил|постановлен|положени|порядк|приказ|распоряжен|указ\b"
    r"|регламент|требован|норм)\p{L}*"
)
_POINTER = regex.compile(
    rf"(?i)\b(?:согласно|в\s+соответствии\s+со?|на\s+основании|в\s+силу|исходя\s+из|по\s+смыслу)\s+(?:\S+\s+){{0,4}}?{_LAW}"
    rf"|\b(?:установлен|предусмотрен|определ[её]н|закрепл[её]н|регламентирован|регулир)\p{{L}}*\s+(?:\S+\s+){{0,2}}?{_LAW}"
    r"|^\W*(?:частью|пунктом|подпунктом|стать[её]й|абзацем)\s"
)
_CONCLUDES = regex.compile(
    r"(?i)\b(?:таким\s+образом|следовательно|поэтому|в\s+связи\s+с\s+(?:этим|изложенным|чем)|(?:учитывая|исходя\s+из|с\s+уч[её]том)\s+"
    r"(?:\p{L}+\s+)?изложенн\p{L}+)\b"
)
_QUOTE = regex.compile(r"«(?:[^«»\n]|«[^«»\n]*»)+»|\"[^\"\n]+\"|“[^“”\n]+”")
_LINE = regex.compile(r"[^\n]+")
_ITEM = regex.compile(r"\s*(?:[–—•▪·\-*]\s|\d{1,2}[.)]\s|\p{Ll}\)\s)")
_RETOLD_IN_OPENING = regex.compile(
    r"(?i),\s+в\s+котор\p{L}+\s+вы\s.+?(?=,\s+(?:поступивш|направлен|зарегистрирован|сообща)\p{L}*)"
)
_CONDITION = regex.compile(r"(?i)^\W*(?:если|когда|чтобы|пока|для\s+этого|в\s+случае)\b")
_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
_BEGINS_WITHIN = 4
_TO_COME = frozenset({Sign.DATED, Sign.PROMISED, Sign.NO_DATE})


@once_a_letter
def passages(subject: Subject) -> tuple[Passage, ...]:
    """Every passage of the letter that may go, in no order; they may overlap."""
    paragraphs = tuple(_paragraphs(subject))
    body = [saying for told in paragraphs for saying in told]
    cited = [*_quotations(subject), *(passage for saying in body for passage in _acts(subject, saying))]
    found = [*cited, *_retold_in_opening(subject), *_lists(subject), *_repeats(body)]
    for told in paragraphs:
        for find in (_retelling, _history, _formulas, _general):
            found += find(subject, told)
        # Law that is quoted, or merely named, is another passage than law retold.
        retold = [saying for saying in told if not any(_inside(passage, saying) for passage in cited)]
        found += _norm(subject, retold)
    return tuple(found)


def _inside(passage: Passage, saying: Saying) -> bool:
    return saying.start <= passage.start < saying.end


def _paragraphs(subject: Subject) -> Iterator[list[Saying]]:
    """The sentences of each paragraph of the body."""
    said = sayings(subject)
    for part in subject.parts_of(Role.BODY):
        yield [saying for saying in said if part.start <= saying.start < part.end]


def _runs(told: Sequence[Saying], fits: Callable[[Saying], bool]) -> Iterator[list[Saying]]:
    """Neighbouring sentences that ``fits``, as long as they go."""
    run: list[Saying] = []
    for saying in told:
        if fits(saying):
            run.append(saying)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _span(run: Sequence[Saying]) -> Span:
    return run[0].start, run[-1].end


def _length(run: Sequence[Saying]) -> int:
    return run[-1].end - run[0].start


def _retelling(subject: Subject, told: list[Saying]) -> Iterator[Passage]:
    for run in _runs(told, _retells):
        if _length(run) >= LEAST_RETOLD:
            yield Passage(PassageKind.RETELLING, (_span(run),))


def _retells(saying: Saying) -> bool:
    return not _CONDITION.search(saying.text) and _has_turn(saying, "пересказ", within=_BEGINS_WITHIN)


def _retold_in_opening(subject: Subject) -> Iterator[Passage]:
    for part in subject.parts_of(Role.OPENING):
        for found in _RETOLD_IN_OPENING.finditer(subject.text, part.start, part.end):
            if found.end() - found.start() >= LEAST_RETOLD:
                yield Passage(PassageKind.RETELLING, (found.span(),))


def _norm(subject: Subject, told: list[Saying]) -> Iterator[Passage]:
    """Law told at length with not a word about the case."""
    for run in _runs(told, lambda saying: _is_norm(subject, saying)):
        first = next((at for at, saying in enumerate(run) if _POINTER.search(saying.text)), None)
        if first is not None and _length(run[first:]) >= LEAST_NORM:
            yield Passage(PassageKind.NORM, (_span(run[first:]),), TWO_LINES)


def _is_norm(subject: Subject, saying: Saying) -> bool:
    if not _impersonal(saying) or _WE.search(saying.text) or _CONTACT.search(_plain(subject, saying)):
        return False
    if saying.signs & {Sign.DATED, Sign.NO_DATE, Sign.REFUSED} or _CONCLUDES.search(saying.text):
        return False
    if any(one.future for _, one in saying.verbs):
        return False
    # «Статьёй … предусмотрено», «не является» are the law's own words, elsewhere they may be the answer.
    if saying.signs & {Sign.PROMISED, Sign.TURNED_DOWN} and not _POINTER.search(saying.text):
        return False
    return not any(True for _ in _days(subject, saying))


def _history(subject: Subject, told: list[Saying]) -> Iterator[Passage]:
    """What happened in years gone by, told step by step."""
    today = own_date(subject)
    if today is None:
        return
    before = today - timedelta(days=OLD_DAYS)
    for run in _runs(told, lambda saying: _may_be_history(subject, saying, before)):
        dated = [at for at, saying in enumerate(run) if any(True for _ in _days(subject, saying))]
        if len(dated) >= LEAST_OLD and _length(told := run[dated[0] : dated[-1] + 1]) >= LEAST_HISTORY:
            yield Passage(PassageKind.HISTORY, (_span(told),), TWO_LINES)


def _may_be_history(subject: Subject, saying: Saying, before: date) -> bool:
    """A term that is over («ремонт планировался на 2021 год») belongs to the past."""
    if not _impersonal(saying) or _WE.search(saying.text):
        return False
    if saying.signs & {Sign.PROMISED, Sign.NO_DATE, Sign.REFUSED}:
        return False
    return all(day < before for day in _days(subject, saying))


def _formulas(subject: Subject, told: list[Saying]) -> Iterator[Passage]:
    yield from _by_turn(subject, told, PassageKind.FORMULA, "формулы", lambda saying: True)


def _general(subject: Subject, told: list[Saying]) -> Iterator[Passage]:
    yield from _by_turn(
        subject, told, PassageKind.GENERAL, "общие слова", lambda saying: not _READER.search(saying.text)
    )


def _by_turn(
    subject: Subject, told: list[Saying], kind: PassageKind, section: str, also: Callable[[Saying], bool]
) -> Iterator[Passage]:
    def fits(saying: Saying) -> bool:
        return _says_nothing(subject, saying) and also(saying) and _has_turn(saying, section)

    for run in _runs(told, fits):
        yield Passage(kind, (_span(run),), whole=True)


def _acts(subject: Subject, saying: Saying) -> Iterator[Passage]:
    """A string of acts, of which one would do."""
    named = [act for act in acts(subject) if saying.start <= act.start < saying.end]
    if len(named) < SOME_ACTS:
        return
    start, end = named[0].start, named[-1].end
    longest = max(act.end - act.start for act in named)
    if (len(named) >= MANY_ACTS or end - start >= LEAST_ACTS) and not _between_acts(subject, named):
        yield Passage(PassageKind.ACTS, ((start, end),), longest)


def _between_acts(subject: Subject, named: list[Act]) -> bool:
    """Whether more is said between the acts than commas, conjunctions and parts of acts: then each may be needed."""
    between = [subject.text[one.end : two.start] for one, two in pairwise(named)]
    return any(len(words) > TWO_LINES or regex.search(r"[.!?]\s+\p{Lu}", words) for words in between)


def _quotations(subject: Subject) -> Iterator[Passage]:
    titles = [(act.start, act.end) for act in acts(subject)]
    for part in subject.parts_of(Role.BODY):
        for found in _QUOTE.finditer(subject.text, part.start, part.end):
            named = any(start <= found.start() and found.end() <= end for start, end in titles)
            title = regex.match(r"\W+(?:Об?о?|Положение|Порядок|Правила)\s", found.group())
            if found.end() - found.start() >= LEAST_QUOTED and not named and not title:
                yield Passage(PassageKind.QUOTATION, (found.span(),), TWO_LINES)


def _lists(subject: Subject) -> Iterator[Passage]:
    """Many short items: a list that could as well be an attachment."""
    run: list[Span] = []
    lines = [
        found.span()
        for part in subject.parts_of(Role.BODY)
        for found in _LINE.finditer(subject.text, part.start, part.end)
    ]
    for line in (*lines, (0, 0)):
        if _is_item(subject, *line):
            run.append(line)
            continue
        if len(run) >= LEAST_ITEMS and sum(end - start for start, end in run) >= LEAST_LIST:
            yield Passage(PassageKind.LIST, tuple(run))
        run = []


def _is_item(subject: Subject, start: int, end: int) -> bool:
    text = subject.text[start:end]
    if not _ITEM.match(text) or len(text) > LONGEST_ITEM or _READER.search(text):
        return False
    return not any(start <= saying.start < end and saying.signs & _TO_COME for saying in sayings(subject))


def _repeats(told: Sequence[Saying]) -> Iterator[Passage]:
    links = length_words().links
    pairs = repeats.repeats([saying for saying in told if not _retells(saying)], links)
    again = {id(later): earlier for later, earlier in pairs}
    for run in _runs(told, lambda saying: id(saying) in again):
        yield Passage(PassageKind.REPEAT, (_span(run),), whole=True, same_as=again[id(run[0])].text)


def _has_turn(saying: Saying, section: str, within: int | None = None) -> bool:
    turns = length_words().turns[section]
    last = saying.tokens[within].start if within is not None and within < len(saying.tokens) else saying.end
    return any(match.start <= last for _, match in turns.search(saying.tokens))


def _impersonal(saying: Saying) -> bool:
    """Whether it speaks neither to the reader nor of what the reader is to do."""
    return not _READER.search(saying.text) and not any(one.imperative for _, one in saying.verbs)


def _says_nothing(subject: Subject, saying: Saying) -> bool:
    """Whether no number, no day, no address and no outcome would be lost with it."""
    plain = _plain(subject, saying)
    nothing = not regex.search(r"\d", plain) and not _CONTACT.search(plain)
    return nothing and not saying.signs & {Sign.DATED, Sign.NO_DATE, Sign.REFUSED}


def _plain(subject: Subject, saying: Saying) -> str:
    """The sentence without the acts that it names."""
    text, at = "", saying.start
    for span in subject.protected.spans:
        if span.shield is Shield.ACT and saying.start <= span.start < saying.end and span.end > at:
            text += subject.text[at : max(at, span.start)]
            at = span.end
    return text + subject.text[at : saying.end]


def _days(subject: Subject, saying: Saying) -> Iterator[date]:
    """The last days of the dates and years that the sentence names, those of acts apart."""
    plain = _plain(subject, saying)
    years = [int(found.group()) for found in _YEAR.finditer(plain)]
    yield from (found.date for found in find_dates(plain))
    yield from (day for found in partial_dates(plain) if (day := last_day(found, max(years, default=0) or 1)))
    yield from (date(year, 12, 31) for year in years)
