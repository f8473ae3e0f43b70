"""Reminders through a real mail server on loopback: each once, whoever dies and however many send at once."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select

from letterkit.checking.profile import load_profile
from letterkit.core import clock
from letterkit.core.office import AppealState, Duty
from letterkit.core.profile import Profile
from letterkit.office.batches.workbench import Bench
from letterkit.office.notices.choices import change_choices
from letterkit.office.notices.kinds import NoticeKind, Ways
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.reports.reminder_words import state_words
from letterkit.settings import Settings, load_settings
from letterkit.store.database import Database
from letterkit.store.register_tables import Reminder
from letterkit.store.tables import Appeal
from letterkit.worker.reminding import Rounds, remind

ROOT = Path(__file__).parents[2]
EXECUTORS = 3


@dataclass(frozen=True)
class Profiled:
    """As much of a checker as reminders need: reading the rules takes longer than all the rest."""

    profile: Profile


class Inbox:
    """What the server has taken; ``on_data`` and ``on_hello`` are called when a message comes, and before it does."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.on_data: Callable[[], None] = lambda: None
        self.on_hello: Callable[[], None] = lambda: None
        self.answer = "250 OK"

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.on_hello()
        return responses

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        self.on_data()
        return self.answer


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    box = Inbox()
    server = Controller(box, hostname="127.0.0.1", port=0)
    # The controller asks itself whether it answers at the port that it was given, so the port is found before.
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server.port = probe.getsockname()[1]
    server.start()
    box.url = f"smtp+plain://127.0.0.1:{server.port}"  # type: ignore[attr-defined]
    yield box
    server.stop()


@pytest.fixture
def settings(database: Database, database_url: str, tmp_path: Path, inbox: Inbox) -> Settings:
    """A register in which three executors have an appeal each due today, and reminders are due since Monday."""
    today = clock.today()
    for number in range(EXECUTORS):
        details = Details(f"Исполнев{number}", "Анна", phone="(4242) 00-00-00", email=f"e{number}@example.ru")
        who = accounts.add(database, None, f"executor{number}", "синий чайник у окна", details, [Duty.EXECUTOR])
        with database.writing() as session:
            session.add(
                Appeal(
                    number=f"И-{number}",
                    registered=today - timedelta(days=30),
                    card={},
                    due=today,
                    state=AppealState.NEW,
                    responsible_id=who.id,
                    created=clock.now(),
                )
            )
    url: str = inbox.url  # type: ignore[attr-defined]
    return Settings(data=tmp_path, database_url=database_url, smtp_url=url, control_day=1, control_hour=0)


def rows(database: Database) -> list[Reminder]:
    with database.reading() as session:
        return list(session.scalars(select(Reminder).order_by(Reminder.id)))


def reminded(database: Database, inbox: Inbox) -> list[str]:
    """To whom reminders have come: the same command sends notices too."""
    known = {row.message_id for row in rows(database)}
    return sorted(str(message["To"]) for message in inbox.taken if message["Message-ID"] in known)


def sender(settings: Settings) -> "subprocess.Popen[str]":
    """A scheduler in a process of its own."""
    environment = {
        **os.environ,
        "LETTERKIT_DATA": str(settings.data),
        "LETTERKIT_DATABASE_URL": settings.database_url,
        "LETTERKIT_SMTP_URL": settings.smtp_url or "",
        "LETTERKIT_CONTROL_DAY": "1",
        "LETTERKIT_CONTROL_HOUR": "0",
    }
    command = [sys.executable, "-m", "letterkit.cli", "control", "--send"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_every_executor_gets_one_message_however_often_the_scheduler_looks(
    settings: Settings, database: Database, inbox: Inbox
) -> None:
    profiles = {"": load_profile(load_settings().profile_path)}
    assert [remind(settings, database, profiles) for _ in range(3)] == [EXECUTORS, 0, 0]
    assert sorted(message["To"] for message in inbox.taken) == [f"e{number}@example.ru" for number in range(EXECUTORS)]
    assert inbox.taken[0]["From"] == profiles[""].body.email
    assert "№ И-0" in inbox.taken[0].get_content()  # type: ignore[attr-defined]
    assert all(row.sent is not None for row in rows(database))


def test_the_command_of_a_schedule_sends_notices_too_and_each_once(
    settings: Settings, database: Database, inbox: Inbox
) -> None:
    silent = accounts.by_login(database, "executor0").actor
    change_choices(database, silent, {NoticeKind.DUE_SOON: Ways(in_page=True, by_mail=False)})
    said = [sender(settings).communicate(timeout=120)[0] for _ in range(2)]
    assert said[0] == f"Отправлено: {EXECUTORS} напоминания, {EXECUTORS - 1} письма с уведомлениями.\n"
    assert said[1] == "Отправлено: 0 напоминаний, 0 писем с уведомлениями.\n"
    told = [message["To"] for message in inbox.taken if "Близится срок обращения" in message["Subject"]]
    assert told == [f"e{number}@example.ru" for number in range(1, EXECUTORS)]


def test_a_server_that_refuses_or_is_down_is_told_and_only_the_latter_tried_again(
    settings: Settings, database: Database, inbox: Inbox
) -> None:
    profiles = {"": load_profile(load_settings().profile_path)}
    down = settings.model_copy(update={"smtp_url": "smtp+plain://127.0.0.1:1"})
    assert remind(down, database, profiles) == 0
    inbox.answer = "554 это спам"
    assert remind(settings, database, profiles) == 0
    assert {state_words(row)[0] for row in rows(database)} == {"failed"}
    inbox.answer = "250 OK"
    assert remind(settings, database, profiles) == 0
    assert inbox.taken == []


@pytest.mark.long
@pytest.mark.parametrize(("when", "arrived"), [("on_data", 1), ("on_hello", 0)])
def test_a_scheduler_killed_between_sending_and_noting_errs_on_the_side_of_silence(
    settings: Settings, database: Database, inbox: Inbox, when: str, arrived: int
) -> None:
    killed = sender(settings)
    setattr(inbox, when, lambda: os.kill(killed.pid, signal.SIGKILL))
    assert killed.wait(timeout=120) == -signal.SIGKILL
    setattr(inbox, when, lambda: None)
    assert len(inbox.taken) == arrived
    assert [bool(row.tried) and not row.sent for row in rows(database)].count(True) == 1
    again = sender(settings)
    told, complaint = again.communicate(timeout=120)
    assert again.returncode == 0, complaint
    assert f"Отправлено: {EXECUTORS - 1} " in told
    to = reminded(database, inbox)
    assert len(to) == len(set(to)) == EXECUTORS - 1 + arrived
    assert [state_words(row)[0] for row in rows(database)] == ["unknown", "sent", "sent"]


@pytest.mark.long
def test_two_schedulers_at_once_send_each_message_once(settings: Settings, database: Database, inbox: Inbox) -> None:
    inbox.on_data = lambda: time.sleep(0.2)  # the other one has time to come upon the same reminders
    both = [sender(settings) for _ in range(2)]
    ended = [each.communicate(timeout=120) for each in both]
    assert [each.returncode for each in both] == [0, 0], ended
    assert reminded(database, inbox) == [f"e{number}@example.ru" for number in range(EXECUTORS)]
    assert {state_words(row)[0] for row in rows(database)} == {"sent"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_rounds_of_a_worker_send_and_end_when_they_are_told_to(
    settings: Settings, database: Database, inbox: Inbox
) -> None:
    stopping = threading.Event()
    bench = Bench(database, None, None, Profiled(load_profile(load_settings().profile_path)))  # type: ignore[arg-type]
    going = threading.Thread(target=Rounds(settings, bench).go, args=(stopping,))
    going.start()
    until = time.monotonic() + 60
    while len(inbox.taken) < 2 * EXECUTORS and time.monotonic() < until:
        time.sleep(0.1)
    stopping.set()
    going.join(30)
    assert not going.is_alive()
    near = [message for message in inbox.taken if str(message["Subject"]).startswith("Близится срок обращения № И-")]
    assert (len(near), len(inbox.taken)) == (EXECUTORS, 2 * EXECUTORS)  # of their week, and of the term that is near


def test_a_server_that_cannot_encrypt_is_given_neither_password_nor_message(
    settings: Settings, database: Database, inbox: Inbox
) -> None:
    profiles = {"": load_profile(load_settings().profile_path)}
    safe = settings.model_copy(update={"smtp_url": (settings.smtp_url or "").replace("smtp+plain://", "smtp://me@")})
    assert remind(safe, database, profiles) == 0
    assert inbox.taken == []
    assert {state_words(row)[0] for row in rows(database)} == {"failed", "waits"}


def test_before_its_day_and_hour_nothing_goes(settings: Settings, database: Database, inbox: Inbox) -> None:
    profiles = {"": load_profile(load_settings().profile_path)}
    sunday = settings.model_copy(update={"control_day": 7, "control_hour": 23})
    monday = clock.now() - timedelta(days=date.today().weekday())
    with clock.stopped_at(monday):
        assert remind(sunday, database, profiles) == 0
    assert rows(database) == []
