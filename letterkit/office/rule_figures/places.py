"""Where a rule has found something last, and who answers for what it found: as much as the person asking may see."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, false, func, select
from sqlalchemy.orm import Session

from letterkit.core.office import Actor, Duty, RowState
from letterkit.office import batch_rights, rights
from letterkit.office.rule_figures.figures import RuleFigures
from letterkit.store.batch_tables import Batch, BatchRow, BatchWaiver
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Letter, LetterWaiver

_MOST = 10
SEES_REASONS = (Duty.REVIEWER, Duty.SIGNER, Duty.CLERK, Duty.ADMINISTRATOR)
"""Who sees what anybody answers for, also in letters that they may not open: they judge the rules by it."""


@dataclass(frozen=True, slots=True)
class RulePlace:
    """A letter, or a batch as a whole, in which the rule found something; ``day`` of the first finding."""

    day: date
    figures: RuleFigures
    letter: Letter | None = None
    batch: Batch | None = None


@dataclass(frozen=True, slots=True)
class RuleWaiver:
    """Somebody answers for findings of ``code`` until the day ``until`` is over: in one letter, or in ``count``.

    ``is_open``: the letter has not been approved yet, so that the day matters. ``letter`` and ``batch`` are None where
    the person asking may not open them.
    """

    code: str
    reason: str
    by: str
    at: datetime
    until: date
    is_open: bool
    excerpt: str = ""
    count: int = 1
    is_of_batch: bool = False
    letter: Letter | None = None
    batch: Batch | None = None


def last_places(session: Session, by: Actor, code: str, most: int = _MOST) -> list[RulePlace]:
    """The last letters and batches in which ``code`` found something and which ``by`` may open, newest first."""
    letters = session.execute(
        select(RuleCount, Letter)
        .join(Letter, RuleCount.letter_id == Letter.id)
        .where(RuleCount.code == code, rights.visible(by))
        .order_by(RuleCount.day.desc(), RuleCount.id.desc())
        .limit(most)
    )
    found = [
        RulePlace(row.day, RuleFigures(1, row.found, row.taken, row.rewritten, row.waived), letter=letter)
        for row, letter in letters
    ]
    found += _last_batches(session, by, code, most)
    return sorted(found, key=lambda place: place.day, reverse=True)[:most]


def answered_for(
    session: Session, by: Actor | None, code: str | None = None, *, ends_by: date | None = None, most: int = _MOST
) -> list[RuleWaiver]:
    """What somebody answers for, the latest end first: of the rule ``code``, or of all.

    With ``ends_by`` only what ends on that day at the latest and matters still, for its letter is not approved yet.
    Who is none of SEES_REASONS sees what is of letters that they may open; None (the shell) sees all and opens none.
    """
    found = [*_single(session, by, code, ends_by, most), *_whole(session, by, code, ends_by, most)]
    return sorted(found, key=lambda one: (one.until, one.at), reverse=True)[:most]


def _single(session: Session, by: Actor | None, code: str | None, ends_by: date | None, most: int) -> list[RuleWaiver]:
    query = select(LetterWaiver, Letter).join(Letter, LetterWaiver.letter_id == Letter.id)
    query = query.where(*_conditions(LetterWaiver, code, ends_by))
    if ends_by is not None:
        query = query.where(Letter.state.not_in(rights.FROZEN))
    if by is not None and not by.has(*SEES_REASONS):
        query = query.where(rights.visible(by))
    rows = session.execute(query.order_by(LetterWaiver.until.desc(), LetterWaiver.id.desc()).limit(most))
    return [
        RuleWaiver(
            waiver.code,
            waiver.reason,
            waiver.by.short_name,
            waiver.at,
            waiver.until,
            is_open=letter.state not in rights.FROZEN,
            excerpt=waiver.excerpt or "",
            letter=letter if by is not None and rights.may_see(by, letter) else None,
        )
        for waiver, letter in rows
    ]


def _whole(session: Session, by: Actor | None, code: str | None, ends_by: date | None, most: int) -> list[RuleWaiver]:
    waits = (BatchRow.batch_id == Batch.id, BatchRow.state == RowState.DONE, BatchRow.approval_id.is_(None))
    is_open = exists().where(*waits)
    query = select(BatchWaiver, Batch, is_open, false() if by is None else batch_rights.visible(by))
    query = query.join(Batch, BatchWaiver.batch_id == Batch.id).where(*_conditions(BatchWaiver, code, ends_by))
    if ends_by is not None:
        query = query.where(is_open)
    if by is not None and not by.has(*SEES_REASONS):
        query = query.where(batch_rights.visible(by))
    rows = session.execute(query.order_by(BatchWaiver.until.desc(), BatchWaiver.id.desc()).limit(most))
    return [
        RuleWaiver(
            waiver.code,
            waiver.reason,
            waiver.by.short_name,
            waiver.at,
            waiver.until,
            is_open=bool(waits_still),
            count=waiver.count,
            is_of_batch=True,
            batch=batch if may_open else None,
        )
        for waiver, batch, waits_still, may_open in rows
    ]


def _conditions(
    table: type[LetterWaiver] | type[BatchWaiver], code: str | None, ends_by: date | None
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [table.withdrawn.is_(None)]
    if code is not None:
        found.append(table.code == code)
    if ends_by is not None:
        found.append(table.until <= ends_by)
    return found


def _last_batches(session: Session, by: Actor, code: str, most: int) -> list[RulePlace]:
    columns = (RuleCount.letters, RuleCount.found, RuleCount.taken, RuleCount.rewritten, RuleCount.waived)
    day = func.max(RuleCount.day)
    rows = session.execute(
        select(Batch.id, day, *map(func.sum, columns))
        .join(RuleCount, RuleCount.batch_id == Batch.id)
        .where(RuleCount.code == code, batch_rights.visible(by))
        .group_by(Batch.id)
        .order_by(day.desc(), Batch.id.desc())
        .limit(most)
    ).all()
    batches = {one.id: one for one in session.scalars(select(Batch).where(Batch.id.in_([row[0] for row in rows])))}
    return [RulePlace(row[1], RuleFigures(*map(int, row[2:])), batch=batches[row[0]]) for row in rows]
