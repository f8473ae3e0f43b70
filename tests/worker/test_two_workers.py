"""Two workers that count terms in the same moment: each day is moved, each thing noted and each message sent once."""

import subprocess
import sys
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from letterkit.core.office import AppealState, Duty
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.notice_tables import Notice
from letterkit.store.register_tables import Reminder
from letterkit.store.tables import Appeal, AuditEntry

from .test_reminding import ROOT, Inbox, inbox

__all__ = ["inbox"]
pytestmark = [pytest.mark.long, pytest.mark.both_databases]
PEOPLE, APPEALS = 8, 6
NOW = datetime(2024, 6, 5, 10, 0).astimezone()
SATURDAY, FRIDAY = date(2024, 6, 8), date(2024, 6, 7)
WORKER = """
import sys
from datetime import datetime
from letterkit.checking.profile import load_profile
from letterkit.core import clock
from letterkit.office.batches.workbench import Bench
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.worker.reminding import Rounds

class Profiled:
    profile = load_profile(Settings(_env_file=None).profile_path)

settings = Settings.model_validate_json(sys.argv[1])
database = Database(settings.database_url, settings.data_dir)
rounds = Rounds(settings, Bench(database, None, None, Profiled()))
with clock.stopped_at(datetime.fromisoformat(sys.argv[2])):
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(2):
        rounds.round()
        rounds.tell()
"""


@pytest.fixture
def settings(database: Database, database_url: str, tmp_path: Path, inbox: Inbox) -> Settings:
    """A register whose terms stand on a Saturday, for want of a calendar when they were counted."""
    for number in range(PEOPLE):
        details = Details(f"Исполнев{number}", "Анна", phone="(4242) 00-00-00", email=f"e{number}@example.ru")
        person = accounts.add(database, None, f"e{number}", "синий чайник у окна", details, [Duty.EXECUTOR])
        with database.writing() as session:
            session.add_all(_appeal(f"{number}-{each}", person.id) for each in range(APPEALS))
    url: str = inbox.url  # type: ignore[attr-defined]
    return Settings(data=tmp_path, database_url=database_url, smtp_url=url, control_day=1, control_hour=0)


def _appeal(number: str, responsible: int) -> Appeal:
    return Appeal(
        number=number,
        registered=SATURDAY - timedelta(days=30),
        card={},
        due=SATURDAY,
        state=AppealState.NEW,
        responsible_id=responsible,
        created=NOW,
    )


def test_two_workers_at_once_do_everything_once(settings: Settings, database: Database, inbox: Inbox) -> None:
    inbox.on_data = lambda: time.sleep(0.02)  # the other one has time to come upon the same messages
    order = [sys.executable, "-c", WORKER, settings.model_dump_json(), NOW.isoformat()]
    both = [
        subprocess.Popen(
            order, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    complaints = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], complaints

    with database.reading() as session:
        assert set(session.scalars(select(Appeal.due))) == {FRIDAY}
        reminders = session.execute(select(Reminder.kind, Reminder.person_id, Reminder.week)).all()
        notices = session.execute(select(Notice.person_id, Notice.kind, Notice.subject, Notice.once)).all()
        journal = Counter(session.execute(select(AuditEntry.action, AuditEntry.subject)).all())
    assert len(reminders) == len(set(reminders)) == PEOPLE
    near = [each for each in notices if each.kind == NoticeKind.DUE_SOON]
    assert len(near) == PEOPLE * APPEALS
    assert len(notices) == len(set(notices))
    assert {each.once for each in near} == {f"{FRIDAY}:3"}
    for action, times in (("appeal.recounted", PEOPLE * APPEALS), ("reminder.sent", PEOPLE)):
        assert [count for (name, _), count in journal.items() if name == action] == [1] * times
    told = Counter((str(message["To"]), str(message["Subject"])) for message in inbox.taken)
    assert set(told.values()) == {1}
    assert Counter(to for to, _ in told)["e0@example.ru"] == 2  # the week's reminder, and all terms that are near
