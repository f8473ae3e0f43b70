"""Whether an unknown word may be a name: by its capital letters and what stands beside it."""

import re
from enum import Enum
from functools import cache

from letterkit.core.loading import loading
from letterkit.core.word_numbers import WordNumbers
from letterkit.russian import morph
from letterkit.russian.vectors import natasha_data
from letterkit.russian.words import Word

_BEFORE_START = re.compile(r"(?:^|[.!?…:;]\s|\n|^\s*(?:\d+[.)]|[–—•-])\s)[\s«\"„(]*$")
# «д. Веселово», «г. Южно-Сахалинск»: the full stop ends a shortened word, and what follows is the name of a place.
_PLACE_BEFORE = re.compile(
    r"(?<![А-Яа-яЁё])(?:г|с|д|п|х|ст|пос|дер|пгт|гор|хут|аал|тер|мкр|р-н|ул|пер|пл|просп|наб|б-р)\.\s?$"
)
_SETTLEMENT_BEFORE = re.compile(
    r"(?<![А-Яа-яЁё])(?:(?:г|с|д|п|х|ст|ст-ца|пос|дер|пгт|р\.\s?п|рп|нп|хут|аал|мкр|тер)\.|пгт|рп|нп|дп|кп|ст-ца|мкр|СНТ|СТ|ДНТ|ЗАТО)\s?$"
)
_STREET_BEFORE = re.compile(r"(?i)(?<![а-яё])(?:улиц|проспект|переул|бульвар|набережн|проезд|шоссе|тракт)[а-яё]*\s$")
# «в деревне Какси», «в Старые Какси»: villages that no dictionary has.
_VILLAGE_BEFORE = re.compile(
    r"(?<![А-Яа-яё])(?:деревн|сел[оаеу]?|пос[её]л|хутор|станиц|аул|остров|дер\.|пос\.|рек|озер)[а-яё]*\s$"
    r"|(?<![А-Яа-яё])(?:Стар|Нов|Больш|Мал|Верхн|Нижн|Средн)(?:ый|ий|ая|яя|ое|ее|ые|ие|ой|ей|ом|ем|ых|их|ую|юю)\s$"
)
_INITIALS = re.compile(r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?")
_OF_PLACE = re.compile(r"СК(?:ИЙ|АЯ|ОЕ|ИЕ|ОГО|ОМУ|ИМ|ОМ|ОЙ|УЮ|ИХ|ИМИ)$")
_LONG_CAPITALS = 7  # letters: shorter words in capitals are abbreviations
_SHORTEST_DOUBLED = 4
_NAME_TAGS = frozenset({"Name", "Patr"})


class Standing(Enum):
    """How a word stands in its sentence."""

    WORD = "in lower case"
    STARTS = "capital, first of its sentence"
    CAPITALS = "all capitals"
    INSIDE = "capital inside a sentence"
    QUOTED = "capital after a quotation mark inside a sentence"
    NAME = "most likely a name or an abbreviation"


_FIRST_HALVES = frozenset("Южно Северо Западно Восточно Усть Санкт Верхне Нижне Ново Старо Йошкар Улан".split())
_KNOWN_HALVES = frozenset("Geox Surn Name ADJF ADVB".split())


def _may_be_misspelt(half: str) -> bool:
    """Whether a half is known as a name or an adjective: the other may have a slip, «Южон-Сахалинск»."""
    return half in _FIRST_HALVES or any(parse.tag.grammemes & _KNOWN_HALVES for parse in morph.known_parses(half))


def standing(unit: str, word: Word) -> Standing:
    """How ``word`` stands in ``unit``."""
    text = word.text
    if text.islower():
        return Standing.WORD
    if text.isupper():
        return _standing_of_capitals(text)
    starts = starts_sentence(unit, word.start)
    if _is_doubled(text):  # «ВВашей»: a key held down
        return Standing.STARTS if starts else Standing.INSIDE
    if not all(half.islower() or half.istitle() for half in text.split("-")):
        return Standing.NAME
    capitals = [half for half in text.split("-") if half.istitle()]
    if len(capitals) > 1 and not any(map(_may_be_misspelt, capitals)):
        return Standing.NAME  # «Хову-Аксы», «Волан-де-Морт»
    if _SETTLEMENT_BEFORE.search(unit, 0, word.start) or _beside_name(unit, word) or is_surname(text):
        return Standing.NAME
    if _STREET_BEFORE.search(unit, 0, word.start) or _VILLAGE_BEFORE.search(unit, 0, word.start):
        return Standing.NAME
    if starts:
        return Standing.STARTS
    return Standing.QUOTED if _is_quoted(unit, word.start) else Standing.INSIDE


def _standing_of_capitals(text: str) -> Standing:
    """«УСТЬ-КУТСКОГО», «БОДАЙБИНСКИЙ» may be made of the name of a place."""
    if len(text) < _LONG_CAPITALS:
        return Standing.NAME
    return Standing.INSIDE if "-" in text or _OF_PLACE.search(text) else Standing.CAPITALS


def starts_sentence(unit: str, start: int) -> bool:
    """Whether a word at ``start`` is the first of a sentence or of a list's line, so that its capital tells nothing."""
    before = unit[:start]
    return _BEFORE_START.search(before) is not None and not _PLACE_BEFORE.search(before) and not _is_quoted(unit, start)


def _is_doubled(text: str) -> bool:
    return len(text) > _SHORTEST_DOUBLED and text[0] == text[1] and text[2:].islower()


def _is_quoted(unit: str, start: int) -> bool:
    return unit[:start].rstrip()[-1:] in ("«", '"', "„", "“")


def _beside_name(unit: str, word: Word) -> bool:
    """Whether initials, a first name or a patronymic stand next to the word: then it is a surname."""
    after = unit[word.end : word.end + 40].lstrip()
    before = unit[max(0, word.start - 40) : word.start].rstrip()
    if _INITIALS.match(after) or re.search(r"[А-ЯЁ]\.$", before):
        return True
    neighbours = [*re.findall(r"^[А-ЯЁ][а-яё]+", after), *re.findall(r"\b[А-ЯЁ][а-яё]+$", before)]
    return any(
        parse.is_known and parse.tag.grammemes & _NAME_TAGS for name in neighbours for parse in morph.parses(name)
    )


def is_surname(word: str) -> bool:
    """Whether natasha's list of 180,000 surnames has ``word`` in some case."""
    known = _surnames()
    return word.lower() in known or any(str(parse.normal_form) in known for parse in morph.parses(word))


@loading("natasha")
@cache
def _surnames() -> WordNumbers:
    with natasha_data("dict/last.txt").open(encoding="utf-8") as lines:
        return WordNumbers(line.rstrip("\n") for line in lines)
