"""How the usual directories differ: by what people sign in, what stays when a login changes, who is shut out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from letterkit.core import clock
from letterkit.directory.rules import Kind

Attributes = Mapping[str, Sequence[bytes]]
"""The values of an entry by the names of its attributes in small letters."""
_DISABLED = 0x2
_NEVER = frozenset({"0", "9223372036854775807"})
_WINDOWS_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_FOR_EVER = "000001010000Z"
_NAMES = {"surname": "sn", "name": "givenName", "email": "mail", "phone": "telephoneNumber", "post": "title"}


@dataclass(frozen=True, slots=True)
class LdapKind:
    """``logins``: attributes that a login may be the value of, the one kept here first; ``key`` is that of a person.

    ``people`` is the filter that finds people alone, ``values`` the attributes that tell of them, ``closing`` those
    that ``is_open`` looks at.
    """

    logins: tuple[str, ...]
    key: str
    people: str
    values: Mapping[str, str]
    closing: tuple[str, ...]
    is_open: Callable[[Attributes], bool]


def first_value(attributes: Attributes, name: str) -> str:
    """The first value of the attribute ``name`` as text; empty when there is none."""
    return next((each.decode("utf-8", "replace").strip() for each in attributes.get(name.lower(), ())), "")


def _is_open_in_domain(attributes: Attributes) -> bool:
    if int(first_value(attributes, "userAccountControl") or 0) & _DISABLED:
        return False
    expires = first_value(attributes, "accountExpires") or "0"
    return expires in _NEVER or _WINDOWS_EPOCH + timedelta(microseconds=int(expires) // 10) > clock.now()


def _is_open_in_freeipa(attributes: Attributes) -> bool:
    if first_value(attributes, "nsAccountLock").upper() == "TRUE":
        return False
    expires = first_value(attributes, "krbPrincipalExpiration")
    return not expires or datetime.strptime(expires[:14] + "+0000", "%Y%m%d%H%M%S%z") > clock.now()


def _is_open_in_openldap(attributes: Attributes) -> bool:
    return first_value(attributes, "pwdAccountLockedTime") != _FOR_EVER


KINDS: Mapping[Kind, LdapKind] = {
    "active-directory": LdapKind(
        ("sAMAccountName", "userPrincipalName"),
        "objectGUID",
        "(&(objectCategory=person)(objectClass=user))",
        {**_NAMES, "patronymic": "middleName", "full_name": "displayName", "unit": "department"},
        ("userAccountControl", "accountExpires"),
        _is_open_in_domain,
    ),
    "freeipa": LdapKind(
        ("uid",),
        "ipaUniqueID",
        "(objectClass=person)",
        {**_NAMES, "unit": "ou"},
        ("nsAccountLock", "krbPrincipalExpiration"),
        _is_open_in_freeipa,
    ),
    "openldap": LdapKind(
        ("uid",),
        "entryUUID",
        "(objectClass=person)",
        {**_NAMES, "unit": "ou"},
        ("pwdAccountLockedTime",),
        _is_open_in_openldap,
    ),
}
