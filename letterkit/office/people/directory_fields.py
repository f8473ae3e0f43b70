"""What a directory says of a person is not for anybody to change here."""

from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.store.directory_tables import DirectoryPerson

ALWAYS = frozenset({"duties", "body", "password"})
"""What is never ours to say of a person of a directory; the details are theirs where the directory has them."""


def demand_ours(session: Session, person_id: int, *fields: str) -> None:
    """Raises RequestError ``person.of-directory`` where a directory says what one of ``fields`` of the person is."""
    known = session.get(DirectoryPerson, person_id) if fields else None
    if known is None:
        return
    for field in fields:
        if field in known.field_set | ALWAYS:
            raise RequestError("person.of-directory", field=field)


def demand_not_left(session: Session, person_id: int) -> None:
    """Raises RequestError ``person.left`` where a directory lets the person in no more."""
    known = session.get(DirectoryPerson, person_id)
    if known is not None and known.left is not None:
        raise RequestError("person.left")
