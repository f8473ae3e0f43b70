"""Reminders: made once a week for whom they concern, sent once, told as they are when nobody knows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import select, update

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError, ToolFailed, ToolMissing
from letterkit.core.register import Control
from letterkit.office.cases import appeals
from letterkit.office.control import reminders
from letterkit.office.control.mail import FileOutbox, SmtpOutbox, open_outbox
from letterkit.office.control.reminders import Mailroom
from letterkit.office.control.schedule import Occasion, occasion
from letterkit.reports.reminder_words import reminder_words, state_words
from letterkit.setting_rows import setting_rows
from letterkit.settings import Settings
from letterkit.store.register_tables import Reminder
from letterkit.store.tables import Appeal, Person

from ..cases.conftest import Day, later, refused
from ..outbox import Post
from .test_lists import appeal


@pytest.fixture
def room(day: Day, post: Post) -> Mailroom:
    with day.office.database.writing() as session:
        session.execute(update(Person).values(email=Person.login + "@example.ru"))
    return Mailroom(
        day.office.database, post, lambda row, name: reminder_words(row, name, "https://lk.ru"), lambda _: "body@ex.ru"
    )


def now() -> Occasion:
    found = occasion(clock.now(), 1, 9)
    assert found is not None
    return found


def week(day: Day) -> None:
    """An appeal of the executor due this week, one overdue, one of nobody."""
    for number, due, is_given in (("И-1", 7, True), ("И-2", 3, True), ("И-3", 7, False)):
        made = appeal(day, number, date(2024, 6, due))
        if is_given:
            appeals.assign(day.office, day.staff.registry, made.id, day.staff.executor.id)


def rows(day: Day) -> list[Reminder]:
    with day.office.database.reading() as session:
        return list(session.scalars(select(Reminder).order_by(Reminder.id)))


@pytest.mark.parametrize(
    ("at", "weekday", "hour", "ahead", "running"),
    [
        ("2024-06-03T08:59", 1, 9, None, None),
        ("2024-06-03T09:00", 1, 9, "2024-06-03", "2024-06-03"),
        ("2024-06-09T23:59", 1, 9, "2024-06-03", "2024-06-03"),
        ("2024-06-06T12:00", 5, 9, None, None),
        ("2024-06-07T12:00", 5, 9, "2024-06-10", "2024-06-03"),
        ("2024-06-09T12:00", 5, 9, "2024-06-10", "2024-06-03"),
    ],
)
def test_the_moment_of_the_week_is_made_up_for_until_its_sunday(
    at: str, weekday: int, hour: int, ahead: str | None, running: str | None
) -> None:
    found = occasion(datetime.fromisoformat(at).astimezone(), weekday, hour)
    weeks = {} if found is None else found.weeks
    assert (weeks.get(Control.WARNING), weeks.get(Control.FINAL)) == (
        ahead and date.fromisoformat(ahead),
        running and date.fromisoformat(running),
    )


def test_everybody_is_told_what_concerns_them(day: Day, room: Mailroom, post: Post) -> None:
    week(day)
    given = appeal(day, "И-4", date(2024, 6, 10))  # of the next week, to be told of on the next Monday
    appeals.assign(day.office, day.staff.registry, given.id, day.staff.executor.id)
    assert reminders.make(room.database, "", now()) == 5
    told = {(row.kind, row.person_id): [item["number"] for item in row.appeals["items"]] for row in rows(day)}
    staff = day.staff
    assert told == {
        ("warning", staff.executor.id): ["И-1"],
        ("warning", staff.registry.id): ["И-3"],
        ("final", staff.executor.id): ["И-2"],
        ("report", staff.signer.id): ["И-2"],
        ("report", staff.writing_signer.id): ["И-2"],
    }
    assert reminders.send_waiting(room, now()) == 5
    assert {message["To"] for message in post.sent} == {
        f"{login}@example.ru" for login in ("executor", "registry", "signer", "writing_signer")
    }
    first = post.sent[0]
    assert first["Subject"] == "Исполнить до 09.06.2024: 1 обращение"
    text = first.get_content()
    assert "Петрова Анна Сергеевна!" in text
    assert "– до 07.06.2024 (осталось 2 дня): № И-1" in text
    assert "https://lk.ru/control" in text
    assert "Иванова" not in text  # mail passes through other hands: nothing of the applicant
    assert day.journal("reminder:1") == ["reminder.sent"]


def test_a_reminder_is_made_and_sent_once_a_week(day: Day, room: Mailroom, post: Post) -> None:
    week(day)
    for _ in range(3):
        reminders.make(room.database, "", now())
        reminders.send_waiting(room, now())
    assert len(post.sent) == len(rows(day)) == 5
    with later(days=7):
        reminders.make(room.database, "", now())
        reminders.send_waiting(room, now())
    assert len(post.sent) > 5


def test_what_was_tried_and_not_noted_is_not_sent_by_itself_but_by_a_person(
    day: Day, room: Mailroom, post: Post
) -> None:
    week(day)
    reminders.make(room.database, "", now())
    with room.database.writing() as session:  # as a process leaves it that dies in between
        session.execute(update(Reminder).values(tried=clock.now()))
    assert reminders.send_waiting(room, now()) == 0
    row = rows(day)[0]
    assert state_words(row)[0] == "unknown"
    reminders.send_again(room, day.staff.registry, row.id, row.tried)
    assert len(post.sent) == 1
    assert state_words(rows(day)[0])[0] == "sent"
    with refused("reminder.changed"):  # pressed twice
        reminders.send_again(room, day.staff.registry, row.id, row.tried and row.tried - timedelta(hours=1))
    assert len(post.sent) == 1


@pytest.mark.parametrize(
    ("fault", "state", "is_tried_again"),
    [
        (ToolMissing("mail.no-answer", why="нет сети"), "failed", True),
        (ToolFailed("mail.refused", why="550 нет такого"), "failed", False),
        (ToolFailed("mail.lost", why="обрыв"), "unknown", False),
    ],
)
def test_after_a_failure_only_what_has_surely_not_gone_and_may_go_is_tried_again(
    day: Day, room: Mailroom, post: Post, fault: LetterkitError, state: str, is_tried_again: bool
) -> None:
    appeal(day, "И-1", date(2024, 6, 7))
    reminders.make(room.database, "", now())
    post.fails = fault
    assert reminders.send_waiting(room, now()) == 0
    assert state_words(rows(day)[0])[0] == state
    assert str(fault.details["why"]) in state_words(rows(day)[0])[1]
    post.fails = None
    assert reminders.send_waiting(room, now()) == int(is_tried_again)


def test_a_person_is_told_why_a_message_sent_again_has_not_gone(day: Day, room: Mailroom, post: Post) -> None:
    appeal(day, "И-1", date(2024, 6, 7))
    reminders.make(room.database, "", now())
    post.fails = ToolFailed("mail.refused", why="550")
    with refused("mail.refused"):
        reminders.send_again(room, day.staff.signer, rows(day)[0].id, None)
    assert day.journal("reminder:1") == ["reminder.failed"]


def test_somebody_without_an_address_is_named_and_told_when_they_have_one(
    day: Day, room: Mailroom, post: Post, queries: Callable[[], int]
) -> None:
    week(day)
    with room.database.writing() as session:
        session.execute(update(Person).where(Person.id == day.staff.executor.id).values(email=None))
    reminders.make(room.database, "", now())
    assert reminders.send_waiting(room, now()) == 3
    assert "нет адреса" in state_words(rows(day)[0])[1]
    assert reminders.send_waiting(room, now()) == 0
    with room.database.writing() as session:
        session.execute(update(Person).where(Person.id == day.staff.executor.id).values(email="new@example.ru"))
    assert reminders.send_waiting(room, now()) == 2


def test_appeals_of_people_who_are_gone_are_told_to_the_registry(day: Day, room: Mailroom) -> None:
    week(day)
    with room.database.writing() as session:
        session.execute(update(Person).where(Person.id == day.staff.executor.id).values(active=False))
    reminders.make(room.database, "", now())
    assert {row.person_id for row in rows(day) if row.kind != "report"} == {day.staff.registry.id}


def test_nothing_to_do_means_no_mail(day: Day, room: Mailroom) -> None:
    appeal(day, "И-1", date(2024, 7, 1))
    assert reminders.make(room.database, "", now()) == 0


@pytest.mark.parametrize("who", ["executor", "reviewer", "clerk", "administrator"])
def test_only_those_who_control_see_what_was_sent_and_send_again(day: Day, room: Mailroom, who: str) -> None:
    by = getattr(day.staff, who)
    for act in (
        lambda: reminders.list_reminders(room.database, by),
        lambda: reminders.read_reminder(room.database, by, 1),
        lambda: reminders.send_again(room, by, 1, None),
    ):
        with refused("denied.duty"):
            act()


def test_reminders_of_another_body_are_not_there(day: Day, room: Mailroom) -> None:
    week(day)
    with room.database.writing() as session:
        session.execute(update(Appeal).values(body="other"))
        session.execute(update(Person).where(Person.id == day.staff.registry.id).values(body="other"))
    reminders.make(room.database, "other", now())
    assert rows(day)
    assert reminders.list_reminders(room.database, day.staff.signer).rows == []
    with refused("reminder.gone"):
        reminders.read_reminder(room.database, day.staff.signer, rows(day)[0].id)


def test_where_there_is_no_server_messages_become_files(day: Day, room: Mailroom, tmp_path: Path) -> None:
    week(day)
    reminders.make(room.database, "", now())
    to_files = Mailroom(room.database, FileOutbox(tmp_path / "mail"), room.words, room.sender_of)
    assert reminders.send_waiting(to_files, now()) == 5
    files = sorted((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml"] * 5
    read = message_from_bytes(files[0].read_bytes(), policy=default)
    assert read["Auto-Submitted"] == "auto-generated"
    assert "обращени" in str(read["Subject"])


@pytest.mark.parametrize("url", ["http://mail.ru", "smtp://", "smtp://host:port", "smtp://host/path", "host"])
def test_an_address_of_mail_that_means_nothing_is_refused(url: str) -> None:
    with pytest.raises(RequestError, match=r"mail\.bad-address"):
        open_outbox(Settings(smtp_url=url))


def test_a_server_that_does_not_answer_has_taken_nothing() -> None:
    with pytest.raises(ToolMissing, match=r"mail\.no-answer"):
        SmtpOutbox("smtp+plain://127.0.0.1:1", None).send(EmailMessage())


def test_the_password_of_mail_is_shown_nowhere() -> None:
    settings = Settings(smtp_url="smtps://me:tayna@mail.ru", smtp_password="tayna2")  # type: ignore[arg-type]
    shown = repr(setting_rows(settings)) + repr(settings)
    assert "tayna" not in shown
