"""The journal of changes, chained by hash: an entry altered, left out or put between breaks the chain after it.

Hashes are keyed (HMAC) from the entry ``journal.keyed`` on: nobody without the key can hash the chain anew, that entry
holds what releases before have written. What a chain cannot show is that its end was cut off: so its last hash is kept
elsewhere (``store.journal_heads``), printed by ``letterkit audit verify``, and stands in the passport of every letter.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, insert, select, text
from sqlalchemy.orm import Session

from letterkit.core import client_address, clock
from letterkit.core.office import Actor
from letterkit.store.audit_key import fingerprint, key_of
from letterkit.store.tables import AuditEntry

KEYED = "journal.keyed"
"""From this entry on, itself among them, hashes are keyed by the key whose fingerprint is its detail ``key``."""
JOURNAL = "journal"
"""The subject of what is done with the journal itself."""
FIRST = "0" * 64
_LOCK = 0x6C6B617564  # «lkaud»: one writer of the journal at a time
_AT_ONCE = 1000


class Break(StrEnum):
    """What is wrong with the first entry that does not hold."""

    MISSING = "missing"  # its number is not there: it was deleted
    EXTRA = "extra"  # its number was never given: it was put in
    ALTERED = "altered"  # its hash is not that of its words
    UNLINKED = "unlinked"  # it holds by itself, but not to the one before: one of the two was put in place of another
    OTHER_KEY = "other-key"  # it and those after it are keyed by a key that is not here: nobody can say
    UNKEYED = "unkeyed"  # there is a key and no entry holds to it: the chain was written anew without it
    REPLACED = "replaced"  # its hash is not the one that was kept of it
    CUT = "cut"  # it is not there, and a hash that was kept says that it was: the end was cut off


@dataclass(frozen=True, slots=True)
class Verification:
    """``count`` entries hold, the last with ``head``; ``broken`` is the number of the first that does not, and ``why``.

    ``known_at`` is the number of the entry whose hash was asked for, None when no such entry holds.
    """

    count: int
    head: str
    broken: int | None = None
    why: Break | None = None
    known_at: int | None = None


@dataclass(frozen=True, slots=True)
class PastAct:
    """Something that ``by`` did at the moment ``at``; ``details`` are plain JSON."""

    at: datetime
    by: Actor
    action: str
    subject: str
    details: dict[str, Any]


def record(session: Session, by: Actor | None, action: str, subject: str, **details: Any) -> AuditEntry:
    """Adds one entry in the transaction of the change itself; ``by`` None stands for letterkit's own command line.

    ``details`` are plain JSON without personal data of applicants; the address is that of ``core.client_address``.
    SQLite's writers take turns anyway.
    """
    details = json.loads(json.dumps(details, allow_nan=False))  # what is hashed is what will be read back
    end = _end(session)
    entry = _next(end, by, action, subject, details)
    session.add(entry)
    session.flush()
    return entry


def record_past(session: Session, said: Iterable[PastAct]) -> int:
    """Adds what has happened before, thousands of entries at once, as ``record`` does one; how many there were."""
    end = _end(session)
    previous = end.previous
    rows = []
    for number, each in enumerate(said, end.number):
        told = {"id": number, "at": each.at.isoformat(timespec="milliseconds"), "by_id": each.by.id, "by": each.by.name}
        told |= {"action": each.action, "subject": each.subject, "details": each.details, "previous": previous}
        previous = told["hash"] = hash_of(AuditEntry(**told), end.key)
        rows.append(told)
    for start in range(0, len(rows), _AT_ONCE):
        session.execute(insert(AuditEntry), rows[start : start + _AT_ONCE])
    return len(rows)


def seal(session: Session) -> None:
    """Has the journal keyed from now on, where it is not yet and the database has a key."""
    _end(session)


def hold(session: Session) -> None:
    """Whoever else writes in the journal waits until the transaction ends: what was read of it stays true."""
    session.flush()  # rows are locked before the journal, by everybody: nobody waits for whoever waits for them
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


@dataclass(frozen=True, slots=True)
class _End:
    """Where the chain goes on: the number of the next entry, the hash before it, the key of its own hash."""

    number: int
    previous: str
    key: str | None


def _end(session: Session) -> _End:
    """The end of the chain, held until the transaction ends; sealed first where another key wrote before, or none."""
    hold(session)
    last = session.execute(select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)).first()
    number, previous = (1, FIRST) if last is None else (last.id + 1, last.hash)
    key = key_of(session)
    if key is None:
        return _End(number, previous, None)
    ours = fingerprint(key.current)
    keyed = select(AuditEntry.details).where(AuditEntry.action == KEYED).order_by(AuditEntry.id.desc()).limit(1)
    if (session.scalar(keyed) or {}).get("key") != ours:
        entry = _next(_End(number, previous, key.current), None, KEYED, JOURNAL, {"key": ours})
        session.add(entry)
        session.flush()
        number, previous = number + 1, entry.hash
    return _End(number, previous, key.current)


def _next(end: _End, by: Actor | None, action: str, subject: str, details: dict[str, Any]) -> AuditEntry:
    entry = AuditEntry(
        id=end.number,
        at=clock.now().isoformat(timespec="milliseconds"),
        by_id=by.id if by else None,
        by=by.name if by else "letterkit",
        action=action,
        subject=subject,
        details=details,
        address=client_address.address(),
        previous=end.previous,
    )
    entry.hash = hash_of(entry, end.key)
    return entry


def hash_of(entry: AuditEntry, key: str | None = None) -> str:
    """SHA-256 over the entry in one canonical form, with the hash of the entry before it; keyed (HMAC) by ``key``."""
    said = [entry.id, entry.at, entry.by_id, entry.by, entry.action, entry.subject, entry.details, entry.previous]
    if entry.address is not None:  # entries of releases that knew none keep their hash
        said.append(entry.address)
    data = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(data).hexdigest() if key is None else hmac.digest(key.encode(), data, "sha256").hex()


def verify(session: Session, known: str | None = None, kept: Mapping[int, str] | None = None) -> Verification:
    """Follows the chain from its first entry and stops at the first that does not hold.

    ``known`` is a hash that was the last one once: a chain whose end was cut off, or that was written anew, lacks it.
    ``kept`` are such hashes by the numbers of their entries.
    """
    count, head = 0, FIRST
    known_at = 0 if known == FIRST else None
    kept, key, own = kept or {}, None, key_of(session)
    keys = own.known_keys() if own is not None else {}
    for entry in _entries(session):
        if entry.action == KEYED:
            key = keys.get(str(entry.details.get("key")))
        why = Break.OTHER_KEY if entry.action == KEYED and key is None else _break(entry, count + 1, head, key)
        if why is None and kept.get(entry.id, entry.hash) != entry.hash:
            why = Break.REPLACED
        if why is not None:
            return Verification(count, head, min(entry.id, count + 1), why, known_at)
        count, head = entry.id, entry.hash
        if head == known:
            known_at = count
    if max(kept, default=0) > count:
        return Verification(count, head, count + 1, Break.CUT, known_at)
    if keys and count and key is None:
        return Verification(0, FIRST, 1, Break.UNKEYED, known_at)
    return Verification(count, head, known_at=known_at)


def head(session: Session) -> str:
    """The hash of the last entry."""
    return session.scalars(select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)).first() or FIRST


def of_subject(session: Session, subject: str) -> list[AuditEntry]:
    """All that happened to ``subject``, first to last; that somebody read it is no step of its."""
    steps = select(AuditEntry).where(AuditEntry.subject == subject, ~AuditEntry.action.endswith(".read"))
    return list(session.scalars(steps.order_by(AuditEntry.id)))


def last_entries(session: Session, last: int, *conditions: ColumnElement[bool]) -> list[AuditEntry]:
    """The ``last`` entries of those for which ``conditions`` hold, first to last."""
    query = select(AuditEntry).where(*conditions).order_by(AuditEntry.id.desc()).limit(last)
    return list(session.scalars(query))[::-1]


def _break(entry: AuditEntry, number: int, previous: str, key: str | None) -> Break | None:
    if entry.id != number:
        return Break.MISSING if entry.id > number else Break.EXTRA
    if entry.hash != hash_of(entry, key):
        return Break.ALTERED
    return None if entry.previous == previous else Break.UNLINKED


def _entries(session: Session) -> Iterator[AuditEntry]:
    """All of them, those with numbers that were never given too."""
    after = None
    while True:
        rest = select(AuditEntry) if after is None else select(AuditEntry).where(AuditEntry.id > after)
        some = session.scalars(rest.order_by(AuditEntry.id).limit(_AT_ONCE)).all()
        if not some:
            return
        yield from some
        after = some[-1].id
        session.expunge_all()
