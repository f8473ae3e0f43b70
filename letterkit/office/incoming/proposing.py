"""What came in is kept with its files and the card that it proposes, until a person has looked at it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty, IncomingSource, IncomingState
from letterkit.core.outcome import Channel
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.incoming.likely_channel import with_channel
from letterkit.office.incoming.listing import files_of, is_waiting, lock_incoming, read_incoming
from letterkit.russian.clean import control_free
from letterkit.store import audit
from letterkit.store.incoming_tables import Incoming, IncomingFile

TYPED = "Текст обращения.txt"
"""What the reader is told that typed words are called."""
_NAME_LIMIT = 200
_LINE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Proposal:
    """``reading`` is a proposed card as CONTRACT, «Intake (JSON)», has it; without one ``failed`` says why."""

    reading: dict[str, Any] | None
    failed: str | None = None


Reader = Callable[[Sequence[tuple[str, bytes]]], Proposal]
"""Names and bytes of the files of one appeal in, a proposal out; what cannot be read is said in the proposal."""


def propose(
    office: Office,
    by: Actor | None,
    body: str,
    files: Sequence[tuple[str, bytes]],
    *,
    text: str = "",
    source: IncomingSource,
    channel: Channel | None = None,
    message_id: str | None = None,
    sender: str | None = None,
    heading: str = "",
    reader: Reader,
) -> Incoming:
    """One appeal to be: its ``text`` and ``files`` (names, bytes) kept, with the card that ``reader`` makes of them.

    ``by`` is None where nobody has brought it: a worker of the service. A message is kept once: its ``message_id`` in
    the same body again gives what there is, and nothing is read.

    Raises RequestError ``incoming.nothing``, DeniedError.
    """
    if by is not None:
        rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
        if by.body != body:
            raise DeniedError("denied.duty", duties=(Duty.REGISTRY, Duty.EXECUTOR))
    text = control_free(text).strip()
    if not files and not text:
        raise RequestError("incoming.nothing")
    if message_id is not None:
        with office.database.reading() as session:
            if (known := _find_message(session, body, message_id)) is not None:
                return known
    typed = [(TYPED, text.encode())] if text else []
    proposal = reader([*typed, *files])
    kept = [(_tidy(name), len(data), office.files.put(data)) for name, data in files]
    row = Incoming(
        body=body,
        source=source,
        state=IncomingState.WAITING,
        at=clock.now(),
        channel=channel,
        text=_words(proposal, text),
        reading=with_channel(proposal.reading, channel),
        failed=proposal.failed,
        settled={},
        message_id=message_id,
        sender=sender and sender[:_LINE_LIMIT],
        heading=" ".join(control_free(heading).split())[:_LINE_LIMIT],
        by_id=by.id if by else None,
    )
    try:
        with office.database.writing() as session:
            session.add(row)
            session.flush()
            for name, size, content in kept:
                session.add(IncomingFile(incoming_id=row.id, name=name, content=content, size=size))
            audit.record(session, by, "incoming.proposed", f"incoming:{row.id}", way=source, files=len(kept))
            return row
    except IntegrityError:
        with office.database.reading() as session:
            if message_id is not None and (known := _find_message(session, body, message_id)) is not None:
                return known
        raise


def _find_message(session: Session, body: str, message_id: str) -> Incoming | None:
    return session.scalar(select(Incoming).filter_by(body=body, message_id=message_id))


def _tidy(name: str) -> str:
    """``name`` as a folder can hold it."""
    last = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable()).strip(" .")
    suffix = PurePath(last).suffix[:_NAME_LIMIT]
    return (last[: len(last) - len(suffix)][: _NAME_LIMIT - len(suffix)] + suffix) or "файл"


def read_again(office: Office, by: Actor, incoming_id: int, reader: Reader) -> Incoming:
    """Has ``reader`` look once more at what waits and could not be read; what has been settled by hand stays.

    Raises RequestError ``incoming.gone``, ``incoming.decided``, DeniedError.
    """
    it = is_waiting(read_incoming(office, by, incoming_id))
    files = [(each.name, office.files.get(each.content)) for each in files_of(office, by, incoming_id)]
    typed = [(TYPED, it.text.encode())] if it.text and it.reading is None else []
    proposal, channel = reader([*typed, *files]), Channel(it.channel) if it.channel else None
    with office.database.writing() as session:
        it = is_waiting(lock_incoming(session, by, incoming_id))
        if it.reading is None:
            it.reading, it.failed = with_channel(proposal.reading, channel), proposal.failed
            it.text = _words(proposal, it.text)
        return it


def _words(proposal: Proposal, text: str) -> str:
    """The words of all that came; what no database holds among them is a space, so that places stay."""
    return str(proposal.reading["text"]).replace("\0", " ") if proposal.reading else text
