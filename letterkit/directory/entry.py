"""Somebody as a directory knows them at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Source(StrEnum):
    """By what a directory is asked."""

    LDAP = "ldap"
    OIDC = "oidc"


@dataclass(frozen=True, slots=True)
class Entry:
    """``key`` stays when the login changes; ``values`` are named as the columns of a person, none is empty.

    ``groups`` are all the groups that the person is in, nested ones too: by full name and by short name, as
    ``group_name`` writes them. ``second_step``: the directory itself has asked for more than a password.
    """

    source: Source
    key: str
    login: str
    values: Mapping[str, str]
    groups: frozenset[str]
    is_open: bool = True
    dn: str = field(default="", repr=False)
    second_step: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Where a browser is sent, and what it must bring back: kept in its own session until then.

    ``since`` is the moment (seconds of Unix) after which the person must have signed in there; None: whenever.
    """

    url: str
    state: str
    nonce: str
    verifier: str
    since: float | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """What a provider has given for one sign-in: ``refresh`` asks again, None where it lets nobody do so.

    ``session`` is what it calls its own session by, hashed; None where it does not say.
    """

    refresh: str | None = field(default=None, repr=False)
    id_token: str | None = field(default=None, repr=False)
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Logout:
    """Word of a provider that a ``session`` of theirs is over, or all of the person ``key``; ``token`` is said once."""

    token: str
    key: str | None
    session: str | None


def group_name(name: str) -> str:
    """``name`` of a group as names are compared: without capitals, spaces between its parts, the stroke before it."""
    return ",".join(part.strip() for part in name.strip().removeprefix("/").casefold().split(","))
