"""Facts of one letter that do not agree with each other: names, houses, days of the week, spans of time, persons."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import regex

from bench.accuracy.edit import Edit, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import PROSE, Sheet
from letterkit.core.letter import Role
from letterkit.russian.abbreviations import MONTHS_GENITIVE
from letterkit.russian.dates import date_digits

_WEEKDAYS = ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье")
_READ = (Role.TITLE, *PROSE)
_DONE = (
    r"(?:осмотрел[аио]?|проверил[аи]?|закончил[аи]?|приняла|признан[ао]?|перечислен[ао]?|восстановлен[ао]?|поставлен[ао]?"
    r"|измерил[аи]?|заменил[аи]?|отремонтировал[аи]?|убрал[аи]?|направил[аи]?|провел[аи]|провёл)"
)


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {MONTHS_GENITIVE[day.month - 1]} {day.year} года"


def _insert_sentence(sheet: Sheet, sentence: str, wrong: str, way: str) -> Iterator[Edit]:
    for host in sheet.hosts:
        at = host + 1 + sentence.index(wrong)
        yield Edit((host, host), f" {sentence}", (at, at + len(wrong)), way)


@planter("consistency.house", "consistency|title|opening", "fact", most=8)
def house(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The house has one number in the title or the opening and another further on."""
    found = list(sheet.find(r"(?<=дом\p{Ll}{0,2} № )\d+", *_READ))
    counts = Counter(match.group() for match in found)
    for match in found:
        if counts[match.group()] >= 2 and len(counts) == 1:
            other = next(each for each in found if each.group() == match.group() and each is not match)
            yield replace(swap(match.span(), str(int(match.group()) + 10)), other=other.span())


@planter("consistency.street", "consistency|title|opening", "fact", most=8)
def street(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The title is about one street, the opening about another."""
    pattern = r"(?:ул\.|улице|улицы|улицу) (\p{Lu}\p{Ll}+(?:ой|ей))\b"
    titled = list(sheet.find(pattern, Role.TITLE))
    opened = list(sheet.find(pattern, Role.OPENING))
    if titled and opened and titled[0][1] == opened[0][1]:
        other = "Запрудной" if titled[0][1].endswith("ой") else "Верхней"
        yield swap(titled[0].span(1), other).against(sheet.first(Role.OPENING))


@planter("consistency.weekday", "consistency|typography|grammar", "fact", most=8)
def weekday(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The day of the week is not that of the date."""
    if sheet.date:
        day = sheet.date - datetime.timedelta(days=random.randrange(3, 9))
        said = _WEEKDAYS[(day.weekday() + random.randrange(1, 7)) % 7]
        words = f"{said}, {_in_words(day)}"
        yield from _insert_sentence(sheet, f"Специалист осмотрел место {words}.", words, "words")
        words = f"{said}, {date_digits(day)}"
        yield from _insert_sentence(sheet, f"Комиссия собиралась {words}.", words, "digits")


@planter("consistency.weekday-right", "", "control", most=6)
def weekday_right(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The same with the right day."""
    if sheet.date and sheet.hosts:
        day = sheet.date - datetime.timedelta(days=random.randrange(3, 9))
        host = sheet.hosts[-1]
        yield Edit((host, host), f" Специалист осмотрел место {_WEEKDAYS[day.weekday()]}, {_in_words(day)}.", None)


@planter("consistency.span-reversed", "consistency|typography", "fact", most=10)
def span_reversed(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A span of time that ends before it begins."""
    if sheet.date:
        first = sheet.date - datetime.timedelta(days=20)
        last = first + datetime.timedelta(days=11)
        words = f"с {date_digits(last)} по {date_digits(first)}"
        yield from _insert_sentence(sheet, f"Место осматривали {words}.", words, "days")
        words = f"с {_in_words(last)} по {_in_words(first)}"
        yield from _insert_sentence(sheet, f"Замеры проводили {words}.", words, "days in words")
        yield from _insert_sentence(sheet, "Приём ведут по вторникам с 17 до 10 часов.", "с 17 до 10 часов", "hours")
        yield from _insert_sentence(sheet, "Кабинет открыт с 13.00 до 9.00.", "с 13.00 до 9.00", "clock")
        words = f"с {sheet.date.year} по {sheet.date.year - 3} год"
        yield from _insert_sentence(sheet, f"Такие работы вели {words}.", words, "years")


@planter("consistency.done-in-future", "consistency|reference|typography", "fact", most=10)
def done_in_future(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """What has been done has a date after that of the letter."""
    if sheet.date is None:
        return
    for match in sheet.find(rf"{_DONE}[^.;:]{{0,40}}? (?P<date>\d\d\.\d\d\.\d{{4}})(?=[.,: ])"):
        day, month, year = match["date"].split(".")
        if datetime.date(int(year), int(month), int(day)) <= sheet.date and " до " not in match.group():
            later = f"{day}.{month}.{sheet.date.year + 1}"
            if f"{day}.{month}" != "29.02":
                yield swap(match.span("date"), later).against(sheet.first(Role.DATE))


@planter("consistency.first-person", "consistency|opening|grammar", "form", most=8)
def first_person(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«I» in a letter of «we»: the blank is the body's, not a person's."""
    plural = r"\b(?:мы|нам|нас|сообщаем|прилагаем|направляем|возвращаем|просим|проверим|дадим|напишем)\b"
    if len(list(sheet.find(f"(?i){plural}"))) < 2:
        return
    for match in sheet.find(r"\b(?:[Сс]ообщаем|[Пп]рилагаем|[Нн]аправляем|[Вв]озвращаем)\b"):
        yield swap(match.span(), match.group()[:-2] + "ю", way="verb")
    for match in sheet.find(r"\b(?:[Мм]ы) (?P<verb>\p{Ll}+[аия])(?P<end>ли)\b"):
        first = "Я" if match.group()[0] == "М" else "я"
        yield swap(match.span(), f"{first} {match['verb']}л", way="pronoun")


@planter("consistency.sum", "consistency", "fact", most=6)
def sums(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The figure and its words differ."""
    for sentence, wrong in (
        ("На осмотр ушло 5 (шесть) дней.", "5 (шесть)"),
        ("Забор тянется на 30 (двадцать) метров.", "30 (двадцать)"),
        ("На опросе были 12 (пятнадцать) человек.", "12 (пятнадцать)"),
        ("Работы обошлись в 100 000 (двести тысяч) рублей.", "100 000 (двести тысяч)"),
    ):
        yield from _insert_sentence(sheet, sentence, wrong, wrong)


@planter("consistency.repeated-sentence", "consistency|grammar|typography", "form", most=8)
def repeated_sentence(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A sentence pasted twice."""
    for one in sheet.sentences:
        if len(one.text) >= 40 and one.text.endswith(".") and any(one.end <= host for host in sheet.hosts):
            new = f" {one.text}"
            yield Edit((one.end, one.end), new, (one.start, one.end + len(new)), "next")
            for host in sheet.hosts:
                if host > one.end:
                    yield Edit((host, host), new, (host + 1, host + len(new)), "far")


@planter("consistency.addressed-to-other", "consistency|privacy|salutation|addressee", "fact", most=8)
def addressed_to_other(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Another person is spoken to in the middle of the letter."""
    part = sheet.first(Role.SALUTATION)
    match = regex.search(r"Уважаем(ый|ая) (\p{Lu}\p{Ll}+) (\p{Lu}\p{Ll}+)", sheet.words_of(part)) if part else None
    if match:
        others = (
            ("Зинаида Фёдоровна", "Фаина Захаровна") if match[1] == "ая" else ("Захар Фёдорович", "Эдуард Захарович")
        )
        for other in others:
            for one in sheet.sentences[1:]:
                if regex.match(r"Вы |Вам |Если Вы ", one.text):
                    lowered = one.text[0] + one.text[1:]
                    new = f"{other}, {lowered[0].lower() if lowered.startswith('Если') else lowered[0]}{lowered[1:]}"
                    yield Edit((one.start, one.end), new, (one.start, one.start + len(other)), other)
