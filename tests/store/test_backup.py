"""A backup holds all there is, goes back into either kind of database, and is put back whole or not at all."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text, update

from letterkit.core.errors import LetterkitError, RequestError
from letterkit.store import audit, rows
from letterkit.store import backup as module
from letterkit.store.backup import back_up, restore
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.schema import METADATA
from letterkit.store.tables import AuditEntry, Counter, Person

from ..databases import PostgreSQL
from .rows import bare, fill

pytestmark = pytest.mark.both_databases

TABLES = METADATA.sorted_tables
FILES = (b"a letter", b"another letter")


@dataclass(frozen=True)
class Office:
    """A database and the files beside it."""

    database: Database
    files: FileStore

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        with self.database.reading() as session:
            return {
                table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
                for table in TABLES
            }

    def heads(self) -> list[str]:
        with self.database.reading() as session:
            return list(session.scalars(select(AuditEntry.hash).order_by(AuditEntry.id)))


def unseen(names: Iterable[str], total: int) -> Iterable[str]:
    return names


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """Two rows in every table but the journal, three entries there, two files that rows name."""
    files = FileStore(tmp_path / "files")
    names = [files.put(data) for data in FILES]
    with database.writing() as session:
        connection = session.connection()
        fill(connection, 1)
        for table in TABLES:
            connection.execute(table.insert(), bare(table, 2))
        connection.execute(AuditEntry.__table__.delete())
        for table in TABLES:
            for column in table.columns:
                if column.info.get("file"):
                    connection.execute(update(table).values({column: names[0]}).where(table.c.id == 1))
                    connection.execute(update(table).values({column: names[1]}).where(table.c.id == 2))
        for number in range(3):
            audit.record(session, None, "letter.saved", f"letter:{number}", ё=[1, 2.5, None])
    return Office(database, files)


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """Another machine, where nothing is yet."""
    place = tmp_path / "elsewhere"
    if request.param == "sqlite":
        yield Office(Database("sqlite:///var/l.db", place), FileStore(place / "files"))
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.empty() as url:
        opened = Database(url, place)
        yield Office(opened, FileStore(place / "files"))
        opened.close()


@pytest.fixture
def archive(office: Office, tmp_path: Path) -> Path:
    back_up(office.database, office.files, tmp_path / "b.zip", unseen)
    return tmp_path / "b.zip"


def put_back(office: Office, path: Path, *, force: bool = False) -> module.RestoredBackup:
    return restore(office.database, office.files, path, unseen, force=force)


def refused(office: Office, path: Path, *, force: bool = False) -> str:
    with pytest.raises(LetterkitError) as fault:
        put_back(office, path, force=force)
    return fault.value.code


def nothing_is_left(office: Office) -> bool:
    return office.database.revision() is None and list(office.files.names()) == []


def remade(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with other members; the contents know nothing of it."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    out = path.with_name("remade.zip")
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out


def reworded(members: dict[str, bytes], old: str, new: str) -> None:
    """Other words in the contents."""
    told, changes = re.subn(old, new, members["letterkit-backup.json"].decode())
    assert changes == 1
    members["letterkit-backup.json"] = told.encode()


def forged(members: dict[str, bytes], table: str, lines: bytes) -> None:
    """Other rows for ``table``, with contents that agree to them."""
    told = json.loads(members["letterkit-backup.json"])
    for each in told["tables"]:
        if each["name"] == table:
            each["sha256"] = hashlib.sha256(lines).hexdigest()
    members[f"tables/{table}.jsonl"] = lines
    members["letterkit-backup.json"] = json.dumps(told).encode()


class TestThereAndBack:
    def test_all_of_it_comes_back_in_either_database_and_goes_on_from_there(
        self, office: Office, elsewhere: Office, archive: Path
    ) -> None:
        done = put_back(elsewhere, archive)
        was, now = office.everything(), elsewhere.everything()
        last = now["audit"].pop()
        assert now == was
        assert last[4] == "database.restored"
        assert [elsewhere.files.get(name) for name in office.files.names()] == [
            office.files.get(name) for name in office.files.names()
        ]
        assert done.contents.rows == sum(map(len, was.values()))
        assert (done.contents.files, done.contents.missing) == (2, ())

        with elsewhere.database.writing() as session:
            audit.record(session, None, "letter.saved", "letter:9")
            found = audit.verify(session, done.head)
            person = Person(login="new", fs_uniquifier="new", created=session.get_one(Person, 1).created)
            session.add(person)
            session.flush()
            assert person.id == 3
        assert (found.count, found.broken, found.known_at) == (5, None, 4)
        assert elsewhere.heads()[:3] == office.heads()

    @pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
    def test_an_empty_database_comes_back_empty(self, database: Database, elsewhere: Office, tmp_path: Path) -> None:
        back_up(database, FileStore(tmp_path / "files"), tmp_path / "b.zip", unseen)
        put_back(elsewhere, tmp_path / "b.zip")
        assert {name for name, found in elsewhere.everything().items() if found} == {"audit"}

    @pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
    def test_more_rows_than_are_carried_at_once_all_come(
        self, database: Database, elsewhere: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rows, "_AT_ONCE", 3)
        with database.writing() as session:
            session.add_all(Counter(name=f"c{number}", value=number) for number in range(10))
        back_up(database, FileStore(tmp_path / "files"), tmp_path / "b.zip", unseen)
        put_back(elsewhere, tmp_path / "b.zip")
        assert len(elsewhere.everything()["counters"]) == 10

    def test_every_column_has_a_kind(self) -> None:
        assert {rows.kind_of(column) for table in TABLES for column in table.columns} == set(rows.ColumnKind)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestBackup:
    def test_it_is_for_its_owner_alone(self, archive: Path) -> None:
        assert archive.stat().st_mode & 0o777 == 0o600
        assert not list(archive.parent.glob(".*"))

    def test_one_that_is_there_is_not_written_over(self, office: Office, archive: Path) -> None:
        before = archive.read_bytes()
        with pytest.raises(RequestError, match=r"backup\.exists"):
            back_up(office.database, office.files, archive, unseen)
        assert archive.read_bytes() == before

    def test_a_folder_that_is_not_there_is_told_of(self, office: Office, tmp_path: Path) -> None:
        with pytest.raises(RequestError, match=r"file\.not-writable"):
            back_up(office.database, office.files, tmp_path / "no" / "b.zip", unseen)

    def test_a_stop_in_the_middle_leaves_no_file(self, office: Office, tmp_path: Path) -> None:
        def stop(names: Iterable[str], total: int) -> Iterable[str]:
            raise KeyboardInterrupt

        before = sorted(tmp_path.iterdir())
        with pytest.raises(KeyboardInterrupt):
            back_up(office.database, office.files, tmp_path / "b.zip", stop)
        assert sorted(tmp_path.iterdir()) == before

    @pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
    def test_files_that_are_gone_or_altered_are_named(self, office: Office, elsewhere: Office, tmp_path: Path) -> None:
        gone, altered = list(office.files.names())
        office.files.remove(gone)
        next((tmp_path / "files").rglob(altered)).write_bytes(b"other")
        made = back_up(office.database, office.files, tmp_path / "b.zip", unseen)
        assert (made.files, made.missing) == (0, tuple(sorted((gone, altered))))
        assert put_back(elsewhere, tmp_path / "b.zip").contents.missing == made.missing

    def test_files_that_no_row_names_are_kept_too(self, office: Office, tmp_path: Path) -> None:
        name = office.files.put(b"nobody asks for it")
        made = back_up(office.database, office.files, tmp_path / "b.zip", unseen)
        assert (made.files, made.missing) == (3, ())
        with zipfile.ZipFile(tmp_path / "b.zip") as archive:
            assert archive.read(f"files/{name}") == b"nobody asks for it"

    @pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
    def test_a_journal_broken_before_stays_known_as_broken(
        self, office: Office, elsewhere: Office, tmp_path: Path
    ) -> None:
        with office.database.writing() as session:
            session.get_one(AuditEntry, 2).by = "Сидорова О.П."
        made = back_up(office.database, office.files, tmp_path / "b.zip", unseen)
        assert made.journal.broken == 2
        assert put_back(elsewhere, tmp_path / "b.zip").contents.journal.broken == 2

    def test_an_old_database_is_upgraded_first(self, office: Office, tmp_path: Path) -> None:
        with office.database.writing() as session:
            session.execute(text("DELETE FROM alembic_version"))
        with pytest.raises(RequestError, match=r"database\.old"):
            back_up(office.database, office.files, tmp_path / "b.zip", unseen)


class TestReplacing:
    def test_rows_that_are_there_are_not_replaced_unasked(self, office: Office, archive: Path) -> None:
        before = office.everything()
        assert refused(office, archive) == "backup.not-empty"
        assert office.everything() == before

    def test_with_force_they_are(self, database_url: str, office: Office, archive: Path) -> None:
        before = office.everything()
        with office.database.writing() as session:
            session.add(Counter(name="later", value=1))
            audit.record(session, None, "letter.saved", "letter:9")
        put_back(office, archive, force=True)
        after = office.everything()
        assert after["audit"].pop()[4] == "database.restored"
        assert after == before

    @pytest.mark.long
    def test_tables_without_rows_need_no_force(self, elsewhere: Office, archive: Path) -> None:
        elsewhere.database.upgrade()
        put_back(elsewhere, archive)
        assert elsewhere.database.answers()

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_a_database_newer_than_the_program_is_left_alone(self, elsewhere: Office, archive: Path) -> None:
        elsewhere.database.upgrade()
        with elsewhere.database.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert refused(elsewhere, archive, force=True) == "database.newer"

    def test_a_failure_keeps_what_was_there(
        self, office: Office, archive: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = office.everything()
        for name in list(office.files.names()):
            office.files.remove(name)

        def stop(names: Iterable[str], total: int) -> Iterator[str]:
            yield next(iter(names))
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            restore(office.database, office.files, archive, stop, force=True)
        assert office.everything() == before
        assert list(office.files.names()) == []


@pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
def test_what_is_not_there(elsewhere: Office, tmp_path: Path) -> None:
    assert refused(elsewhere, tmp_path / "no.zip") == "file.not-found"
    assert refused(elsewhere, tmp_path) == "file.unreadable"


@pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04" + b"\0" * 99])
def test_what_is_no_archive(elsewhere: Office, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    assert refused(elsewhere, tmp_path / "x.zip") == "backup.not-one"
    assert nothing_is_left(elsewhere)


@pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestRefused:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (lambda members: members.pop("letterkit-backup.json"), "backup.not-one"),
            (lambda members: members.update({"letterkit-backup.json": b"{"}), "backup.damaged"),
            (lambda members: members.update({"letterkit-backup.json": b"[]"}), "backup.not-one"),
            (lambda members: members.pop("tables/people.jsonl"), "backup.damaged"),
            (lambda members: members.update({"tables/people.jsonl": b""}), "backup.damaged"),
            (lambda members: members.update({"tables/../../x": b""}), "backup.damaged"),
            (lambda members: members.update({"files/" + "0" * 64: b"not its hash"}), "backup.damaged"),
            (lambda members: reworded(members, "letterkit-backup/1", "letterkit-backup/2"), "backup.newer"),
            (lambda members: reworded(members, r'("revision": ?)"\d+"', r'\1"9999"'), "backup.newer"),
            (lambda members: reworded(members, r'("revision": ?)"\d+"', r'\1"0008"'), "backup.too-old"),
            # Rows that hash as the contents say and still cannot be: a journal rewritten, a row that points nowhere.
            (lambda members: forged(members, "audit", b""), "backup.damaged"),
            (lambda members: forged(members, "people", b""), "backup.damaged"),
            (lambda members: forged(members, "counters", b'["a"]\n'), "backup.damaged"),
        ],
    )
    def test_what_is_not_as_it_was_written(
        self, elsewhere: Office, archive: Path, change: Callable[[dict[str, bytes]], None], code: str
    ) -> None:
        assert refused(elsewhere, remade(archive, change)) == code
        assert nothing_is_left(elsewhere)

    def test_any_byte_that_was_altered_is_found(self, office: Office, elsewhere: Office, archive: Path) -> None:
        """Or it says nothing of what is in the archive, such as the time of a member."""
        whole, damaged = archive.read_bytes(), archive.with_name("damaged.zip")
        found = set()
        for place in range(40, len(whole) - 30, len(whole) // 25):
            damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
            try:
                put_back(elsewhere, damaged, force=True)
            except RequestError as fault:
                found.add(fault.code)
            else:
                assert elsewhere.heads()[:3] == office.heads()
        assert "backup.damaged" in found
        assert found <= {"backup.damaged", "backup.not-one", "backup.newer"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_archive_of_an_older_revision_is_brought_to_the_newest(
    office: Office, elsewhere: Office, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows go into the tables of their own time; the migrations that came since do the rest."""
    seen: list[str] = []
    migrate = module.migrate

    def noted(connection: Connection, revision: str) -> None:
        seen.append(revision)
        migrate(connection, revision)

    monkeypatch.setattr(module, "migrate", noted)
    put_back(elsewhere, archive)
    assert seen == [office.database.newest, "head"]
