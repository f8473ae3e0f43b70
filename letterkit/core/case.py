"""The case card: all that a reply is made from."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from letterkit.core.outcome import Channel, Ground, Kind, Outcome
from letterkit.core.people import Person

# A letter is one to four pages: more text than this is a mistake, and would only slow every check.
LINE_LIMIT = 2000
BODY_LIMIT = 20000


@dataclass(frozen=True, slots=True)
class Appeal:
    """The incoming appeal (обращение): registered by the body as ``number`` on ``registered``."""

    number: str | None = None
    registered: datetime.date | None = None
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

    person: Person = field(default_factory=Person)
    organisation: str | None = None
    collective: bool = False
    address: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyPlan:
    """What the reply will say and how it will go; ``fields`` are those that the reply text asks for."""

    outcome: Outcome | None = None
    due_date: datetime.date | None = None
    ground: Ground | None = None
    delivery: Channel | None = None
    restricted: bool = False
    copy_number: str | None = None
    attachments: tuple[str, ...] = ()
    title: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Executor:
    """The main executor (clauses 6.2, 6.3)."""

    person: Person = field(default_factory=Person)
    phone: str | None = None
    post: str | None = None
    unit: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; ``name`` as printed in the signature, initials before the surname."""

    post: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The card of one case; ``number`` and ``date`` are those of the reply."""

    appeal: Appeal = field(default_factory=Appeal)
    applicant: Applicant = field(default_factory=Applicant)
    reply: ReplyPlan = field(default_factory=ReplyPlan)
    executor: Executor = field(default_factory=Executor)
    signer: Signer = field(default_factory=Signer)
    number: str | None = None
    date: datetime.date | None = None
