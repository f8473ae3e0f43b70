"""Which entries of the journal are of one body: all about its letters and people, and what these did to common things.

An entry does not say it: whom a letter, an appeal, a batch or a person belongs to stands in their rows.
"""

from sqlalchemy import ColumnElement, String, and_, cast, literal, or_, select

from letterkit.store.batch_tables import Batch
from letterkit.store.retention_tables import RemovalAct
from letterkit.store.tables import Appeal, AuditEntry, Letter, Person

_OWNED: tuple[tuple[str, type[Letter] | type[Appeal] | type[Batch] | type[Person] | type[RemovalAct]], ...] = (
    ("letter:", Letter),
    ("appeal:", Appeal),
    ("batch:", Batch),
    ("person:", Person),
    ("act:", RemovalAct),
)
_COMMON = ("reply:", "blank:", "pack:", "kept")
"""What all bodies of a service share: an entry about it is of the body of whoever did it."""
_LISTS = ("register", "replies", "letters", "calls", "receptions", "queue", "control", "opinions", "journal", "citizen")
"""Lists that somebody has searched or taken away: of the same body too."""


def of_body(body: str, profile: str) -> ColumnElement[bool]:
    """The condition for entries of ``body`` (as rows call it), whose profile has the id ``profile``."""
    owned = [
        AuditEntry.subject.in_(select(literal(about) + cast(table.id, String)).where(table.body == body))
        for about, table in _OWNED
    ]
    common = or_(*(AuditEntry.subject.startswith(about) for about in _COMMON), AuditEntry.subject.in_(_LISTS))
    people = select(Person.id).where(Person.body == body)
    return or_(*owned, AuditEntry.subject == f"profile:{profile}", and_(common, AuditEntry.by_id.in_(people)))
