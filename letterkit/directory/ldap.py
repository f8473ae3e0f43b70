"""People of a directory by LDAP: found by the account of the service, let in by their own password."""

import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from ssl import CERT_REQUIRED
from urllib.parse import urlsplit

from ldap3 import BASE, NONE, SUBTREE, Connection, Server, Tls
from ldap3.core.exceptions import (
    LDAPConstraintViolationResult,
    LDAPException,
    LDAPInappropriateAuthenticationResult,
    LDAPInvalidCredentialsResult,
    LDAPNoSuchObjectResult,
    LDAPSizeLimitExceededResult,
    LDAPUnwillingToPerformResult,
)
from ldap3.utils.conv import escape_bytes, escape_filter_chars

from letterkit.core.errors import DeniedError, RequestError, ToolFailed, ToolMissing
from letterkit.directory.entry import Entry, Source, group_name
from letterkit.directory.ldap_kinds import KINDS, Attributes, LdapKind, first_value
from letterkit.directory.rules import DirectoryRules, LdapPart, values_of
from letterkit.settings import Settings

log = logging.getLogger(__name__)

_PORTS = {"ldap": 389, "ldaps": 636, "ldap+plain": 389}
_CONNECT_S, _ANSWER_S = 5, 15
_DEPTH = 10
"""How many groups inside groups are followed where the server does not do it itself."""
_REFUSED = (
    LDAPInvalidCredentialsResult,
    LDAPInappropriateAuthenticationResult,
    LDAPUnwillingToPerformResult,  # 389 Directory Server: «Account inactivated»
    LDAPConstraintViolationResult,  # too many tries
)
_EXPIRED = ("data 532", "data 773")
"""What Active Directory adds to a refusal when the password was the right one, but has to be changed."""


@dataclass(frozen=True, slots=True)
class LdapAddress:
    """A server; ``scheme``: ldap (StartTLS), ldaps, or ldap+plain, which is not encrypted."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class LdapDirectory:
    """A directory behind some servers, of which the first that answers is asked.

    Every method raises ToolMissing ``directory.no-answer``, ToolFailed ``directory.refused`` (the account of the
    service), ``directory.no-base``.
    """

    addresses: tuple[LdapAddress, ...]
    base: str
    groups_base: str
    user: str
    rules: DirectoryRules
    part: LdapPart
    password: str = field(repr=False)
    ca: Path | None = None

    def find(self, login: str) -> Entry | None:
        """The person of that login; None where there is none, or more than one."""
        login = login.strip().rpartition("\\")[2]  # DOMAIN\login
        if not login:
            return None
        escaped = escape_filter_chars(login)
        return self._search_person("(|" + "".join(f"({name}={escaped})" for name in self._kind.logins) + ")")

    def by_key(self, key: str) -> Entry | None:
        """The person of that key, whatever their login is by now."""
        return self._search_person(f"({self._kind.key}={escape_bytes(bytes.fromhex(key))})")

    def lets_in(self, entry: Entry | None, password: str) -> bool:
        """Whether ``password`` is that of ``entry``; takes as long when there is nobody.

        Raises DeniedError ``sign-in.password-expired``.
        """
        if not password or "\0" in password:
            return False  # a bind without a password is one without a name, and succeeds
        dn = entry.dn if entry is not None else f"cn={secrets.token_hex(8)},{self.base}"
        try:
            with self._open(dn, password):
                return entry is not None
        except _REFUSED as fault:
            if any(sign in str(fault) for sign in _EXPIRED):
                raise DeniedError("sign-in.password-expired") from fault
            return False

    def prove(self) -> None:
        """The account of the service is let in and sees people: otherwise nobody would be told from those who left."""
        with self._service() as connection:
            if not _search(connection, self.base, self._kind.people, [self._kind.key], most=1):
                raise ToolFailed("directory.nobody")

    @property
    def _kind(self) -> LdapKind:
        return KINDS[self.part.kind]

    def _search_person(self, condition: str) -> Entry | None:
        kind = self._kind
        columns = dict[str, str](kind.values) | self.part.people
        wanted = [*kind.logins, kind.key, *kind.closing, *columns.values(), "memberOf"]
        with self._service() as connection:
            found = _search(connection, self.base, f"(&{kind.people}{condition})", wanted, most=2)
            if len(found) != 1:
                return None
            [(dn, attributes)] = found
            login = next((value for name in kind.logins if (value := first_value(attributes, name))), "").lower()
            keys = attributes.get(kind.key.lower(), ())
            if not login or not keys:
                raise ToolFailed("directory.no-key", name=kind.key)
            groups = self._groups(connection, dn, attributes)
        values = values_of({name: first_value(attributes, attribute) for name, attribute in columns.items()})
        return Entry(Source.LDAP, keys[0].hex(), login, values, groups, kind.is_open(attributes), dn)

    def _groups(self, connection: Connection, dn: str, attributes: Attributes) -> frozenset[str]:
        if self.part.kind == "freeipa":  # which counts nested groups in
            return _names(each.decode("utf-8", "replace") for each in attributes.get("memberof", ()))
        if self.part.kind == "active-directory":
            return self._domain_groups(connection, dn)
        return self._groups_above(connection, dn, first_value(attributes, "uid"))

    def _domain_groups(self, connection: Connection, dn: str) -> frozenset[str]:
        """Of the groups of the rules those that the person is in: a domain has thousands, and nests them."""
        asked = "".join(
            f"({'distinguishedName' if '=' in part.group else 'cn'}={escape_filter_chars(part.group)})"
            for part in self.rules.groups
        )
        known = _search(connection, self.groups_base, f"(&(objectClass=group)(|{asked}))", ["cn"])
        nested = "(memberOf:1.2.840.113556.1.4.1941:={})"
        held = (
            group for group, _ in known
            if _search(connection, dn, nested.format(escape_filter_chars(group)), ["cn"], scope=BASE)
        )  # fmt: skip
        return _names(held)

    def _groups_above(self, connection: Connection, dn: str, uid: str) -> frozenset[str]:
        names, members = frozenset[str](), [dn]
        asked = f"(memberUid={escape_filter_chars(uid)})"
        for _ in range(_DEPTH):
            each = (escape_filter_chars(member) for member in members)
            asked += "".join(f"(member={member})(uniqueMember={member})" for member in each)
            groups = [group for group, _ in _search(connection, self.groups_base, f"(|{asked})", ["cn"])]
            members = [group for group in groups if group_name(group) not in names]
            names |= _names(groups)
            asked = ""
            if not members:
                break
        return names

    @contextmanager
    def _service(self) -> Iterator[Connection]:
        try:
            with self._open(self.user, self.password) as connection:
                yield connection
        except _REFUSED as fault:
            log.warning("the directory refuses the account of the service: %s", fault)
            raise ToolFailed("directory.refused") from fault
        except LDAPNoSuchObjectResult as fault:
            log.warning("the directory has no such base: %s", fault)
            raise ToolFailed("directory.no-base") from fault

    @contextmanager
    def _open(self, dn: str, password: str) -> Iterator[Connection]:
        """A connection to the first server that answers, signed in as ``dn``."""
        faults: list[LDAPException] = []
        for address in self.addresses:
            connection = Connection(
                Server(address.host, address.port, address.scheme == "ldaps", get_info=NONE, tls=self._tls,
                       connect_timeout=_CONNECT_S),
                dn, password, auto_bind=False, read_only=True, raise_exceptions=True, auto_referrals=False,
                check_names=False, receive_timeout=_ANSWER_S,
            )  # fmt: skip
            try:
                connection.open()
                if address.scheme == "ldap":
                    connection.start_tls()
                connection.bind()
            except _REFUSED:
                _close(connection)
                raise
            except LDAPException as fault:
                _close(connection)
                faults.append(fault)
                continue
            try:
                yield connection
            except (*_REFUSED, LDAPNoSuchObjectResult):
                raise
            except LDAPException as fault:
                log.warning("the directory does not answer: %s", fault)
                raise ToolMissing("directory.no-answer") from fault
            finally:
                _close(connection)
            return
        log.warning("the directory does not answer: %s", "; ".join(map(str, faults)))
        raise ToolMissing("directory.no-answer")

    @property
    def _tls(self) -> Tls:
        return Tls(validate=CERT_REQUIRED, ca_certs_file=str(self.ca) if self.ca else None)


def ldap_directory(settings: Settings, rules: DirectoryRules) -> LdapDirectory:
    """The directory of the settings, which name a server.

    Raises RequestError ``directory.bad-ldap``, ``directory.no-setting``, ``directory.no-kind``.
    """
    addresses = tuple(_address(each) for each in (settings.ldap_url or "").split())
    for name in ("ldap_base", "ldap_user", "ldap_password"):
        if not getattr(settings, name):
            raise RequestError("directory.no-setting", name=name.upper())
    if rules.ldap is None:
        raise RequestError("directory.no-kind")
    assert settings.ldap_base is not None
    assert settings.ldap_user is not None
    assert settings.ldap_password is not None
    return LdapDirectory(
        addresses,
        settings.ldap_base,
        settings.ldap_groups or settings.ldap_base,
        settings.ldap_user,
        rules,
        rules.ldap,
        settings.ldap_password.get_secret_value(),
        settings.directory_ca_file,
    )


def _address(told: str) -> LdapAddress:
    try:
        parts = urlsplit(told)
        port = parts.port or _PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise RequestError("directory.bad-ldap") from None
    if not parts.hostname or parts.username or parts.path.strip("/"):
        raise RequestError("directory.bad-ldap")
    return LdapAddress(parts.scheme, parts.hostname, port)


def _search(
    connection: Connection, base: str, condition: str, attributes: Sequence[str], *, scope: str = SUBTREE, most: int = 0
) -> list[tuple[str, Attributes]]:
    """What is found, by distinguished name; ``most`` of it, all when 0."""
    with suppress(LDAPSizeLimitExceededResult):
        connection.search(base, condition, scope, attributes=list(dict.fromkeys(attributes)), size_limit=most)
    return [
        (each["dn"], {name.lower(): values for name, values in each["raw_attributes"].items()})
        for each in connection.response or ()
        if each["type"] == "searchResEntry"
    ]


def _names(dns: Iterator[str] | Sequence[str]) -> frozenset[str]:
    """The names of groups in full, and each as it is called in its own folder."""
    return frozenset(
        name for dn in dns for name in (group_name(dn), group_name(dn.partition(",")[0].partition("=")[2]))
    )


def _close(connection: Connection) -> None:
    with suppress(LDAPException, OSError):
        connection.unbind()
