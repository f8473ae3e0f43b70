"""Removal itself, in portions: whoever is killed in the middle leaves the rest to whoever looks next.

Rows go first, with the names of their files noted in the same transaction; files go when no row names them any more.
What a database keeps of what it has deleted goes last. Backups made before hold it all until their turn is over.
"""

from collections.abc import Collection, Iterator, Mapping
from time import perf_counter

from sqlalchemy import Table, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.office.context import Office
from letterkit.office.retention.acts import ActState, Composing, by_kind, facts_of, take_out
from letterkit.office.retention.due import is_due
from letterkit.office.retention.rules import Kind, read_copy
from letterkit.office.retention.wiping import wipe
from letterkit.store import audit
from letterkit.store.appeal_labels import APPEAL_LABELS
from letterkit.store.database import Database
from letterkit.store.mail_tables import Mailing
from letterkit.store.register_tables import FOUND_BY, LETTERS_FOUND_BY
from letterkit.store.retention_tables import ReleasedFile, RemovalAct, RemovalItem
from letterkit.store.schema import METADATA
from letterkit.store.tables import table_of

_FILE_COLUMNS = [
    (table, column) for table in METADATA.sorted_tables for column in table.columns if column.info.get("file")
]
_FILE_COLUMNS.append((table_of(Mailing), table_of(Mailing).c.files))
"""Every column that names files."""
_ON_THEIR_WAY = 1000
_AT_MOST_S = 45.0
"""Whoever removes has other things to look after."""
_PORTION = 50
_FILES_AT_ONCE = 500
_READ_AT_ONCE = 5000


def remove_approved(office: Office, compose: Composing) -> int:
    """Removes what approved acts have in them, one act after another, for ``_AT_MOST_S``; how many acts are done now.

    Several may do it at once: a portion is one transaction, and each looks at what is left.
    """
    with office.database.reading() as session:
        waiting = select(RemovalAct.id).where(RemovalAct.state == ActState.APPROVED).order_by(RemovalAct.id)
        ids = session.scalars(waiting).all()
    until, done = perf_counter() + _AT_MOST_S, 0
    for act_id in ids:
        while _remove_portion(office, act_id):
            if perf_counter() > until:
                return done
        remove_files(office, act_id)
        scrub(office.database)
        done += _end(office, act_id, compose)
    return done


def _remove_portion(office: Office, act_id: int) -> bool:
    """One portion of the rows; False when none is left."""
    with office.database.writing() as session:
        if office.database.file is not None:
            session.execute(text("PRAGMA secure_delete=ON"))  # what was said is written over
        session.execute(select(RemovalAct.id).where(RemovalAct.id == act_id).with_for_update())
        act = session.get_one(RemovalAct, act_id, populate_existing=True)
        todo = (RemovalItem.act_id == act_id, RemovalItem.removed.is_(None))
        items = session.scalars(select(RemovalItem).where(*todo).order_by(RemovalItem.id).limit(_PORTION)).all()
        if act.state != ActState.APPROVED or not items:
            return False
        for kind, ids in by_kind((each.kind, each.thing_id) for each in items):
            due = is_due(session, act.body, read_copy(act.terms), kind, ids, act.id)
            _wipe(session, act, kind, sorted(due))
            take_out(session, act, kind, set(ids) - due)  # somebody has held it since, or taken it up again
        return True


def _wipe(session: Session, act: RemovalAct, kind: Kind, ids: list[int]) -> None:
    if not ids:
        return
    names = wipe(session, act, kind, ids)
    kept = select(ReleasedFile.sha256).where(ReleasedFile.act_id == act.id, ReleasedFile.sha256.in_(names))
    known = set(session.scalars(kept))
    rows = [{"act_id": act.id, "sha256": each} for each in sorted(names - known)]
    if rows:
        session.execute(insert(table_of(ReleasedFile)), rows)
    done = update(RemovalItem).where(RemovalItem.act_id == act.id, RemovalItem.kind == kind)
    session.execute(done.where(RemovalItem.thing_id.in_(ids)).values(removed=clock.now()))


def remove_files(office: Office, act_id: int) -> int:
    """Takes out of the store the files that nothing names any more; how many.

    One that somebody brings again just then is put back.
    """
    with office.database.reading() as session:
        released = set(session.scalars(select(ReleasedFile.sha256).where(ReleasedFile.act_id == act_id)))
        if not released:
            return 0
        newest = {table: _last_id(session, table) for table, _ in _FILE_COLUMNS}
        wanted = _names_in_use(session, released)
    gone = sorted(released - wanted)
    for start in range(0, len(gone), _FILES_AT_ONCE):
        some = gone[start : start + _FILES_AT_ONCE]
        held = dict(_take_away(office, some))
        with office.database.reading() as session:
            for name in _names_in_use(session, held.keys(), newest):
                office.files.put(held[name])
        _forget(office.database, act_id, some)
    _forget(office.database, act_id, sorted(wanted))
    return len(gone)


def _take_away(office: Office, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        try:
            data = office.files.get(name)
        except LetterkitError:
            data = None  # it is away already, or altered: then it goes all the same
        office.files.remove(name)
        if data is not None:
            yield name, data


def _names_in_use(session: Session, names: Collection[str], newer: Mapping[Table, int] | None = None) -> set[str]:
    """Those of ``names`` that some row names; of rows that are ``newer`` than these ids alone, where they are given."""
    found: set[str] = set()
    for table, column in _FILE_COLUMNS:
        query = select(column).where(column.is_not(None))
        if newer is not None:
            query = query.where(table.c.id > newer[table])
        for told in session.scalars(query.execution_options(yield_per=_READ_AT_ONCE)):
            several = [told] if isinstance(told, str) else [each["sha256"] for each in told.get("files", ())]
            found.update(each for each in several if each in names)
    return found


def _last_id(session: Session, table: Table) -> int:
    """A number that no row that is still to come can be below, though others' may be on their way."""
    return (session.scalar(select(func.max(table.c.id))) or 0) - _ON_THEIR_WAY


def _forget(database: Database, act_id: int, names: list[str]) -> None:
    for start in range(0, len(names), _FILES_AT_ONCE):
        with database.writing() as session:
            some = names[start : start + _FILES_AT_ONCE]
            session.execute(delete(ReleasedFile).where(ReleasedFile.act_id == act_id, ReleasedFile.sha256.in_(some)))


def scrub(database: Database) -> None:
    """Has the database keep nothing of rows that are deleted: its indexes of words, its log, its dead rows."""
    if database.file is None:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in _TOUCHED:
                connection.execute(text(f"VACUUM {name}"))
        return
    with database.writing() as session:
        session.execute(text("PRAGMA secure_delete=ON"))
        for index in (FOUND_BY, LETTERS_FOUND_BY):
            session.execute(text(f"INSERT INTO {index} ({index}) VALUES ('optimize')"))
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_TOUCHED = (
    "appeals",
    APPEAL_LABELS,
    "appeal_texts",
    "appeal_words",
    "appeal_notes",
    "appeal_questions",
    "letters",
    "versions",
    "letter_words",
    "remarks",
    "batch_rows",
    "batch_findings",
    "mailings",
    "mail_messages",
    "incoming",
    "calls",
    "receptions",
    "opinions",
    "reminders",
    "people",
    "sign_ins",
    "notices",
)


def _end(office: Office, act_id: int, compose: Composing) -> bool:
    """The paper gets the mark of the removal, the journal the entry that proves it; False where another was first."""
    with office.database.writing() as session:
        audit.hold(session)
        act = session.get_one(RemovalAct, act_id, populate_existing=True)
        left = select(RemovalItem.id).where(RemovalItem.act_id == act_id, RemovalItem.removed.is_(None)).limit(1)
        files = select(ReleasedFile.sha256).where(ReleasedFile.act_id == act_id).limit(1)
        if act.state != ActState.APPROVED or session.scalar(left) is not None or session.scalar(files) is not None:
            return False
        act.removed, act.state = clock.now(), ActState.REMOVED
        told = approved_count(session, act)
        facts = facts_of(office, session, act)
        facts = facts_of(office, session, act, told - facts.count)
        act.final = office.files.put(compose(facts))
        audit.record(
            session,
            None,
            "retention.removed",
            f"act:{act.id}",
            number=act.number,
            things=facts.count,
            held=facts.left,
            docx=act.final,
            letters=act.listed,
        )
        return True


def approved_count(session: Session, act: RemovalAct) -> int:
    """How many things the act had when it was approved, as the journal says."""
    entry = next(each for each in audit.of_subject(session, f"act:{act.id}") if each.action == "retention.approved")
    return int(entry.details["things"])
