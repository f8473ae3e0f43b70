"""What made-up appeals are made of (world.yml beside this file)."""

from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from letterkit.core.errors import TemplateError
from letterkit.core.feedback import Source
from letterkit.core.finding import Level
from letterkit.core.office import Duty
from letterkit.core.outcome import Channel
from letterkit.datafile import load_model

_FILE = Path(__file__).parent / "world.yml"
_AS_COMMON = 20  # surnames that are met nearly as often as the first
_Percent = Annotated[int, Field(ge=0, le=100)]


class _WorldModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GivenNames(_WorldModel):
    names: list[str]
    patronymics: list[str]


class Applicants(_WorldModel):
    """Who writes and where they live; ``surnames`` are those of men, women's end in «а».

    Of ``beginnings`` and ``endings`` more are made: of a million people no tenth has one surname.
    """

    surnames: list[str]
    beginnings: list[str]
    endings: list[str]
    men: GivenNames
    women: GivenNames
    streets: list[str]
    places: list[str]


class StaffPart(_WorldModel):
    """Somebody who answers where the register has nobody; they have no password and cannot sign in."""

    login: str
    name: str
    duty: Duty
    unit: str | None


class Topic(_WorldModel):
    """What a group of appeals is like; shares are percents, ``days`` those that a reply usually takes."""

    group: str
    weight: int
    complaints: _Percent
    satisfied: _Percent
    refused: _Percent
    days: int
    reasons: list[str]
    subjects: list[str]
    redirected: bool = False


class FindingPart(_WorldModel):
    """How often a rule finds something in letters of the first quarter."""

    code: str
    clause: str
    level: Level
    per_hundred: int


class World(_WorldModel):
    """``comments`` of who was not pleased stand under the reasons of rules/opinion_reasons.yml."""

    people: Applicants
    staff: list[StaffPart]
    channels: dict[Channel, int]
    weekdays: list[float]
    months: list[float]
    topics: list[Topic]
    findings: list[FindingPart]
    letter: str
    returned: list[str]
    surveys: dict[Source, int]
    comments: dict[str, list[str]]
    thanks: list[str]


@cache
def weighted_surnames() -> tuple[list[str], list[float]]:
    """All surnames, and how often each of them or one before it is met: the commonest of one in a hundred people."""
    people = world().people
    made = [f"{beginning}{ending}" for ending in people.endings for beginning in people.beginnings]
    every = [*people.surnames, *made]
    return every, list(accumulate(1 / (place + _AS_COMMON) for place in range(len(every))))


@cache
def world() -> World:
    """All of it; raises TemplateError."""
    return load_model(_FILE, World, TemplateError)
