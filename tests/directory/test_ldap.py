"""People of a real LDAP server: found, let in, never guessed at."""

from dataclasses import replace

import pytest

from letterkit.core.errors import RequestError, ToolFailed, ToolMissing
from letterkit.directory.ldap import LdapDirectory, ldap_directory
from letterkit.directory.rules import LdapPart, load_rules, meaning_of
from letterkit.settings import Settings

from .conftest import Somebody
from .slapd import PASSWORD, Slapd


def test_somebody_is_found_by_login_and_let_in_by_their_password_alone(ldap: LdapDirectory, somebody: Somebody) -> None:
    entry = ldap.find(f"DOMAIN\\{somebody.uid.upper()}")
    assert entry is not None
    assert (entry.login, entry.values["surname"], entry.values["post"]) == (somebody.uid, "Петрова", "консультант")
    assert ldap.lets_in(entry, PASSWORD)
    # A bind without a password is one without a name, which servers let in.
    assert not any(ldap.lets_in(entry, wrong) for wrong in ("не тот", "", "\0", PASSWORD + "\0"))
    assert not ldap.lets_in(None, PASSWORD)
    assert ldap.by_key(entry.key) == entry


@pytest.mark.parametrize("login", ["*", "u*", ")(uid=*", "nobody", "", "\\", "u\0"])
def test_what_is_no_login_finds_nobody(ldap: LdapDirectory, somebody: Somebody, login: str) -> None:
    assert ldap.find(login) is None


@pytest.mark.parametrize("way", ["tls_url", "ldaps_url"])
def test_a_server_is_believed_by_its_certificate_and_its_name(
    ldap_settings: Settings, ldap: LdapDirectory, slapd: Slapd, somebody: Somebody, way: str
) -> None:
    url = getattr(slapd, way)

    def found(**changed: object) -> bool:
        settings = ldap_settings.model_copy(update={"ldap_url": url, **changed})
        return ldap_directory(settings, ldap.rules).find(somebody.uid) is not None

    assert found()
    with pytest.raises(ToolMissing):
        found(directory_ca=None)
    with pytest.raises(ToolMissing):
        found(ldap_url=url.replace("127.0.0.1", "localhost"))


def test_the_next_server_is_asked_where_one_does_not_answer(
    ldap_settings: Settings, ldap: LdapDirectory, slapd: Slapd, somebody: Somebody
) -> None:
    two = ldap_settings.model_copy(update={"ldap_url": f"ldap+plain://127.0.0.1:1 {slapd.url}"})
    assert ldap_directory(two, ldap.rules).find(somebody.uid) is not None
    with pytest.raises(ToolMissing, match="no-answer"):
        ldap_directory(two.model_copy(update={"ldap_url": "ldap://127.0.0.1:1"}), ldap.rules).find(somebody.uid)


def test_groups_inside_groups_count(ldap: LdapDirectory, slapd: Slapd, somebody: Somebody) -> None:
    inner = slapd.add_group(f"inner-{somebody.uid}", somebody.dn)
    slapd.add_group(f"outer-{somebody.uid}", inner)
    slapd.join("writers", f"cn=outer-{somebody.uid},ou=groups,dc=example,dc=ru")
    entry = ldap.find(somebody.uid)
    assert entry is not None
    assert [part.group for part in meaning_of(ldap.rules, entry.groups).parts] == ["writers"]


def test_freeipa_tells_groups_and_closed_accounts_its_own_way(
    ldap: LdapDirectory, slapd: Slapd, somebody: Somebody
) -> None:
    freeipa = replace(ldap, part=LdapPart(kind="freeipa"))
    slapd.replace(somebody.dn, ipaUniqueID=f"id-{somebody.uid}", memberOf="cn=chiefs,ou=groups,dc=example,dc=ru")
    entry = freeipa.find(somebody.uid)
    assert entry is not None
    assert entry.is_open
    assert [part.duties for part in meaning_of(ldap.rules, entry.groups).parts] == [{"signer", "reviewer"}]
    for closing in ({"krbPrincipalExpiration": "20200101000000Z"}, {"nsAccountLock": "TRUE"}):
        slapd.replace(somebody.dn, **closing)
        closed = freeipa.by_key(entry.key)
        assert closed is not None
        assert not closed.is_open


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"password": "не тот"}, "directory.refused"),
        ({"base": "dc=elsewhere,dc=ru"}, "directory.no-base"),
        ({"part": LdapPart(kind="active-directory")}, "directory.nobody"),
    ],
)
def test_a_search_that_cannot_work_is_no_empty_directory(
    ldap: LdapDirectory, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(ToolFailed, match=code):
        replace(ldap, **changed).prove()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ldap_url": "http://127.0.0.1"}, "directory.bad-ldap"),
        ({"ldap_url": "ldap://user:secret@127.0.0.1"}, "directory.bad-ldap"),
        ({"ldap_base": None}, "directory.no-setting"),
        ({"ldap_password": None}, "directory.no-setting"),
    ],
)
def test_settings_that_lack_something_are_refused(
    ldap_settings: Settings, ldap: LdapDirectory, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(RequestError, match=code):
        ldap_directory(ldap_settings.model_copy(update=changed), ldap.rules)
    assert ldap_settings.directory_file is not None
    assert load_rules(ldap_settings.directory_file) == ldap.rules
