"""What an officer of information security looks at each day: who was refused, who came from elsewhere, who may what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.office.people.sign_in_delays import network_around
from letterkit.store import antivirus
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import AuditEntry, Person

FAILED = (
    "person.sign-in-failed",
    "person.sign-in-step-failed",
    "person.sign-in-proof-failed",
    "person.sign-in-while-locked",
    "person.temporary-password-over",
    "person.locked",
)
RIGHTS = (
    "person.added",
    "person.duties",
    "person.body",
    "person.password",
    "person.activated",
    "person.deactivated",
    "person.change-asked",
    "person.change-confirmed",
    "person.change-refused",
    "second-step.demanded",
    "second-step.taken-off",
)
TOKENS = (
    "person.token-made",
    "person.token-ended",
    "person.token-refused",
    "program.added",
    "program.token-renewed",
    "program.token-revoked",
    "program.scopes",
    "webhook.added",
    "webhook.changed",
    "webhook.removed",
)
FILES = (antivirus.REFUSED, antivirus.UNREAD)
PROVED, BROKEN = "journal.head-kept", "journal.broken"
_PROVED_WITHIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Entries:
    """The last of the entries of some kind, newest first, and how many there are."""

    count: int
    rows: Sequence[AuditEntry]


@dataclass(frozen=True, slots=True)
class Failures:
    """Sign-ins that failed: for whom (``subject`` as in the journal), from where, how often, when last."""

    subject: str
    address: str | None
    count: int
    last: str


def entries(session: Session, actions: Collection[str], since: datetime, most: int) -> Entries:
    """The entries of ``actions`` since then; ``most`` of them."""
    wanted = (AuditEntry.action.in_(actions), AuditEntry.at >= since.isoformat())
    count = session.scalar(select(func.count(AuditEntry.id)).where(*wanted)) or 0
    rows = session.scalars(select(AuditEntry).where(*wanted).order_by(AuditEntry.id.desc()).limit(most)).all()
    return Entries(count, rows)


def failures(session: Session, since: datetime) -> Sequence[Failures]:
    """The sign-ins that failed since then, by person and address, the most first."""
    count = func.count(AuditEntry.id)
    query = (
        select(AuditEntry.subject, AuditEntry.address, count, func.max(AuditEntry.at))
        .where(AuditEntry.action.in_(FAILED), AuditEntry.at >= since.isoformat())
        .group_by(AuditEntry.subject, AuditEntry.address)
        .order_by(count.desc(), AuditEntry.subject)
    )
    return [Failures(*row) for row in session.execute(query)]


def new_places(session: Session, since: datetime) -> Sequence[tuple[SignIn, Person]]:
    """Those who have signed in since then from a network where they had not, the newest first.

    Somebody's very first sign-in is no news.
    """
    begun = select(SignIn, Person).join(Person, Person.id == SignIn.person_id).where(SignIn.begun >= since)
    rows = [(row[0], row[1]) for row in session.execute(begun.order_by(SignIn.id))]
    ids = {person.id for _, person in rows}
    known: dict[int, set[str]] = {}
    before = select(SignIn.person_id, SignIn.address).where(SignIn.person_id.in_(ids), SignIn.begun < since).distinct()
    for person_id, address in session.execute(before):
        known.setdefault(person_id, set()).add(network_around(address))
    found = []
    for sign_in, person in rows:
        places, network = known.setdefault(person.id, set()), network_around(sign_in.address)
        if places and network not in places:
            found.append((sign_in, person))
        places.add(network)
    return found[::-1]


def is_broken(session: Session) -> bool:
    """Whether the last daily proof of the journal and of the database has found that they do not hold."""
    last = select(AuditEntry.action).where(AuditEntry.action.in_((PROVED, BROKEN))).order_by(AuditEntry.id.desc())
    return session.scalar(last.limit(1)) == BROKEN


def is_unproved(session: Session, now: datetime) -> bool:
    """Whether the journal has entries and nobody has proved it of late: no worker runs, or none can."""
    late = (now - _PROVED_WITHIN).isoformat()
    proved = session.scalar(select(func.max(AuditEntry.at)).where(AuditEntry.action == PROVED))
    first = session.scalar(select(func.min(AuditEntry.at)))
    return first is not None and first < late and (proved is None or proved < late)


def last_changes(session: Session) -> dict[str, AuditEntry]:
    """The last entry that gave or took duties of a person or a program, by its subject."""
    last = (
        select(func.max(AuditEntry.id))
        .where(AuditEntry.action.in_(("person.added", "program.added", "person.duties")))
        .group_by(AuditEntry.subject)
    )
    return {each.subject: each for each in session.scalars(select(AuditEntry).where(AuditEntry.id.in_(last)))}
