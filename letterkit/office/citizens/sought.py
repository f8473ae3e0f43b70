"""Who is sought: by name in any case and with initials, by telephone, e-mail, address, number of an appeal."""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, ColumnElement, Text, cast, false, func, or_

from letterkit.core.errors import RequestError
from letterkit.core.people import Case
from letterkit.russian.morph import known_parses
from letterkit.russian.names import decline, parse_name

_NEAR = 60
_LEAST_DIGITS = 5
_AFTER = re.compile(r"[\s\u00a0]+(\w+)\.?[\s\u00a0]*(\w*)")
_BEFORE = re.compile(r"(\w+)\.?[\s\u00a0]*(\w*)\.?[\s\u00a0]+$")
_BETWEEN = r"[\s\u00a0()\-–.]*"


@dataclass(frozen=True)
class SoughtPerson:
    """What is known of the person; what is empty is not sought by."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    number: str = ""

    @staticmethod
    def of(given: dict[str, str]) -> "SoughtPerson":
        """Raises RequestError ``citizen.nothing-asked`` where nothing can be sought by."""
        tidy = {each.name: " ".join(str(given.get(each.name) or "").split()) for each in fields(SoughtPerson)}
        sought = SoughtPerson(**tidy)
        if not sought.number and not sought.signs:
            raise RequestError("citizen.nothing-asked")
        return sought

    @cached_property
    def signs(self) -> "tuple[Sign, ...]":
        """By what texts are looked through."""
        made = (_by_name(self.name), _by_phone(self.phone), _by_email(self.email), _by_address(self.address))
        return tuple(sign for sign in made if sign is not None)

    def likely(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """That ``column`` may say one of the signs, as a condition of a query: whoever finds it reads and decides."""
        found = [
            _has(column, part, is_json=isinstance(column.type, JSON)) for sign in self.signs for part in sign.parts
        ]
        return or_(*found) if found else false()

    def is_in(self, text: str) -> bool:
        """Whether ``text`` says one of the signs."""
        return any(sign.is_in(text) for sign in self.signs)


@dataclass(frozen=True, slots=True)
class Sign:
    """``parts``: a text that says it has one of these in it, in lower case."""

    parts: tuple[str, ...]
    is_in: Callable[[str], bool]


def _by_name(name: str) -> Sign | None:
    person = parse_name(name) if name else None
    if person is None or not (person.surname or person.name):
        return None
    forms = [decline(person, case) for case in Case]
    surnames = _forms([form.surname for form in forms]) or _forms([form.name for form in forms])
    given = _forms([form.name for form in forms]) if person.surname else frozenset()
    fathers = _forms([form.patronymic for form in forms])
    whole = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(surnames)))})(?![\w-])")

    def is_in(text: str) -> bool:
        plain = _plain(text)
        return any(
            not given or _may_be_theirs(text, plain, met.span(), given, fathers) for met in whole.finditer(plain)
        )

    parts = {part for form in surnames for part in (form, form.replace("е", "ё"))}
    return Sign(tuple(sorted(parts)), is_in)


def _may_be_theirs(
    text: str, plain: str, span: tuple[int, int], given: Collection[str], fathers: Collection[str]
) -> bool:
    """Whether no name or initials beside the surname say that it is somebody else's; a surname alone may be theirs."""
    start, end = span
    ahead, behind = max(0, start - _NEAR), end + _NEAR
    after, before = _AFTER.match(plain[end:behind]), _BEFORE.search(plain[ahead:start])
    for met, offset in ((after, end), (before, ahead)):
        if met is None:
            continue
        first, second = met.groups()
        if first in given:
            return len(second) != 1 or _begins(second, fathers)
        if len(first) == 1 and text[met.start(1) + offset].isupper():
            return _begins(first, given) and (len(second) != 1 or _begins(second, fathers))
        if text[met.start(1) + offset].isupper() and any("Name" in parse.tag for parse in known_parses(first)):
            return False
    return True


def _begins(letter: str, names: Collection[str]) -> bool:
    return not names or any(name.startswith(letter[:1]) for name in names)


def _by_phone(phone: str) -> Sign | None:
    digits = re.sub(r"\D", "", phone)
    digits = digits[-10:] if len(digits) > 10 else digits
    if len(digits) < _LEAST_DIGITS:
        return None
    pattern = re.compile(r"(?<!\d)(?:\+?[78])?" + _BETWEEN + _BETWEEN.join(digits) + r"(?!\d)")
    pair, last = digits[-4:-2], digits[-2:]
    return Sign((pair + last, f"{pair}-{last}", f"{pair} {last}"), lambda text: bool(pattern.search(text)))


def _by_email(email: str) -> Sign | None:
    wanted = email.casefold()
    return Sign((wanted,), lambda text: wanted in text.casefold()) if "@" in wanted else None


def _by_address(address: str) -> Sign | None:
    words = [word for word in re.findall(r"\w+", _plain(address)) if len(word) > 2 or word[0].isdigit()]
    if not any(word.isalpha() for word in words):
        return None
    pattern = re.compile(r"\W+(?:\w{1,12}\W+){0,2}?".join(rf"\b{re.escape(word)}\b" for word in words))
    longest = max((word for word in words if word.isalpha()), key=len)
    return Sign((longest,), lambda text: bool(pattern.search(_plain(text))))


def _forms(names: list[str | None]) -> frozenset[str]:
    return frozenset(_plain(name.rstrip(".")) for name in names if name)


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _has(column: ColumnElement[Any], part: str, *, is_json: bool) -> ColumnElement[bool]:
    """JSON is kept with its letters written out: no database knows their other case."""
    if not is_json:
        return func.lower(column).contains(part, autoescape=True)
    forms = {part, part.capitalize(), part.upper(), part.title()}
    written = [json.dumps(form)[1:-1] for form in sorted(forms)]
    return or_(*(cast(column, Text).contains(form, autoescape=True) for form in written))
