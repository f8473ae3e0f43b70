"""The outcome of checking one letter: no single score, but each clause by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from letterkit.core.answers import Answer
from letterkit.core.cuts import CutPlan
from letterkit.core.finding import Finding
from letterkit.core.letter import Part, Source


class Verdict(StrEnum):
    """FIX when an error stands; INCOMPLETE when a check that can give an error was not made; else READY."""

    READY = "ready"
    FIX = "fix"
    INCOMPLETE = "incomplete"


class ClauseState(StrEnum):
    MET = "met"
    BROKEN = "broken"
    ADVICE = "advice"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class StandardClause:
    """A clause of a standard, what it asks in a few Russian words, and its state."""

    number: str
    asks: str
    state: ClauseState


@dataclass(frozen=True, slots=True)
class StandardStates:
    """How a letter stands to the standard ``title``, clause by clause."""

    title: str
    clauses: tuple[StandardClause, ...]


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A check (family or code) that was not made, and why: a code of letterkit.reports.wording."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class WaivedFinding:
    """A finding that a person has answered for."""

    code: str
    reason: str
    by: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of one letter; ``clauses`` maps clause numbers of the Order to their states.

    ``standards`` are those that packs map to rules besides the Order. ``cuts`` says how a letter over its pages can be
    shortened, ``answers`` which questions of the card it answers.
    ``is_whole``: every check that can give an error was made, whatever it found.
    """

    source: Source
    verdict: Verdict
    text: str
    parts: tuple[Part, ...]
    facts: Mapping[str, int | float | str | None]
    findings: tuple[Finding, ...]
    clauses: Mapping[str, ClauseState]
    not_checked: tuple[NotChecked, ...] = ()
    waived: tuple[WaivedFinding, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    timing_ms: Mapping[str, float] = field(default_factory=dict)
    cuts: CutPlan | None = None
    answers: tuple[Answer, ...] = ()
    standards: tuple[StandardStates, ...] = ()
    is_whole: bool = True
