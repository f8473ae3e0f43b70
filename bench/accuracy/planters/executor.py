"""The mark of the executor: full name and phone, one person, at the end (clauses 6.2, 6.3)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, inside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_NAME = r"(?P<surname>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?) (?P<name>\p{Lu}\p{Ll}+) (?P<patronymic>\p{Lu}\p{Ll}+)"
_PHONE = r"(?:\+7 ?|8 ?)?\(\d{3,5}\) ?\d[\d-]+\d"


@planter("executor.removed", "executor", "absence")
def no_executor(sheet: Sheet, random: Random) -> Iterator[Edit]:
    span = sheet.whole(Role.EXECUTOR)
    if span:
        yield absence(span)


@planter("executor.initials", "executor", "form", most=8)
def initials(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Initials do for the old instructions, not for clause 6.2."""
    for match in sheet.find(_NAME, Role.EXECUTOR):
        short = f"{match['name'][0]}.{match['patronymic'][0]}."
        yield swap(match.span(), f"{match['surname']} {short}", way="after")
        yield swap(match.span(), f"{short} {match['surname']}", way="before")
        yield swap(match.span(), match["surname"], way="none")


@planter("executor.no-patronymic", "executor", "form")
def no_patronymic(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(_NAME, Role.EXECUTOR):
        yield swap(match.span(), f"{match['surname']} {match['name']}", way="two words")
        yield swap(match.span(), f"{match['name']} {match['patronymic']}", way="no surname")


@planter("executor.prefix", "executor", "form")
def prefix(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Исп.» is no part of the mark."""
    for match in sheet.find(_NAME, Role.EXECUTOR):
        for word in ("Исп.", "исп.", "Исполнитель:", "Исп:"):
            yield inside(match.span(), f"{word} {match.group()}", f"{word} {match['surname']}", way=word)


@planter("executor.no-phone", "executor", "form", most=8)
def no_phone(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Nobody can be called (clause 6.4)."""
    part = sheet.first(Role.EXECUTOR)
    if part is None:
        return
    for match in sheet.find(rf"(?:тел\. ?)?{_PHONE},? ?", Role.EXECUTOR):
        left = sheet.text[part.start : match.start()] + sheet.text[match.end() : part.end]
        kept = left.rstrip(" ,\n")
        if regex.search(_NAME, kept):
            yield Edit((part.start, part.end), kept, (part.start, part.start + len(kept)))


@planter("executor.no-area-code", "executor", "form")
def no_area_code(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(r"(?:\+7 ?|8 ?)?\(\d{3,5}\) ?(\d[\d-]+\d)", Role.EXECUTOR):
        yield swap(match.span(), match[1])


@planter("executor.phone-cut", "executor|typography", "fact")
def phone_cut(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Two figures of the phone are missing, or two too many."""
    for match in sheet.find(_PHONE, Role.EXECUTOR):
        yield swap(match.span(), match.group()[:-3], way="short")
        yield swap(match.span(), match.group() + "-00", way="long")


@planter("executor.two", "executor", "form")
def two(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Clause 6.3 wants the main executor alone."""
    part = sheet.first(Role.EXECUTOR)
    for match in sheet.find(_NAME, Role.EXECUTOR):
        if part and match.start() == part.start:
            second = "Ветрова Зоя Львовна"
            yield Edit((match.end(), match.end()), f", {second}", (part.start, match.end() + 2 + len(second)), "beside")
            words = f"\n{second}, {_other_phone(sheet)}"
            yield Edit((part.end, part.end), words, (part.start, part.end + len(words)), "below")


def _other_phone(sheet: Sheet) -> str:
    """The phone of the letter with another last figure: that of a colleague."""
    phone = next((match.group() for match in sheet.find(_PHONE, Role.EXECUTOR)), "00-00-00")
    return f"{phone[:-1]}{(int(phone[-1]) + 1) % 10}"


@planter("executor.no-name", "executor", "form")
def no_name(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A phone, and nobody to ask for."""
    part = sheet.first(Role.EXECUTOR)
    if part:
        lines = sheet.lines(part)
        if len(lines) >= 2 and regex.match(_NAME, lines[0].text) and regex.search(_PHONE, lines[-1].text):
            yield Edit((part.start, part.end), lines[-1].text, None)


@planter("executor.above-signature", "executor|signature", "form")
def above_signature(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The mark stands before the signature, not at the foot of the page."""
    mark, signature, closing = sheet.first(Role.EXECUTOR), sheet.first(Role.SIGNATURE), sheet.first(Role.CLOSING)
    if mark and signature and closing and closing.start < signature.start < mark.start:
        words = sheet.words_of(mark)
        between = sheet.text[closing.start : mark.start].rstrip()
        new = f"{words}\n\n{between}"
        yield Edit((closing.start, mark.end), new, (closing.start, closing.start + len(words)))


@planter("executor.name-declined", "executor|grammar", "form")
def name_declined(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Исполнил: Петровой Анной», the name in an oblique case."""
    for match in sheet.find(_NAME, Role.EXECUTOR):
        surname, name, patronymic = match["surname"], match["name"], match["patronymic"]
        if (
            regex.search(r"(?:ов|ев|ин)а$", surname)
            and patronymic.endswith("вна")
            and regex.search("[бвгдзклмнпрстф]а$", name)
        ):
            yield swap(match.span(), f"{surname[:-1]}ой {name[:-1]}е {patronymic[:-1]}е", way="her")
        if (
            regex.search(r"(?:ов|ев|ин)$", surname)
            and patronymic.endswith("вич")
            and regex.search("[бвгдзклмнпрстф]$", name)
        ):
            yield swap(match.span(), f"{surname}у {name}у {patronymic}у", way="him")
