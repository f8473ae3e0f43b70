"""«Вы» and «Ваш»: a capital for one person, none for several, the same through the letter (NORMS C.2)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import PROSE, Sheet
from letterkit.core.letter import Role

_YOU = r"\b(?:Вы|Вас|Вам|Вами)\b"
_YOUR = r"\bВаш(?:а|е|и|у|ей|его|ему|ем|им|ими|их)?\b"
_SMALL = r"\b(?:вы|вас|вам|вами|ваш(?:а|е|и|у|ей|его|ему|ем|им|ими|их)?)\b"
_FAMILIAR = {
    "Вы": "ты",
    "Вас": "тебя",
    "Вам": "тебе",
    "Вами": "тобой",
    "Ваш": "твой",
    "Ваша": "твоя",
    "Ваше": "твоё",
    "Вашу": "твою",
    "Вашего": "твоего",
    "Вашей": "твоей",
    "Вашему": "твоему",
    "Вашем": "твоём",
}


def _begins_sentence(sheet: Sheet, at: int) -> bool:
    return any(one.start == at for one in sheet.sentences) or sheet.text[:at].rstrip(" «–—\n")[-1:] in ".!?"


def _mid(sheet: Sheet, pattern: str) -> Iterator["regex.Match[str]"]:
    return (match for match in sheet.find(pattern) if not _begins_sentence(sheet, match.start()))


@planter("address-form.you-small", "address-form", "form", most=12)
def you_small(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """One «вы» among the «Вы» of a letter to one person."""
    if sheet.greeted in ("man", "woman"):
        for match in _mid(sheet, _YOU):
            yield swap(match.span(), match.group().lower(), way=match.group())


@planter("address-form.your-small", "address-form", "form", most=12)
def your_small(sheet: Sheet, random: Random) -> Iterator[Edit]:
    if sheet.greeted in ("man", "woman"):
        for match in _mid(sheet, _YOUR):
            yield swap(match.span(), match.group().lower(), way=match.group())


@planter("address-form.all-small", "address-form", "form")
def all_small(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Every «Вы» of the letter in lower case, the greeting to one person."""
    found = list(_mid(sheet, f"{_YOU}|{_YOUR}"))
    if sheet.greeted in ("man", "woman") and len(found) >= 2:
        start, end = found[0].start(), found[-1].end()
        new, at = "", start
        for match in found:
            new += sheet.text[at : match.start()] + match.group().lower()
            at = match.end()
        yield Edit((start, end), new, (start, end))


@planter("address-form.capital-to-several", "address-form", "form", most=12)
def capital_to_several(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A capital in a letter to several people."""
    if sheet.greeted == "several":
        for match in _mid(sheet, _SMALL):
            yield swap(match.span(), match.group().capitalize(), way=match.group())


@planter("address-form.familiar", "address-form|tone", "form", most=8)
def familiar(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Тебе» to a citizen."""
    if sheet.greeted in ("man", "woman"):
        for match in _mid(sheet, f"{_YOU}|{_YOUR}"):
            if match.group() in _FAMILIAR:
                yield swap(match.span(), _FAMILIAR[match.group()], way=match.group())


@planter("address-form.all-capitals", "address-form|typography|spelling", "form")
def all_capitals(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«ВАМ»."""
    for match in _mid(sheet, f"{_YOU}|{_YOUR}"):
        yield swap(match.span(), match.group().upper(), way=match.group())


@planter("address-form.third-person", "address-form|officialese|tone|consistency", "form", most=8)
def third_person(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The reader is spoken of as if absent."""
    for match in sheet.find(r"\b(?:Вам|Вас)\b", *PROSE):
        if sheet.greeted in ("man", "woman") and not _begins_sentence(sheet, match.start()):
            form = "заявителю" if match.group() == "Вам" else "заявителя"
            yield swap(match.span(), form, way=form)


@planter("address-form.you-as-one", "address-form|grammar|consistency", "form", most=8)
def you_as_one(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Вы просил», «Вы получишь»: the verb forgets that «Вы» is plural."""
    if sheet.greeted not in ("man", "woman") or sheet.first(Role.SALUTATION) is None:
        return
    ending = "л" if sheet.greeted == "man" else "ла"
    for match in sheet.find(r"\bВы (?:также |уже |не )?(\p{Ll}{2,}[аеиоуыя])ли\b"):
        yield swap((match.start(), match.end()), match.group()[:-2] + ending, way="past")
    for match in sheet.find(r"\bВы (?:также |уже |не )?(?:можете|получите|хотите|пишете|сможете|узнаете)\b"):
        yield swap((match.start(), match.end()), match.group()[:-2].removesuffix("т") + "шь", way="present")
