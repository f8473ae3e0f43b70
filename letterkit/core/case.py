"""The case card: all that a reply is made from.

This is the one declaration of its values: the keys of JSON and YAML with their validators, the columns of tables, the
form, the schema of the interface for programs are made of these fields by their types (``core.card_values``).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, TypeVar

from letterkit.core.outcome import Channel, Ground, Kind, Outcome
from letterkit.core.people import Person

# A letter is one to four pages: more text than this is a mistake, and would only slow every check.
LINE_LIMIT = 2000
BODY_LIMIT = 20000


class Mark(Enum):
    """What the type of a field alone does not say of it."""

    PROSE = "prose"
    """It has paragraphs."""
    EMAIL = "email"
    PHONE = "phone"
    NAME_ONLY = "name-only"
    """Of this person no gender is asked."""
    CARRIED = "carried"
    """A letter made from the card must say it."""


Value = TypeVar("Value")
Prose = Annotated[str, Mark.PROSE]
Email = Annotated[str, Mark.EMAIL]
Phone = Annotated[str, Mark.PHONE]
Carried = Annotated[Value, Mark.CARRIED]


@dataclass(frozen=True, slots=True)
class Appeal:
    """The incoming appeal (обращение): registered by the body as ``number`` on ``registered``."""

    number: Carried[str | None] = None
    registered: Carried[datetime.date | None] = None
    sent: datetime.date | None = None
    channel: Channel | None = None
    subject: str | None = None
    questions: tuple[str, ...] = ()
    addressed_to: str | None = None
    kind: Kind | None = None
    group: str | None = None
    repeat_of: tuple[str, ...] = ()
    attachments: str | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asked: a person, an organisation, or several people (``collective``)."""

    person: Carried[Person] = field(default_factory=Person)
    organisation: Carried[str | None] = None
    collective: bool = False
    address: Carried[str | None] = None
    email: Carried[Email | None] = None


@dataclass(frozen=True, slots=True)
class ReplyPlan:
    """What the reply will say and how it will go; ``fields`` are those that the reply text asks for."""

    outcome: Outcome | None = None
    due_date: Carried[datetime.date | None] = None
    ground: Ground | None = None
    delivery: Channel | None = None
    restricted: bool = False
    copy_number: Carried[str | None] = None
    attachments: Carried[tuple[str, ...]] = ()
    title: Carried[str | None] = None
    fields: Carried[Mapping[str, object]] = field(default_factory=dict)
    body: Carried[Prose | None] = None


@dataclass(frozen=True, slots=True)
class Executor:
    """The main executor (clauses 6.2, 6.3)."""

    person: Annotated[Carried[Person], Mark.NAME_ONLY] = field(default_factory=Person)
    phone: Carried[Phone | None] = None
    post: Carried[str | None] = None
    unit: Carried[str | None] = None
    email: Carried[Email | None] = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; ``name`` as printed in the signature, initials before the surname."""

    post: Carried[str | None] = None
    name: Carried[str | None] = None


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The card of one case; ``number`` and ``date`` are those of the reply."""

    appeal: Appeal = field(default_factory=Appeal)
    applicant: Applicant = field(default_factory=Applicant)
    reply: ReplyPlan = field(default_factory=ReplyPlan)
    executor: Executor = field(default_factory=Executor)
    signer: Signer = field(default_factory=Signer)
    number: Carried[str | None] = None
    date: Carried[datetime.date | None] = None
