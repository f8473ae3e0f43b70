"""To whom the letter goes: not there, in the wrong case, another person, half an address (Order 2.3; NORMS B.5)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, inside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_NAME = r"(?m)^[ \t]*(?P<surname>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?) (?P<initials>\p{Lu}\.(?: ?\p{Lu}\.)?)(?=[,\s]|$)"
_FULL = r"(?m)^[ \t]*(?P<surname>\p{Lu}\p{Ll}+) \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?:вичу|вне|ичу|ичне)\b"
_MALE_DATIVE = regex.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])у$")
_FEMALE_DATIVE = regex.compile(r"(?<=(?:ов|ев|ёв|ин|ын))ой$")


def _nominative(surname: str, woman: bool) -> str | None:
    """The dative ``surname`` back in the nominative, where that is certain."""
    pieces = surname.split("-")
    return (
        None
        if any(_piece(each, woman) is None for each in pieces)
        else "-".join(_piece(e, woman) or "" for e in pieces)
    )


def _piece(surname: str, woman: bool) -> str | None:
    if woman:
        if _FEMALE_DATIVE.search(surname):
            return surname[:-2] + "а"
        return surname[:-2] + "ая" if regex.search(r"[сц]кой$", surname) else None
    if regex.search(r"[сц]кому$", surname):
        return surname[:-3] + "ий"
    return surname[:-1] if _MALE_DATIVE.search(surname) and not surname.endswith("ому") else None


def _genitive(surname: str, woman: bool) -> str | None:
    """The form of the genitive or accusative where it differs from the dative and from the other gender's dative."""
    if woman:
        return None  # «Орловой» serves both
    if regex.search(r"[сц]кому$", surname):
        return surname[:-3] + "ого"
    return surname[:-1] + "а" if _MALE_DATIVE.search(surname) and not surname.endswith("ому") else None


@planter("addressee.removed", "addressee", "absence")
def no_addressee(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """No line says to whom the letter goes."""
    span = sheet.whole(Role.ADDRESSEE)
    if span and len(sheet.of(Role.ADDRESSEE)) == 1:
        yield absence(span)


@planter("addressee.nominative", "addressee", "form", most=8)
def nominative(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Орлова Т.Н.» in the place of «Орловой Т.Н.»."""
    for match in sheet.find(_NAME, Role.ADDRESSEE):
        wrong = _nominative(match["surname"], sheet.greeted == "woman")
        if wrong and sheet.greeted in ("woman", "man"):
            new = f"{wrong} {match['initials']}"
            yield swap((match.start("surname"), match.end()), new, way=sheet.greeted)


@planter("addressee.nominative-full", "addressee", "form")
def nominative_full(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The full name is not declined: «Орлова Тамара Николаевна»."""
    part = sheet.first(Role.SALUTATION)
    names = (
        regex.search(r"Уважаем\p{L}+ (\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?:вич|вна|ич|ична))!", sheet.words_of(part))
        if part
        else None
    )
    if names is None:
        return
    for pattern in (_NAME, _FULL):
        for match in sheet.find(pattern, Role.ADDRESSEE):
            wrong = _nominative(match["surname"], sheet.greeted == "woman")
            if wrong:
                yield swap((match.start("surname"), match.end()), f"{wrong} {names[1]}")


@planter("addressee.genitive", "addressee", "form")
def genitive(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Саркисяна А.В.»: as if the letter were about him."""
    for match in sheet.find(_NAME, Role.ADDRESSEE):
        wrong = _genitive(match["surname"], sheet.greeted == "woman")
        if wrong and sheet.greeted == "man":
            yield swap((match.start("surname"), match.end()), f"{wrong} {match['initials']}")


@planter("addressee.other-gender", "addressee|salutation|consistency", "form")
def other_gender(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Орлову Т.Н.» to a woman, «Орловой А.В.» to a man."""
    for match in sheet.find(_NAME, Role.ADDRESSEE):
        surname = match["surname"]
        if sheet.greeted == "woman" and _FEMALE_DATIVE.search(surname):
            yield swap((match.start("surname"), match.end()), f"{surname[:-2]}у {match['initials']}").against(
                sheet.first(Role.SALUTATION)
            )
        if sheet.greeted == "man" and regex.search(r"(?:ов|ев|ёв|ин|ын)у$", surname):
            yield swap((match.start("surname"), match.end()), f"{surname[:-1]}ой {match['initials']}").against(
                sheet.first(Role.SALUTATION)
            )


@planter("addressee.declined-in-vain", "addressee", "form")
def declined_in_vain(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Шевченке А.В.», «Мицкевичу» to a woman: such surnames keep their form."""
    for match in sheet.find(_NAME, Role.ADDRESSEE):
        surname = match["surname"]
        new = None
        if regex.search(r"[нч]ко$", surname):
            new = surname[:-1] + "е"
        elif sheet.greeted == "woman" and regex.search(r"[бвгджзклмнпрстчш]$", surname):
            new = surname + "у"
        if new:
            yield swap((match.start("surname"), match.end()), f"{new} {match['initials']}")


@planter("addressee.other-initials", "addressee|salutation|consistency", "fact")
def other_initials(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Initials that the person greeted below cannot have."""
    part = sheet.first(Role.SALUTATION)
    greeted = sheet.words_of(part) if part else ""
    for match in sheet.find(_NAME, Role.ADDRESSEE):
        letters = [sign for sign in match["initials"] if sign.isalpha()]
        if len(letters) == 2 and regex.search(rf" {letters[0]}\p{{Ll}}+ {letters[1]}\p{{Ll}}+!", greeted):
            other = next(sign for sign in random.sample("АВГДЕИКМНПРС", 12) if sign not in letters)
            one, two = f"{other}.{letters[1]}.", f"{letters[0]}.{other}."
            for way, short in (("first", one), ("second", two)):
                edit = swap((match.start("surname"), match.end()), f"{match['surname']} {short}", way=way)
                yield edit.against(part)


@planter("addressee.another-person", "addressee|salutation|consistency|privacy", "fact")
def another_person(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The address block of the letter before this one, the greeting of this one."""
    part = sheet.first(Role.SALUTATION)
    greeted = sheet.words_of(part) if part else ""
    others = ("Ромашкиной З.У.", "Кедрову Ю.Ш.") if sheet.greeted == "man" else ("Кедрову Ю.Ш.", "Ромашкиной З.У.")
    for match in sheet.find(_NAME, Role.ADDRESSEE):
        if regex.search(r"Уважаем\p{L}+ \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+", greeted) and sheet.greeted in ("man", "woman"):
            for way, other in zip(("other gender", "same gender"), others, strict=True):
                yield swap((match.start("surname"), match.end()), other, way=way).against(part)


@planter("addressee.no-address", "addressee", "form")
def no_address(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Only the name: the post cannot bring the letter anywhere."""
    part = sheet.first(Role.ADDRESSEE)
    lines = sheet.lines(part) if part else []
    named = [
        index
        for index, line in enumerate(lines)
        if regex.match(r"\p{Lu}\p{Ll}+(?:-\p{L}+)?(?: \p{Lu}\.| \p{Lu}\p{Ll})", line.text)
    ]
    if len(named) == 1 and named[0] + 1 < len(lines) and "@" not in lines[-1].text and part:
        kept = lines[named[0]]
        yield Edit((kept.end, part.end), "", (part.start, kept.end))


@planter("addressee.no-house", "addressee", "form")
def no_house(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The street without the house."""
    for match in sheet.find(
        r"(?<=(?:ул|пер|просп|пр-т)\. [\p{L}. -]+), д\. \d+\w?(?:, корп\. \d+)?(?:, кв\. \d+)?", Role.ADDRESSEE
    ):
        line = sheet.text.rfind("\n", 0, match.start()) + 1
        start = line + len(sheet.text[line:]) - len(sheet.text[line:].lstrip())
        yield Edit(match.span(), "", (start, match.start()))


@planter("addressee.no-town", "addressee", "form")
def no_town(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Street and house, but no town and no index."""
    part = sheet.first(Role.ADDRESSEE)
    lines = sheet.lines(part) if part else []
    if part and len(lines) >= 3 and regex.fullmatch(r"(?:г|с|пгт|п)\. [\p{L}-]+(?: [\p{L}-]+)?, \d{6}", lines[-1].text):
        before = lines[-2]
        yield Edit(
            (before.end - before.text.endswith(","), part.end),
            "",
            (before.start, before.end - before.text.endswith(",")),
        )


@planter("addressee.index-short", "addressee", "fact")
def index_short(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """An index of five or seven figures."""
    for match in sheet.find(r"\b\d{6}\b", Role.ADDRESSEE):
        yield swap(match.span(), match.group()[:-1], way="five")
        yield swap(match.span(), match.group() + match.group()[-1], way="seven")


@planter("addressee.no-name", "addressee", "form")
def no_name(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The address is there, the name is not."""
    part = sheet.first(Role.ADDRESSEE)
    lines = sheet.lines(part) if part else []
    if len(lines) >= 3 and regex.match(_NAME, lines[0].text) and regex.match(r"(?:ул|пер|просп|пр-т)\.", lines[1].text):
        yield absence((lines[0].start, lines[1].start))


@planter("addressee.post-nominative", "addressee|grammar", "form")
def post_nominative(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Генеральный директор ООО …» where the dative is due."""
    for right, wrong in (
        ("Генеральному директору", "Генеральный директор"),
        ("Директору", "Директор"),
        ("Председателю", "Председатель"),
        ("Главе", "Глава"),
        ("Руководителю", "Руководитель"),
        ("Начальнику", "Начальник"),
        ("Заведующей", "Заведующая"),
        ("Главному врачу", "Главный врач"),
    ):
        for match in sheet.find(rf"(?m)^[ \t]*({right})\b", Role.ADDRESSEE):
            yield swap(match.span(1), wrong, way=wrong)


@planter("addressee.residents-nominative", "addressee|grammar", "form")
def residents_nominative(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for right, wrong in (
        ("Жителям", "Жители"),
        ("Жильцам", "Жильцы"),
        ("Собственникам", "Собственники"),
        ("Родителям", "Родители"),
    ):
        for match in sheet.find(rf"(?m)^[ \t]*({right})\b", Role.ADDRESSEE):
            yield swap(match.span(1), wrong, way=wrong)


@planter("addressee.email-broken", "addressee|typography|delivery|spelling", "fact")
def email_broken(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """An e-mail that nothing can be sent to."""
    for match in sheet.find(r"[\w.-]+@[\w-]+\.ru", Role.ADDRESSEE):
        name, domain = match.group().split("@")
        yield swap(match.span(), f"{name}@{domain.removesuffix('.ru')}", way="cut")
        yield swap(match.span(), f"{name} @{domain}", way="blank")
        yield swap(match.span(), f"{name}{domain}", way="no at")


@planter("addressee.name-first", "addressee", "form")
def name_first(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Тамара Николаевна Орлова»: in the order and the case of an introduction."""
    part = sheet.first(Role.SALUTATION)
    names = (
        regex.search(r"Уважаем\p{L}+ (\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?:вич|вна|ич|ична))!", sheet.words_of(part))
        if part
        else None
    )
    for match in sheet.find(_NAME, Role.ADDRESSEE):
        wrong = _nominative(match["surname"], sheet.greeted == "woman")
        if wrong and names:
            new = f"{names[1]} {wrong}"
            yield inside((match.start("surname"), match.end()), new, new)
