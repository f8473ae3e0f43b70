"""Who is sought: by name in any case and with initials, by telephone, e-mail, address, number of an appeal."""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, ColumnElement, Text, cast, false, func, or_

from letterkit.core.errors import RequestError
from letterkit.core.people import Case, Person
from letterkit.russian.morph import known_parses
from letterkit.russian.names import decline, parse_name

_NEAR = 60
_LEAST_DIGITS = 5
_AFTER = re.compile(r"[\s\u00a0]+(\w+)\.?[\s\u00a0]*(\w*)")
_BEFORE = re.compile(r"(\w+)\.?[\s\u00a0]*(\w*)\.?[\s\u00a0]+$")
_APART = " \t\n\r\u00a0\u202f()-‐‑‒–—−./"
"""What may stand between the digits of a telephone."""
_BETWEEN = f"[{re.escape(_APART)}]*"
_FAMILY = re.compile(r"(?:(?P<own>.*(?:ов|ев|ин|ын))а?|(?P<like>.*[сц]к)(?:ий|ая))")
_OTHER_NAME = re.compile(r"\(([^()]+)\)")
_APOSTROPHES = str.maketrans("’ʼ`´", "'" * 4)


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
        is_json = isinstance(column.type, JSON)
        found = [_has(column, part, sign.skipped, is_json=is_json) for sign in self.signs for part in sign.parts]
        return or_(*found) if found else false()

    def is_in(self, text: str) -> bool:
        """Whether ``text`` says one of the signs."""
        return any(sign.is_in(text) for sign in self.signs)


@dataclass(frozen=True, slots=True)
class Sign:
    """``parts``: a text that says it has one of these, in lower case, «ё» as «е», what is ``skipped`` left out."""

    parts: tuple[str, ...]
    is_in: Callable[[str], bool]
    skipped: str = ""


def _by_name(name: str) -> Sign | None:
    """«Кузнецова (Смирнова) Анна» is sought by both surnames."""
    others = _OTHER_NAME.findall(name)
    main = " ".join(_OTHER_NAME.sub(" ", name).split())
    given = main.partition(" ")[2]
    whole = [_by_one_name(each) for each in (main, *(f"{other} {given}" for other in others))]
    signs = [sign for sign in whole if sign is not None]
    if not signs:
        return None
    parts = {part for sign in signs for part in sign.parts}
    return Sign(tuple(sorted(parts)), lambda text: any(sign.is_in(text) for sign in signs))


def _by_one_name(name: str) -> Sign | None:
    person = parse_name(name) if name else None
    if person is None or not (person.surname or person.name):
        return None
    forms = [decline(person, case) for case in Case]
    surnames = _forms([form.surname for form in forms]) or _forms([form.name for form in forms])
    given = _given_forms(person) if person.surname else frozenset()
    fathers = _forms([form.patronymic for form in forms])
    if not surnames:
        return None
    families = _families(_plain(person.surname or "")) - surnames
    whole = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_pattern, sorted(surnames | families)))})(?![\w-])")

    def is_in(text: str) -> bool:
        plain = _plain(text)
        return any(
            not given or met.group() in families or _may_be_theirs(text, plain, met.span(), given, fathers)
            for met in whole.finditer(plain)
        )

    parts = {max(re.findall(r"\w+", form), key=len) for form in surnames | families}
    return Sign(tuple(sorted(parts)), is_in)


def _given_forms(person: Person) -> frozenset[str]:
    """Each case of the name as it is, and as others write it: «Наталия» for «Наталья»."""
    name = person.name or ""
    spelled = {name, re.sub("ья$", "ия", name), re.sub("ия$", "ья", name)}
    return _forms([decline(replace(person, name=each or None), case).name for each in spelled for case in Case])


def _families(surname: str) -> frozenset[str]:
    """The plural of ``surname``: «Ивановы», «Ивановым»; whose names stand beside it no order tells."""
    met = _FAMILY.fullmatch(surname)
    if met is None:
        return frozenset()
    ends = ("ы", "ых", "ым", "ыми") if met["own"] else ("ие", "их", "им", "ими")
    return frozenset(f"{met['own'] or met['like']}{end}" for end in ends)


def _pattern(form: str) -> str:
    return r"\s*[-‐‑–\s]\s*".join(map(re.escape, form.split("-")))


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
            return any(len(each) == 1 and first.startswith(each) for each in given)  # sought by initials alone
    return True


def _begins(letter: str, names: Collection[str]) -> bool:
    return not names or any(name.startswith(letter[:1]) for name in names)


def _by_phone(phone: str) -> Sign | None:
    digits = re.sub(r"\D", "", phone)
    digits = digits[-10:] if len(digits) > 10 else digits
    if len(digits) < _LEAST_DIGITS:
        return None
    pattern = re.compile(r"(?<!\d)(?:\+?[78])?" + _BETWEEN + _BETWEEN.join(digits) + r"(?!\d)")
    return Sign((digits,), lambda text: bool(pattern.search(text)), _APART)


def _by_email(email: str) -> Sign | None:
    wanted = email.casefold()
    pattern = re.compile(rf"(?<![\w.+-]){re.escape(wanted)}(?!\w|[.-]\w)")
    return Sign((_plain(wanted),), lambda text: bool(pattern.search(text.casefold()))) if "@" in wanted else None


def _by_address(address: str) -> Sign | None:
    words = [word for word in re.findall(r"\w+", _plain(address)) if len(word) > 2 or word[0].isdigit()]
    if not any(word.isalpha() for word in words):
        return None
    pattern = re.compile(r"\W+(?:\w{1,12}\W+){0,2}?".join(rf"\b{re.escape(word)}\b" for word in words))
    longest = max((word for word in words if word.isalpha()), key=len)
    return Sign((longest,), lambda text: bool(pattern.search(_plain(text))))


def _forms(names: list[str | None]) -> frozenset[str]:
    return frozenset(_plain(name.rstrip(".")) for name in names if name and re.search(r"\w", name))


def _plain(text: str) -> str:
    """``text`` in lower case, as long as it was: «İ» alone would become two letters."""
    return text.replace("İ", "I").lower().replace("ё", "е").translate(_APOSTROPHES)


def _has(column: ColumnElement[Any], part: str, skipped: str, *, is_json: bool) -> ColumnElement[bool]:
    """JSON is kept with its letters written out: no database knows their other case."""
    if not is_json:
        return _without(func.replace(func.lower(column), "ё", "е"), skipped, str).contains(part, autoescape=True)
    said: ColumnElement[str] = cast(column, Text)
    for dotted, plain in ("ёе", "ЁЕ"):
        said = func.replace(said, _written_out(dotted), _written_out(plain))
    said = _without(said, skipped, _written_out)
    forms = {part, part.capitalize(), part.upper(), part.title()}
    return or_(*(said.contains(_written_out(form), autoescape=True) for form in sorted(forms)))


def _without(said: ColumnElement[str], skipped: str, written: Callable[[str], str]) -> ColumnElement[str]:
    for each in skipped:
        said = func.replace(said, written(each), "")
    return said


def _written_out(text: str) -> str:
    return json.dumps(text)[1:-1]
