"""``letterkit user directory``: what the directory says, and whom it speaks for."""

import io
from typing import Any

import pytest

from letterkit.office.people import accounts
from letterkit.settings import Settings, load_settings
from letterkit.store.database import Database

from ..directory.conftest import Somebody, ldap_settings, rules_file, slapd, somebody  # noqa: F401
from ..directory.slapd import Slapd

# ruff: noqa: F811

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def database(
    sqlite: Database, sqlite_url: str, ldap_settings: Settings, rules_file: Any, monkeypatch: pytest.MonkeyPatch
) -> Database:
    rules_file.write_text(rules_file.read_text("utf-8").replace(", body: agency", ""), "utf-8")
    told = {name: getattr(ldap_settings, name) for name in ldap_settings.model_fields_set}
    told |= {"ldap_password": told["ldap_password"].get_secret_value(), "database_url": sqlite_url}
    for name, value in told.items():
        monkeypatch.setenv(f"LETTERKIT_{name.upper()}", str(value))
    load_settings.cache_clear()
    return sqlite


def test_an_administrator_sees_what_somebody_would_get(
    database: Database, letterkit: Any, slapd: Slapd, somebody: Somebody
) -> None:
    assert letterkit("user", "directory", "check").told == "Каталог отвечает."
    refused = letterkit("user", "directory", "check", somebody.uid)
    assert refused.code == 1
    assert "Войти этот человек не может." in refused.err
    slapd.join("writers", somebody.dn)
    found = letterkit("user", "directory", "check", somebody.uid)
    assert found.code == 0
    assert {"Фамилия, имя, отчество: Петрова Анна", "Обязанности: исполнитель", "Учётная запись: открыта"} <= set(
        found.out.splitlines()
    )
    assert "человека «nobody»" in letterkit("user", "directory", "check", "nobody").err
    assert accounts.everybody(database) == []


def test_somebody_is_given_over_to_the_directory_and_taken_back(
    database: Database, letterkit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .test_user import ADD

    monkeypatch.setattr("sys.stdin", io.StringIO("синий чайник у окна\n"))
    letterkit(*ADD, "--password-stdin")
    assert letterkit("user", "directory", "link", "anna").code == 0
    assert accounts.by_login(database, "anna").password is None
    assert "задаёт каталог" in letterkit("user", "duties", "anna", "--duty", "clerk").told
    assert letterkit("user", "directory", "unlink", "anna").code == 0
    assert letterkit("user", "duties", "anna", "--duty", "clerk").code == 0


def test_without_a_directory_the_command_says_how_to_begin(
    sqlite: Database, sqlite_url: str, letterkit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", sqlite_url)
    load_settings.cache_clear()
    ran = letterkit("user", "directory", "check")
    assert ran.code == 2
    assert "LETTERKIT_DIRECTORY" in ran.told
