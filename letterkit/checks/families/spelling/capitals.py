"""Capital letters where the shift key slipped (clause 3.3): «ПРосим», «плаТу», «12 Апреля», «ул. чехова»."""

from collections.abc import Iterator

import regex

from letterkit.checks import place_names
from letterkit.checks.engine_reading import READ_BY_ENGINE
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.protected_spans import Shield
from letterkit.checks.subject import Subject
from letterkit.language.name_like import starts_sentence
from letterkit.russian import morph

_INSIDE = regex.compile(
    r"(?<![\p{L}\d.’'-])(?:(?P<two>[А-ЯЁ]{2,3})[а-яё]{3,}|[а-яё]+[А-ЯЁ][А-ЯЁа-яё]*|(?P<one>[А-ЯЁ][а-яё]+)(?P<rest>[А-ЯЁ][а-яё]*))"
    r"(?![\p{L}\d’'-])"
)
_SHORTEST = 4
_MONTH = regex.compile(
    r"(?<=(?<![\d.,/-])(?P<day>\d{1,2})[ \u00a0])"
    r"(?:Января|Февраля|Марта|Апреля|Мая|Июня|Июля|Августа|Сентября|Октября|Ноября|Декабря)(?![\p{L}\d-])"
    r"(?P<year>[ \u00a0]\d{4})?"
)
_WEEKDAY = regex.compile(
    r"(?<=(?<!\p{L})(?i:во?|на|до|со?|по|ко?|кажд(?:ый|ую|ое))[ \u00a0])"
    r"(?:Понедельник|Вторник|Сред|Четверг|Пятниц|Суббот|Воскресень)(?:|а|у|ы|е|ом|ой|ам|и|ем|ю|я|ям)(?!\p{L})"
)
# Days that are holidays by name, and what a street, a square or a village is called by.
_HOLIDAYS = frozenset({("8", "Марта"), ("1", "Мая"), ("9", "Мая"), ("7", "Ноября"), ("9", "Января"), ("4", "Ноября")})
_STREET_BEFORE = regex.compile(
    r"(?i)(?:ул\.|пл\.|пер\.|пос\.|им\.|улиц\w*|площад\w*|переул\w*|проспект\w*|пос[её]л\w*|имени|бульвар\w*|сквер\w*|парк\w*)"
    r"\s+\d+\s$"
)
_NAME_TAGS = frozenset("Name Surn Patr Geox Orgn Trad Abbr".split())


@function_check("spelling.capital-inside", alone=READ_BY_ENGINE)
def capital_inside(subject: Subject) -> Iterator[Hit]:
    """«ПРосим», «плаТу», «вОДОСНАБЖЕНИЕ»: the word in small letters is one of the dictionary."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        for found in _INSIDE.finditer(subject.text, part.start, part.end):
            low = found.group().lower()
            if len(low) < _SHORTEST or not morph.analyser().word_is_known(low) or _is_meant(found):
                continue
            if subject.protected.touches(found.start(), found.end(), frozenset({Shield.MACHINE, Shield.QUOTE})):
                continue
            yield Hit(found.start(), found.end(), suggestions=(_with_capital(subject, found.start(), low),))


def _is_meant(found: "regex.Match[str]") -> bool:
    """«ВУЗами» an abbreviation with an ending, «ВодоКанал» a trade name."""
    readings = morph.parses(found.group())
    if any("Abbr" in parse.tag for parse in readings):
        return True
    if found["two"]:
        return any(str(parse.normal_form) == found["two"].lower() for parse in readings)
    if found["one"]:
        return len(found["one"]) > 2 and len(found["rest"]) > 3 and morph.is_known(found["rest"])
    return False


def _with_capital(subject: Subject, start: int, low: str) -> str:
    readings = [parse.tag.grammemes for parse in morph.known_parses(low)]
    begins = starts_sentence(subject.text, start)
    return low.capitalize() if begins or all(tags & _NAME_TAGS for tags in readings) else low


@function_check("spelling.capital-midsentence", alone=READ_BY_ENGINE)
def capital_midsentence(subject: Subject) -> Iterator[Hit]:
    """«12 Апреля», «в Пятницу»."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        for found in _MONTH.finditer(subject.text, part.start, part.end):
            month = found.group().split()[0]
            before = subject.text[max(part.start, found.start() - 30) : found.start()]
            is_holiday = (found["day"], month) in _HOLIDAYS and not found["year"]
            if not is_holiday and not _STREET_BEFORE.search(before) and not _is_quoted(subject, *found.span()):
                yield Hit(found.start(), found.start() + len(month), suggestions=(month.lower(),))
        for found in _WEEKDAY.finditer(subject.text, part.start, part.end):
            if morph.is_known(found.group()) and not _is_quoted(subject, *found.span()):
                yield Hit(found.start(), found.end(), suggestions=(found.group().lower(),))


def _is_quoted(subject: Subject, start: int, end: int) -> bool:
    return subject.protected.touches(start, end, frozenset({Shield.MACHINE, Shield.QUOTE}))


@function_check("spelling.small-name", alone=READ_BY_ENGINE)
def small_name(subject: Subject) -> Iterator[Hit]:
    """«сахалинской области», «в городе холмске», «ул. чехова»."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        text = subject.text_of(part)
        for start, end, right in place_names.small_names(text):
            if not subject.protected.touches(part.start + start, part.start + end, frozenset({Shield.MACHINE})):
                yield Hit(part.start + start, part.start + end, suggestions=(right,))
