"""Backups of many nights while workers are killed in the midst of them: each night has one that can be restored.

usage: python bench/runs/backup_kills.py [--nights 30] [--workers 3] [--files 200] [--database sqlite|URL]

Prints how often a worker was killed, and what was found in the place afterwards. URL is an empty PostgreSQL.
"""

import argparse
import os
import random
import signal
import tempfile
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pyrage
from sqlalchemy import select

from letterkit.core import clock
from letterkit.settings import Settings
from letterkit.store import backup_turns
from letterkit.store.audit_key import audit_key
from letterkit.store.backup_tables import ScheduledBackup
from letterkit.store.backup_trial import try_backup
from letterkit.store.backup_turns import read_standing
from letterkit.store.database import Database
from letterkit.store.encryption import read_identities
from letterkit.store.files import FileStore
from letterkit.worker import backups

FIRST = datetime(2026, 3, 1, 3).astimezone()
_FILE_BYTES = 40_000
_SECONDS_A_NIGHT = 40
_KILLED_WITHIN_S = (0.05, 0.8)
_SEED, _BEGUN = 31, time.time()

backup_turns.HELD_FOR = timedelta(seconds=2)  # a night of two minutes would be long
backups._HOLDS_EVERY_S = 0.5


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--database", default="sqlite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        identity = pyrage.x25519.Identity.generate()
        (place / "key.txt").write_text(str(identity))
        settings = Settings(
            data=place / "data",
            database_url=None if asked.database == "sqlite" else asked.database,
            backup_to=str(place / "copies"),
            backup_recipients=str(identity.to_public()),
            backup_days=asked.nights,
        )
        database = open_base(settings)
        database.upgrade()
        files = FileStore(settings.files_dir)
        for _ in range(asked.files):
            files.put(os.urandom(_FILE_BYTES))
        database.close()
        kills, begun = disturb(settings, asked.nights, asked.workers), time.monotonic()
        report(settings, place, asked.nights, kills)
        print(f"all of them restored in {time.monotonic() - begun:.0f} s")


def open_base(settings: Settings) -> Database:
    return Database(settings.database_address, settings.base, audit_key(settings))


def disturb(settings: Settings, nights: int, workers: int) -> int:
    """Lets so many nights pass; how many workers were killed."""
    chance, kills, at_work = random.Random(_SEED), 0, set[int]()
    begun = time.monotonic()
    watched = open_base(settings)
    for night in range(nights):
        for pid in at_work:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        watched.close()
        at_work = {fork(settings, night) for _ in range(workers)}
        until = time.monotonic() + _SECONDS_A_NIGHT
        while not has_ended(watched, night):
            assert time.monotonic() < until, f"no backup in night {night}: {read_standing(watched)}"
            time.sleep(chance.uniform(*_KILLED_WITHIN_S))
            if time.monotonic() < until - _SECONDS_A_NIGHT / 2:  # then it is left in peace: five attempts a day
                victim = chance.choice(sorted(at_work))
                os.kill(victim, signal.SIGKILL)
                os.waitpid(victim, 0)
                watched.close()
                at_work = (at_work - {victim}) | {fork(settings, night)}
                kills += 1
    for pid in at_work:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    print(f"{nights} nights, {workers} workers, {kills} kills in {time.monotonic() - begun:.0f} s")
    return kills


def fork(settings: Settings, night: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    backup_turns.MOST_ATTEMPTS = 1000
    clock.now = lambda: FIRST + timedelta(days=night, seconds=time.time() - _BEGUN)  # in all threads
    database = open_base(settings)
    began = time.monotonic()
    while True:
        backups.BackupRounds(settings, database, FileStore(settings.files_dir), lambda: "").look()
        time.sleep(0.1)
        if time.monotonic() - began > _SECONDS_A_NIGHT:
            os._exit(0)


def has_ended(database: Database, night: int) -> bool:
    day = (FIRST + timedelta(days=night)).date()
    with database.reading() as session:
        return session.scalar(select(ScheduledBackup.ended).where(ScheduledBackup.day == day)) is not None


def report(settings: Settings, place: Path, nights: int, kills: int) -> None:
    names = sorted(each.name for each in (place / "copies").iterdir())
    whole = [name for name in names if name.endswith(".age")]
    identities = read_identities(place / "key.txt")
    for name in whole:
        try_backup(settings, place / "copies" / name, identities)
    by_day = Counter(name[10:18] for name in whole)
    print(f"{len(whole)} files of {len(by_day)} days, each restored; {len(names) - len(whole)} halves left over")
    assert len(by_day) == nights


if __name__ == "__main__":
    main()
