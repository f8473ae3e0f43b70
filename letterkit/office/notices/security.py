"""Officers of information security are told of what they must know at once, whoever has done it and by whatever way.

What happened is known from the journal: nothing that changes rights can forget to tell. Where no officer is let in,
administrators are told.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import tell
from letterkit.office.people.confirming import CONFIRMED, REFUSED
from letterkit.office.people.held_changes import ASKED, GUARDED, officers
from letterkit.store import antivirus
from letterkit.store.database import Database
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import AuditEntry, Person, PersonDuty

_FRESH = timedelta(days=1)
_DECIDED = (CONFIRMED, REFUSED)
_ALWAYS = frozenset({ASKED, *_DECIDED, antivirus.REFUSED, "journal.broken", "second-step.demanded"})
_TOLD = ("change", "give", "take", "after", "asked_by", "found", "entry", "fields")


def tell_officers(database: Database) -> int:
    """Tells of what has happened within a day and was not told yet; how many notices came of it."""
    since = clock.now() - _FRESH
    about_people = or_(AuditEntry.action.startswith("person."), AuditEntry.action.startswith("second-step."))
    of_interest = or_(AuditEntry.action.in_(_ALWAYS), about_people & ~AuditEntry.action.startswith("person.sign"))
    wanted = select(AuditEntry).where(AuditEntry.at >= since.isoformat(), of_interest)
    with database.reading() as session:
        told = select(Notice.person_id, Notice.once).where(Notice.kind == NoticeKind.SECURITY, Notice.at >= since)
        known = {(person_id, once) for person_id, once in session.execute(told)}
        watching = officers(session)
        entries = session.scalars(wanted.order_by(AuditEntry.id)).all()
        watched = {*watching, *_officers_before(entries)}
        new = [
            (person_id, each)
            for each in entries
            if _concerns(each, watched)
            for person_id in _receivers(session, each, watching)
            if (person_id, _once(each)) not in known
        ]
    if not new:
        return 0
    with database.writing() as session:
        return sum(_tell(session, person_id, each) for person_id, each in new)


def _officers_before(entries: Iterable[AuditEntry]) -> Iterator[int]:
    """Who was an officer until lately: what was done with them before that is no less of concern."""
    for each in entries:
        if each.action == "person.duties" and Duty.OFFICER in each.details["before"]:
            yield int(each.subject.removeprefix("person:"))


def _concerns(entry: AuditEntry, watched: Collection[int]) -> bool:
    if entry.action in _ALWAYS:
        return True
    told = entry.details
    if entry.action == "person.added":
        return not GUARDED.isdisjoint(told.get("duties", ()))
    if entry.action == "person.duties" and not GUARDED.isdisjoint({*told["before"]} ^ {*told["after"]}):
        return True
    # What others do with an officer's access.
    number = entry.subject.removeprefix("person:")
    by_strangers = entry.action == "person.locked"
    return number.isdecimal() and int(number) in watched and entry.by_id != int(number) and not by_strangers


def _receivers(session: Session, entry: AuditEntry, watching: Collection[int]) -> Iterator[int]:
    people = list(watching)
    if not people or entry.action in _DECIDED:
        rows = select(Person.id).join(PersonDuty, PersonDuty.person_id == Person.id)
        people += session.scalars(rows.where(PersonDuty.duty == Duty.ADMINISTRATOR, Person.active)).all()
    yield from (person_id for person_id in dict.fromkeys(people) if person_id != entry.by_id)


def _once(entry: AuditEntry) -> str:
    """Of files, which a stranger may send without end, once an hour."""
    return f"{antivirus.REFUSED}:{entry.at[:13]}" if entry.action == antivirus.REFUSED else f"entry:{entry.id}"


def _tell(session: Session, person_id: int, entry: AuditEntry) -> bool:
    subject = entry.subject.partition(":")[0] if entry.action == antivirus.REFUSED else entry.subject
    number = entry.subject.removeprefix("person:")
    person = session.get(Person, int(number)) if number.isdecimal() else None
    facts = {
        "action": entry.action,
        "by": entry.by if entry.by_id is not None else "",
        "person": person.short_name if person is not None else "",
        "told": {name: entry.details[name] for name in _TOLD if entry.details.get(name)},
    }
    return tell(session, None, person_id, NoticeKind.SECURITY, subject, facts, _once(entry))
