"""The mark of the electronic signature: all four of its parts, valid on the day of the letter (NORMS B.10)."""

import datetime
from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role
from letterkit.russian.dates import date_digits

_PHRASE = "Документ подписан электронной подписью"
_NAME = regex.compile(r"(?P<post>[^\n]+?)[ ]{3,}(?P<first>\p{Lu})\. ?(?P<second>\p{Lu})\. ?(?P<surname>\p{Lu}\p{Ll}+)")
_GIVEN = {
    "И": "Игорь",
    "А": "Андрей",
    "В": "Виктор",
    "С": "Сергей",
    "О": "Олег",
    "Н": "Николай",
    "П": "Павел",
    "Д": "Денис",
    "М": "Михаил",
    "Е": "Евгений",
    "К": "Кирилл",
    "Р": "Роман",
    "Л": "Леонид",
    "Т": "Тимур",
    "Ю": "Юрий",
    "Г": "Глеб",
}
_FATHERS = {
    "О": "Олегович",
    "И": "Ильич",
    "В": "Викторович",
    "С": "Сергеевич",
    "А": "Андреевич",
    "П": "Павлович",
    "Н": "Николаевич",
    "Д": "Денисович",
    "М": "Михайлович",
    "Е": "Евгеньевич",
    "К": "Кириллович",
    "Р": "Романович",
    "Л": "Леонидович",
    "Ю": "Юрьевич",
    "Г": "Глебович",
    "Т": "Тимурович",
}
_NUMBER = "Сертификат 00A1B2C3D4E5F6"


class _Block:
    """The signature of a letter with a mark between post and name, as a stamp prints it."""

    def __init__(self, sheet: Sheet) -> None:
        part = sheet.first(Role.SIGNATURE)
        assert part is not None
        self.part = part
        lines = sheet.lines(part)
        self.posts = [line.text for line in lines[:-1]]
        match = _NAME.fullmatch(lines[-1].text)
        assert match is not None
        self.posts.append(match["post"])
        self.name = f"{match['first']}.{match['second']}. {match['surname']}"
        self.owner = f"{match['surname']} {_GIVEN[match['first']]} {_FATHERS[match['second']]}"

    def edit(self, stamp: list[str], wrong: str | None, way: str = "") -> Edit:
        width = max(len(post) for post in self.posts) + 6
        posts = self.posts + [""] * max(0, len(stamp) - len(self.posts))
        stamps = stamp + [""] * max(0, len(posts) - len(stamp))
        rows = [f"{post:<{width}}{line}".rstrip() for post, line in zip(posts, stamps, strict=True)]
        rows[0] = f"{rows[0]}      {self.name}"
        new = "\n".join(rows)
        start = self.part.start
        if wrong is None:
            at = new.index(stamp[0])
            return Edit((start, self.part.end), new, (start + at, start + len(new)), way)
        at = new.index(wrong)
        return Edit((start, self.part.end), new, (start + at, start + at + len(wrong)), way)


def _blocks(sheet: Sheet) -> Iterator[_Block]:
    part = sheet.first(Role.SIGNATURE)
    if part is None or sheet.first(Role.ESIGN) is not None or sheet.date is None or len(sheet.of(Role.SIGNATURE)) != 1:
        return
    match = _NAME.fullmatch(sheet.lines(part)[-1].text)
    if match and match["first"] in _GIVEN and match["second"] in _FATHERS and not regex.search("а$", match["surname"]):
        yield _Block(sheet)


def _validity(sheet: Sheet, from_days: int = -120, to_days: int = 245) -> str:
    assert sheet.date is not None
    first, last = (sheet.date + datetime.timedelta(days=days) for days in (from_days, to_days))
    return f"Действителен с {date_digits(first)} по {date_digits(last)}"


@planter("esign.right", "", "control")
def right(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A whole and valid mark."""
    for block in _blocks(sheet):
        yield block.edit([_PHRASE, _NUMBER, f"Владелец {block.owner}", _validity(sheet)], None)


@planter("esign.part-lost", "esign", "form", most=9)
def part_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """No number of the certificate, no owner or no term."""
    for block in _blocks(sheet):
        whole = [_PHRASE, _NUMBER, f"Владелец {block.owner}", _validity(sheet)]
        for at, way in ((1, "number"), (2, "owner"), (3, "term")):
            yield block.edit(whole[:at] + whole[at + 1 :], None, way)


@planter("esign.expired", "esign", "fact")
def expired_certificate(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The certificate was not valid on the day of the letter."""
    for block in _blocks(sheet):
        for way, term in (("over", _validity(sheet, -400, -35)), ("not yet", _validity(sheet, 20, 385))):
            yield block.edit([_PHRASE, _NUMBER, f"Владелец {block.owner}", term], term, way)


@planter("esign.owner-not-signer", "esign|signature|consistency", "fact")
def owner_not_signer(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """One signs, the certificate is another's."""
    for block in _blocks(sheet):
        owner = "Журавлёва Зоя Захаровна"
        yield block.edit([_PHRASE, _NUMBER, f"Владелец {owner}", _validity(sheet)], owner)


@planter("esign.phrase", "esign|abbreviation|spelling", "form", most=8)
def phrase(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The phrase of the standard in other words."""
    for block in _blocks(sheet):
        for words in (
            "Документ подписан ЭЦП",
            "Подписано ЭП",
            "Подписан электронно",
            "Документ подписан электроной подписью",
        ):
            yield block.edit([words, _NUMBER, f"Владелец {block.owner}", _validity(sheet)], words, words)


@planter("esign.owner-initials", "esign", "form")
def owner_initials(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The owner by initials, where the standard wants surname, name and patronymic."""
    for block in _blocks(sheet):
        surname = block.owner.split()[0]
        owner = f"Владелец {surname} {block.name.split()[0]}"
        yield block.edit([_PHRASE, _NUMBER, owner, _validity(sheet)], owner)


@planter("esign.only-phrase", "esign", "form")
def only_phrase(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A stamp of one line."""
    for block in _blocks(sheet):
        yield block.edit([_PHRASE], _PHRASE)


@planter("esign.own-part-changed", "esign", "fact")
def own_part_changed(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter's own mark: its term run out, its number lost."""
    for match in sheet.find(r"с \d\d\.\d\d\.\d{4} по \d\d\.\d\d\.\d{4}", Role.ESIGN):
        if sheet.date:
            ended = sheet.date - datetime.timedelta(days=40)
            begun = ended - datetime.timedelta(days=365)
            yield swap(match.span(), f"с {date_digits(begun)} по {date_digits(ended)}", way="term")
    for match in sheet.find(r"Сертификат:? \w+", Role.ESIGN):
        yield swap(match.span(), "Сертификат", way="number")
