"""What has come in, as a list and one by one: whoever may enter appeals sees that of their body."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty, IncomingState
from letterkit.office import holds, rights
from letterkit.office.context import Office
from letterkit.office.holds import HoldKind
from letterkit.store import paging
from letterkit.store.incoming_tables import Incoming, IncomingFile
from letterkit.store.paging import Page

_ALIKE = 5


def page(office: Office, by: Actor, state: IncomingState, number: int = 1) -> Page[Incoming]:
    """Page ``number`` of what is in ``state``: what waits the longest first, what is decided the latest first."""
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    query = _own(by).where(Incoming.state == state)
    query = (
        query.order_by(Incoming.at, Incoming.id)
        if state is IncomingState.WAITING
        else query.order_by(Incoming.decided.desc(), Incoming.id.desc())
    )
    with office.database.reading() as session:
        return paging.page(session, query, number)


def count_waiting(office: Office, by: Actor) -> int:
    """How much waits for whoever may enter it."""
    if not by.has(Duty.REGISTRY, Duty.EXECUTOR):
        return 0
    waiting = _own(by).where(Incoming.state == IncomingState.WAITING).with_only_columns(func.count())
    with office.database.reading() as session:
        return session.scalar(waiting) or 0


def read_incoming(office: Office, by: Actor, incoming_id: int) -> Incoming:
    """One of them; raises RequestError ``incoming.gone``, DeniedError."""
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    with office.database.reading() as session:
        return _demand_own(by, session.get(Incoming, incoming_id))


def files_of(office: Office, by: Actor, incoming_id: int) -> Sequence[IncomingFile]:
    """Its files in the order in which they came; raises as ``read_incoming``."""
    read_incoming(office, by, incoming_id)
    with office.database.reading() as session:
        return session.scalars(select(IncomingFile).filter_by(incoming_id=incoming_id).order_by(IncomingFile.id)).all()


def read_file(office: Office, by: Actor, incoming_id: int, file_id: int) -> tuple[IncomingFile, bytes]:
    """One file with its bytes; raises as ``read_incoming``, RequestError ``file.not-attached``."""
    found = next((each for each in files_of(office, by, incoming_id) if each.id == file_id), None)
    if found is None:
        raise RequestError("file.not-attached")
    return found, office.files.get(found.content)


def alike(office: Office, by: Actor, it: Incoming) -> Sequence[Incoming]:
    """What says the very same and has come in besides, the latest first."""
    same = _own(by).where(Incoming.text == it.text, Incoming.text != "", Incoming.id != it.id)
    with office.database.reading() as session:
        return session.scalars(same.order_by(Incoming.id.desc()).limit(_ALIKE)).unique().all()


def lock_incoming(session: Session, by: Actor, incoming_id: int) -> Incoming:
    """One of them, locked until the transaction ends; raises as ``read_incoming``, RequestError ``case.blocked``."""
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    session.execute(select(Incoming.id).where(Incoming.id == incoming_id).with_for_update())
    it = _demand_own(by, session.get(Incoming, incoming_id, populate_existing=True))
    holds.demand_usable(session, HoldKind.INCOMING, it)
    return it


def is_waiting(it: Incoming) -> Incoming:
    """``it``, not decided yet; raises RequestError ``incoming.decided``."""
    if it.state != IncomingState.WAITING:
        raise RequestError("incoming.decided")
    return it


def _own(by: Actor) -> Select[Incoming]:
    """What is blocked only the registry comes upon."""
    own = select(Incoming).where(Incoming.body == by.body)
    return own if by.has(Duty.REGISTRY) else own.where(holds.open_incoming())


def _demand_own(by: Actor, it: Incoming | None) -> Incoming:
    if it is None or it.body != by.body:
        raise RequestError("incoming.gone")
    return it
