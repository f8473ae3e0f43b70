"""What is asked of a person's login, names and duties before they are kept."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from letterkit.core.email_address import is_email_address
from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.store.tables import Person

_LOGIN = re.compile(r"[a-z][a-z0-9._@-]{1,59}")


@dataclass(frozen=True, slots=True)
class Details:
    """What a person is called and where they are found."""

    surname: str
    name: str
    patronymic: str | None = None
    post: str | None = None
    unit: str | None = None
    phone: str | None = None
    email: str | None = None


def details_of(full_name: str, **others: str | None) -> Details:
    """``Details`` of a name written whole, «Фамилия Имя Отчество»; whatever follows the name is the patronymic."""
    words = full_name.split()
    surname, name = [*words, "", ""][:2]
    return Details(surname, name, " ".join(words[2:]) or None, **others)


def values_of(details: Details) -> dict[str, str | None]:
    """``details`` by the names of the columns."""
    return asdict(details)


def kept_login(login: str) -> str | None:
    """``login`` as it is kept; None when nobody can have it."""
    login = login.strip().lower()
    return login if _LOGIN.fullmatch(login) else None


def demand_login(login: str) -> str:
    """``login`` as it is kept; raises RequestError ``person.bad-login``."""
    kept = kept_login(login)
    if kept is None:
        raise RequestError("person.bad-login", login=login)
    return kept


def demand_details(details: Details) -> Details:
    """``details`` without needless spaces; raises RequestError ``person.no-name``, ``.bad-email``, ``.too-long``."""
    tidy = {name: tidy_line(value or "") for name, value in values_of(details).items()}
    if not tidy["surname"] or not tidy["name"]:
        raise RequestError("person.no-name", field="name" if tidy["surname"] else "surname")
    if tidy["email"] and not is_email_address(tidy["email"]):
        raise RequestError("person.bad-email", email=tidy["email"])
    for name, value in tidy.items():
        demand_room(name, value)
    return Details(tidy.pop("surname"), tidy.pop("name"), **{name: value or None for name, value in tidy.items()})


def tidy_line(value: str) -> str:
    """``value`` on one line with single spaces, without signs that nobody sees (PostgreSQL keeps no NUL)."""
    return " ".join("".join(sign for sign in value if sign.isprintable() or sign.isspace()).split())


def demand_room(name: str, value: str) -> None:
    """Raises RequestError ``person.too-long`` when ``value`` does not fit its column ``name``."""
    limit = Person.__table__.c[name].type.length  # type: ignore[attr-defined]
    if len(value) > limit:
        raise RequestError("person.too-long", field=name, value=value, limit=limit)


def demand_duties(duties: Iterable[Duty]) -> frozenset[Duty]:
    """``duties``, at least one; raises RequestError ``person.no-duty``."""
    some = frozenset(duties)
    if not some:
        raise RequestError("person.no-duty")
    return some
