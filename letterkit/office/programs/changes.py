"""What has changed, for programs that follow: the journal itself, without who has read what.

Entries of the journal are written one after another, each with the number after the last: whoever has seen all up to a
number has missed nothing before it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office import batch_rights, rights
from letterkit.store.batch_tables import Batch
from letterkit.store.database import Database
from letterkit.store.tables import Appeal, AuditEntry, Letter

EVENTS = (
    "appeal.entered", "appeal.changed", "appeal.assigned", "appeal.helped", "appeal.noted", "appeal.term-chosen",
    "appeal.recounted", "appeal.extension-decided", "appeal.extended", "appeal.question-answered", "appeal.judged",
    "appeal.answered", "appeal.answered-orally", "appeal.closed", "appeal.reopened", "appeal.linked",
    "appeal.unlinked", "appeal.file-added", "appeal.file-removed",
    "letter.begun", "letter.saved", "letter.card-changed", "letter.restored", "letter.linked", "letter.file-added",
    "letter.file-removed", "letter.removed", "letter.brought-back", "letter.submitted", "letter.taken",
    "letter.released", "letter.remarked", "letter.remark-resolved", "letter.waived", "letter.unwaived",
    "letter.recalled", "letter.returned", "letter.agreed", "letter.numbered", "letter.approved",
    "letter.approval-revoked", "letter.signed", "letter.signature-withdrawn", "letter.barcode-noted", "letter.sent",
    "mailing.queued", "mailing.accepted", "mailing.refused", "mailing.lost", "mailing.bounced", "mailing.cancelled",
    "batch.taken-in", "batch.checked", "batch.refused", "batch.confirmed", "batch.paused", "batch.resumed",
    "batch.cancelled", "batch.retried",
    "batch.done", "batch.approved", "batch.approval-revoked", "batch.signed", "batch.mailed", "batch.sent",
    "register.imported",
)  # fmt: skip
"""Entries of the journal that are told of, by their actions."""
REGISTER = "register"
_AT_ONCE = 500
_FARTHEST = (timedelta(hours=-12), timedelta(hours=14))
"""Zones of the world."""


@dataclass(frozen=True, slots=True)
class Change:
    """That ``action`` happened to ``subject`` by the person or the program ``by_id``; ``id`` is its cursor."""

    id: int
    at: datetime
    action: str
    subject: str
    by_id: int | None

    @property
    def kind(self) -> str:
        """What has changed: letter, appeal, batch, register."""
        return self.subject.partition(":")[0]

    @property
    def object_id(self) -> int | None:
        """Which one, None for the register as a whole."""
        number = self.subject.partition(":")[2]
        return int(number) if number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Changes:
    """``next`` is where to go on from; ``more`` says that there are some already."""

    rows: Sequence[Change]
    next: int
    more: bool


def changes_after(
    database: Database, by: Actor, after: int, limit: int, events: Collection[str] = (), *, most: int = 20
) -> Changes:
    """Up to ``limit`` changes after the cursor ``after`` in what ``by`` may see now, first to last.

    Only those of ``events``, of all when empty; RequestError ``changes.no-event`` for one that there is not. No more
    than ``most`` pieces of the journal are looked through at once.
    """
    demand_events(events)
    with database.reading() as session:
        end = last_entry(session)
        found: list[Change] = []
        for _ in range(most):
            some = _piece(session, after, end, events)
            seen = visible_subjects(session, by, {each.subject for each in some})
            for each in some:
                if each.subject in seen:
                    if len(found) == limit:
                        return Changes(found, found[-1].id, more=True)
                    found.append(each)
                after = each.id
            if len(some) < _AT_ONCE:
                return Changes(found, max(after, end), more=False)
        return Changes(found, after, more=True)


def last_entry(session: Session) -> int:
    """The number of the last entry of the journal."""
    return session.scalar(select(func.max(AuditEntry.id))) or 0


def demand_events(events: Collection[str]) -> None:
    """Raises RequestError ``changes.no-event`` (``value``) for what is none of EVENTS."""
    if strange := [each for each in events if each not in EVENTS]:
        raise RequestError("changes.no-event", value=strange[0], field="events")


def _piece(session: Session, after: int, end: int, events: Collection[str]) -> Sequence[Change]:
    columns = (AuditEntry.id, AuditEntry.at, AuditEntry.action, AuditEntry.subject, AuditEntry.by_id)
    wanted = select(*columns).where(AuditEntry.id > after, AuditEntry.id <= end)
    wanted = wanted.where(AuditEntry.action.in_(tuple(events) or EVENTS))
    rows = session.execute(wanted.order_by(AuditEntry.id).limit(_AT_ONCE))
    return [
        Change(number, datetime.fromisoformat(at), action, subject, by_id)
        for number, at, action, subject, by_id in rows
    ]


def visible_subjects(session: Session, by: Actor, subjects: Collection[str]) -> frozenset[str]:
    """Those of ``subjects`` that ``by`` may see now."""
    return frozenset(_visible(session, by, subjects))


def _visible(session: Session, by: Actor, subjects: Collection[str]) -> Iterator[str]:
    ids: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if kind == REGISTER:
            yield subject
        elif number.isdecimal():
            ids[kind].add(int(number))
    for kind, numbers in ids.items():
        wanted: Select[int]
        if kind == "letter":
            wanted = select(Letter.id).where(Letter.id.in_(numbers), rights.visible(by))
        elif kind == "appeal":
            wanted = select(Appeal.id).where(Appeal.id.in_(numbers), rights.visible_appeals(by))
        else:
            wanted = select(Batch.id).where(Batch.id.in_(numbers), batch_rights.visible(by))
        yield from (f"{kind}:{number}" for number in session.scalars(wanted))


def letters_changed(session: Session, since: datetime) -> ColumnElement[bool]:
    """Letters to which something has happened since."""
    return _of_letters(_subjects(session, since))


def appeals_changed(session: Session, since: datetime) -> ColumnElement[bool]:
    """Appeals to which something has happened since, or to one of their letters."""
    subjects = _subjects(session, since)
    of_letters = Appeal.id.in_(select(Letter.appeal_id).where(_of_letters(subjects)))
    told = (literal("appeal:") + cast(Appeal.id, String)).in_(subjects)
    return or_(told, of_letters, Appeal.created >= since)


def _of_letters(subjects: Select[str]) -> ColumnElement[bool]:
    return (literal("letter:") + cast(Letter.id, String)).in_(subjects)


def _subjects(session: Session, since: datetime) -> Select[str]:
    return select(AuditEntry.subject).where(_is_since(session, since), AuditEntry.action.in_(EVENTS))


def _is_since(session: Session, since: datetime) -> ColumnElement[bool]:
    """Entries at ``since`` or later.

    Their times are sealed as they were written, each in the zone of its day, and a database compares them as words:
    so those within the farthest zones of ``since`` are looked at one by one.
    """
    west, east = ((since.astimezone(UTC) + zone).replace(tzinfo=None).isoformat() for zone in _FARTHEST)
    near = select(AuditEntry.id, AuditEntry.at).where(AuditEntry.at >= west, AuditEntry.at < east)
    later = [
        number for number, at in session.execute(near.order_by(AuditEntry.id)) if datetime.fromisoformat(at) >= since
    ]
    return or_(AuditEntry.at >= east, *(AuditEntry.id.between(*ends) for ends in _runs(later)))


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of ``numbers`` that follow one another."""
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        found = [number for _, number in run]
        yield found[0], found[-1]
