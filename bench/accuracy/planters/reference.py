"""Date and number of the letter, and its link to the appeal (Order 4.1; NORMS B.4)."""

import datetime
from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, beside, inside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Part, Role
from letterkit.russian.dates import FoundDate, date_digits, date_words, find_dates, partial_dates


def _date_in(sheet: Sheet, part: Part | None) -> FoundDate | None:
    found = find_dates(sheet.words_of(part)) if part else ()
    return found[0] if found else None


def _alike(date: datetime.date, like: FoundDate) -> str:
    """``date`` written as ``like`` is."""
    if regex.fullmatch(r"\d\d\.\d\d\.\d{4}", like.text):
        return date_digits(date)
    words = date_words(date)
    return words.replace("года", "г.") if like.text.endswith("г.") else words


def _has_link(sheet: Sheet) -> bool:
    """Whether the text itself says when the appeal came or was registered."""
    words = " ".join(sheet.words_of(part) for part in sheet.of(Role.OPENING, Role.BODY)[:2])
    return bool(find_dates(words) or partial_dates(words) or "№" in words)


@planter("reference.removed", "reference", "absence")
def no_reference(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Nothing says which appeal the letter answers."""
    span = sheet.whole(Role.REFERENCE)
    if span and not _has_link(sheet):
        start, end = span
        yield absence((start, end), "\n" if sheet.text[:end].endswith("\n\n") else "")


@planter("reference.number-left-empty", "reference|placeholder", "form")
def number_left_empty(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(r"(?<=На № )\S+(?= от )", Role.REFERENCE):
        for blank in ("________", "____", "___"):
            yield beside(sheet.text, match.span(), blank, way=blank)


@planter("reference.date-left-empty", "reference|placeholder", "form")
def date_left_empty(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(r"(?<= от )\d.*", Role.REFERENCE):
        for blank in ("__________", "______", "__.__.2024"):
            yield beside(sheet.text, match.span(), blank, way=blank)


@planter("reference.date-lost", "reference", "form")
def date_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«На № И-402», and the date forgotten."""
    for match in sheet.find(r"На № \S+( от .*)", Role.REFERENCE):
        number = sheet.text[match.start() : match.start(1)]
        yield swap(match.span(), number, way="all")
        yield swap(match.span(), f"{number} от", way="date")


@planter("reference.number-lost", "reference", "form")
def number_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«На № от 15.05.2024»."""
    for match in sheet.find(r"На № (\S+ )от .*", Role.REFERENCE):
        yield swap(match.span(), match.group().replace(match.group(1), "", 1))


@planter("reference.after-letter", "reference", "fact")
def after_letter(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The appeal is said to be later than the answer to it."""
    part = sheet.first(Role.REFERENCE)
    found = _date_in(sheet, part)
    if part and found and sheet.date:
        for way, days in (("month", 31), ("week", 7), ("day", 1)):
            later = sheet.date + datetime.timedelta(days=days)
            edit = swap((part.start + found.start, part.start + found.end), _alike(later, found), way=way)
            yield edit.against(sheet.first(Role.DATE))
        try:
            later = found.date.replace(year=sheet.date.year + 1)
        except ValueError:
            return
        edit = swap((part.start + found.start, part.start + found.end), _alike(later, found), way="year")
        yield edit.against(sheet.first(Role.DATE))


@planter("reference.no-number-and-date", "reference", "absence")
def no_number_and_date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter is neither dated nor numbered."""
    date, number = sheet.first(Role.DATE), sheet.first(Role.NUMBER)
    if date and number and not sheet.text[date.end : number.start].strip():
        end = number.end + (sheet.text[number.end : number.end + 1] == "\n")
        yield absence((date.start, end))


@planter("reference.own-number-lost", "reference", "form")
def own_number_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter is dated but has no number."""
    date, number = sheet.first(Role.DATE), sheet.first(Role.NUMBER)
    if date and number and not sheet.text[date.end : number.start].strip():
        yield Edit((date.start, number.end), sheet.words_of(date), None, "whole")
        yield Edit((date.start, number.end), f"{sheet.words_of(date)} №", None, "sign left")


@planter("reference.own-number-left-empty", "reference|placeholder", "form")
def own_number_left_empty(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(r"(?<=№ ?)\S+", Role.NUMBER):
        yield beside(sheet.text, match.span(), "__________")


@planter("reference.own-date-lost", "reference", "form")
def own_date_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter is numbered but has no date."""
    date, number = sheet.first(Role.DATE), sheet.first(Role.NUMBER)
    if date and number and not sheet.text[date.end : number.start].strip():
        yield Edit((date.start, number.end), sheet.words_of(number), None)


@planter("reference.own-date-left-empty", "reference|placeholder", "form")
def own_date_left_empty(sheet: Sheet, random: Random) -> Iterator[Edit]:
    part = sheet.first(Role.DATE)
    if part and sheet.date:
        for blank in ("__________", "«___» ________ 2024 г.", "__.__.____"):
            yield swap((part.start, part.end), blank, way=blank)


@planter("reference.impossible-date", "reference|typography|consistency", "fact")
def impossible_date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """No calendar has such a day."""
    for role in (Role.DATE, Role.REFERENCE):
        for match in sheet.find(r"\b\d\d\.\d\d\.(\d{4})", role):
            for day in ("31.06.", "30.02.", "32.05.", "15.13."):
                yield swap(match.span(), day + match[1], way=day)


@planter("reference.other-date-in-text", "reference|consistency|opening", "fact")
def other_date_in_text(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The text dates the appeal otherwise than the line «На № … от …» does."""
    found = _date_in(sheet, sheet.first(Role.REFERENCE))
    opening = sheet.first(Role.OPENING)
    if found and opening:
        for other in find_dates(sheet.words_of(opening)):
            before = sheet.text[: opening.start + other.start]
            if other.date == found.date and before.endswith("бращение от "):
                wrong = other.date - datetime.timedelta(days=random.choice((1, 2, 3, 7)))
                edit = swap((opening.start + other.start, opening.start + other.end), _alike(wrong, other))
                yield edit.against(sheet.first(Role.REFERENCE))


@planter("reference.other-number-in-text", "reference|consistency|opening", "fact")
def other_number_in_text(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The text gives the appeal another number."""
    for match in sheet.find(r"На № (\S+) от", Role.REFERENCE):
        number = match[1]
        digits = [index for index, sign in enumerate(number) if sign.isdigit()]
        if not digits:
            continue
        at = digits[-1]
        wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        for again in sheet.find(rf"(?<=№ ?){regex.escape(number)}(?!\w)", Role.OPENING, Role.BODY):
            yield swap(again.span(), wrong).against(sheet.first(Role.REFERENCE))


@planter("reference.registered-after-letter", "reference|consistency|typical|opening", "fact")
def registered_after_letter(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The appeal is said to be registered after the letter was written."""
    if sheet.date:
        for match in sheet.find(r"зарегистрирован\w* (?:в \w+ )?(\d\d\.\d\d\.\d{4})"):
            later = sheet.date + datetime.timedelta(days=random.choice((3, 10, 30)))
            yield swap(match.span(1), date_digits(later)).against(sheet.first(Role.DATE))


@planter("reference.not-linked", "reference", "form")
def not_linked(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The words «На №» fell out: a bare number and date are left."""
    for match in sheet.find(r"На № (\S+) от", Role.REFERENCE):
        yield inside(match.span(), f"{match[1]} от", f"{match[1]} от")
