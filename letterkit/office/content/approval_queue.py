"""All that waits for somebody's approval, of every kind: who has asked for it, what it changes, who works with it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from letterkit.core.errors import DeniedError, InputError
from letterkit.core.office import Actor
from letterkit.office.content.difference import Difference
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.repository import Usage, newest_of, usage
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.store.keeping_tables import KeptItem, KeptVersion
from letterkit.store.tables import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    """``thing`` is what the version says, None when it cannot be read; ``difference`` is that from the one in force.

    There is none for a first version. ``is_own``: another person than whoever looks is to decide about it.
    """

    kept: KeptItem
    version: KeptVersion
    thing: Any
    difference: Difference | None
    usage: Usage
    is_own: bool

    @property
    def kind(self) -> KeptKind:
        return KeptKind(self.kept.kind)

    @property
    def asked_by(self) -> Person | None:
        """Who has sent it; None for what was sent before that was kept, and whose author is letterkit."""
        return self.version.asked_by or self.version.by


def waiting(office: Office, by: Actor) -> list[Waiting]:
    """What ``by`` may decide about, and what of it ``by`` has sent or written, the oldest asking first.

    Texts, blanks and packs are those of the whole service; the profile of another body is none of theirs.
    """
    with office.database.reading() as session:
        rows = session.execute(
            select(KeptItem, KeptVersion)
            .join(KeptVersion, KeptVersion.kept_id == KeptItem.id)
            .where(KeptVersion.asked.is_not(None), KeptVersion.decided.is_(None))
            .order_by(KeptVersion.asked, KeptVersion.id)
        )
        found = []
        for kept, version in rows:
            kind, newest = KeptKind(kept.kind), newest_of(session, kept)
            if newest is None or newest.number != version.number or not _is_admitted(office, by, kind, kept.slug):
                continue
            live = next((each.content for each in kept.versions if each.number == kept.live), None)
            new = office.files.get(version.content)
            thing = _read(kind, kept.slug, new)
            old = office.files.get(live) if live is not None else thing and KINDS[kind].begun_from(thing)
            used = usage(session, kind, [kept.slug])[kept.slug]
            difference = KINDS[kind].difference(kept.slug, old, new)
            found.append(Waiting(kept, version, thing, difference, used, version.is_of(by.id)))
        return found


def _is_admitted(office: Office, by: Actor, kind: KeptKind, slug: str) -> bool:
    try:
        KINDS[kind].admit(office, by, slug)
    except DeniedError:
        return False
    return True


def _read(kind: KeptKind, slug: str, content: bytes) -> Any:
    try:
        return KINDS[kind].parse(content, slug)
    except InputError:
        return None
