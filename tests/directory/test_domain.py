"""Active Directory, as Samba serves it: logins of three kinds, groups in groups, refusals that say why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from letterkit.core.errors import DeniedError
from letterkit.core.office import Duty
from letterkit.directory.entry import Entry
from letterkit.directory.ldap import LdapDirectory, ldap_directory
from letterkit.directory.rules import load_rules, meaning_of
from letterkit.settings import Settings

from .samba import BASE, PASSWORD, SERVICE, Domain, domain_running

pytestmark = [pytest.mark.long, pytest.mark.slow]
RULES = """
name: домен
ldap: {kind: active-directory}
groups:
  - {group: writers, duties: [executor]}
  - {group: "CN=chiefs,CN=Users,DC=office,DC=test", duties: [signer]}
"""


@pytest.fixture(scope="module")
def domain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Domain]:
    with domain_running(tmp_path_factory.mktemp("samba")) as running:
        running.add_person("letterkit")
        running.add_person("petrova", "--surname=Петрова", "--given-name=Анна", "--department=Отдел писем")
        running.add_person("ivanov", "--surname=Иванов", "--given-name=Иван Ильич")
        for group, member in (("inner", "petrova"), ("writers", "inner"), ("chiefs", "ivanov")):
            running.tool("group", "add", group)
            running.tool("group", "addmembers", group, member)
        yield running


@pytest.fixture(params=["ldap://127.0.0.1", "ldaps://127.0.0.1"])
def ldap(request: pytest.FixtureRequest, domain: Domain, tmp_path: Path) -> LdapDirectory:
    (tmp_path / "directory.yml").write_text(RULES, "utf-8")
    told = {"ldap_base": BASE, "ldap_user": SERVICE, "ldap_password": PASSWORD, "directory_ca": domain.ca}
    return ldap_directory(Settings(ldap_url=request.param, **told), load_rules(tmp_path / "directory.yml"))


def found(ldap: LdapDirectory, login: str) -> Entry:
    entry = ldap.find(login)
    assert entry is not None
    return entry


@pytest.mark.parametrize("login", ["petrova", "OFFICE\\Petrova", "petrova@office.test"])
def test_somebody_is_found_by_any_login_of_theirs_with_groups_inside_groups(ldap: LdapDirectory, login: str) -> None:
    entry = found(ldap, login)
    assert (entry.login, entry.values["unit"]) == ("petrova", "Отдел писем")
    assert meaning_of(ldap.rules, entry.groups).duties == {Duty.EXECUTOR}
    assert ldap.by_key(entry.key) == entry
    assert ldap.lets_in(entry, PASSWORD)
    assert not ldap.lets_in(entry, "не тот")
    ldap.prove()


def test_who_is_closed_or_has_an_old_password_is_told_apart(ldap: LdapDirectory, domain: Domain) -> None:
    ivanov = found(ldap, "ivanov")
    assert ivanov.is_open
    assert ivanov.values["patronymic"] == "Ильич"
    domain.tool("user", "setpassword", "ivanov", f"--newpassword={PASSWORD}!", "--must-change-at-next-login")
    with pytest.raises(DeniedError, match="password-expired"):
        ldap.lets_in(ivanov, f"{PASSWORD}!")
    assert not ldap.lets_in(ivanov, "не тот")
    for close, reopen in (
        (("user", "disable", "ivanov"), ("user", "enable", "ivanov")),
        (("user", "setexpiry", "ivanov", "--days=0"), ("user", "setexpiry", "ivanov", "--days=365")),
    ):
        domain.tool(*close)
        assert not found(ldap, "ivanov").is_open
        domain.tool(*reopen)
    domain.tool("user", "setpassword", "ivanov", f"--newpassword={PASSWORD}")
