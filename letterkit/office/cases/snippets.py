"""Pieces of text that people keep for the next letter: their own, and those of the whole body."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store import audit
from letterkit.store.desk_tables import Snippet

WRITERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.CLERK)
"""Who keeps pieces of text."""
SHARERS = (Duty.CLERK, Duty.REVIEWER, Duty.SIGNER)
"""Who keeps those of the whole body: they answer for words of others."""
MOST = 200
TITLE_LIMIT, TEXT_LIMIT = 120, 5000


def list_snippets(office: Office, by: Actor) -> Sequence[Snippet]:
    """One's own, then those of the body, by title; raises DeniedError."""
    rights.demand(by, *WRITERS)
    with office.database.reading() as session:
        found = session.scalars(select(Snippet).where(_visible(by))).unique().all()
        return sorted(found, key=lambda each: (each.owner_id is None, each.title.casefold()))


def add(office: Office, by: Actor, title: str, text: str, *, is_shared: bool = False) -> Snippet:
    """Keeps a piece of text.

    Raises RequestError with ``key``: ``snippet.no-title``, ``snippet.no-text``, ``snippet.too-long``;
    ``snippet.too-many``; DeniedError ``denied.duty`` (also where one of the body is not theirs to keep).
    """
    rights.demand(by, *(SHARERS if is_shared else WRITERS))
    title, text = _whole(title, text)
    with office.database.writing() as session:
        owner = None if is_shared else by.id
        if len(session.scalars(select(Snippet.id).filter_by(body=by.body, owner_id=owner)).all()) >= MOST:
            raise RequestError("snippet.too-many", limit=MOST)
        snippet = Snippet(
            body=by.body, owner_id=owner, title=title, text=text, changed=clock.now(), changed_by_id=by.id
        )
        session.add(snippet)
        session.flush()
        audit.record(session, by, "snippet.added", f"snippet:{snippet.id}")
        session.refresh(snippet)
        return snippet


def change(office: Office, by: Actor, snippet_id: int, title: str, text: str) -> Snippet:
    """Other words for a piece of text; raises as ``add``, RequestError ``snippet.gone``."""
    title, text = _whole(title, text)
    with office.database.writing() as session:
        snippet = _own(session, by, snippet_id)
        snippet.title, snippet.text, snippet.changed, snippet.changed_by_id = title, text, clock.now(), by.id
        audit.record(session, by, "snippet.changed", f"snippet:{snippet.id}")
        session.flush()
        session.refresh(snippet)
        return snippet


def remove(office: Office, by: Actor, snippet_id: int) -> Snippet:
    """Takes a piece of text away; what it said is given back, so that it can be kept anew. Raises as ``change``."""
    with office.database.writing() as session:
        snippet = _own(session, by, snippet_id)
        session.delete(snippet)
        audit.record(session, by, "snippet.removed", f"snippet:{snippet_id}")
        return snippet


def may_change(by: Actor, snippet: Snippet) -> bool:
    """Whether the piece of text is theirs to change."""
    return snippet.owner_id == by.id if snippet.owner_id is not None else by.has(*SHARERS)


def _own(session: Session, by: Actor, snippet_id: int) -> Snippet:
    snippet = session.scalars(select(Snippet).where(Snippet.id == snippet_id, _visible(by))).unique().first()
    if snippet is None:
        raise RequestError("snippet.gone")
    if not may_change(by, snippet):
        raise DeniedError("denied.duty", duties=SHARERS)
    return snippet


def _visible(by: Actor) -> ColumnElement[bool]:
    return and_(Snippet.body == by.body, or_(Snippet.owner_id.is_(None), Snippet.owner_id == by.id))


def _whole(title: str, text: str) -> tuple[str, str]:
    title, text = " ".join(title.split()), text.replace("\r\n", "\n").strip("\n")
    if not title:
        raise RequestError("snippet.no-title", key="title")
    if not text.strip():
        raise RequestError("snippet.no-text", key="text")
    if len(title) > TITLE_LIMIT or len(text) > TEXT_LIMIT:
        raise RequestError("snippet.too-long", key="text", limit=TEXT_LIMIT)
    return title, text
