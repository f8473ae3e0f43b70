"""A version goes live: its author asks, somebody else looks at what it changes and approves it, or says why not."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from letterkit.compose import Blank, ReplyText
from letterkit.core import clock
from letterkit.core.errors import DeniedError, InputError, RequestError
from letterkit.core.finding import Level
from letterkit.core.office import Actor, Duty
from letterkit.core.people import Case
from letterkit.office import rights
from letterkit.office.content.difference import Difference
from letterkit.office.content.editing import subject_of
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.lint import Remark
from letterkit.office.content.profiles import KeptProfile
from letterkit.office.content.repository import Usage, demand_keeper, find_kept, lock_kept, newest_of, usage, version_of
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.office.notices.versions import tell_decision
from letterkit.store import audit
from letterkit.store.keeping_tables import KeptItem, KeptVersion

APPROVERS = (Duty.CLERK, Duty.SIGNER, Duty.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Preview:
    """What going live would do: ``difference`` from the version in force (None for the first), what is wrong with the
    new one, and who works with the old one just now.
    """

    difference: Difference | None
    remarks: tuple[Remark, ...]
    usage: Usage

    @property
    def errors(self) -> tuple[Remark, ...]:
        """What keeps it from going live."""
        return tuple(remark for remark in self.remarks if remark.level is Level.ERROR)


def preview(office: Office, kind: KeptKind, slug: str, number: int) -> Preview:
    """Raises RequestError ``kept.unknown``, ``kept.no-version``."""
    with office.database.reading() as session:
        kept = find_kept(session, kind, slug)
        new = office.files.get(version_of(session, kept, number).content)
        old = office.files.get(version_of(session, kept, kept.live).content) if kept.live is not None else None
        used = usage(session, kind, [slug])[slug]
    return Preview(KINDS[kind].difference(slug, old, new), KINDS[kind].remarks(office, slug, new), used)


def ask(office: Office, by: Actor, kind: KeptKind, slug: str, number: int) -> KeptVersion:
    """Sends the newest version to somebody else for approval.

    Raises DeniedError, RequestError ``kept.not-newest``, ``kept.is-live``, ``kept.decided``; the first error of the
    version itself, where it has any.
    """
    demand_keeper(by)
    KINDS[kind].admit(office, by, slug)
    with office.database.reading() as session:
        content = _open(session, find_kept(session, kind, slug), number).content
    _demand_sound(office, kind, slug, content)
    with office.database.writing() as session:
        kept = lock_kept(session, kind, slug)
        version = _open(session, kept, number)
        if version.asked is None:
            version.asked, version.asked_by_id = clock.now(), by.id
            audit.record(session, by, "kept.asked", subject_of(kept), version=number)
        return version


def approve(office: Office, by: Actor, kind: KeptKind, slug: str, number: int) -> KeptItem:
    """The version goes live: from now on letters are made of it.

    Raises DeniedError ``denied.duty``, ``denied.own-version`` for whoever has written it, ``denied.own-request`` for
    whoever has asked for what came with letterkit, RequestError as ``ask`` and ``kept.not-asked``.
    """
    rights.demand(by, *APPROVERS)
    KINDS[kind].admit(office, by, slug)
    with office.database.reading() as session:
        content = _version_to_decide(session, by, find_kept(session, kind, slug), number).content
    _demand_sound(office, kind, slug, content)
    with office.database.writing() as session:
        kept = lock_kept(session, kind, slug)
        version = _version_to_decide(session, by, kept, number)
        version.decided, version.decided_by_id = clock.now(), by.id
        before, kept.live, kept.retired = kept.live, version.number, None
        kept.revision += 1
        details: dict[str, Any] = {"version": number} | ({"before": before} if before is not None else {})
        audit.record(session, by, "kept.approved", subject_of(kept), **details, content=version.content)
        tell_decision(session, by, kept, version, _name_facts(office, kind, slug, version))
        return kept


def refuse(office: Office, by: Actor, kind: KeptKind, slug: str, number: int, reason: str) -> KeptVersion:
    """Sends the version back with a reason; raises as ``approve``, RequestError ``return.no-reason``."""
    rights.demand(by, *APPROVERS)
    KINDS[kind].admit(office, by, slug)
    if not reason.strip():
        raise RequestError("return.no-reason")
    with office.database.writing() as session:
        kept = lock_kept(session, kind, slug)
        version = _version_to_decide(session, by, kept, number)
        version.decided, version.decided_by_id, version.refused = clock.now(), by.id, reason.strip()
        audit.record(session, by, "kept.refused", subject_of(kept), version=number)
        tell_decision(session, by, kept, version, _name_facts(office, kind, slug, version))
        return version


def _name_facts(office: Office, kind: KeptKind, slug: str, version: KeptVersion) -> dict[str, str]:
    """What the version is ``called``, and of a text the ``basis``: it is called by that where it has no name."""
    try:
        thing = KINDS[kind].parse(office.files.get(version.content), slug)
    except InputError:
        return {}
    match thing:
        case ReplyText():
            return {"called": thing.head.name or "", "basis": thing.head.ground or thing.head.outcome or ""}
        case Blank():
            return {"called": thing.head.label}
        case KeptProfile():
            return {"called": thing.profile.body.names[Case.NOMINATIVE]}
    return {"called": thing.title}


def _open(session: Session, kept: KeptItem, number: int) -> KeptVersion:
    """The newest version, which nobody has decided about yet."""
    version, newest = version_of(session, kept, number), newest_of(session, kept)
    if newest is None or newest.number != number:
        raise RequestError("kept.not-newest", number=number)
    if kept.live == number:
        raise RequestError("kept.is-live", number=number)
    if version.decided is not None:
        raise RequestError("kept.decided", number=number)
    return version


def _version_to_decide(session: Session, by: Actor, kept: KeptItem, number: int) -> KeptVersion:
    version = _open(session, kept, number)
    if version.asked is None:
        raise RequestError("kept.not-asked", number=number)
    if version.is_of(by.id):
        raise DeniedError("denied.own-version" if version.by_id else "denied.own-request")
    return version


def _demand_sound(office: Office, kind: KeptKind, slug: str, content: str) -> None:
    """It may take seconds, so nobody waits for it with a transaction; a version never changes meanwhile."""
    for remark in KINDS[kind].prove(office, slug, office.files.get(content)):
        if remark.level is Level.ERROR:
            raise remark.error
