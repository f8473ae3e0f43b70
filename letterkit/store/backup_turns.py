"""Who makes the backup of a day: one of all workers, for a time; when it dies another one begins anew."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Update, func, select, update
from sqlalchemy.exc import IntegrityError

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.store.backup_tables import ScheduledBackup
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry, Json

HELD_FOR = timedelta(minutes=2)
"""Whoever has not been heard of for so long is taken for dead."""
AGAIN_AFTER = timedelta(hours=1)
MOST_ATTEMPTS = 5
"""A day: a place that does not answer is tried again some hours later, and not for ever."""
NOTED = "database.backed-up"
"""What the journal calls a backup, by whomever it was made."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to make the backup of ``day``."""

    day: date
    token: str


@dataclass(frozen=True, slots=True)
class BackupStanding:
    """How it stands with backups.

    ``last`` is when a whole one was made last, by hand or by schedule; ``newest`` the last one of the schedule.
    ``tried`` is the last trial that went well. ``failed`` is the day that did not go well, when none has since.
    """

    last: datetime | None
    newest: ScheduledBackup | None
    tried: datetime | None
    failed: ScheduledBackup | None

    @property
    def fault(self) -> LetterkitError | None:
        """Why ``failed`` did not go well."""
        told = self.failed and (self.failed.fault or self.failed.trial_fault)
        return LetterkitError(told["code"], **told["details"]) if told else None


def take_turn(database: Database, day: date, *, again: bool = False) -> Turn | None:
    """The turn for ``day``, when nobody has it and it has not been done yet; ``again``: one more, as somebody wants it.

    Raises RequestError ``backup.running`` with ``again`` where another one is at work.
    """
    now, turn = clock.now(), Turn(day, secrets.token_hex(16))
    if again:
        free = ScheduledBackup.token.is_(None) | (ScheduledBackup.until <= now)
    else:
        is_open = ScheduledBackup.ended.is_(None) & (ScheduledBackup.attempts < MOST_ATTEMPTS)
        free = is_open & (ScheduledBackup.until <= now)
    with database.reading() as session:  # asked each minute: most often nothing has to be locked
        is_free = session.scalar(select(free).where(ScheduledBackup.day == day))
    if is_free is None:
        with suppress(IntegrityError), database.writing() as session:  # another worker may be quicker
            session.add(ScheduledBackup(day=day, until=now))
    taken = is_free is not False and _has_changed(
        database,
        update(ScheduledBackup)
        .where(ScheduledBackup.day == day, free)
        .values(token=turn.token, until=now + HELD_FOR, begun=now, attempts=ScheduledBackup.attempts + 1, told=None),
    )
    if not taken and again:
        raise RequestError("backup.running")
    return turn if taken else None


def hold_turn(database: Database, turn: Turn) -> bool:
    """Whoever has ``turn`` is alive; whether it is still theirs."""
    return _change(database, turn, until=clock.now() + HELD_FOR)


def end_turn(database: Database, turn: Turn, **done: Any) -> bool:
    """The backup lies in its place: what is known of it; whether the turn was theirs to the end."""
    return _change(database, turn, ended=clock.now(), token=None, fault=None, tried=None, trial_fault=None, **done)


def note_trial(database: Database, day: date, fault: LetterkitError | None) -> None:
    """The backup of ``day`` has been restored on trial, or could not be."""
    noted = update(ScheduledBackup).where(ScheduledBackup.day == day)
    _has_changed(database, noted.values(tried=clock.now(), trial_fault=_fault_json(fault) if fault else None))


def give_back_turn(database: Database, turn: Turn) -> None:
    """Whoever has ``turn`` has been told to stop: another one begins at once."""
    _change(database, turn, token=None, until=clock.now(), attempts=ScheduledBackup.attempts - 1)


def fail_turn(database: Database, turn: Turn, fault: LetterkitError) -> bool:
    """No backup came of it, for ``fault``; somebody tries again later."""
    return _change(database, turn, token=None, until=clock.now() + AGAIN_AFTER, fault=_fault_json(fault))


def is_trial_due(database: Database, every: timedelta) -> bool:
    """Whether no trial has gone well for so long."""
    tried = read_standing(database).tried
    return tried is None or clock.now() - tried >= every


def tell_once(database: Database, row: ScheduledBackup) -> bool:
    """Whether the administrators have yet to be told of ``row``; they are from now on."""
    untold = update(ScheduledBackup).where(ScheduledBackup.id == row.id, ScheduledBackup.told.is_(None))
    return _has_changed(database, untold.values(told=clock.now()))


def read_standing(database: Database) -> BackupStanding:
    """How it stands with backups; raises the errors of ``faults.translate_faults``."""
    newest_first = select(ScheduledBackup).order_by(ScheduledBackup.day.desc()).limit(1)
    has_ended, has_failed = ScheduledBackup.ended.is_not(None), ScheduledBackup.fault.is_not(None)
    noted = select(AuditEntry.at).where(AuditEntry.action == NOTED).order_by(AuditEntry.id.desc()).limit(1)
    went_well = ScheduledBackup.trial_fault.is_(None)
    with database.reading() as session:
        last = session.scalar(noted)
        newest = session.scalar(newest_first.where(has_ended))
        settled = session.scalar(newest_first.where(has_ended | has_failed))
        trial = session.scalar(newest_first.where(ScheduledBackup.tried.is_not(None)))
        tried = session.scalar(select(func.max(ScheduledBackup.tried)).where(went_well))
    is_unmade = settled is not None and settled.fault is not None
    is_useless = trial is not None and trial.trial_fault is not None
    failed = settled if is_unmade else trial if is_useless else None
    return BackupStanding(datetime.fromisoformat(last) if last else None, newest, tried, failed)


def _fault_json(fault: LetterkitError) -> Json:
    return {"code": fault.code, "details": {name: str(value) for name, value in fault.details.items()}}


def _change(database: Database, turn: Turn, **values: Any) -> bool:
    mine = update(ScheduledBackup).where(ScheduledBackup.day == turn.day, ScheduledBackup.token == turn.token)
    return _has_changed(database, mine.values(**values))


def _has_changed(database: Database, order: Update) -> bool:
    """Whether ``order`` has changed a row."""
    with database.writing() as session:
        return session.execute(order.returning(ScheduledBackup.id)).first() is not None
