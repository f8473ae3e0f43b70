"""``letterkit rules health``: what people did with the findings of rules, read from the register of the settings."""

import json
from datetime import date, datetime

import pytest

from letterkit.settings import load_settings
from letterkit.store.database import Database
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Letter, Person

from .conftest import Letterkit

CODE = "tone.colloquial"


@pytest.fixture
def register(database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database of the settings, with six letters in which CODE found something that somebody answers for."""
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", database_url)
    load_settings.cache_clear()
    now = datetime.now().astimezone()
    with database.writing() as session:
        person = Person(login="a", surname="А", name="А", fs_uniquifier="a", created=now)
        session.add(person)
        session.flush()
        for _ in range(6):
            letter = Letter(
                executor_id=person.id,
                changed_by_id=person.id,
                reply="by_date",
                blank="corner",
                card={},
                created=now,
                changed=now,
                submitted=now,
            )
            session.add(letter)
            session.flush()
            session.add(RuleCount(code=CODE, day=date.today(), level="warning", letter_id=letter.id, found=2, waived=1))
    return database


def test_json_has_what_the_page_tells(register: Database, letterkit: Letterkit) -> None:
    told = json.loads(letterkit("rules", "health", "--json").out)
    assert (told["letters"], told["fired"], told["proposed"]) == (6, 1, [CODE])
    assert told["disputed"] == [{"code": CODE, "in_force": True, "cases": 6, "waived": 6}]
    assert told["ending"] == []
    assert CODE not in told["silent"]
    assert "grammar.soglasno-dative" in told["silent"]
    assert json.loads(letterkit("rules", "health", "--format", "json").out) == told
    assert (told["since"] is None, told["until"]) == (False, date.today().isoformat())


def test_all_time_has_no_beginning(register: Database, letterkit: Letterkit) -> None:
    assert json.loads(letterkit("rules", "health", "--span", "all", "--json").out)["since"] is None


def test_people_are_told_in_words(register: Database, letterkit: Letterkit) -> None:
    told = letterkit("rules", "health", "--span", "month").out
    assert told.startswith("За месяц проверено 6 писем, сработало 1 правило.\n")
    assert f"{CODE}  отклонили в 6 из 6 случаев, 100%" in told
    assert "Исключения, которые заканчиваются\n  нет\n" in told


def test_without_tables_it_says_what_to_do(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, letterkit: Letterkit
) -> None:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", empty_url)
    load_settings.cache_clear()
    ran = letterkit("rules", "health")
    assert (ran.code, "letterkit db upgrade" in ran.told) == (2, True)
