"""The blank of the letter: not there, of another body, or with wrong contacts (Order 3.2, 6.1)."""

from collections.abc import Iterator
from random import Random

import regex

from letterkit.core.letter import Role
from letterkit.flow.accuracy.edit import Edit, absence, inside, swap
from letterkit.flow.accuracy.planter import planter
from letterkit.flow.accuracy.sheet import Sheet

_MINISTRY = "minstroy@sakhalin.gov.ru"  # Order 6.10; its index and street are in 2.5
_EMAIL = r"[\w.-]+@[\w-]+(?:\.[\w-]+)*\.ru"
_CONTACT = regex.compile(
    r"тел|факс|@|www|\.ru|\(\d{4,5}\)|\d{6}|\b(?:ул|пр|просп|пер)\.|проспект|улица", regex.IGNORECASE
)


def _is_ministry(sheet: Sheet) -> bool:
    part = sheet.first(Role.LETTERHEAD)
    return part is not None and _MINISTRY in sheet.words_of(part)


@planter("letterhead.removed", "letterhead", "absence")
def removed(sheet: Sheet, random: Random) -> Iterator[Edit]:
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
    for match in sheet.found(_EMAIL, Role.LETTERHEAD):
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
    """The ministry's e-mail with a letter changed."""
    if _is_ministry(sheet):
        for match in sheet.found(_MINISTRY, Role.LETTERHEAD):
            for wrong in ("minstroi@sakhalin.gov.ru", "minstroy@sahalin.gov.ru", "minstroy@sakhalin.ru"):
                yield swap(match.span(), wrong, way=wrong)


@planter("letterhead.index-wrong", "letterhead", "fact")
def index_wrong(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The ministry's postal index with figures exchanged or one lost."""
    if _is_ministry(sheet):
        for match in sheet.found(r"\b693009\b", Role.LETTERHEAD):
            for wrong in ("693090", "69309", "639009"):
                yield swap(match.span(), wrong, way=wrong)


@planter("letterhead.house-wrong", "letterhead", "fact")
def house_wrong(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The ministry's own house with another number."""
    if _is_ministry(sheet):
        for match in sheet.found(r"(?<=Коммунистический проспект,? )(?:д\. )?32\b", Role.LETTERHEAD):
            yield swap(match.span(), match.group().replace("32", "23"))


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
        ("САХАЛИНСКОЙ", "САХАЛИНКОЙ"),
    ):
        for match in sheet.found(rf"(?i)\b{right}\b", Role.LETTERHEAD):
            yield swap(match.span(), wrong if match.group().isupper() else wrong.capitalize(), way=wrong)


@planter("letterhead.another-body", "letterhead|consistency|signature|opening", "fact")
def another_body(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The blank of another ministry: its name is not that of the signer and the e-mail."""
    part = sheet.first(Role.SIGNATURE)
    if _is_ministry(sheet) and part and "строительства" in sheet.words_of(part).lower():
        for match in sheet.found(r"МИНИСТЕРСТВО СТРОИТЕЛЬСТВА", Role.LETTERHEAD):
            for other in ("ЗДРАВООХРАНЕНИЯ", "ОБРАЗОВАНИЯ", "СПОРТА", "КУЛЬТУРЫ"):
                yield inside(match.span(), f"МИНИСТЕРСТВО {other}", f"МИНИСТЕРСТВО {other}", way=other).against(part)
