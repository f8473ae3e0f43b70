"""The title of the text: «О чём?», without a full stop (NORMS B.6)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, inside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_SUBJECTS = {
    "О предоставлении земельного участка": "земел|участ|огород|сад",
    "О переводе ребёнка в другую школу": "школ|учен|ребён|дет|класс",
    "О ремонте лифта": "лифт|дом|подъезд|ремонт",
    "О содержании собак": "собак|животн",
    "Об уборке снега на дорогах": "снег|дорог|улиц|убор",
    "О назначении пенсии": "пенс|выплат|стаж",
}


@planter("title.full-stop", "title|punctuation", "form")
def full_stop(sheet: Sheet, random: Random) -> Iterator[Edit]:
    part = sheet.first(Role.TITLE)
    if part:
        new = sheet.words_of(part) + "."
        yield swap((part.start, part.end), new)


@planter("title.removed", "title", "absence")
def no_title(sheet: Sheet, random: Random) -> Iterator[Edit]:
    span = sheet.whole(Role.TITLE)
    if span:
        yield absence(span)


@planter("title.not-about", "title", "form")
def not_about(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A title that answers another question than «о чём?»."""
    part = sheet.first(Role.TITLE)
    if part and regex.match(r"Об? ", sheet.words_of(part)):
        rest = sheet.words_of(part).split(" ", 1)[1]
        for wrong in (
            "Ответ на обращение",
            "Ответ заявителю",
            "Касательно Вашего обращения",
            "Тема: ответ на обращение",
        ):
            yield swap((part.start, part.end), wrong, way=wrong)
        yield swap((part.start, part.end), f"Тема: о {rest}", way="label")


@planter("title.wrong-preposition", "title|grammar|spelling", "form")
def wrong_preposition(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Об ремонте», «О уборке»."""
    for match in sheet.find(r"\G(Об?)( \p{L}+)", Role.TITLE):
        first = match[2][1]
        if match[1] == "О" and first in "аэиоу":
            continue
        wrong = "Об" if match[1] == "О" else "О"
        if wrong == "Об" and first in "еёюя":
            continue
        yield swap((match.start(), match.end()), wrong + match[2], way=wrong)


@planter("title.lower-case", "title|spelling|grammar|typography", "form")
def lower_case(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(r"\GОб? \p{L}+", Role.TITLE):
        yield swap(match.span(), match.group()[0].lower() + match.group()[1:])


@planter("title.wrong-case", "title|grammar", "form")
def wrong_case(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«О ремонт дороги», «О переселению»."""
    for match in sheet.find(r"\GОб? (\p{L}+)\b", Role.TITLE):
        word = match[1]
        if word.endswith("нии"):
            yield swap(match.span(), match.group()[:-1] + "е", way="nominative")
            yield swap(match.span(), match.group()[:-1] + "ю", way="dative")
            yield swap(match.span(), match.group()[:-1] + "я", way="genitive")
        elif word in ("ремонте", "возврате", "порядке"):
            yield swap(match.span(), match.group()[:-1] + "а", way="genitive")
            yield swap(match.span(), match.group()[:-1], way="nominative")


@planter("title.misspelt", "title|spelling", "form")
def misspelt(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for right, wrong in (
        ("рассмотрении", "расмотрении"),
        ("перенаправлении", "перенапровлении"),
        ("капитальном", "капитальнам"),
        ("ремонте", "рименте"),
        ("обращения", "обрашения"),
        ("строительстве", "строительсве"),
        ("продлении", "продленни"),
        ("переселении", "преселении"),
        ("предоставлении", "предоставлениии"),
        ("установке", "устоновке"),
        ("подключении", "подклчении"),
        ("квартире", "кваритре"),
        ("площадке", "плащадке"),
    ):
        for match in sheet.find(rf"\b{right}\b", Role.TITLE):
            yield swap(match.span(), wrong, way=wrong)


@planter("title.another-subject", "title|consistency|opening", "fact")
def another_subject(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The title of another letter: nothing in the text is about it."""
    part = sheet.first(Role.TITLE)
    if part:
        words = sheet.text[part.start :].lower()
        for subject, stems in _SUBJECTS.items():
            if not regex.search(stems, words):
                yield inside((part.start, part.end), subject, subject, way=subject).against(sheet.first(Role.OPENING))
