"""The list of acts (rules/words/acts.txt): number, date, title, when each came and went, what replaced it."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex

from letterkit.core.errors import RuleError
from letterkit.russian.dates import date_digits, parse_date
from letterkit.word_lists import WordList, words_file, words_text

STANDARDS = ("ГОСТ", "СП", "СНиП", "СанПиН", "СН", "ГН", "НПБ", "ППБ", "МДС")
"""Kinds of documents that are named by kind and number alone."""
_FEDERAL = "Федеральный закон"
_ARTICLES = regex.compile(r"(?P<last>\d+)(?:\s+на\s+(?P<on>[\d.]+))?(?P<final>,\s*заключительная)?")
_PARTS = regex.compile(r"части статьи (?P<article>\d[\d.]*)")
_REGION = regex.compile(
    r"(?i)\b(?:област|кра[яйюе]\b|республик|округ|район|город|муниципал|местн|губернатор|поселени|г\.|мэр|глав[ыа]\b|дум[ыа]\b)"
)


@dataclass(frozen=True, slots=True)
class KnownAct:
    """A line of the list with its notes; ``kind`` is empty for a federal law.

    ``partly``: from this day only a part of it is in force, from ``repealed`` on nothing; the day is the last of its
    year where the list knows the year alone (``by_year``); one that ``is_renewed`` was not repealed then but has a new
    edition since. ``last_article`` is what it ended in on the day ``counted``,
    and ``is_final`` where no article can come after it. ``parts``: of some articles, all parts that they have.
    ``names``: what letters call it without a number.
    """

    kind: str
    number: str
    date: datetime.date | None
    name: str
    is_sure: bool = True
    last_article: int | None = None
    counted: datetime.date | None = None
    is_final: bool = False
    since: datetime.date | None = None
    partly: datetime.date | None = None
    repealed: datetime.date | None = None
    by_year: bool = False
    is_renewed: bool = False
    successor: str = ""
    source: str = ""
    names: tuple[str, ...] = ()
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)

    @property
    def is_standard(self) -> bool:
        return self.kind.startswith(STANDARDS)

    @property
    def citation(self) -> str:
        """The act in full, as a letter names it."""
        words = [self.kind or _FEDERAL]
        if self.is_standard:
            words.append(self.number)
        else:
            words += [*(["от", date_digits(self.date)] if self.date else []), "№", self.number]
        return " ".join([*words, *([f"«{self.name}»"] if self.name else [])])

    def is_repealed(self, on: datetime.date) -> bool:
        return self.repealed is not None and (on > self.repealed if self.by_year else on >= self.repealed)

    def answers(self, noun: str, issuer: str, number: str) -> bool:
        """Whether an act named so, with the number ``number``, may be this one: no act of a region is."""
        if self.number_key != number_key(number):
            return False
        if self.is_standard:
            return noun.split()[:1] == self.kind.split()[:1]
        if not self.kind:
            return noun.lower().startswith(("федеральн", "фз", "закон")) or not noun
        return noun.lower()[:5] == self.kind.lower()[:5] and _REGION.search(issuer) is None

    @property
    def number_key(self) -> str:
        return number_key(self.number)


def number_key(number: str) -> str:
    """A number as numbers are compared: dashes, asterisks and case do not matter, nor whether «-1» is Roman."""
    plain = number.upper().replace("–", "-").replace("—", "-").replace("*", "")
    return regex.sub(r"-[IІ]$", "-1", plain)


def known_acts(file: WordList | None = None) -> tuple[KnownAct, ...]:
    """The list of acts; raises RuleError ``words.line`` (``line``) for a line that cannot be read."""
    return _acts_of(file or words_file("acts.txt"))


def acts_numbered(number: str | None) -> tuple[KnownAct, ...]:
    """Those of the list with this number."""
    return _by_number(words_file("acts.txt")).get(number_key(number), ()) if number else ()


def successor_of(act: KnownAct, on: datetime.date) -> KnownAct | str:
    """What stands in its place on a day: an act of the list, or what the list says of it (maybe nothing)."""
    for _ in known_acts():
        following = _act_called(act.successor)
        if following is None:
            return act.successor
        if not following.is_repealed(on):
            return following
        act = following
    return ""


def _act_called(words: str) -> KnownAct | None:
    """The act of the list that ``words`` name: «44-ФЗ», «СП 54.13330.2022»; with «от …» one of several."""
    head, _, day = words.partition(" от ")
    kind, _, number = head.rpartition(" ")
    named = [each for each in acts_numbered(number) if each.kind == kind and (not day or _is_on(each, day))]
    return named[0] if len(named) == 1 else None


def _is_on(act: KnownAct, day: str) -> bool:
    return act.date is not None and date_digits(act.date) == day


@lru_cache(maxsize=8)
def _by_number(file: WordList) -> Mapping[str, tuple[KnownAct, ...]]:
    found: dict[str, tuple[KnownAct, ...]] = {}
    for each in _acts_of(file):
        found[each.number_key] = (*found.get(each.number_key, ()), each)
    return found


@lru_cache(maxsize=8)
def _acts_of(file: WordList) -> tuple[KnownAct, ...]:
    made: list[KnownAct] = []
    for number, line in _lines(file):
        try:
            if not line[0].isspace():
                made.append(_parse_act(line))
            else:
                made[-1] = _parse_notes(made[-1], line)
        except (ValueError, IndexError, KeyError):
            raise RuleError("words.line", file=str(file), line=number, text=line.strip()) from None
    return tuple(made)


def _lines(file: WordList) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(words_text(file).splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _parse_act(line: str) -> KnownAct:
    head, day, name, *more = (each.strip() for each in line.removeprefix("?").split("|"))
    kind, _, number = head.rpartition(" ")
    act = KnownAct(kind, number, parse_date(day) if day else None, name, is_sure=not line.startswith("?"))
    if not number or (act.date is None and not act.is_standard):
        raise ValueError(line)
    return _parse_articles(act, more[0]) if more else act


def _parse_articles(act: KnownAct, words: str) -> KnownAct:
    told = _ARTICLES.fullmatch(words)
    if told is None:
        raise ValueError(words)
    counted = parse_date(told["on"]) if told["on"] else None
    return replace(act, last_article=int(told["last"]), counted=counted, is_final=bool(told["final"]))


def _parse_notes(act: KnownAct, line: str) -> KnownAct:
    """«отменён: 01.01.2014 | вместо: 44-ФЗ»."""
    for note in line.strip().split(" | "):
        key, _, value = (each.strip() for each in note.partition(":"))
        if not value:
            raise ValueError(note)
        parts = _PARTS.fullmatch(key)
        if parts:
            told = frozenset(each.strip() for each in value.split(","))
            act = replace(act, parts={**act.parts, parts["article"]: told})
        else:
            act = _NOTES[key](act, value)
    return act


def _repeal(act: KnownAct, value: str) -> KnownAct:
    if regex.fullmatch(r"\d{4}", value):
        return replace(act, repealed=datetime.date(int(value), 12, 31), by_year=True)
    return replace(act, repealed=parse_date(value))


_NOTES: Mapping[str, Callable[[KnownAct, str], KnownAct]] = {
    "отменён": _repeal,
    "обновлён": lambda act, value: replace(_repeal(act, value), is_renewed=True),
    "в части": lambda act, value: replace(act, partly=parse_date(value)),
    "действует с": lambda act, value: replace(act, since=parse_date(value)),
    "вместо": lambda act, value: replace(act, successor=value),
    "источник": lambda act, value: replace(act, source=value),
    "статей": _parse_articles,
    "иначе": lambda act, value: replace(act, names=tuple(each.strip() for each in value.split(","))),
}
