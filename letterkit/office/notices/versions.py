"""What clerks are told of what they keep: their version was approved, or sent back with a reason."""

from typing import Any

from sqlalchemy.orm import Session

from letterkit.core.office import Actor
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import tell
from letterkit.store.keeping_tables import KeptItem, KeptVersion


def tell_decision(session: Session, by: Actor, kept: KeptItem, version: KeptVersion, named: dict[str, Any]) -> None:
    """Whoever wrote the version, and whoever asked for approval, learn what ``by`` has decided; once.

    ``named`` is what the thing is called by.
    """
    facts = {
        "by": by.name,
        "kind": kept.kind,
        "slug": kept.slug,
        "version": version.number,
        "is_refused": version.refused is not None,
        "words": version.refused or "",
        **named,
    }
    for person_id in {version.by_id, version.asked_by_id}:
        if person_id is not None:
            once = f"version:{version.number}"
            tell(session, by, person_id, NoticeKind.VERSION_DECIDED, f"kept:{kept.id}", facts, once)
