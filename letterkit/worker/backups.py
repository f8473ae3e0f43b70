"""Backups on a schedule: one of all workers makes that of the day, tries each week to restore one, lets old ones go.

For a trial an encrypted backup is written for one more key, of this moment, which nobody writes down: the file is read
back from its place and restored by it, and when the process lets go of the key those of the settings alone read it.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError, ToolFailed
from letterkit.office.journal.access import note_export
from letterkit.reports.backup_words import failure_mail
from letterkit.settings import Settings
from letterkit.store.backup import back_up
from letterkit.store.backup_places import Place, open_place, recipients
from letterkit.store.backup_trial import try_backup
from letterkit.store.backup_turns import (
    NOTED,
    Turn,
    end_turn,
    fail_turn,
    give_back_turn,
    hold_turn,
    is_trial_due,
    note_trial,
    read_standing,
    take_turn,
    tell_once,
)
from letterkit.store.database import Database
from letterkit.store.encryption import Identity, new_identity
from letterkit.store.files import Files
from letterkit.store.rotation import PART, Terms, find_outdated, name_at
from letterkit.worker.administrators import administrators, write_to

log = logging.getLogger(__name__)

TRIED_EVERY = timedelta(days=7)
_LOOKS_EVERY_S = 60.0
_HOLDS_EVERY_S = 20.0


class BackupRounds:
    """The looks of one worker; several may look at once. ``sender`` is who messages to administrators are from."""

    def __init__(self, settings: Settings, database: Database, files: Files, sender: Callable[[], str]) -> None:
        self._settings, self._database, self._files, self._sender = settings, database, files, sender
        self._stopping = threading.Event()

    def go(self, stopping: threading.Event) -> None:
        """Goes round until ``stopping``; what goes wrong is logged, and the next round begins anew."""
        self._stopping = stopping
        while self._settings.backup_to and not stopping.is_set():
            try:
                self.look()
            except LetterkitError as fault:
                log.warning("backups: %s", fault)
            except Exception:
                log.exception("backups")
            stopping.wait(_LOOKS_EVERY_S)

    def look(self) -> bool:
        """One look; whether a backup was made. Administrators are told once of a day that did not go well."""
        now = clock.now()
        turn = take_turn(self._database, now.date()) if now.hour >= self._settings.backup_hour else None
        is_made = False
        if turn is not None:
            try:
                self._make(turn)
                is_made = True
            except LetterkitError as fault:  # which is noted by now
                log.error("no backup: %s", fault)
        standing = read_standing(self._database)
        if standing.failed is not None and standing.fault and tell_once(self._database, standing.failed):
            told = failure_mail(standing, self._settings.address or "")
            write_to(self._settings, administrators(self._database), self._sender(), *told)
        return is_made

    def make_now(self) -> None:
        """The backup of the day, once more if there is one, and its trial.

        Raises RequestError ``backup.no-place``, ``backup.running``, and why it could not be made or restored.
        """
        if not self._settings.backup_to:
            raise RequestError("backup.no-place")
        turn = take_turn(self._database, clock.today(), again=True)
        assert turn is not None
        if (fault := self._make(turn, must_try=True)) is not None:
            raise fault

    def _make(self, turn: Turn, *, must_try: bool = False) -> LetterkitError | None:
        """Why the trial did not go well; raises why there is no backup, once that has been noted."""
        try:
            return self._back_up(turn, must_try)
        except _WorkerStopped:
            give_back_turn(self._database, turn)
            raise ToolFailed("backup.stopped") from None
        except LetterkitError as fault:
            fail_turn(self._database, turn, fault)
            raise
        except Exception as fault:
            log.exception("backup")
            fail_turn(self._database, turn, ToolFailed("backup.failed"))
            raise ToolFailed("backup.failed") from fault

    def _back_up(self, turn: Turn, must_try: bool) -> LetterkitError | None:
        settings, database = self._settings, self._database
        place = open_place(settings)
        assert place is not None
        readers, identity = recipients(settings), None
        is_due = must_try or is_trial_due(database, TRIED_EVERY)
        if readers and is_due:
            identity, of_the_moment = new_identity()
            readers = [*readers, of_the_moment]
        name = name_at(clock.now(), encrypted=bool(readers))
        with self._holding(turn) as is_ours:
            for left in place.sizes():
                if PART.fullmatch(left):  # by a worker that was killed: its turn is ours now
                    place.remove(left)
            with place.putting(name) as out:
                made = back_up(database, self._files, out, lambda names, total: self._going(names, is_ours), readers)
            note_export(database, None, NOTED, "database", rows=made.rows, files=made.files)
            end_turn(
                database,
                turn,
                name=name,
                size=place.sizes()[name],
                rows=made.rows,
                files=made.files,
                missing=len(made.missing),
                broken=made.journal.broken is not None,
                encrypted=bool(readers),
            )
        fault = self._try(place, name, identity) if is_due else None
        if is_due:
            note_trial(database, turn.day, fault)
        if fault is None:  # otherwise the good one may be among the old ones
            terms = Terms(settings.backup_days, settings.backup_weeks, settings.backup_months)
            for old in find_outdated(place.sizes(), terms):
                place.remove(old)
        return fault

    def _try(self, place: Place, name: str, identity: Identity | None) -> LetterkitError | None:
        """Why the backup cannot be restored; None when it can."""
        try:
            with place.getting(name) as path:
                try_backup(self._settings, path, [identity] if identity else [])
        except LetterkitError as fault:
            log.error("the backup %s cannot be restored: %s", name, fault.code)
            return fault
        except Exception:
            log.exception("the trial of a backup")
            return ToolFailed("backup.failed")
        return None

    def _going(self, names: Iterable[str], is_ours: threading.Event) -> Iterator[str]:
        for name in names:
            if self._stopping.is_set():
                raise _WorkerStopped
            if not is_ours.is_set():
                raise ToolFailed("backup.turn-lost")
            yield name

    @contextmanager
    def _holding(self, turn: Turn) -> Iterator[threading.Event]:
        """Says in the block that whoever has the turn lives; the event is set while it is theirs."""
        is_ours, is_done = threading.Event(), threading.Event()
        is_ours.set()

        def hold() -> None:
            while not is_done.wait(_HOLDS_EVERY_S):
                try:
                    if not hold_turn(self._database, turn):
                        is_ours.clear()
                        return
                except LetterkitError as fault:  # a database that is busy now answers the next time
                    log.warning("the turn of a backup: %s", fault.code)

        holder = threading.Thread(target=hold, daemon=True)
        holder.start()
        try:
            yield is_ours
        finally:
            is_done.set()
            holder.join()


class _WorkerStopped(Exception):
    """The worker has been told to stop."""
