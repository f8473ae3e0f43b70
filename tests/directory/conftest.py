"""A directory of people beside the service: slapd, shared by the tests of a process, which add people of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from letterkit.directory.ldap import LdapDirectory, ldap_directory
from letterkit.directory.rules import load_rules
from letterkit.office.people.directory_checks import Checks
from letterkit.office.people.door import Doors
from letterkit.office.people.sign_in_delays import Origin
from letterkit.settings import Settings
from letterkit.store.database import Database
from letterkit.store.tables import Person

from .slapd import BASE, PASSWORD, SERVICE, SERVICE_PASSWORD, Slapd, slapd_running

RULES = """
name: Единый вход
ldap: {kind: openldap, people: {patronymic: middleName}}
oidc: {people: {unit: department}}
groups:
  - {group: writers, duties: [executor]}
  - {group: "CN=chiefs, ou=groups, dc=example, dc=ru", duties: [signer, reviewer]}
  - {group: admins, duties: [administrator]}
  - {group: agency, duties: [registry], body: agency}
"""
SECRET = "the secret of a service"
HOME = Origin("192.0.2.1", SECRET)


@pytest.fixture(scope="session")
def slapd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with slapd_running(tmp_path_factory.mktemp("slapd")) as server:
        for group in ("writers", "chiefs", "admins", "agency"):
            server.add_group(group)
        yield server


@pytest.fixture
def rules_file(tmp_path: Path) -> Path:
    file = tmp_path / "directory.yml"
    file.write_text(RULES, "utf-8")
    return file


@dataclass
class Somebody:
    """A person of the directory that no other test knows."""

    uid: str
    dn: str


@pytest.fixture
def somebody(slapd: Slapd, tmp_path: Path) -> Iterator[Somebody]:
    uid = "".join(sign for sign in f"u{tmp_path.parent.name}{tmp_path.name}"[-50:].lower() if sign.isalnum())
    dn = slapd.add_person(f"u{uid}", mail="anna@example.ru", title="консультант")
    yield Somebody(f"u{uid}", dn)
    if slapd.is_there(dn):
        slapd.remove(dn)


@pytest.fixture
def ldap_settings(slapd: Slapd, rules_file: Path) -> Settings:
    return Settings(
        directory=rules_file,
        ldap_url=slapd.url,
        ldap_base=BASE,
        ldap_user=SERVICE,
        ldap_password=SERVICE_PASSWORD,
        directory_ca=slapd.ca,
    )


@pytest.fixture
def ldap(ldap_settings: Settings, rules_file: Path) -> LdapDirectory:
    return ldap_directory(ldap_settings, load_rules(rules_file))


@dataclass
class Office:
    """The doors of a service with people of its own and of the directory."""

    settings: Settings
    database: Database

    @property
    def doors(self) -> Doors:
        return Doors(self.settings, self.database, lambda slug: slug)

    @property
    def checks(self) -> Checks:
        return Checks(self.doors, SECRET)

    def enter(self, login: str, password: str = PASSWORD, origin: Origin = HOME) -> Person:
        return self.doors.enter(login, password, origin)

    def check(self) -> int:
        ldap = self.doors.ldap()
        assert ldap is not None
        return self.checks.ask_ldap(ldap)

    def now(self, person: Person) -> Person:
        with self.database.reading() as session:
            return session.get_one(Person, person.id)


@pytest.fixture
def office(ldap_settings: Settings, database: Database, quick_passwords: None) -> Office:
    return Office(ldap_settings, database)


@pytest.fixture
def change_settings(office: Office) -> Callable[..., None]:
    def change(**changed: object) -> None:
        office.settings = office.settings.model_copy(update=changed)

    return change
