"""What a changed pack would flag and unflag in letters of the register: nothing is changed, no letter is touched.

Letters are read as they were checked last, with the words and the parts that they had then. Rules that the change does
not reach are not asked until one that it does reach says something else: then both books are asked everything, so that
a finding that another rule would tell better is counted as a reader would see it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from letterkit.checks.check import Check, Need
from letterkit.checks.pack_differences import differing
from letterkit.checks.paragraph_cache import Memory
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.run import check as run_checks
from letterkit.checks.subject import Subject
from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter, Paragraph, Part, Role, Source
from letterkit.core.profile import Profile
from letterkit.store.database import Database
from letterkit.store.tables import Letter as LetterRow
from letterkit.store.tables import Version
from letterkit.tables.card import parse_card

LAST = 500
"""Letters that are looked at unless somebody asks for more or fewer."""
SHOWN = 10
"""Places of one rule and one effect that are kept to be shown; all are counted."""
_AT_ONCE = 50
_AROUND = 60  # characters of the letter on either side of an excerpt
_UNTRIED = frozenset({Need.PAGES, Need.LAYOUT, Need.PROOFREADER})
_Key = tuple[str, int | None, int | None, str]
Watch = Callable[[int, int], bool]
"""Told how many letters of how many are done; whether to go on."""


class Effect(StrEnum):
    """What becomes of a finding."""

    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    GRADED = "graded"
    WORDED = "worded"


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A letter as it was checked last; ``name`` is its number, where it has one."""

    id: int
    name: str
    letter: Letter
    card: CaseCard | None


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """Where a letter's finding comes, goes or changes its level; ``before`` and ``after`` are the words around it."""

    letter_id: int
    name: str
    before: str
    excerpt: str
    after: str
    message: str
    level: Level
    level_before: Level | None = None


@dataclass(slots=True)
class RuleEffect:
    """What the change does to the findings of one rule: how many places in how many letters, and some of them."""

    code: str
    effect: Effect
    count: int = 0
    letters: int = 0
    places: list[FindingPlace] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``letters`` of ``total`` were looked at; ``untried`` are changed rules that need pages or the grammar engine.

    ``cancelled``: somebody has stopped it, and what was found so far stands here.
    """

    letters: int
    total: int
    effects: tuple[RuleEffect, ...]
    differing: tuple[str, ...]
    untried: tuple[str, ...]
    cancelled: bool = False

    def sum_of(self, effect: Effect) -> int:
        """How many places it is in all."""
        return sum(each.count for each in self.effects if each.effect is effect)


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """Which letters: at most ``last`` of them, the newest first, checked in the days from ``since`` to ``until``.

    ``body`` is that whose letters they are, None for all: excerpts of them are shown to whoever has asked.
    """

    last: int = LAST
    since: date | None = None
    until: date | None = None
    body: str | None = None


def dry_run(
    letters: Iterable[StoredLetter],
    total: int,
    old: RuleBook,
    new: RuleBook,
    profile: Profile,
    watch: Watch = lambda done, total: True,
) -> Outcome:
    """What ``new`` finds otherwise than ``old`` in ``letters``, of which there are ``total``.

    Memory is bounded: letters are taken one by one, and of each rule only some places are kept.
    """
    reached = differing(old, new)
    checks = [check for code in sorted(reached) for book in (old, new) if (check := book.by_code.get(code))]
    untried = sorted({check.code for check in checks if check.needs in _UNTRIED})
    sides = _Side(old, profile, reached), _Side(new, profile, reached)
    effects: dict[tuple[str, Effect], RuleEffect] = {}
    done, cancelled = 0, not watch(0, total)
    for stored in letters if reached and not cancelled else ():
        if sides[0].quickly(stored) != sides[1].quickly(stored):
            _add(effects, stored, sides[0].wholly(stored), sides[1].wholly(stored))
        done += 1
        if not watch(done, total):
            cancelled = done < total
            break
    order = sorted(effects.values(), key=lambda each: (each.code, list(Effect).index(each.effect)))
    return Outcome(done if reached else total, total, tuple(order), tuple(sorted(reached)), tuple(untried), cancelled)


def stored_letters(database: Database, choice: LetterChoice) -> tuple[int, Iterator[StoredLetter]]:
    """How many letters of the register ``choice`` names, and these, the newest first; only so many as are at hand.

    A letter that has never been checked as a whole is none of them.
    """
    last = (
        select(Version.letter_id, func.max(Version.id).label("version"))
        .where(Version.report.is_not(None))
        .group_by(Version.letter_id)
    )
    if choice.body is not None:
        last = last.join(LetterRow, LetterRow.id == Version.letter_id).where(LetterRow.body == choice.body)
    if choice.since is not None:
        last = last.where(Version.at >= _moment(choice.since, time.min))
    if choice.until is not None:
        last = last.where(Version.at <= _moment(choice.until, time.max))
    with database.reading() as session:
        versions = [
            row.version for row in session.execute(last.order_by(Version.letter_id.desc()).limit(max(0, choice.last)))
        ]
    return len(versions), _read(database, versions)


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.now().tzinfo)


def _read(database: Database, versions: list[int]) -> Iterator[StoredLetter]:
    for at in range(0, len(versions), _AT_ONCE):
        wanted = versions[at : at + _AT_ONCE]
        query = (
            select(Version.id, Version.letter_id, Version.report, Version.card, LetterRow.number)
            .join(LetterRow, LetterRow.id == Version.letter_id)
            .where(Version.id.in_(wanted))
            .order_by(Version.letter_id.desc())
        )
        with database.reading() as session:
            rows = session.execute(query).all()
        for _, letter_id, report, card, number in rows:
            yield StoredLetter(letter_id, number or "", letter_of(report or {}), _card(card))


def letter_of(report: Mapping[str, Any]) -> Letter:
    """The words and the parts of a letter as its kept report (CONTRACT's JSON) has them."""
    parts = tuple(Part(Role(each["role"]), each["start"], each["end"], each["page"]) for each in report["parts"])
    paragraphs = tuple(Paragraph(part.start, part.end) for part in parts)
    return Letter(Source(**report["source"]), report["text"], paragraphs, parts)


def _card(card: Mapping[str, object]) -> CaseCard | None:
    try:
        return parse_card(card, "card")
    except CardError:
        return None


class _Side:
    """One of the two rule books, with what it remembers of paragraphs."""

    def __init__(self, book: RuleBook, profile: Profile, reached: frozenset[str]) -> None:
        self._book = book
        self._profile = book.complete(profile)
        self._checks = [check for check in book.checks if check.code in reached and check.needs not in _UNTRIED]
        self._quick, self._whole = Memory(), Memory()

    def quickly(self, stored: StoredLetter) -> set[_Key]:
        """What the rules that the change reaches find."""
        subject = Subject(stored.letter, self._profile, card=stored.card, memory=self._quick)
        return {_key(finding) for check in self._checks for finding in _findings_of(check, subject)}

    def wholly(self, stored: StoredLetter) -> Mapping[tuple[str, int | None, int | None], Finding]:
        """What a reader would see of all rules."""
        report = run_checks(stored.letter, book=self._book, profile=self._profile, card=stored.card, memory=self._whole)
        every = (place for found in report.findings for place in found.places)
        return {(each.code, each.start, each.end): each for each in every}


def _findings_of(check: Check, subject: Subject) -> Iterator[Finding]:
    if check.needs is Need.CARD and subject.card is None:
        return
    try:
        for hit in check.run(subject):
            yield check.finding(hit, subject)
    except Exception as fault:  # the whole run tells it as every check of a letter does
        yield Finding(check.code, None, Level.ADVICE, type(fault).__name__)


def _key(finding: Finding) -> _Key:
    return finding.code, finding.start, finding.end, f"{finding.level} {_words(finding)}"


def _add(
    effects: dict[tuple[str, Effect], RuleEffect],
    stored: StoredLetter,
    old: Mapping[tuple[str, int | None, int | None], Finding],
    new: Mapping[tuple[str, int | None, int | None], Finding],
) -> None:
    seen: set[tuple[str, Effect]] = set()
    for key in sorted(old.keys() | new.keys(), key=lambda key: (key[0], key[1] or 0)):
        before, after = old.get(key), new.get(key)
        if before is None and after is not None:
            effect = Effect.FLAGGED
        elif after is None and before is not None:
            effect = Effect.UNFLAGGED
        elif before is not None and after is not None and before.level is not after.level:
            effect = Effect.GRADED
        elif before is not None and after is not None and _words(before) != _words(after):
            effect = Effect.WORDED
        else:
            continue
        told = effects.setdefault((key[0], effect), RuleEffect(key[0], effect))
        told.count += 1
        told.letters += (key[0], effect) not in seen
        seen.add((key[0], effect))
        finding = after or before
        if finding is not None and len(told.places) < SHOWN:
            told.places.append(_place(stored, finding, before.level if before and effect is Effect.GRADED else None))


def _words(finding: Finding) -> tuple[object, ...]:
    return finding.message, finding.advice, finding.suggestions


def _place(stored: StoredLetter, finding: Finding, level_before: Level | None) -> FindingPlace:
    text, start, end = stored.letter.text, finding.start, finding.end
    if start is None or end is None:
        return FindingPlace(stored.id, stored.name, "", "", "", finding.message, finding.level, level_before)
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    excerpt = " ".join(text[start:end].split())
    return FindingPlace(stored.id, stored.name, before, excerpt, after, finding.message, finding.level, level_before)
