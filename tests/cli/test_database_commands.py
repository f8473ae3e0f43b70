"""db, audit, backup, restore: what they do to a database of either kind, and what they say."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.office.people.details import details_of
from letterkit.reports.inspection_words import BROKEN
from letterkit.settings import load_settings
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.opened import open_database
from letterkit.store.tables import AuditEntry

pytestmark = pytest.mark.both_databases


@pytest.fixture
def journal(database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database of the settings, with three entries in its journal."""
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", database_url)
    load_settings.cache_clear()
    with database.writing() as session:
        for number in range(1, 4):
            audit.record(session, None, "letter.saved", f"letter:{number}", revision=number)
    return database


@pytest.fixture
def no_tables(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database without tables, in the settings."""
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", empty_url)
    load_settings.cache_clear()
    return empty_url


def forge(database: Database) -> None:
    with database.writing() as session:
        session.get_one(AuditEntry, 2).by = "Сидорова О.П."


class TestDb:
    def test_tables_are_made_and_then_left_alone(self, letterkit: Any, no_tables: str) -> None:
        assert "Таблиц нет: выполните «letterkit db upgrade»." in letterkit("db", "status").out
        assert letterkit("db", "status").code == 1
        ran = letterkit("db", "upgrade")
        assert (ran.code, ran.err) == (0, "")
        assert re.search(r"Таблицы созданы, версия \d{4}\.\n", ran.out)
        assert "уже нужной версии" in letterkit("db", "upgrade").out
        ran = letterkit("db", "status")
        assert (ran.code, "обновлять нечего" in ran.out) == (0, True)

    def test_status_makes_nothing(self, letterkit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LETTERKIT_DATABASE_URL", f"sqlite:///{tmp_path}/new/l.db")
        assert letterkit("db", "status").code == 1
        assert not (tmp_path / "new").exists()
        assert letterkit("db", "upgrade").code == 0
        assert (tmp_path / "new" / "l.db").is_file()

    def test_status_for_programs(self, letterkit: Any, journal: Database) -> None:
        told = json.loads(letterkit("db", "status", "--format", "json").out)
        assert set(told) == {"kind", "place", "revision", "newest"}
        assert told["kind"] == ("sqlite" if journal.file else "postgresql")
        assert told["revision"] == told["newest"] == journal.newest

    def test_tables_of_the_future_are_refused(self, letterkit: Any, no_tables: str) -> None:
        letterkit("db", "upgrade")
        opened = Database(no_tables, Path())
        with opened.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        opened.close()
        ran = letterkit("db", "status")
        assert (ran.code, "обновите letterkit" in ran.out) == (1, True)
        ran = letterkit("db", "upgrade")
        assert (ran.code, "более новой версией" in ran.told) == (2, True)

    def test_a_password_is_never_shown(self, letterkit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LETTERKIT_DATABASE_URL", "postgresql://clerk:t0pw0rd@127.0.0.1:1/letters")
        for command in ("status", "upgrade"):
            ran = letterkit("db", command)
            assert ran.code == 3
            assert "никто не отвечает" in ran.told
            assert "t0pw0rd" not in ran.out + ran.err

    def test_an_address_that_is_none_is_refused(self, letterkit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LETTERKIT_DATABASE_URL", "mysql://clerk:t0pw0rd@h/d")
        ran = letterkit("db", "upgrade")
        assert (ran.code, "sqlite:///" in ran.told, "t0pw0rd" in ran.told) == (2, True, False)


class TestAuditVerify:
    def test_a_whole_journal_is_told_with_its_last_hash(self, letterkit: Any, journal: Database) -> None:
        ran = letterkit("audit", "verify")
        with journal.reading() as session:
            head = audit.head(session)
        assert ran.code == 0
        assert "Журнал цел: 3 записи." in ran.out
        assert head in ran.out
        assert re.search(r"Проверено: \d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d\n", ran.out)
        ran = letterkit("audit", "verify", "--head", head)
        assert (ran.code, "это запись № 3" in ran.out) == (0, True)

    def test_a_broken_one_is_told_with_the_number(self, letterkit: Any, journal: Database) -> None:
        forge(journal)
        ran = letterkit("audit", "verify")
        assert ran.code == 1
        assert "Запись № 2 изменена" in ran.out
        assert "До неё всё цело: 1 запись" in ran.out

    def test_a_hash_that_is_not_in_it_is_a_failure(self, letterkit: Any, journal: Database) -> None:
        ran = letterkit("audit", "verify", "--head", "a" * 64)
        assert (ran.code, "журнал не тот" in ran.out, "отрезан" in ran.out) == (1, True, True)

    def test_a_hash_of_nothing_proves_nothing(self, letterkit: Any, journal: Database) -> None:
        ran = letterkit("audit", "verify", "--head", "0" * 64)
        assert (ran.code, "ничего не доказывает" in ran.out) == (0, True)

    @pytest.mark.parametrize("given", ["", "a" * 63, "A" * 64, "a" * 64 + "\n"])
    def test_what_is_no_hash_is_refused(self, letterkit: Any, journal: Database, given: str) -> None:
        ran = letterkit("audit", "verify", "--head", given)
        assert (ran.code, "64 знака" in ran.told) == (2, True)

    def test_the_answer_for_programs(self, letterkit: Any, journal: Database) -> None:
        told = json.loads(letterkit("audit", "verify", "--format", "json").out)
        assert (told["holds"], told["count"], told["broken"], told["why"]) == (True, 3, None, None)
        forge(journal)
        ran = letterkit("audit", "verify", "--format", "json")
        told = json.loads(ran.out)
        assert (ran.code, told["holds"], told["broken"], told["why"]) == (1, False, 2, "altered")

    def test_every_break_has_words(self) -> None:
        assert set(BROKEN) == set(audit.Break)

    def test_without_tables_it_says_what_to_do(self, letterkit: Any, no_tables: str) -> None:
        ran = letterkit("audit", "verify")
        assert (ran.code, "letterkit db upgrade" in ran.told) == (2, True)


class TestAttackedJournal:
    """Whoever writes in the database, and has nothing but it, is found by ``audit verify``."""

    @pytest.fixture
    def proved(self, letterkit: Any, journal: Database, quick_passwords: None) -> Database:
        """A person beside the journal, which was proved once: its key and its head lie in the data folder."""
        keyed = open_database(load_settings())
        accounts.add(keyed, None, "clerk", "t0pw0rd-of-hers", details_of("Тихонова Анна"), [Duty.CLERK])
        keyed.close()
        assert letterkit("audit", "verify").code == 0
        return journal

    @pytest.mark.parametrize(
        ("attack", "words"),
        [
            ("DELETE FROM audit WHERE id > 3", "Конец журнала отрезан"),
            ("DELETE FROM audit", "в нём нет ни одной записи"),
            (
                "UPDATE people_duties SET duty = 'signer'",
                "в базе обязанности «подписант», а по журналу «делопроизводитель»",
            ),
            ("UPDATE people SET active = false", "вход открыт или закрыт не так"),
        ],
    )
    def test_it_is_told_what_was_done(self, letterkit: Any, proved: Database, attack: str, words: str) -> None:
        with proved.writing() as session:
            session.execute(text(attack))
        ran = letterkit("audit", "verify")
        assert (ran.code, ran.err) == (1, "")
        assert words in ran.out

    def test_a_chain_hashed_anew_is_told(self, letterkit: Any, proved: Database) -> None:
        with proved.writing() as session:
            previous = audit.FIRST
            for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id)):
                entry.by, entry.previous = "Сидорова О.П.", previous
                entry.hash = previous = audit.hash_of(entry)
        ran = letterkit("audit", "verify")
        assert (ran.code, "Журнал нарушен. Запись № 4 изменена" in ran.out) == (1, True)

    def test_without_the_key_it_is_said_and_nothing_is_called_altered(
        self, letterkit: Any, proved: Database, tmp_path: Path
    ) -> None:
        (tmp_path / "var" / "audit.key").unlink()
        ran = letterkit("audit", "verify")
        assert (ran.code, "скреплены другим ключом" in ran.out, "изменена" in ran.out) == (1, True, False)


class TestAuditList:
    def test_entries_are_lines_first_to_last(self, letterkit: Any, journal: Database) -> None:
        lines = letterkit("audit", "list").out.splitlines()
        assert [line.split()[0] for line in lines] == ["1", "2", "3"]
        assert lines[0].endswith('letterkit  letter.saved  letter:1  {"revision": 1}')
        assert letterkit("audit", "list", "--last", "1").out.startswith("3 ")

    def test_those_of_one_subject(self, letterkit: Any, journal: Database) -> None:
        told = json.loads(letterkit("audit", "list", "--subject", "letter:2", "--format", "json").out)
        assert [(entry["id"], entry["subject"], entry["details"]) for entry in told] == [
            (2, "letter:2", {"revision": 2})
        ]
        assert letterkit("audit", "list", "--subject", "letter:99").out == "Записей нет.\n"


class TestBackup:
    @pytest.fixture
    def store(self, journal: Database) -> FileStore:
        files = FileStore(load_settings().files_dir)
        files.put(b"a letter")
        return files

    def test_it_comes_back_on_another_machine(
        self, letterkit: Any, journal: Database, store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ran = letterkit("backup", tmp_path / "копия.zip")
        assert (ran.code, ran.err) == (0, "")
        assert "Записей в ней: 3, файлов писем: 1." in ran.out
        assert "secret.key" in ran.out
        monkeypatch.setenv("LETTERKIT_DATABASE_URL", f"sqlite:///{tmp_path}/other/l.db")
        monkeypatch.setenv("LETTERKIT_DATA", str(tmp_path / "other"))
        load_settings.cache_clear()
        ran = letterkit("restore", tmp_path / "копия.zip")
        assert (ran.code, ran.err) == (0, "")
        assert "записей — 3, файлов писем — 1." in ran.out
        assert "Журнал цел: 5 записей." in letterkit("audit", "verify").out
        [name] = store.names()
        assert FileStore(tmp_path / "other" / "files").get(name) == b"a letter"
        assert not (tmp_path / "other" / "secret.key").exists()

    def test_what_is_there_is_replaced_only_when_asked(self, letterkit: Any, journal: Database, tmp_path: Path) -> None:
        letterkit("backup", tmp_path / "b.zip")
        ran = letterkit("restore", tmp_path / "b.zip")
        assert (ran.code, "--force" in ran.told) == (2, True)
        assert letterkit("restore", tmp_path / "b.zip", "--force").code == 0

    def test_one_that_is_not_complete_ends_with_one(
        self, letterkit: Any, journal: Database, store: FileStore, tmp_path: Path
    ) -> None:
        [name] = store.names()
        next(load_settings().files_dir.rglob(name)).write_bytes(b"other")
        forge(journal)
        ran = letterkit("backup", tmp_path / "b.zip")
        assert ran.code == 1
        assert "Не вошло в копию файлов писем: 1;" in ran.err
        assert "нарушен у записи № 2" in ran.err
        shutil.rmtree(load_settings().files_dir)
        ran = letterkit("restore", tmp_path / "b.zip", "--force")
        assert ran.code == 1
        assert "уже при записи копии: 1." in ran.err
        assert "нарушен ещё до копии" in ran.err

    def test_what_is_no_backup_is_refused(self, letterkit: Any, journal: Database, letter: Path) -> None:
        ran = letterkit("restore", letter)
        assert (ran.code, "не резервная копия" in ran.told) == (2, True)
