"""Terms of keeping as data: rules/retention.yml, or the body's own file in its place."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from letterkit.core.errors import BadValue, InputError
from letterkit.datafile import parse_model, read_text

FILE_NAME = "retention.yml"
Words = Annotated[str, Field(min_length=1, max_length=400)]


class Kind(StrEnum):
    """What is kept: cases with all that is in them, and what belongs to none."""

    CASES = "cases"
    LETTERS = "letters"
    DRAFTS = "drafts"
    BATCHES = "batches"
    RECEPTIONS = "receptions"
    CALLS = "calls"
    INCOMING = "incoming"
    MESSAGES = "messages"
    REMINDERS = "reminders"
    OPINIONS = "opinions"
    PEOPLE = "people"


class Then(StrEnum):
    """What is done at the end of a term: of what figures count, a row without a word of anybody is left."""

    NAMES = "names"
    WHOLE = "whole"
    KEEP = "keep"


WHOLE = frozenset({Kind.INCOMING, Kind.MESSAGES, Kind.REMINDERS})
"""What no figure counts."""


class _RulesModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(_RulesModel):
    """How long: all parts together, or for good."""

    years: Annotated[int, Field(ge=0, le=100)] = 0
    months: Annotated[int, Field(ge=0, le=1200)] = 0
    days: Annotated[int, Field(ge=0, le=36600)] = 0
    forever: bool = False

    @model_validator(mode="after")
    def _is_one(self) -> "Span":
        if self.forever == bool(self.years or self.months or self.days):
            raise BadValue("retention.no-span")
        return self

    def before(self, day: date) -> date:
        """So much before ``day``; the last day of a month that is shorter."""
        months = day.year * 12 + day.month - 1 - self.years * 12 - self.months
        year, month = divmod(months, 12)
        if year < 1:
            return date.min
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) - timedelta(days=self.days)


class KeepingTerm(_RulesModel):
    """How long things of one kind are kept, why, and what is done then."""

    title: Words
    keep: Span
    start: Annotated[Literal["event", "next-year"], Field(alias="from")]
    then: Then
    article: Annotated[str, Field(max_length=100)] = ""
    expert: bool = False
    source: Words
    note: Words | None = None

    def ended_before(self, today: date) -> date | None:
        """What ended before this day has served its term by ``today``; None: nothing ever has."""
        if self.keep.forever or self.then is Then.KEEP:
            return None
        day = self.keep.before(today)
        return date(day.year, 1, 1) if self.start == "next-year" else day + timedelta(days=1)


class RetentionFile(_RulesModel):
    """The whole file."""

    kinds: dict[Kind, KeepingTerm]

    @model_validator(mode="after")
    def _whole(self) -> "RetentionFile":
        for kind in Kind:
            if kind not in self.kinds:
                raise BadValue("retention.no-kind", kind)
        for kind, term in self.kinds.items():
            if term.then is not Then.KEEP and (term.then is Then.WHOLE) != (kind in WHOLE):
                raise BadValue("retention.then", kind, Then.WHOLE if kind in WHOLE else Then.NAMES)
        return self


Terms = Mapping[Kind, KeepingTerm]


def load_terms(file: Path) -> Terms:
    """The terms that ``file`` says now; raises InputError as ``parse_model``."""
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _as_changed(file, changed).kinds


def read_copy(terms: Mapping[str, Any]) -> Terms:
    """The terms that an act has kept with itself (``copy_of``)."""
    return RetentionFile.model_validate({"kinds": terms}).kinds


def copy_of(terms: Terms) -> dict[str, Any]:
    """``terms`` as an act keeps them."""
    return {kind.value: term.model_dump(mode="json", by_alias=True) for kind, term in terms.items()}


@lru_cache(maxsize=4)
def _as_changed(file: Path, changed: int) -> RetentionFile:
    return parse_model(read_text(file, InputError), RetentionFile, file=str(file), error=InputError)
