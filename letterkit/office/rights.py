"""Who may see, change and answer for a letter; what may not be seen does not exist for who asks.

Nobody sees what belongs to another body than the one they work for.
"""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select, union_all
from sqlalchemy.orm import Session

from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.office import holds
from letterkit.store.members import one_of
from letterkit.store.register_tables import CoExecutor
from letterkit.store.tables import Appeal, Letter, Person

Row = TypeVar("Row", Letter, Appeal)
DRAFTED = frozenset({LetterState.DRAFT, LetterState.RETURNED})
"""States in which a letter belongs to its executor."""
REVIEWED = frozenset({LetterState.REVIEW, LetterState.AGREED})
"""States in which it lies before its reviewer and its signer."""
FROZEN = frozenset({LetterState.APPROVED, LetterState.SENT})
"""States in which its bytes are frozen."""
_SEES_ALL = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)


def demand(by: Actor, *duties: Duty) -> None:
    """Raises DeniedError ``denied.duty`` unless ``by`` has one of ``duties``."""
    if not by.has(*duties):
        raise DeniedError("denied.duty", duties=tuple(duties))


def is_theirs(by: Actor, letter: Letter) -> bool:
    """Whether ``by`` drafts the letter, or stands in for its executor: an executor of the same department."""
    if not by.has(Duty.EXECUTOR) or letter.body != by.body:
        return False
    return letter.executor_id == by.id or bool(by.unit and by.unit == letter.executor.unit)


def may_see(by: Actor, letter: Letter) -> bool:
    """Executors see what is theirs; reviewers, signers and the registry what has left its executor once."""
    of_office = by.has(*_SEES_ALL) and letter.body == by.body
    return is_theirs(by, letter) or (of_office and letter.submitted is not None)


def may_write(by: Actor, letter: Letter) -> bool:
    """Whether ``by`` may change the words now: a draft is its executor's, a letter under review its reviewer's."""
    state = LetterState(letter.state)
    if state in DRAFTED:
        return is_theirs(by, letter)
    reviews = by.has(Duty.REVIEWER, Duty.SIGNER) and letter.body == by.body
    return state in REVIEWED and reviews and letter.reviewer_id == by.id


def theirs(by: Actor) -> ColumnElement[bool]:
    """``is_theirs`` as a condition of a query."""
    if not by.has(Duty.EXECUTOR):
        return false()
    whose = one_of(Letter.executor_id, _of_unit(by)) if by.unit else Letter.executor_id == by.id
    return and_(Letter.body == by.body, whose)


def visible(by: Actor) -> ColumnElement[bool]:
    """``may_see`` as a condition of a query; what is blocked only the registry comes upon."""
    seen = theirs(by)
    if by.has(*_SEES_ALL):
        seen = or_(seen, and_(Letter.body == by.body, Letter.submitted.is_not(None)))
    return seen if by.has(Duty.REGISTRY) else and_(seen, holds.open_letters())


def readable_letter(session: Session, by: Actor, letter_id: int) -> Letter:
    """The letter, if ``by`` may see it; raises RequestError ``letter.gone``, ``case.removed``."""
    letter = session.get(Letter, letter_id)
    if letter is None or not may_see(by, letter):
        raise RequestError("letter.gone")
    holds.demand_there(letter)
    return letter


def lock_letter(session: Session, by: Actor, letter_id: int, revision: int | None = None) -> Letter:
    """As ``readable_letter``, locked until the transaction ends; of the ``revision`` that ``by`` has seen.

    Raises RequestError ``letter.changed`` with ``by``, ``at`` and ``revision`` when there is a newer one,
    ``case.blocked`` where it must not be used.
    """
    letter = lock_row(session, Letter, letter_id)
    if letter is None or not may_see(by, letter):
        raise RequestError("letter.gone")
    holds.demand_there(letter)
    holds.demand_usable_letter(session, letter)
    return letter if revision is None else of_revision(letter, revision)


def lock_writable_letter(session: Session, by: Actor, letter_id: int, revision: int | None = None) -> Letter:
    """As ``lock_letter``, to be changed; raises DeniedError ``denied.not-writable`` when ``by`` may not change it."""
    return writable(by, lock_letter(session, by, letter_id, revision))


def writable(by: Actor, letter: Letter) -> Letter:
    """``letter``, if ``by`` may change it now; raises DeniedError ``denied.not-writable``."""
    if not may_write(by, letter):
        raise DeniedError("denied.not-writable", state=letter.state)
    return letter


def of_revision(letter: Letter, revision: int) -> Letter:
    """``letter``, unchanged since ``revision``; raises RequestError ``letter.changed`` as ``lock_letter``."""
    if letter.revision != revision:
        raise RequestError(
            "letter.changed",
            by=letter.changed_by.short_name,
            at=f"{letter.changed:%d.%m.%Y %H:%M}",
            revision=letter.revision,
        )
    return letter


def lock_row(session: Session, table: type[Row], row_id: int) -> Row | None:
    """The row as it is now, locked until the transaction ends.

    The lock comes first, alone: PostgreSQL would give a row that it had to wait for with none of the rows joined to it.
    """
    session.execute(select(table.id).where(table.id == row_id).with_for_update())
    return session.get(table, row_id, populate_existing=True)


def in_state(letter: Letter, *states: LetterState) -> Letter:
    """``letter``, in one of ``states``; raises RequestError ``letter.wrong-step``."""
    if letter.state not in states:
        raise RequestError("letter.wrong-step", state=letter.state)
    return letter


def appeal_seen(session: Session, by: Actor, appeal_id: int) -> Appeal:
    """The appeal: executors see those that they answer or that nobody does yet, the others of an office all of them.

    Who answers together with the main executor (6.3) sees it too. Raises RequestError ``appeal.gone``,
    ``case.removed``.
    """
    return _for_eyes_of(session, by, session.get(Appeal, appeal_id))


def appeal_held(session: Session, by: Actor, appeal_id: int) -> Appeal:
    """As ``appeal_seen``, locked until the transaction ends; raises RequestError ``case.blocked`` too."""
    appeal = _for_eyes_of(session, by, lock_row(session, Appeal, appeal_id))
    holds.demand_usable_appeal(session, appeal)
    return appeal


def appeal_open(session: Session, by: Actor, appeal_id: int) -> Appeal:
    """As ``appeal_held``, one that is not done; raises RequestError ``appeal.done`` too."""
    appeal = appeal_held(session, by, appeal_id)
    if appeal.state == AppealState.DONE:
        raise RequestError("appeal.done")
    return appeal


def visible_appeals(by: Actor) -> ColumnElement[bool]:
    """``may_see_appeal`` as a condition of a query; what is blocked only the registry comes upon."""
    seen = Appeal.body == by.body
    if not sees_all(by):
        seen = and_(seen, or_(*_ways_to_see(by))) if by.has(Duty.EXECUTOR) else false()
    return seen if by.has(Duty.REGISTRY) else and_(seen, holds.open_appeals())


def count_visible(by: Actor, where: Sequence[ColumnElement[bool]]) -> Select[str, int]:
    """States and how many of the visible appeals that fit ``where`` are in them; a state may come several times.

    Those of an executor are counted in parts that have none in common: an index has all of each, and of what one OR
    asks for it has none.
    """
    parts: Sequence[ColumnElement[bool]] = [visible_appeals(by)]
    if not sees_all(by) and by.has(Duty.EXECUTOR):
        nobodys, own, helped = _ways_to_see(by)
        of_body = and_(Appeal.body == by.body, holds.open_appeals())
        not_yet_seen = and_(Appeal.responsible_id.is_not(None), not_(own))
        parts = [and_(of_body, nobodys), and_(of_body, own), and_(of_body, helped, not_yet_seen)]
    counted = (Appeal.state, func.count().label("count"))
    counts = union_all(*(select(*counted).where(part, *where).group_by(Appeal.state) for part in parts)).subquery()
    return select(counts.c.state, counts.c.count)


def _ways_to_see(by: Actor) -> tuple[ColumnElement[bool], ColumnElement[bool], ColumnElement[bool]]:
    """Whose an appeal is that an executor sees: nobody's yet, their own or their department's, one they help with."""
    helped = one_of(Appeal.id, select(CoExecutor.appeal_id).where(CoExecutor.person_id == by.id))
    own = one_of(Appeal.responsible_id, _of_unit(by)) if by.unit else Appeal.responsible_id == by.id
    return Appeal.responsible_id.is_(None), own, helped


def not_done() -> ColumnElement[bool]:
    """Neither closed nor answered: what is not taken off control counts as not done (7.11).

    The states are named one by one: an index finds those few, not all that is of another state.
    """
    return Appeal.state.in_([state for state in AppealState if state != AppealState.DONE])


def _of_unit(by: Actor) -> Select[int]:
    return select(Person.id).where(or_(Person.unit == by.unit, Person.id == by.id))


def sees_all(by: Actor) -> bool:
    """Whether ``by`` sees the appeals of everybody in the body."""
    return by.has(*_SEES_ALL)


def may_see_appeal(by: Actor, appeal: Appeal) -> bool:
    """Whether the appeal is of any concern to ``by``; who only helps to answer it is not asked after here."""
    if appeal.body != by.body:
        return False
    if by.has(*_SEES_ALL):
        return True
    if not by.has(Duty.EXECUTOR):
        return False
    whose = appeal.responsible
    return whose is None or whose.id == by.id or bool(by.unit and by.unit == whose.unit)


def _for_eyes_of(session: Session, by: Actor, appeal: Appeal | None) -> Appeal:
    if appeal is None or not (may_see_appeal(by, appeal) or _helps(session, by, appeal)):
        raise RequestError("appeal.gone")
    holds.demand_there(appeal)
    return appeal


def _helps(session: Session, by: Actor, appeal: Appeal) -> bool:
    of_body = appeal.body == by.body and by.has(Duty.EXECUTOR)
    return of_body and session.get(CoExecutor, (appeal.id, by.id)) is not None
