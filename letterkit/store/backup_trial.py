"""A backup restored on trial: into a database that is thrown away, its files read and not kept."""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select

from letterkit.core.disk import not_kept
from letterkit.core.errors import RequestError, ToolFailed
from letterkit.settings import Settings
from letterkit.store.audit_key import audit_key
from letterkit.store.backup import RestoredBackup, drop_tables, restore
from letterkit.store.database import Database
from letterkit.store.encryption import Identity
from letterkit.store.schema import METADATA
from letterkit.store.tables import AuditEntry

_FOLDER, _STALE_S = "trial-", 24 * 3600
_JOURNAL = AuditEntry.__tablename__
"""It goes on with entries that say so."""


def try_backup(settings: Settings, path: Path, identities: Sequence[Identity] = ()) -> RestoredBackup:
    """Restores the backup at ``path`` where nobody works, as LETTERKIT_BACKUP_TRIAL_URL says, and throws that away.

    Every row that it promises must have come back, every file must have the SHA-256 that it is named by. Raises
    ToolFailed ``backup.rows-lost``, RequestError ``backup.trial-not-empty`` and those of ``backup.restore``.
    """
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_FOLDER}*"):  # by a process that was killed
            if time.time() - left.stat().st_mtime > _STALE_S:
                shutil.rmtree(left, ignore_errors=True)
        made = tempfile.TemporaryDirectory(prefix=_FOLDER, dir=folder, ignore_cleanup_errors=True)
    except OSError as fault:
        raise not_kept(fault) from fault
    with made as aside:
        url = settings.backup_trial_url or f"sqlite:///{aside}/trial.db"
        with closing(Database(url, Path(aside), audit_key(settings))) as trial:
            try:
                done = restore(
                    trial, _PassingFiles(), path, _all, force=False, identities=identities, aside=Path(aside)
                )
            except RequestError as fault:
                if fault.code != "backup.not-empty":
                    raise
                raise RequestError("backup.trial-not-empty") from None
            _compare(trial, done)
            if settings.backup_trial_url:
                with trial.rebuilding() as connection:
                    drop_tables(connection)  # it was empty before
    return done


class _PassingFiles:
    """Files that are read through: a name that is told is a SHA-256 that has been found."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def put(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        self._names.add(name)
        return name

    def get(self, name: str) -> bytes:
        raise RequestError("file.gone", sha256=name)

    def names(self) -> Iterator[str]:
        return iter(sorted(self._names))

    def remove(self, name: str) -> None:
        self._names.discard(name)


def _compare(trial: Database, done: RestoredBackup) -> None:
    if done.contents.revision != trial.newest:  # a migration may have moved rows from one table to another
        return
    promised = {table.name: table.rows for table in done.contents.tables}
    with trial.reading() as session:
        for name, rows in promised.items():
            found = session.scalar(select(func.count()).select_from(METADATA.tables[name]))
            if found is None or found < rows or (found > rows and name != _JOURNAL):
                raise ToolFailed("backup.rows-lost", table=name, promised=rows, found=found)


def _all(names: Iterable[str], total: int) -> Iterable[str]:
    return names
