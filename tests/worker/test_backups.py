"""One of all workers makes the backup of a day; it is whole or it does not count, and it is tried each week."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pyrage
import pytest
from minio import Minio
from moto.server import ThreadedMotoServer

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, ToolMissing
from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.office.people.details import details_of
from letterkit.reports.backup_words import backup_trouble
from letterkit.settings import Settings
from letterkit.store import backup_turns
from letterkit.store.audit_key import audit_key
from letterkit.store.backup_trial import try_backup
from letterkit.store.backup_turns import read_standing, take_turn
from letterkit.store.database import Database
from letterkit.store.encryption import read_identities
from letterkit.store.files import Files, FileStore
from letterkit.worker import backups
from letterkit.worker.backups import BackupRounds

from ..databases import PostgreSQL

NIGHT = datetime(2026, 3, 2, 2, 30).astimezone()
DAY = timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        home=tmp_path, data=Path("var"), smtp_url="files", backup_to="var/copies", backup_weeks=0, backup_months=0
    )


@pytest.fixture
def database(database_url: str, tmp_path: Path, settings: Settings, quick_passwords: None) -> Iterator[Database]:
    """A register with an administrator and a file."""
    opened = Database(database_url, tmp_path, audit_key(settings))
    about = details_of("Орлов Иван Петрович", email="admin@city.example")
    accounts.add(opened, None, "admin", "t0pw0rd-of-theirs", about, [Duty.ADMINISTRATOR])
    FileStore(settings.files_dir).put(b"a letter")
    yield opened
    opened.close()


def worker(settings: Settings, database: Database, files: Files | None = None) -> BackupRounds:
    return BackupRounds(settings, database, files or FileStore(settings.files_dir), lambda: "city@city.example")


def copies(settings: Settings) -> list[str]:
    return sorted(each.name for each in (settings.data_dir / "copies").iterdir())


def mail(settings: Settings) -> list[str]:
    return [
        message_from_bytes(place.read_bytes(), policy=default).get_content()
        for place in sorted((settings.data_dir / "mail").glob("*.eml"))
    ]


@pytest.mark.both_databases
def test_several_workers_make_one_a_day_from_the_hour_on(database: Database, settings: Settings) -> None:
    with clock.stopped_at(NIGHT - timedelta(hours=1)):
        assert not worker(settings, database).look()
    made: list[bool] = []

    def look() -> None:
        with clock.stopped_at(NIGHT):
            made.append(worker(settings, database).look())

    threads = [threading.Thread(target=look) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(made) == [False, False, False, True]
    assert copies(settings) == ["letterkit-20260302-023000.zip"]
    with clock.stopped_at(NIGHT + timedelta(minutes=1)):
        standing = read_standing(database)
        assert standing.newest is not None
        assert (standing.newest.files, standing.newest.missing, standing.failed) == (1, 0, None)
        assert standing.tried is not None
        assert backup_trouble(standing, by_schedule=True) is None


@pytest.mark.both_databases
def test_one_that_was_killed_is_made_anew_and_its_half_goes(database: Database, settings: Settings) -> None:
    half = settings.data_dir / "copies" / ".letterkit-20260302-020000.zip.abc.part"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"PK half")
    with clock.stopped_at(NIGHT):
        assert take_turn(database, NIGHT.date())  # by a worker that says nothing more
        assert not worker(settings, database).look()
        assert read_standing(database).last is None
    with clock.stopped_at(NIGHT + backup_turns.HELD_FOR):
        assert worker(settings, database).look()
    assert copies(settings) == ["letterkit-20260302-023200.zip"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestNights:
    def test_old_ones_go_and_a_restore_is_tried_once_a_week(
        self, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tried: list[str] = []

        def noted(settings: Settings, path: Path, identities: object = ()) -> object:
            tried.append(path.name)
            return try_backup(settings, path)

        monkeypatch.setattr(backups, "try_backup", noted)
        for night in range(10):
            with clock.stopped_at(NIGHT + night * DAY):
                assert worker(settings, database).look()
        assert [name[10:18] for name in copies(settings)] == [f"202603{day:02}" for day in range(5, 12)]
        assert [name[10:18] for name in tried] == ["20260302", "20260309"]

    def test_an_encrypted_one_is_tried_as_it_lies_there_and_only_its_reader_can_read_it_later(
        self, database: Database, settings: Settings, tmp_path: Path
    ) -> None:
        identity = pyrage.x25519.Identity.generate()
        (tmp_path / "key.txt").write_text(str(identity))
        outside = settings.model_copy(
            update={"backup_to": str(tmp_path / "outside"), "backup_recipients": str(identity.to_public())}
        )
        with clock.stopped_at(NIGHT):
            assert worker(outside, database).look()
        standing = read_standing(database)
        assert standing.newest is not None
        assert standing.newest.encrypted
        assert standing.tried is not None
        [file] = (tmp_path / "outside").iterdir()
        assert file.name == "letterkit-20260302-023000.zip.age"
        assert try_backup(settings, file, read_identities(tmp_path / "key.txt")).contents.files == 1
        with pytest.raises(LetterkitError, match=r"backup\.encrypted"):
            try_backup(settings, file)
        assert not list(settings.data_dir.glob("trial-*"))

    def test_an_unencrypted_one_does_not_leave_the_data(self, database: Database, settings: Settings) -> None:
        for to in ("outside", "s3://KEY:SECRET@127.0.0.1:1/bucket"):
            outside = settings.model_copy(update={"backup_to": to})
            with clock.stopped_at(NIGHT if to == "outside" else NIGHT + DAY):
                assert not worker(outside, database).look()
        assert not (settings.base / "outside").exists()
        assert ["152-ФЗ" in words for words in mail(settings)] == [True, True]

    def test_a_place_that_does_not_answer_is_told_once_and_tried_again_later(
        self, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def silent(*_: object) -> object:
            raise ToolMissing("backup.no-answer", why="timed out")

        with monkeypatch.context() as broken:
            broken.setattr(backups, "back_up", silent)
            for minutes in (0, 1, 59):
                with clock.stopped_at(NIGHT + timedelta(minutes=minutes)):
                    assert not worker(settings, database).look()
        with clock.stopped_at(NIGHT):
            assert backup_trouble(read_standing(database), by_schedule=True) == (
                "Копия не сделана",
                "Хранилище копий не отвечает (ответа не дождались): проверьте LETTERKIT_BACKUP_TO и сеть.",
            )
        assert len(mail(settings)) == 1
        with clock.stopped_at(NIGHT + timedelta(minutes=60)):
            assert worker(settings, database).look()
        assert read_standing(database).fault is None

    def test_one_that_cannot_be_restored_is_told_and_nothing_is_let_go(
        self, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one_day = settings.model_copy(update={"backup_days": 1})
        with clock.stopped_at(NIGHT):
            worker(one_day, database).look()

        def damaged(_: Settings, path: Path, identities: object = ()) -> object:
            path.write_bytes(path.read_bytes()[:-40])
            return try_backup(settings, path)

        monkeypatch.setattr(backups, "try_backup", damaged)
        with clock.stopped_at(NIGHT + 7 * DAY):
            worker(one_day, database).look()
            trouble = backup_trouble(read_standing(database), by_schedule=True)
        assert trouble is not None
        assert trouble[0] == "Копия не восстанавливается"
        assert len(copies(settings)) == 2
        assert len(mail(settings)) == 1

    def test_a_worker_that_is_stopped_gives_its_turn_back(self, database: Database, settings: Settings) -> None:
        with clock.stopped_at(NIGHT):
            stopped = worker(settings, database)
            stopped._stopping.set()
            assert not stopped.look()
            assert copies(settings) == []
            assert read_standing(database).failed is None
            assert worker(settings, database).look()


def test_a_trial_may_have_an_empty_postgresql_that_is_empty_again_after(
    sqlite: Database, settings: Settings, postgresql: PostgreSQL
) -> None:
    FileStore(settings.files_dir).put(b"a letter")
    with postgresql.empty() as url:
        on_trial = settings.model_copy(update={"backup_trial_url": url})
        with clock.stopped_at(NIGHT):
            assert worker(on_trial, sqlite).look()
        assert read_standing(sqlite).tried is not None
        trial = Database(url, settings.base)
        assert trial.revision() is None
        trial.upgrade()
        with trial.writing() as session:
            session.add(backup_turns.ScheduledBackup(day=NIGHT.date(), until=NIGHT))
        with clock.stopped_at(NIGHT + 8 * DAY):
            worker(on_trial, sqlite).look()
        assert read_standing(sqlite).fault is not None
        with trial.reading() as session:
            assert session.query(backup_turns.ScheduledBackup).count() == 1  # somebody's rows stay
        trial.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_bucket_keeps_them_encrypted_and_lets_old_ones_go(database: Database, settings: Settings) -> None:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        address = "{}:{}".format(*server.get_host_and_port())
        client = Minio(address, access_key="key", secret_key="secret", secure=False, region="us-east-1")
        client.make_bucket("copies")
        key = str(pyrage.x25519.Identity.generate().to_public())
        url = f"s3://key:secret@{address}/copies/office?secure=0"
        bucket = settings.model_copy(update={"backup_to": url, "backup_recipients": key, "backup_days": 1})
        for night in range(2):
            with clock.stopped_at(NIGHT + night * DAY):
                assert worker(bucket, database).look()
        assert [each.object_name for each in client.list_objects("copies", recursive=True)] == [
            "office/letterkit-20260303-023000.zip.age"
        ]
        assert read_standing(database).tried is not None
        assert not list(settings.data_dir.glob("backup-*"))
    finally:
        server.stop()
