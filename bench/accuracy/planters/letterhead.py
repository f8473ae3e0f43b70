"""The blank of the letter: not there, of another body, or with wrong contacts (Order 3.2, 6.1)."""

from collections.abc import Iterator
from functools import cache
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, inside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.checking.profile import load_profile
from letterkit.core.letter import Role
from letterkit.core.profile import Body
from letterkit.settings import load_settings

_LONG = 7  # letters of a word in which one lost is easily overlooked
_EMAIL = r"[\w.-]+@[\w-]+(?:\.[\w-]+)*\.ru"
_CONTACT = regex.compile(
    r"тел|факс|@|www|\.ru|\(\d{4,5}\)|\d{6}|\b(?:ул|пр|просп|пер)\.|проспект|улица", regex.IGNORECASE
)


@cache
def _own() -> Body:
    """The body of the settings: only of its contacts is it known what is right."""
    return load_profile(load_settings().profile_path).body


def _is_own(sheet: Sheet) -> bool:
    part = sheet.first(Role.LETTERHEAD)
    return part is not None and _own().email in sheet.words_of(part)


def _region_words() -> list[str]:
    """Long adjectives of the body's own name, «… ОБЛАСТИ» of which region."""
    words = " ".join(_own().letterhead_lines).split()
    return [word for word in words if word.endswith(("СКОЙ", "СКОГО")) and len(word) > _LONG]


@planter("letterhead.removed", "letterhead", "absence")
def no_letterhead(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Printed on plain paper."""
    span = sheet.whole(Role.LETTERHEAD)
    if span:
        yield absence(span)


@planter("letterhead.no-contacts", "letterhead", "absence")
def no_contacts(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Only the name of the body is left of the blank."""
    part = sheet.first(Role.LETTERHEAD)
    lines = sheet.lines(part) if part else []
    contacts = [line for line in lines if _CONTACT.search(line.text)]
    if part and contacts and contacts[0].start > part.start and contacts[-1].end == part.end:
        yield absence((contacts[0].start, contacts[-1].end))


@planter("letterhead.no-phone-no-email", "letterhead", "absence")
def no_phone_no_email(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The address is printed, but no way to call or write."""
    part = sheet.first(Role.LETTERHEAD)
    lines = sheet.lines(part) if part else []
    lost = [line for line in lines if regex.search(r"тел|факс|@|www|\.ru", line.text)]
    if lost and lost[0] is not lines[0] and lost[-1] is lines[-1]:
        if not regex.search(r"\bул\.|проспект|\d{6}", sheet.text[lost[0].start : lost[-1].end]):
            yield absence((lost[0].start, lost[-1].end))


@planter("letterhead.email-broken", "letterhead|spelling|typography", "fact")
def email_broken(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """An e-mail address that no mail can reach."""
    for match in sheet.find(_EMAIL, Role.LETTERHEAD):
        name, domain = match.group().split("@")
        for way, wrong in (
            ("comma", f"{name}@{domain.replace('.', ',')}"),
            ("blank", f"{name}@ {domain}"),
            ("cut", f"{name}@{domain.removesuffix('.ru')}"),
            ("no at", f"{name}.{domain}"),
        ):
            yield swap(match.span(), wrong, way=way)


@planter("letterhead.email-of-nobody", "letterhead", "fact")
def email_of_nobody(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The body's own e-mail with a letter changed, with one lost, with a part of its domain lost."""
    if _is_own(sheet):
        name, domain = _own().email.split("@")
        host, *rest = domain.split(".")
        changed = "i" if name[-1] == "y" else "y"
        wrongs = {
            f"{name[:-1]}{changed}@{domain}",
            f"{name}@{host[:2]}{host[3:]}.{'.'.join(rest)}",
            f"{name}@{host}.{rest[-1]}",
        }
        for match in sheet.find(regex.escape(_own().email), Role.LETTERHEAD):
            for wrong in sorted(wrongs - {_own().email}):
                yield swap(match.span(), wrong, way=wrong)


@planter("letterhead.index-wrong", "letterhead", "fact")
def index_wrong(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The body's own postal index with figures exchanged or one lost."""
    index = regex.search(r"\b\d{6}\b", " ".join(_own().address_lines))
    if index and _is_own(sheet):
        right = index.group()
        wrongs = {
            f"{right[:4]}{right[5]}{right[4]}",
            f"{right[:3]}{right[4:]}",
            f"{right[0]}{right[2]}{right[1]}{right[3:]}",
        }
        for match in sheet.find(rf"\b{right}\b", Role.LETTERHEAD):
            for wrong in sorted(wrongs - {right}):
                yield swap(match.span(), wrong, way=wrong)


@planter("letterhead.house-wrong", "letterhead", "fact")
def house_wrong(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The body's own house with another number."""
    house = regex.search(r"(?P<street>[^,]+), д\. (?P<number>\d{2,})\b", " ".join(_own().address_lines))
    if house and _is_own(sheet):
        street, number = regex.escape(house["street"].strip()), house["number"]
        for match in sheet.find(rf"(?<={street},? )(?:д\. )?{number}\b", Role.LETTERHEAD):
            if number != number[::-1]:
                yield swap(match.span(), match.group().replace(number, number[::-1]))


@planter("letterhead.name-misspelt", "letterhead|spelling", "fact")
def name_misspelt(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A letter lost in the name of the body."""
    for right, wrong in (
        ("МИНИСТЕРСТВО", "МИНИСТЕСТВО"),
        ("СТРОИТЕЛЬСТВА", "СТРОИТЕЛСТВА"),
        ("АДМИНИСТРАЦИЯ", "АДМИНИСТРЦИЯ"),
        ("ИНСПЕКЦИЯ", "ИНСПЕЦИЯ"),
        ("ГОСУДАРСТВЕННАЯ", "ГОСУДАРСТВЕНАЯ"),
        ("УПРАВЛЕНИЕ", "УПРАВЛЕНЕ"),
        ("ДЕПАРТАМЕНТ", "ДЕПОРТАМЕНТ"),
        *((word, f"{word[:-4]}{word[-3:]}") for word in _region_words()),
    ):
        for match in sheet.find(rf"(?i)\b{right}\b", Role.LETTERHEAD):
            yield swap(match.span(), wrong if match.group().isupper() else wrong.capitalize(), way=wrong)


@planter("letterhead.another-body", "letterhead|consistency|signature|opening", "fact")
def another_body(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The blank of another body of the kind: its name is not that of the signer and the e-mail."""
    part, name = sheet.first(Role.SIGNATURE), _own().letterhead_lines[0]
    kind, _, field = name.partition(" ")
    if _is_own(sheet) and part and field and field.lower() in sheet.words_of(part).lower():
        for match in sheet.find(regex.escape(name), Role.LETTERHEAD):
            for other in ("ЗДРАВООХРАНЕНИЯ", "ОБРАЗОВАНИЯ", "СПОРТА", "КУЛЬТУРЫ"):
                yield inside(match.span(), f"{kind} {other}", f"{kind} {other}", way=other).against(part)
