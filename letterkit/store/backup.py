"""A backup of the database and of the files of letters, and the way back: into either kind of database."""

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from letterkit import __version__
from letterkit.core import clock
from letterkit.core.disk import not_written
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.store import audit
from letterkit.store.appeal_labels import APPEAL_LABELS
from letterkit.store.archive import ArchiveReader, ArchiveWriter, Contents, JournalContents, reading
from letterkit.store.audit import Break
from letterkit.store.database import Database, migrate, revision_of
from letterkit.store.encryption import Identity, Recipient, encrypting
from letterkit.store.files import Files
from letterkit.store.register_tables import FOUND_BY, LETTERS_FOUND_BY
from letterkit.store.rows import kind_of, lines, load, number_on
from letterkit.store.schema import METADATA

Progress = Callable[[Iterable[str], int], Iterable[str]]
"""Goes through names of files, so many of them, and may show how far it is."""


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """What came back from a backup: ``contents`` as they were, and the hash that ends the journal now.

    ``count`` is the number of its last entry that came back; ``is_keyed_here`` says whether the key that it was written
    with is here, so that it could be proved.
    """

    contents: Contents
    head: str
    count: int
    is_keyed_here: bool


def back_up(
    database: Database, files: Files, out: Path, progress: Progress, recipients: Sequence[Recipient] = ()
) -> Contents:
    """Writes ``out``, whole or not at all and readable to its owner alone: it holds letters and password hashes.

    For ``recipients`` it is encrypted. Everything is as of one moment, while others go on working. A file that is gone
    or altered is left out and named.
    Raises RequestError ``backup.exists``, ``file.not-writable``, ``database.old``.
    """
    database.demand_newest()
    if out.exists():
        raise RequestError("backup.exists", file=str(out))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name[:40]}.", suffix=".part", dir=out.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                sealed = encrypting(stream, recipients) if recipients else nullcontext(stream)
                with sealed as content, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
                    contents = _write(ArchiveWriter(archive), database, files, progress)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(beside, out)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as fault:
        raise not_written(fault, out) from fault
    return contents


def restore(
    database: Database,
    files: Files,
    path: Path,
    progress: Progress,
    *,
    force: bool,
    identities: Sequence[Identity] = (),
    aside: Path | None = None,
) -> RestoredBackup:
    """Makes the database what it was when the backup at ``path`` was made, brought to the newest revision.

    All of it or nothing. With ``force`` rows that are there are replaced; files of letters are only added. The journal
    goes on with an entry that says so. Raises RequestError ``backup.not-empty`` and those of ``archive.reading``.
    """
    with reading(path, identities, aside) as archive:
        contents = archive.contents
        if contents.revision not in database.revisions:
            too_old = database.is_too_old(contents.revision)
            raise RequestError("backup.too-old" if too_old else "backup.newer", file=str(path))
        added: list[str] = []
        try:
            with database.rebuilding() as connection:
                if not force and _has_rows(connection):
                    raise RequestError("backup.not-empty")
                database.demand_known(revision_of(connection))
                _fill(connection, archive, path)
                head, is_keyed_here = _journal(connection, contents, path)
                there = set(files.names())
                for name in progress(archive.files, len(archive.files)):
                    if name not in there:
                        added.append(name)
                    files.put(archive.data(name))
        except BaseException:
            for name in added:
                files.remove(name)
            raise
    return RestoredBackup(contents, head, contents.journal.count, is_keyed_here)


def _write(archive: ArchiveWriter, database: Database, files: Files, progress: Progress) -> Contents:
    made = clock.now()
    with database.snapshot() as connection:
        tables = tuple(
            archive.table(
                table.name, tuple((column.name, kind_of(column)) for column in table.columns), lines(connection, table)
            )
            for table in METADATA.sorted_tables
        )
        with Session(connection) as session:
            journal = audit.verify(session)
        wanted = _named_by_rows(connection)
    kept = set()
    # Files are written before the rows that name them, so all that the rows name is there by now.
    names = list(files.names())
    for name in progress(names, len(names)):
        try:
            data = files.get(name)
        except LetterkitError:
            wanted.add(name)
            continue
        archive.file(name, data)
        kept.add(name)
    contents = Contents(
        letterkit=__version__,
        made=made,
        revision=database.newest,
        tables=tables,
        files=len(kept),
        missing=tuple(sorted(wanted - kept)),
        journal=JournalContents(count=journal.count, head=journal.head, broken=journal.broken),
    )
    archive.contents(contents)
    return contents


def _named_by_rows(connection: Connection) -> set[str]:
    columns = (column for table in METADATA.sorted_tables for column in table.columns if column.info.get("file"))
    return {
        name
        for column in columns
        for name in connection.execute(select(column).where(column.is_not(None)).distinct()).scalars()
    }


def _has_rows(connection: Connection) -> bool:
    there = set(inspect(connection).get_table_names())
    tables = (table for table in METADATA.sorted_tables if table.name in there)
    # Columns may be those of another revision, so none is named.
    return any(connection.execute(select(1).select_from(table).limit(1)).first() for table in tables)


def _fill(connection: Connection, archive: ArchiveReader, path: Path) -> None:
    drop_tables(connection)
    migrate(connection, archive.contents.revision)
    try:
        for table in archive.contents.tables:
            with archive.lines(table) as written:
                load(connection, table.name, table.columns, written)
    except (IntegrityError, ValueError) as fault:  # rows that clash or point nowhere; lines of another form
        raise RequestError("backup.damaged", file=str(path)) from fault
    # SQLite looks where rows point only now, and not of itself.
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RequestError("backup.damaged", file=str(path))
    migrate(connection, "head")
    number_on(connection, METADATA.sorted_tables)


def drop_tables(connection: Connection) -> None:
    """Drops our tables, whichever of them are there."""
    for name in (FOUND_BY, LETTERS_FOUND_BY, APPEAL_LABELS, "alembic_version"):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    METADATA.drop_all(connection)


def _journal(connection: Connection, contents: Contents, path: Path) -> tuple[str, bool]:
    """Proves that the journal came back as it was, and goes on with it; the hash that ends it, whether it is proved.

    Without the key of the machine that wrote it nobody can: its rows are those of the backup, and that is all.
    """
    with Session(connection) as session:
        found = audit.verify(session)
        is_keyed_here = found.why not in (Break.OTHER_KEY, Break.UNKEYED)
        if is_keyed_here and (found.count, found.head, found.broken) != tuple(contents.journal.model_dump().values()):
            raise RequestError("backup.damaged", file=str(path))
        entry = audit.record(
            session, None, "database.restored", "database", made=contents.made.isoformat(), head=contents.journal.head
        )
        return entry.hash, is_keyed_here or found.why is Break.UNKEYED
