"""The journal is proved each day, and its last hash goes where nobody who has its machine can reach it."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import delete

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.office.people.details import details_of
from letterkit.settings import Settings
from letterkit.store import audit
from letterkit.store.audit_key import audit_key
from letterkit.store.database import Database
from letterkit.store.journal_heads import kept_heads
from letterkit.store.tables import AuditEntry
from letterkit.worker.heads import keep_head

NOW = datetime(2026, 3, 2, 0, 1).astimezone()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, data=Path("var"), smtp_url="files", address="https://letters.example")


@pytest.fixture
def office(database_url: str, tmp_path: Path, settings: Settings, quick_passwords: None) -> Database:
    """An office of an administrator with an address and an executor with another."""
    opened = Database(database_url, tmp_path, audit_key(settings))
    for login, duty in (("admin", Duty.ADMINISTRATOR), ("executor", Duty.EXECUTOR)):
        about = details_of("Орлов Иван Петрович", email=f"{login}@city.example")
        accounts.add(opened, None, login, "t0pw0rd-of-theirs", about, [duty])
    return opened


def mail(settings: Settings) -> list[EmailMessage]:
    places = sorted((settings.data_dir / "mail").glob("*.eml"), key=lambda place: place.stat().st_mtime_ns)
    return [message_from_bytes(place.read_bytes(), policy=default) for place in places]


def test_the_head_is_kept_and_sent_once_a_day(office: Database, settings: Settings) -> None:
    with clock.stopped_at(NOW):
        assert [keep_head(settings, office, "city@city.example") for _ in range(2)] == [True, False]
    with office.reading() as session:
        head, count = audit.head(session), audit.verify(session).count
    [message] = mail(settings)
    assert message["To"] == "admin@city.example"
    assert f"letterkit audit verify --head {head}" in message.get_content()
    assert kept_heads(settings).read() == {count: head}
    with clock.stopped_at(NOW + timedelta(days=1)):
        assert keep_head(settings, office, "city@city.example")
    assert len(kept_heads(settings).read()) == 2


def test_an_end_that_was_cut_off_is_told_and_not_kept(office: Database, settings: Settings) -> None:
    with clock.stopped_at(NOW):
        keep_head(settings, office, "city@city.example")
    with office.writing() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.id > 2))
    told = settings.model_copy(update={"audit_mail": "officer@example.org, second@example.org"})
    with clock.stopped_at(NOW + timedelta(days=1)):
        keep_head(told, office, "city@city.example")
    assert len(kept_heads(settings).read()) == 1
    assert {message["To"] for message in mail(settings)[1:]} == {"officer@example.org", "second@example.org"}
    assert "нарушен" in mail(settings)[-1]["Subject"]
