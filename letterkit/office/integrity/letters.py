"""Letters beside the journal: their states and numbers, who answers for which bytes, how they went out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.office import LetterState
from letterkit.office.integrity.mismatch import Mismatch, MismatchKind, Step, find_missing, steps_of, windows
from letterkit.store.tables import Approval, Dispatch, Letter, Version

_BEGUN = "letter.begun"
_STATES: Mapping[str, LetterState] = {
    _BEGUN: LetterState.DRAFT,
    "letter.submitted": LetterState.REVIEW,
    "letter.recalled": LetterState.DRAFT,
    "letter.removed": LetterState.REMOVED,
    "letter.brought-back": LetterState.DRAFT,
    "letter.returned": LetterState.RETURNED,
    "letter.agreed": LetterState.AGREED,
    "letter.approved": LetterState.APPROVED,
    "letter.approval-revoked": LetterState.RETURNED,
    "letter.sent": LetterState.SENT,
}
"""What a letter is after each step, where the entry itself does not say."""
_ANSWERED = {"letter.agreed": "agreed", "letter.approved": "approved"}
_CHANGES = ("letter.saved", "letter.card-changed", "letter.restored")
_ACTIONS = (*_STATES, *_CHANGES, "letter.numbered")


def letters(session: Session) -> Iterator[Mismatch]:
    """What is wrong with single letters."""
    for rows in windows(session, Letter.id, Letter.state, Letter.number, Letter.dated):
        ids = [row.id for row in rows]
        steps = steps_of(session, "letter", ids, _ACTIONS)
        answered, sent = _approvals(session, ids), _dispatches(session, ids)
        for row in rows:
            yield from _wrong(row, steps[row.id], answered.get(row.id, ()), sent.get(row.id))
    yield from find_missing(session, "letter", _BEGUN, Letter.id)


def _wrong(row: Any, steps: Sequence[Step], approvals: Sequence[Any], dispatch: Any) -> Iterator[Mismatch]:
    subject = f"letter:{row.id}"
    if not any(step.action == _BEGUN for step in steps):
        yield Mismatch(MismatchKind.UNKNOWN, subject)
        return
    state = _state(steps)
    if row.state != state and not _is_changed_since(steps, row.state):
        yield Mismatch(MismatchKind.STATE, subject, row.state, state)
    numbered = [step.details for step in steps if step.action == "letter.numbered" and "number" in step.details]
    if numbered:
        told = (numbered[-1]["number"], numbered[-1].get("dated"))
        if told != (row.number, row.dated.isoformat() if row.dated else None):
            yield Mismatch(MismatchKind.NUMBER, subject, f"{row.number}", f"{told[0]}")
    yield from _wrong_approvals(subject, steps, approvals, state)
    if not _is_sent_so([step for step in steps if step.action == "letter.sent"], dispatch):
        yield Mismatch(MismatchKind.SENDING, subject)


def _wrong_approvals(
    subject: str, steps: Sequence[Step], approvals: Sequence[Any], state: LetterState
) -> Iterator[Mismatch]:
    said = [step for step in steps if step.action in _ANSWERED]
    if any("docx" not in step.details for step in said):
        return  # a made-up register has no files
    told = [
        (_ANSWERED[step.action], step.by_id, step.details["version"], step.details["docx"], step.details.get("pdf"))
        for step in said
    ]
    there = [(row.kind, row.by_id, row.version, row.docx, row.pdf) for row in approvals]
    if there != told:
        yield Mismatch(MismatchKind.APPROVAL, subject)
        return
    in_force = any(row.kind == "approved" and row.withdrawn is None for row in approvals)
    if in_force != (state in (LetterState.APPROVED, LetterState.SENT)):
        yield Mismatch(MismatchKind.APPROVAL, subject)


def _is_sent_so(said: Sequence[Step], dispatch: Any) -> bool:
    if not said or dispatch is None:
        return not said and dispatch is None
    return said[-1].by_id == dispatch.by_id and said[-1].details.get("channel", dispatch.channel) == dispatch.channel


def _state(steps: Sequence[Step]) -> LetterState:
    state = LetterState.DRAFT
    for step in steps:
        state = LetterState(step.details.get("state") or _STATES.get(step.action, state))
    return state


def _is_changed_since(steps: Sequence[Step], now: str) -> bool:
    """Releases before had no entry where a reviewer changed a word of what was agreed to: it went back for review."""
    last = next((step for step in reversed(steps) if step.action in _STATES), None)
    is_old = last is not None and last.action == "letter.agreed" and "state" not in last.details
    return is_old and now == LetterState.REVIEW


def _approvals(session: Session, ids: Sequence[int]) -> Mapping[int, list[Any]]:
    columns = (Approval.letter_id, Approval.kind, Approval.by_id, Approval.docx, Approval.pdf, Approval.withdrawn)
    query = select(*columns, Version.number.label("version")).join(Version, Approval.version_id == Version.id)
    found = defaultdict(list)
    for row in session.execute(query.where(Approval.letter_id.in_(ids)).order_by(Approval.id)):
        found[row.letter_id].append(row)
    return found


def _dispatches(session: Session, ids: Sequence[int]) -> Mapping[int, Any]:
    query = select(Dispatch.letter_id, Dispatch.channel, Dispatch.by_id).where(Dispatch.letter_id.in_(ids))
    return {row.letter_id: row for row in session.execute(query)}
