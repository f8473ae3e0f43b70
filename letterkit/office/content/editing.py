"""A clerk writes: a new thing, a new version of one, an old version again; who owns it and till when it is good."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.repository import demand_keeper, find_kept, lock_kept, newest_of, version_of
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.store import audit
from letterkit.store.files import Files
from letterkit.store.keeping_tables import KeptItem, KeptVersion
from letterkit.store.tables import Person


def create(office: Office, by: Actor, kind: KeptKind, slug: str, content: bytes, note: str = "") -> KeptItem:
    """A new thing; its first version is a draft.

    Raises DeniedError, RequestError ``kept.exists``, InputError as ``parse`` of its kind.
    """
    demand_keeper(by)
    KINDS[kind].admit(office, by, slug)
    KINDS[kind].parse(content, slug)
    with office.database.writing() as session:
        if session.scalars(select(KeptItem).filter_by(kind=kind, slug=slug)).first() is not None:
            raise RequestError("kept.exists", slug=slug)
        kept = KeptItem(kind=kind, slug=slug, owner_id=by.id, created=clock.now())
        session.add(kept)
        session.flush()
        add_version(session, office.files, kept, content, note, by)
        audit.record(session, by, "kept.created", subject_of(kept))
        session.refresh(kept)
        return kept


def save(
    office: Office, by: Actor, kind: KeptKind, slug: str, content: bytes, based_on: int, note: str = ""
) -> KeptVersion:
    """A new version after ``based_on``, which is to be the newest; the same bytes make none.

    What is saved may be unfinished, but its head must be readable. Raises RequestError ``kept.changed`` with
    ``number``, ``by`` and ``at`` when somebody has saved in between; as ``create``.
    """
    demand_keeper(by)
    KINDS[kind].admit(office, by, slug)
    KINDS[kind].parse(content, slug)
    with office.database.writing() as session:
        kept = lock_kept(session, kind, slug)
        newest = newest_of(session, kept)
        if newest is not None and newest.number != based_on:
            who = newest.by.short_name if newest.by else "letterkit"
            raise RequestError("kept.changed", number=newest.number, by=who, at=f"{newest.made:%d.%m.%Y %H:%M}")
        if newest is not None and office.files.get(newest.content) == content:
            return newest
        return _save_version(session, office, by, kept, content, note)


def restore(office: Office, by: Actor, kind: KeptKind, slug: str, number: int) -> KeptVersion:
    """The words of version ``number`` as a new version; raises RequestError ``kept.no-version``."""
    demand_keeper(by)
    KINDS[kind].admit(office, by, slug)
    with office.database.writing() as session:
        kept = lock_kept(session, kind, slug)
        old, newest = version_of(session, kept, number), newest_of(session, kept)
        if newest is not None and newest.content == old.content:
            return newest
        return _save_version(session, office, by, kept, office.files.get(old.content), f"Возвращена редакция {number}")


def describe(
    office: Office,
    by: Actor,
    kind: KeptKind,
    slug: str,
    *,
    folder: str,
    owner_id: int | None,
    expires: date | None,
) -> KeptItem:
    """Where it lies, whose it is, till when it is good; raises RequestError ``kept.no-person``."""
    demand_keeper(by)
    KINDS[kind].admit(office, by, slug)
    with office.database.writing() as session:
        kept = lock_kept(session, kind, slug)
        if owner_id is not None and session.get(Person, owner_id) is None:
            raise RequestError("kept.no-person")
        kept.folder, kept.owner_id, kept.expires = folder.strip()[:120], owner_id, expires
        kept.revision += 1
        on = expires.isoformat() if expires else None
        audit.record(session, by, "kept.described", subject_of(kept), until=on, person=owner_id)
        session.flush()
        session.refresh(kept)
        return kept


def retire(office: Office, by: Actor, kind: KeptKind, slug: str, *, retired: bool = True) -> KeptItem:
    """Takes it out of use, or back into it; letters begun with it go on.

    Raises RequestError ``kept.body-blank`` for the blank on which the body writes when nothing else is said.
    """
    demand_keeper(by)
    KINDS[kind].admit(office, by, slug)
    if retired and kind is KeptKind.BLANK and slug in _usual_blanks(office):
        raise RequestError("kept.body-blank", slug=slug)
    with office.database.writing() as session:
        kept = lock_kept(session, kind, slug)
        if (kept.retired is not None) is not retired:
            kept.retired = clock.now() if retired else None
            kept.revision += 1
            audit.record(session, by, "kept.retired" if retired else "kept.revived", subject_of(kept))
        return kept


def _usual_blanks(office: Office) -> set[str]:
    """The blanks on which bodies write when nothing else is said."""
    profiles = office.bodies.profiles().values() if office.bodies is not None else ()
    return {office.profile.blank, *(profile.blank for profile in profiles)}


def content_of(office: Office, kind: KeptKind, slug: str, number: int | None = None) -> bytes:
    """The file of version ``number``, of the newest when None."""
    with office.database.reading() as session:
        kept = find_kept(session, kind, slug)
        version = newest_of(session, kept) if number is None else version_of(session, kept, number)
        if version is None:
            raise RequestError("kept.no-version", slug=slug, number=number or 1)
        return office.files.get(version.content)


def add_version(
    session: Session, files: Files, kept: KeptItem, content: bytes, note: str, by: Actor | None
) -> KeptVersion:
    """One version more; ``by`` None for what comes with letterkit."""
    newest = newest_of(session, kept)
    version = KeptVersion(
        kept_id=kept.id,
        number=1 if newest is None else newest.number + 1,
        content=files.put(content),
        note=note.strip(),
        made=clock.now(),
        by_id=by.id if by else None,
    )
    session.add(version)
    session.flush()
    return version


def subject_of(kept: KeptItem) -> str:
    """What the journal calls it: «reply:redirect»."""
    return f"{kept.kind}:{kept.slug}"


def _save_version(
    session: Session, office: Office, by: Actor, kept: KeptItem, content: bytes, note: str
) -> KeptVersion:
    """Another version: one that waits for approval does so no more, for it is not what would go live."""
    newest = newest_of(session, kept)
    if newest is not None and newest.asked is not None and newest.decided is None:
        newest.asked, newest.asked_by_id = None, None
    version = add_version(session, office.files, kept, content, note, by)
    audit.record(session, by, "kept.saved", subject_of(kept), version=version.number)
    session.refresh(version)
    return version
