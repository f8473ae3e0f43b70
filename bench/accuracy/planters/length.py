"""Letters of more than two pages (clause 3.8)."""

from collections.abc import Iterator
from random import Random

from bench.accuracy.edit import Edit
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet

# Two pages hold some 5,500 characters with the blank and the signature: this many more cannot fit.
_MORE_CHARACTERS = 9000
_STREETS = ("Мира", "Лесной", "Морской", "Полевой", "Южной", "Речной", "Школьной", "Новой", "Садовой", "Горной")
_MONTHS = ("январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре")


def _houses() -> Iterator[str]:
    number = 1
    while True:
        street, month = _STREETS[number % 10], _MONTHS[number * 3 % 10]
        yield (
            f"В доме № {number + 3} по ул. {street} подвал и чердак осмотрели в {month}. Трубы сухие, двери закрыты, "
            f"свет горит на всех этажах. Жители {number % 7 + 2} квартир рассказали о сквозняке в подъезде, и рабочие "
            "поставили там новые двери. Старый замок заменили."
        )
        number += 1


def _history() -> Iterator[str]:
    year = 1961
    while True:
        yield (
            f"В {year} году на этом месте стояли деревянные дома в два этажа. Людей в них жило мало, воду брали из "
            "колонки на углу. Потом улицу расширили, посадили тополя и клёны, построили баню. В архиве есть снимок тех "
            f"лет, на нём видны забор и {year % 5 + 5} телег с дровами."
        )
        year += 1


def _items() -> Iterator[str]:
    number = 1
    while True:
        street = _STREETS[number % 10]
        year, floors = 1950 + number % 60, number % 8 + 2
        yield f"– дом № {number * 2} по ул. {street}: построен в {year} году, этажей {floors}, стены кирпичные;"
        number += 1


def _long_text(paragraphs: Iterator[str], glue: str, lead: str = "") -> str:
    grown = lead
    while len(grown) < _MORE_CHARACTERS:
        grown += glue + next(paragraphs)
    return grown


@planter("length.paragraphs", "length", "absence", follows="readability|consistency")
def paragraphs(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter tells much more than was asked."""
    if sheet.hosts:
        at = sheet.hosts[-1]
        yield Edit((at, at), _long_text(_houses(), "\n\n"), None, "houses")
        yield Edit((at, at), _long_text(_history(), "\n\n"), None, "history")


@planter("length.list", "length", "absence", follows="readability")
def long_list(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A list that belongs into an attachment."""
    if sheet.hosts:
        at = sheet.hosts[-1]
        items = _long_text(_items(), "\n", "\n\nПолный список домов:")
        yield Edit((at, at), items.removesuffix(";") + ".", None)
