"""``letterkit user``: people kept from the shell."""

import io
import sys
from typing import Any

import pytest
from passlib.totp import TOTP

from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.office.people.code_app import CodeApps
from letterkit.office.people.passwords import matches
from letterkit.office.people.second_step import second_step_of
from letterkit.settings import load_settings
from letterkit.store.database import Database

pytestmark = pytest.mark.usefixtures("quick_passwords")

PASSWORD = "синий чайник у окна"
ADD = ("user", "add", "anna", "--name", "Образцова Анна Сергеевна", "--duty", "executor", "--duty", "clerk")


@pytest.fixture
def database(sqlite: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", sqlite_url)
    load_settings.cache_clear()
    return sqlite


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Gives standard input."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def anna(database: Database, letterkit: Any, type_in: Any) -> None:
    type_in(f"{PASSWORD}\n")
    assert letterkit(*ADD, "--phone", "00-00-00", "--password-stdin").code == 0


@pytest.mark.usefixtures("anna")
def test_a_person_is_added_by_a_password_from_standard_input(database: Database) -> None:
    kept = accounts.by_login(database, "anna")
    assert (kept.full_name, kept.phone) == ("Образцова Анна Сергеевна", "00-00-00")
    assert kept.duty_set == {Duty.EXECUTOR, Duty.CLERK}
    assert matches(PASSWORD, kept.password)


def test_a_password_is_asked_for_twice_on_a_terminal(
    database: Database, letterkit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    typed = iter([PASSWORD, "другой чайник у окна", PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    assert "пароли не совпали" in letterkit(*ADD).told.lower()
    assert accounts.everybody(database) == []
    ran = letterkit(*ADD, "--temporary")
    assert ran.code == 0
    assert "исполнитель" in ran.told
    assert accounts.by_login(database, "anna").must_change_password


@pytest.mark.usefixtures("database")
def test_without_a_terminal_the_password_must_be_given(letterkit: Any, type_in: Any) -> None:
    type_in(f"{PASSWORD}\n")
    ran = letterkit(*ADD)
    assert ran.code == 2
    assert "--password-stdin" in ran.told


@pytest.mark.usefixtures("database")
def test_a_wrong_name_is_refused_before_the_password_is_asked_for(letterkit: Any) -> None:
    ran = letterkit("user", "add", "anna", "--name", "Образцова", "--duty", "executor")
    assert ran.code == 2
    assert "фамилия и имя" in ran.told


@pytest.mark.usefixtures("anna")
def test_people_are_listed_with_their_duties(letterkit: Any) -> None:
    assert letterkit("user", "list").out == "anna — Образцова Анна Сергеевна (делопроизводитель, исполнитель)\n"


@pytest.mark.usefixtures("database")
def test_an_empty_list_says_how_to_begin(letterkit: Any) -> None:
    ran = letterkit("user", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "letterkit user add" in ran.told


@pytest.mark.usefixtures("anna")
def test_a_password_and_duties_are_changed(database: Database, letterkit: Any, type_in: Any) -> None:
    type_in("другой чайник у окна\r\n")
    assert letterkit("user", "password", "anna", "--password-stdin").code == 0
    assert letterkit("user", "duties", "anna", "--duty", "signer").code == 0
    kept = accounts.by_login(database, "anna")
    assert matches("другой чайник у окна", kept.password)
    assert kept.duty_set == {Duty.SIGNER}


@pytest.mark.usefixtures("anna")
def test_a_second_step_is_taken_off_and_never_given(database: Database, letterkit: Any) -> None:
    assert "включает сам человек" in letterkit("user", "second-step", "off", "anna").err
    anna, apps = accounts.by_login(database, "anna"), CodeApps("k" * 64)
    offer = apps.offer("anna")
    apps.set_up(database, anna.actor, offer.kept, TOTP(key=offer.secret.replace(" ", "")).generate().token)
    ran = letterkit("user", "second-step", "off", "anna")
    assert ran.code == 0
    assert ran.err.startswith("Второй шаг входа снят: anna — Образцова Анна Сергеевна")
    assert not second_step_of(database, anna.id).is_set_up


@pytest.mark.usefixtures("anna")
def test_a_person_is_shut_out_and_let_in_again(database: Database, letterkit: Any) -> None:
    assert letterkit("user", "deactivate", "anna").code == 0
    assert not accounts.by_login(database, "anna").active
    assert letterkit("user", "list").out.endswith(": вход закрыт\n")
    assert letterkit("user", "activate", "anna").code == 0
    assert accounts.by_login(database, "anna").active


@pytest.mark.usefixtures("database")
def test_an_unknown_login_is_told(letterkit: Any) -> None:
    ran = letterkit("user", "deactivate", "nobody")
    assert ran.code == 2
    assert "nobody" in ran.told


def test_a_database_without_tables_is_refused_with_the_command_to_run(
    letterkit: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    load_settings.cache_clear()
    ran = letterkit("user", "list")
    assert ran.code == 2
    assert "letterkit db upgrade" in ran.told
