"""One address, two kinds of database: sessions, the way to newer tables, and what a refusal is told as."""

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from letterkit.core.errors import LetterkitError, RequestError, ToolFailed, ToolMissing
from letterkit.reports.wording import sentence
from letterkit.store import database as module
from letterkit.store.appeal_labels import APPEAL_LABELS
from letterkit.store.database import Database, migrate
from letterkit.store.register_tables import FOUND_BY, LETTERS_FOUND_BY
from letterkit.store.schema import METADATA
from letterkit.store.tables import Counter

from ..databases import PostgreSQL

pytestmark = pytest.mark.both_databases


@pytest.fixture
def empty(empty_url: str, tmp_path: Path) -> Database:
    return Database(empty_url, tmp_path)


def refusal(opened: Database) -> LetterkitError:
    """What a session over ``opened`` is refused with."""
    with pytest.raises(LetterkitError) as refused, opened.reading() as session:
        session.scalars(select(Counter)).all()
    return refused.value


_INDEXES = (FOUND_BY, LETTERS_FOUND_BY, "ix_appeal_words", "ix_letter_words", "ix_scale", APPEAL_LABELS)


def count(opened: Database, name: str, times: int = 1) -> None:
    """Adds the counter ``name`` so many times in one transaction; twice is once too often."""
    with opened.writing() as session:
        for _ in range(times):
            session.execute(insert(Counter).values(name=name, value=1))


class TestUpgrade:
    def test_tables_are_made_from_nothing(self, empty: Database) -> None:
        assert empty.upgrade() == (None, empty.newest)
        with empty.engine.connect() as connection:
            names = {name for name in inspect(connection).get_table_names() if not name.startswith(_INDEXES)}
            assert names == {*METADATA.tables, "alembic_version"}

    def test_a_second_time_changes_nothing(self, database: Database) -> None:
        with database.writing() as session:
            session.add(Counter(name="letters-2026", value=7))
        assert database.upgrade() == (database.newest, database.newest)
        with database.reading() as session:
            assert session.scalars(select(Counter.value)).one() == 7

    def test_migrations_make_the_tables_of_the_models(self, database: Database) -> None:
        with database.engine.connect() as connection:
            context = MigrationContext.configure(
                connection,
                opts={
                    "compare_type": True,
                    "compare_server_default": True,
                    "include_name": lambda name, *_: not (name or "").startswith(_INDEXES),
                },
            )
            assert compare_metadata(context, METADATA) == []

    def test_two_at_once_do_it_once(self, empty_url: str, tmp_path: Path) -> None:
        opened = [Database(empty_url, tmp_path) for _ in range(4)]
        done: list[tuple[str | None, str]] = []
        threads = [threading.Thread(target=lambda each=each: done.append(each.upgrade())) for each in opened]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        newest = opened[0].newest
        assert sorted(done, key=str) == sorted([(None, newest), *[(newest, newest)] * 3], key=str)

    def test_a_stop_in_the_middle_leaves_what_was_before(
        self, empty: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def half(connection: object, revision: str) -> None:
            migrate(connection, revision)  # type: ignore[arg-type]
            raise KeyError("power")

        monkeypatch.setattr(module, "migrate", half)
        with pytest.raises(KeyError):
            empty.upgrade()
        with empty.engine.connect() as connection:
            assert inspect(connection).get_table_names() == []

    def test_a_table_remade_keeps_the_rows_that_point_to_it(self, empty: Database) -> None:
        """SQLite changes a table by dropping the old one: with foreign keys on, that would delete a person's duties."""
        empty.upgrade()
        with empty.writing() as session:
            session.execute(
                text(
                    "INSERT INTO people (id, login, surname, name, active, is_program, must_change_password,"
                    " fs_uniquifier, created)"
                    " VALUES (1, 'a', '', '', true, false, false, 'u', '2026-01-01 00:00:00')"
                )
            )
            session.execute(text("INSERT INTO people_duties (person_id, duty) VALUES (1, 'clerk')"))
        with empty.rebuilding() as connection:
            from alembic.operations import Operations

            with Operations(MigrationContext.configure(connection)).batch_alter_table(
                "people", recreate="always" if empty.file else "never"
            ) as batch:
                batch.alter_column("login", nullable=True)
        with empty.reading() as session:
            assert session.execute(text("SELECT duty FROM people_duties")).scalar_one() == "clerk"

    def test_foreign_keys_hold_after_it(self, empty: Database) -> None:
        empty.upgrade()
        with pytest.raises(IntegrityError), empty.writing() as session:
            session.execute(text("INSERT INTO people_duties (person_id, duty) VALUES (5, 'clerk')"))


class TestRevision:
    def test_without_tables_there_is_none(self, empty: Database) -> None:
        assert empty.revision() is None
        assert not empty.answers()
        with pytest.raises(RequestError, match=r"database\.old"):
            empty.demand_newest()

    def test_the_newest_is_accepted(self, database: Database) -> None:
        database.demand_newest()
        assert database.answers()

    def test_an_older_one_is_refused(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(database.__dict__, "revisions", (*database.revisions, "9999"))
        with pytest.raises(RequestError, match=r"database\.old"):
            database.demand_newest()
        assert not database.answers()

    @pytest.mark.parametrize("act", [Database.demand_newest, Database.upgrade])
    @pytest.mark.parametrize(("revision", "refused"), [("9999", "database.newer"), ("0008", "database.too-old")])
    def test_one_that_is_not_known_is_refused(
        self, empty: Database, act: Callable[[Database], object], revision: str, refused: str
    ) -> None:
        empty.upgrade()
        with empty.writing() as session:
            session.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
        with pytest.raises(RequestError) as fault:
            act(empty)
        assert fault.value.code == refused


class TestSessions:
    def test_what_is_written_is_there_for_the_next_reader(self, database: Database) -> None:
        with database.writing() as session:
            session.add(Counter(name="a", value=1))
        with database.reading() as session:
            assert session.get_one(Counter, "a").value == 1

    def test_a_failure_undoes_all_of_it(self, database: Database) -> None:
        with pytest.raises(IntegrityError):
            count(database, "a", times=2)
        with database.reading() as session:
            assert session.get(Counter, "a") is None

    def test_what_a_reader_changes_is_thrown_away(self, database: Database) -> None:
        with database.reading() as session:
            session.add(Counter(name="a", value=1))
            session.flush()
        with database.reading() as session:
            assert session.get(Counter, "a") is None

    def test_a_page_of_many_parts_asks_for_each_row_once(self, database: Database) -> None:
        count(database, "letters-2026")
        with database.reading_once():
            with database.reading() as session:
                first = session.get(Counter, "letters-2026")
            with database.reading_once(), database.reading() as session:
                assert session.get(Counter, "letters-2026") is first
            with database.reading() as session:
                assert session.get(Counter, "letters-2026") is first
        with database.reading() as session:
            assert session.get(Counter, "letters-2026") is not first

    def test_a_reader_does_not_wait_for_a_writer(self, database: Database) -> None:
        with database.writing() as writer:
            writer.add(Counter(name="a", value=1))
            writer.flush()
            with database.reading() as session:
                assert session.get(Counter, "a") is None

    def test_a_change_inside_a_change_is_refused_at_once(self, database: Database) -> None:
        with database.writing(), pytest.raises(RuntimeError, match="a change inside a change"), database.writing():
            pass
        with database.writing() as session:
            session.add(Counter(name="a", value=1))

    def test_writers_take_turns(self, database: Database) -> None:
        """Read, then write, eight times from eight threads: none is lost, none is told that the database is locked."""
        with database.writing() as session:
            session.add(Counter(name="a", value=0))

        def more() -> None:
            for _ in range(5):
                with database.writing() as session:
                    counter = session.scalars(select(Counter).with_for_update()).one()
                    counter.value += 1

        threads = [threading.Thread(target=more) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with database.reading() as session:
            assert session.get_one(Counter, "a").value == 40

    def test_a_snapshot_does_not_see_what_came_later(self, database: Database) -> None:
        with database.snapshot() as connection:
            assert connection.execute(select(Counter.name)).all() == []
            with database.writing() as session:
                session.add(Counter(name="a", value=1))
            assert connection.execute(select(Counter.name)).all() == []


class TestAddress:
    @pytest.mark.parametrize(
        "url",
        [
            "nonsense",
            "mysql://u:p@h/d",
            "sqlite://",
            "sqlite:///:memory:",
            "postgresql://u:secret@h:port/d",
            "postgresql://u:sec@ret@h/d",
        ],
    )
    def test_what_is_no_address_is_refused_without_being_shown(self, url: str, tmp_path: Path) -> None:
        with pytest.raises(RequestError) as refused:
            Database(url, tmp_path)
        assert refused.value.code == "database.bad-address"
        assert "ret" not in repr(refused.value)
        assert refused.value.__cause__ is None

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
    def test_every_name_of_postgresql_means_the_same_driver(self, scheme: str, tmp_path: Path) -> None:
        assert Database(f"{scheme}://u@h/d", tmp_path).engine.driver == "psycopg"

    def test_a_relative_file_counts_from_home(self, tmp_path: Path) -> None:
        assert Database("sqlite:///var/a.db", tmp_path).file == tmp_path / "var" / "a.db"

    def test_signs_of_an_address_in_the_name_of_a_file_are_only_signs(self, tmp_path: Path) -> None:
        opened = Database("sqlite:///папка?x#50%/a b.db", tmp_path)
        assert opened.file is not None
        opened.upgrade()
        assert opened.file.is_file()
        assert opened.answers()


class TestFile:
    def test_it_is_not_made_by_asking(self, tmp_path: Path) -> None:
        opened = Database("sqlite:///var/a.db", tmp_path)
        assert not opened.answers()
        assert opened.revision() is None
        assert isinstance(refusal(opened), ToolMissing)
        assert list(tmp_path.iterdir()) == []

    def test_it_is_for_its_owner_alone(self, tmp_path: Path) -> None:
        Database("sqlite:///var/a.db", tmp_path).upgrade()
        modes = {stat.S_IMODE(os.stat(file).st_mode) for file in (tmp_path / "var").iterdir()}
        assert modes == {0o600}

    def test_a_folder_that_cannot_be_made_is_told_of(self, tmp_path: Path) -> None:
        (tmp_path / "var").write_text("a file", encoding="utf-8")
        with pytest.raises(RequestError) as refused:
            Database("sqlite:///var/a.db", tmp_path).upgrade()
        assert refused.value.code == "file.not-writable"


class TestRefusals:
    def test_tables_that_are_not_there_are_no_silence(self, empty: Database) -> None:
        if empty.file:
            empty.file.touch()
        assert refusal(empty).code == "database.old"

    def test_a_file_of_something_else_is_damaged(self, tmp_path: Path) -> None:
        (tmp_path / "a.db").write_bytes(b"\xd0\xcf\x11\xe0" * 500)
        opened = Database("sqlite:///a.db", tmp_path)
        assert refusal(opened).code == "database.damaged"
        assert not opened.answers()

    def test_a_lock_that_lasts_is_told_as_work_of_another(self, database_url: str, tmp_path: Path) -> None:
        first, second = Database(database_url, tmp_path), Database(database_url, tmp_path)
        with first.writing() as session:
            session.add(Counter(name="a", value=1))
            session.flush()
            with pytest.raises(ToolFailed) as refused, second.writing(wait_ms=50) as other:
                other.add(Counter(name="a", value=2))
        assert refused.value.code == "database.busy"

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_a_database_that_is_read_only_says_so(self, database: Database) -> None:
        event.listen(database.engine, "connect", lambda driver, _: driver.execute("PRAGMA query_only=ON"))
        with pytest.raises(ToolFailed) as refused:
            count(database, "a")
        assert refused.value.code == "database.read-only"

    @pytest.mark.parametrize(
        ("value", "code"), [("а" * 121, "database.bad-value"), ("\0", "database.bad-value")], ids=["long", "nul"]
    )
    @pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
    def test_a_value_that_does_not_fit_is_told_as_one(self, database: Database, value: str, code: str) -> None:
        with pytest.raises(RequestError) as refused, database.writing() as session:
            session.add(Counter(name=value, value=1))
        assert refused.value.code == code

    def test_a_clash_is_for_who_caused_it(self, database: Database) -> None:
        with pytest.raises(IntegrityError) as clash:
            count(database, "Иванова", times=2)
        assert "[SQL parameters hidden" in str(clash.value)

    def test_a_server_that_is_not_there_is_told_in_russian(self, tmp_path: Path) -> None:
        fault = refusal(Database("postgresql://clerk:secret@127.0.0.1:1/letters", tmp_path))
        assert (type(fault), fault.code) == (ToolMissing, "database.no-answer")
        assert "по этому адресу никто не отвечает" in sentence(fault)
        assert "secret" not in f"{sentence(fault)} {fault!r} {fault.__cause__}"

    def test_a_database_and_a_role_that_are_not_there_are_named(self, postgresql: PostgreSQL, tmp_path: Path) -> None:
        with postgresql.empty() as url:
            name = url.split("@/")[1].split("?")[0]
            assert "базы «нет» нет" in sentence(refusal(Database(url.replace(f"/{name}?", "/нет?"), tmp_path)))
            stranger = Database(url.replace("letterkit@", "stranger:secret@"), tmp_path)
            assert "пользователя «stranger» нет" in sentence(refusal(stranger))

    def test_a_connection_that_broke_is_replaced(self, postgresql: PostgreSQL, tmp_path: Path) -> None:
        with postgresql.upgraded() as url:
            opened, other = Database(url, tmp_path), Database(url, tmp_path)
            with opened.reading() as session:
                session.scalars(select(Counter)).all()
            with other.reading() as session:
                session.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
                )
            with opened.reading() as session:
                assert session.scalars(select(Counter)).all() == []
