"""Invitations to the survey: one code for one reply, used once, good for sixty days."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.deadlines.quarter import midnight
from letterkit.office.context import Office
from letterkit.office.feedback.codes import digest, new_code, read_code
from letterkit.store.register_tables import Invitation

DAYS = 60
"""How long a code is good: a reply by post and its reader need some weeks."""


@dataclass(frozen=True, slots=True)
class Invitee:
    """What is known of whoever has a code: the body that asks and the group of the appeal, and no more."""

    body: str
    group: str | None = None


def invite(session: Session, body: str, letter_id: int | None = None, days: int = DAYS) -> str:
    """A new code for a reply, told this once: only its SHA-256 is kept."""
    code = new_code()
    until = clock.today() + timedelta(days=days)
    session.add(Invitation(body=body, code=digest(code), letter_id=letter_id, made=clock.now(), until=until))
    session.flush()
    return code


def withdraw_others(session: Session, letter_id: int, code: str) -> None:
    """Codes of the letter that were printed on what did not go out, and that nobody has used, are none any more."""
    others = delete(Invitation).where(
        Invitation.letter_id == letter_id, Invitation.used.is_(None), Invitation.code != digest(code)
    )
    session.execute(others)


def invitee_of(office: Office, typed: str) -> Invitee:
    """Whom the code ``typed`` invites.

    Raises RequestError ``survey.wrong-code`` (a slip), ``survey.no-code``, ``survey.used``, ``survey.expired``.
    """
    with office.database.reading() as session:
        return _good(session, typed)


def use(session: Session, typed: str) -> Invitee:
    """The code is used, once: whoever comes second in the same moment is refused. Raises as ``invitee_of``.

    From now on nothing leads from it to the reply, and of the time the day alone is kept: nobody shall find out who
    thinks what.
    """
    found = _good(session, typed)
    once = update(Invitation).where(Invitation.code == digest(read_code(typed) or ""), Invitation.used.is_(None))
    done = session.execute(once.values(used=midnight(clock.today()), letter_id=None))
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise RequestError("survey.used")
    return found


def _good(session: Session, typed: str) -> Invitee:
    code = read_code(typed)
    if code is None:
        raise RequestError("survey.wrong-code")
    found = session.scalar(select(Invitation).where(Invitation.code == digest(code)))
    if found is None:
        raise RequestError("survey.no-code")
    if found.used is not None:
        raise RequestError("survey.used")
    if found.until < clock.today():
        raise RequestError("survey.expired", until=f"{found.until:%d.%m.%Y}")
    appeal = found.letter.appeal if found.letter is not None else None
    return Invitee(found.body, appeal.group if appeal is not None else None)
