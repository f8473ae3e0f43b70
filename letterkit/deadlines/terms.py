"""The terms of work with appeals as data: rules/terms.yml."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from letterkit.core.errors import BadValue, InputError, RequestError
from letterkit.datafile import parse_model, read_text
from letterkit.settings import load_settings

_FILE = "terms.yml"
Words = Annotated[str, Field(min_length=1, max_length=400)]
Start = Literal["registration", "receipt", "request"]
FIRST_TERMS = frozenset({"review", "redirect", "several_bodies", "unclear", "unreadable", "court", "published"})
"""Terms that an appeal can be due by (``Appeal.term``): those that a reply to it ends."""


class _TermsModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermPart(_TermsModel):
    """A term of ``days`` calendar days from an event, after another term, or before the end of another."""

    title: Words
    days: Annotated[int, Field(ge=0, le=366)]
    source: Words
    start: Annotated[Start | None, Field(alias="from")] = None
    after: str | None = None
    before: str | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _counted_from_one(self) -> "TermPart":
        if sum(each is not None for each in (self.start, self.after, self.before)) != 1:
            raise BadValue("term.one-start")
        return self


class DaysOffPart(_TermsModel):
    """What is done with a last day that is a day off, and what says so."""

    title: Words
    source: Words


class TermsFile(_TermsModel):
    """The whole file."""

    terms: dict[Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=40)], TermPart]
    days_off: dict[Literal["preceding", "following", "same"], DaysOffPart]

    @model_validator(mode="after")
    def _whole(self) -> "TermsFile":
        for name in ("review", "extension", "notice", *FIRST_TERMS):
            if name not in self.terms:
                raise BadValue("term.missing", name)
        for name, term in self.terms.items():
            other = term.after or term.before
            if other is not None and (other not in self.terms or self.terms[other].start is None):
                raise BadValue("term.no-event", name, other)
        if len(self.days_off) != 3:
            raise BadValue("term.days-off")
        return self


def terms() -> Mapping[str, TermPart]:
    """Every term by its name, as the file says now; raises InputError as ``parse_model``."""
    return _read().terms


def term_of(name: str) -> TermPart:
    """The term ``name``; raises RequestError ``deadline.no-term``."""
    try:
        return terms()[name]
    except KeyError:
        raise RequestError("deadline.no-term", value=name, known=", ".join(terms())) from None


def days_off() -> Mapping[str, DaysOffPart]:
    """What the three ways with days off are called, and where they come from."""
    return {str(name): part for name, part in _read().days_off.items()}


def read_terms(text: str, file: str) -> TermsFile:
    """The terms in the YAML ``text`` of ``file``; raises InputError as ``parse_model``."""
    return parse_model(text, TermsFile, file=file, error=InputError)


def _read() -> TermsFile:
    file = terms_file()
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _as_changed(file, changed)


def terms_file() -> Path:
    """The file of the terms in use."""
    return load_settings().rules_file(_FILE)


@lru_cache(maxsize=1)
def _as_changed(file: Path, changed: int) -> TermsFile:
    return read_terms(read_text(file, InputError), str(file))
