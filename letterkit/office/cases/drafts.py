"""Drafts that nobody needs: taken away by their executor, and brought back at any time."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, LetterState
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store import audit
from letterkit.store.tables import Appeal, Letter


def is_removable(letter: Letter) -> bool:
    """Whether nobody but its executor has seen the letter: one that was handed in once is kept."""
    return letter.state == LetterState.DRAFT and letter.submitted is None


def remove(office: Office, by: Actor, letter_id: int) -> Letter:
    """Takes a draft away; its appeal waits for an answer again if this was the only one.

    Raises RequestError ``letter.gone``, ``letter.not-removable``, DeniedError ``denied.not-writable``.
    """
    with office.database.writing() as session:
        letter = rights.lock_writable_letter(session, by, letter_id)
        if not is_removable(letter):
            raise RequestError("letter.not-removable")
        letter.state = LetterState.REMOVED
        session.flush()
        appeal = rights.lock_row(session, Appeal, letter.appeal_id) if letter.appeal_id is not None else None
        if appeal is not None and appeal.state == AppealState.WORK and not _others(session, appeal):
            appeal.state = AppealState.NEW
        audit.record(session, by, "letter.removed", f"letter:{letter.id}")
        return letter


def bring_back(office: Office, by: Actor, letter_id: int) -> Letter:
    """Makes a letter that was taken away a draft again.

    Raises RequestError ``letter.gone``, ``letter.wrong-step``, DeniedError ``denied.not-writable``.
    """
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), LetterState.REMOVED)
        letter.state = LetterState.DRAFT
        appeal = rights.lock_row(session, Appeal, letter.appeal_id) if letter.appeal_id is not None else None
        if appeal is not None and appeal.state == AppealState.NEW:
            appeal.state = AppealState.WORK
        audit.record(session, by, "letter.brought-back", f"letter:{letter.id}")
        return letter


def _others(session: Session, appeal: Appeal) -> int:
    letters = select(func.count(Letter.id)).where(Letter.appeal_id == appeal.id, Letter.state != LetterState.REMOVED)
    return session.scalar(letters) or 0
