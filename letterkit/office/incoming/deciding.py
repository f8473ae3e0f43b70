"""What becomes of what came in: an appeal of the register, or something set aside that can be taken up again."""

from collections.abc import Mapping
from typing import Any

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, IncomingState
from letterkit.office.cases import appeals
from letterkit.office.context import Office
from letterkit.office.incoming.listing import files_of, is_waiting, lock_incoming, read_incoming
from letterkit.office.incoming.origin import ENTERED
from letterkit.office.incoming.settling import QUESTIONS, plain_value, proposed_values
from letterkit.office.register import attached
from letterkit.office.register.attached import AttachedFile, KeptFile
from letterkit.office.register.details import Details
from letterkit.office.register.entry import SECTIONS
from letterkit.russian.clean import control_free
from letterkit.store import audit
from letterkit.store.incoming_tables import Incoming
from letterkit.store.tables import Appeal

_GIVEN = frozenset({"appeal.number", "appeal.registered"})
"""What the registry gives an appeal: no file says it."""
_WHY_LIMIT = 300


def enter(
    office: Office,
    by: Actor,
    incoming_id: int,
    card: Mapping[str, Any],
    responsible_id: int | None = None,
    details: Details | None = None,
) -> Appeal:
    """Makes the appeal of ``card``: its text and those files that an appeal can have go with it, all or nothing.

    The journal says which values were read and confirmed, which a person has changed, added or left out.

    Raises as ``appeals.add``, RequestError ``incoming.gone``, ``incoming.decided``, ``file.too-many``.
    """
    is_waiting(read_incoming(office, by, incoming_id))
    prepared = appeals.prepare(office, by, card, responsible_id, details)
    files = _attachable(office, by, incoming_id)
    with office.database.writing() as session:
        it = is_waiting(lock_incoming(session, by, incoming_id))
        appeal = appeals.put_down(session, by, prepared, it.text)
        attached.keep(session, by, appeal, files)
        told = _compare_cards(proposed_values(it.reading), card, prepared.details)
        _decide(it, by, IncomingState.ENTERED)
        it.appeal_id = appeal.id
        audit.record(session, by, ENTERED, f"appeal:{appeal.id}", incoming=it.id, **told)
        return appeal


def set_aside(office: Office, by: Actor, incoming_id: int, why: str) -> Incoming:
    """Puts it away: it is no appeal, or not one for this register.

    Raises RequestError ``incoming.no-reason``, ``incoming.gone``, ``incoming.decided``, DeniedError.
    """
    why = " ".join(control_free(why).split())[:_WHY_LIMIT]
    if not why:
        raise RequestError("incoming.no-reason")
    with office.database.writing() as session:
        it = is_waiting(lock_incoming(session, by, incoming_id))
        _decide(it, by, IncomingState.SET_ASIDE)
        it.why = why
        audit.record(session, by, "incoming.set-aside", f"incoming:{it.id}")
        return it


def take_up(office: Office, by: Actor, incoming_id: int) -> Incoming:
    """Has what was set aside wait again; raises RequestError ``incoming.gone``, ``incoming.decided``, DeniedError."""
    with office.database.writing() as session:
        it = lock_incoming(session, by, incoming_id)
        if it.state != IncomingState.SET_ASIDE:
            raise RequestError("incoming.decided")
        it.state, it.why, it.decided, it.decided_by_id = IncomingState.WAITING, None, None, None
        audit.record(session, by, "incoming.taken-up", f"incoming:{it.id}")
        return it


def _decide(it: Incoming, by: Actor, state: IncomingState) -> None:
    it.state, it.decided, it.decided_by_id = state, clock.now(), by.id


def _attachable(office: Office, by: Actor, incoming_id: int) -> list[KeptFile]:
    """Those files that an appeal can have; what is of another kind stays with what came in."""
    kept = []
    for each in files_of(office, by, incoming_id):
        try:
            name = attached.tidy(AttachedFile(each.name, office.files.get(each.content))).name
        except RequestError:
            continue
        kept.append(KeptFile(name, each.size, each.content))
    return kept


def _compare_cards(proposed: Mapping[str, Any], card: Mapping[str, Any], details: Details) -> dict[str, list[str]]:
    """By paths, without a word of the applicant: what was read is confirmed or changed, what was not is added."""
    said = {f"{section}.{name}": value for section in SECTIONS for name, value in card.get(section, {}).items()}
    said |= {"representative": details.representative, "priority": details.priority}
    taken = {path: plain for path, value in said.items() if path not in _GIVEN and (plain := plain_value(path, value))}
    asked = proposed.get(QUESTIONS, [])
    is_read = {path: value == proposed.get(path) for path, value in taken.items()}
    if QUESTIONS in taken:
        is_read[QUESTIONS] = all(question in asked for question in taken[QUESTIONS])
    told = {
        "confirmed": [path for path in taken if is_read[path]],
        "put_right": [path for path in taken if not is_read[path] and path in proposed],
        "added": [path for path in taken if path not in proposed],
        "left_out": [path for path in proposed if path not in taken],
    }
    return {name: sorted(paths) for name, paths in told.items() if paths}
