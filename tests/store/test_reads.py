"""A look is noted once for a person, a thing and an hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import Actor, Duty
from letterkit.store import access_log
from letterkit.store.access_log import Look
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry

pytestmark = pytest.mark.both_databases

NOON = datetime(2026, 11, 26, 12, 0).astimezone()
PETROVA, ORLOV = (Actor(number, name, frozenset({Duty.EXECUTOR})) for number, name in ((2, "Петрова"), (3, "Орлов")))


def look(at: datetime = NOON, by: Actor = PETROVA, subject: str = "letter:1", **told: Any) -> Look:
    return Look(at, by, "letter.read", subject, told, {}, "10.0.0.7")


def noted(database: Database, *looks: Look) -> list[bool]:
    """Which of ``looks``, made one after another, were added."""
    added = []
    for each in looks:
        with clock.stopped_at(each.at), database.writing() as session:
            added.append(access_log.note(session, each))
    return added


def entries(database: Database) -> list[AuditEntry]:
    with database.reading() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_the_same_look_within_an_hour_is_one_entry(database: Database) -> None:
    end, next_hour = NOON + timedelta(minutes=59, seconds=59), NOON + timedelta(hours=1)
    assert noted(database, look(), look(), look(end), look(next_hour)) == [True, False, False, True]
    first = entries(database)[0]
    assert (first.by_id, first.action, first.subject, first.address) == (2, "letter.read", "letter:1", "10.0.0.7")


def test_another_person_thing_or_row_is_another_look(database: Database) -> None:
    others = look(by=ORLOV), look(subject="letter:11"), look(row=2), look(row=3), look(row=2)
    assert noted(database, look(), *others) == [True, True, True, True, True, False]


def test_a_look_that_comes_late_says_when_it_was(database: Database) -> None:
    with clock.stopped_at(NOON + timedelta(minutes=3)), database.writing() as session:
        access_log.note(session, look())
    [entry] = entries(database)
    assert datetime.fromisoformat(entry.details["seen"]) == NOON


def test_two_looks_at_one_moment_are_one_entry(database: Database) -> None:
    def once(_: int) -> list[bool]:
        return noted(database, look())

    with ThreadPoolExecutor(4) as at_once:
        assert sorted(map(sum, at_once.map(once, range(4)))) == [0, 0, 0, 1]
