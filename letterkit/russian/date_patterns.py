"""How dates and periods are written: one pattern a form, in the order in which they are trusted."""

import re
from collections.abc import Mapping
from typing import Literal

from letterkit.russian.abbreviations import MONTHS_GENITIVE

Precision = Literal["day", "month", "quarter", "half-year", "year"]
DateForm = Literal[
    "digits",
    "digits-short",
    "slashes",
    "iso",
    "words",
    "day-range",
    "quarter",
    "half-year",
    "period-end",
    "month",
    "year",
]
PatternName = Literal[
    "digits",
    "slashes",
    "iso",
    "day-range",
    "words",
    "words-of-range",
    "quarter",
    "half-year",
    "period-end",
    "month",
    "year",
    "day-without-year",
    "month-without-year",
    "year-end-without-year",
]
Sign = Literal["points", "slashes", "hyphens", "day", "month", "quarter", "half-year", "end", "year"]

# «ма» would swallow «март» and «маю»; order and full endings keep them apart.
_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

_GENITIVE = "|".join(MONTHS_GENITIVE)
_SHORT = r"(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\b\.?"
_ANY_CASE = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|ём|ем|е)"
    r"|(?:март|август)(?:а|у|ом|е)?|ма(?:й|я|ю|ем|е))(?!\w)"
)
_GAP = r"\s{1,3}"
_YEAR_WORD = r"(?:\s{0,3}(?:год(?:а|у|ом|е|ы|ов|ах)?(?!\w)|гг?\.|гг?(?!\w)))"
_YEAR = rf"(?P<year>\d{{4}})(?!\d){_YEAR_WORD}?"
_DASH_OR = r"\s{0,2}(?:[-–—]|по|и)\s{0,2}"
_DAY = (
    r"(?<![\d.,:/№-])"
    r"(?:«\s?(?P<quoted>\d{1,2})\s?»|\"(?P<inches>\d{1,2})\"|(?P<day>\d{1,2})(?:-?(?:го|е|ое))?)"
)
_QUARTER = r"(?:IV|I{1,3}|[1-4]|перв|втор|трет|ч[её]тв[её]рт)"
_QUARTER_END = r"(?:-?(?:ый|ий|ой|ого|его|ьего|ом|ем|ьем|ому|ьему|ым|им|ьим|й|го|м|е|я))?"

_STEM = "янв|фев|мар|апр|ма[йяюе]|июн|июл|авг|сен|окт|ноя|дек"
SIGNS: Mapping[Sign, re.Pattern[str]] = {
    "points": re.compile(r"\d\.\d\d?\.\d\d"),
    "slashes": re.compile(r"\d/\d\d?/\d\d\d\d"),
    "hyphens": re.compile(r"\d\d\d\d-\d\d-\d\d"),
    "day": re.compile(rf"\d(?:-?(?:го|е|ое)|\s?»|\")?\s{{0,3}}(?:{_STEM})"),
    "month": re.compile(r"январ|феврал|март|апрел|ма(?:й|я|ю|ем|е)(?!\w)|июн|июл|август|сентябр|октябр|ноябр|декабр"),
    "quarter": re.compile("квартал"),
    "half-year": re.compile("полугоди"),
    "end": re.compile("конц|окончани|исход"),
    "year": re.compile(r"\d\d\d\d\s{0,3}г"),
}
"""What a text in lower case must show for a pattern to match in it: most texts show nothing, few more than one thing.

They are written for speed: ``re`` looks ahead for a first character, but not for the first of a repeated one.
"""
SIGNS_IN_WORDS: Mapping[Sign, re.Pattern[str]] = {
    sign: mark for sign, mark in SIGNS.items() if sign in ("month", "quarter", "half-year", "end")
}
"""Those of ``SIGNS`` that a text without digits may show."""

PATTERNS: tuple[tuple[PatternName, Sign, re.Pattern[str]], ...] = tuple(
    (name, sign, re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]
    for name, sign, pattern in (
        (
            "digits",
            "points",
            rf"(?<![\d.,:/])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}|\d{{2}})"
            rf"(?![.:/]?\d|-(?!\d{{1,2}}\.\d{{1,2}}\.\d\d)\d){_YEAR_WORD}?",
        ),
        ("slashes", "slashes", r"(?<![\d.,:/-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![.:/-]?\d)"),
        ("iso", "hyphens", r"(?<![\d.,:/-])(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})(?![.:/-]?\d)"),
        (
            "day-range",
            "day",
            rf"(?<![\d.,:/№-])(?P<from>\d{{1,2}})(?:-го)?{_DASH_OR}(?P<day>\d{{1,2}})(?:-?(?:го|е))?{_GAP}"
            rf"(?P<month>{_GENITIVE})(?!\w)(?:{_GAP}{_YEAR})?",
        ),
        (
            "words",
            "day",
            rf"{_DAY}\s{{0,3}}(?P<month>{_GENITIVE}|{_SHORT}),?{_GAP}"
            rf"(?P<year>\d{{4}}(?!\d)|\d{{2}}(?={_YEAR_WORD})){_YEAR_WORD}?",
        ),
        (
            "words-of-range",
            "day",
            rf"{_DAY}\s{{0,3}}(?P<month>{_GENITIVE})"
            rf"(?=\s{{0,3}}(?:[-–—]|по|до|и){_GAP}\d{{1,2}}{_GAP}(?:{_GENITIVE}){_GAP}(?P<year>\d{{4}})(?!\d))",
        ),
        (
            "quarter",
            "quarter",
            rf"(?<!\w)(?:(?P<from>{_QUARTER}){_QUARTER_END}{_DASH_OR})?(?P<quarter>{_QUARTER}){_QUARTER_END}{_GAP}"
            rf"квартал(?:а|у|ом|е|ы|ов|ах)?(?!\w)(?:{_GAP}{_YEAR})?",
        ),
        (
            "half-year",
            "half-year",
            rf"(?<!\w)(?P<half>II?|[12]|перв|втор){_QUARTER_END}{_GAP}полугоди(?:е|я|ю|ем|и)(?!\w)(?:{_GAP}{_YEAR})?",
        ),
        (
            "period-end",
            "end",
            rf"(?<!\w)(?:конц[аеу]|окончани[яюе]|исход[аеу]){_GAP}(?:(?P<month>{_ANY_CASE}){_GAP})?{_YEAR}",
        ),
        ("year-end-without-year", "end", rf"(?<!\w)конц[аеу]{_GAP}(?:(?:текущего|этого|нынешнего){_GAP})?года(?!\w)"),
        ("month", "month", rf"(?<!\w)(?:(?P<from>{_ANY_CASE}){_DASH_OR})?(?P<month>{_ANY_CASE}),?{_GAP}{_YEAR}"),
        (
            "year",
            "year",
            rf"(?<![\d.,:/№-])(?:(?P<from>(?:1[789]|2[01])\d\d)(?:{_YEAR_WORD})?{_DASH_OR})?"
            rf"(?<!\d)(?P<year>(?:1[789]|2[01])\d\d){_YEAR_WORD}",
        ),
        ("day-without-year", "day", rf"{_DAY}\s{{0,3}}(?P<month>{_GENITIVE})(?!\w)"),
        (
            "month-without-year",
            "month",
            rf"(?<!\w)(?:в|во|до|к|ко|с|со|по|за|на|конц[аеу]|начал[аеу]|середин[аеуы]){_GAP}(?P<month>{_ANY_CASE})",
        ),
    )
)

# After these a row of numbers is a point of an act, a number or a code.
POINT_BEFORE = re.compile(
    r"(?:\b(?:п|пп|подп|пункт\w*|подпункт\w*|раздел\w*|ст|стать\w*|СП|СНиП|СанПиН|ГОСТ(?:\sР)?|ВСН|РД|ОКВЭД|ОКПД|версия|версии"
    r"|код\w*|шифр\w*)\.?|№|\bN)\s{0,2}$",
    re.IGNORECASE,
)
# «ул. 9 Мая», «площадь 30 лет Победы»: names of places and days of honour in names.
PLACE_BEFORE = re.compile(
    r"\b(?:ул|улиц\w*|пр|просп|проспект\w*|пер|переул\w*|пл|площад\w*|б-р|бульвар\w*|сквер\w*|парк\w*|им|имени)\.?\s{1,2}«?$",
    re.IGNORECASE,
)
_ORDINALS = (
    ("перв", 1),
    ("втор", 2),
    ("трет", 3),
    ("четв", 4),
    ("чётв", 4),
    ("iv", 4),
    ("iii", 3),
    ("ii", 2),
    ("i", 1),
)


def month_number(word: str) -> int:
    """1–12 for a month in any case, whole or shortened."""
    low = word.lower()
    stem = low[:3]
    if stem in _STEMS:
        return _STEMS.index(stem) + 1
    return 5


def ordinal_number(word: str) -> int:
    """1–4 for «II», «2», «втор…»."""
    low = word.lower()
    return int(low) if low.isdigit() else next(number for start, number in _ORDINALS if low.startswith(start))
