"""People named in a letter, by the shapes that names have: no model, a few milliseconds a letter.

«Иванова М.П.», «И.О. Фамильев», «Петрова Анна Сергеевна», «Мария Петровна», «Уважаемый Алексей!». A single word is a
name only in a salutation: «Вера», «Роман» and «Любовь» are words too. «Уважаемый» and posts never belong to a name.
"""

import re
from collections.abc import Iterator

from letterkit.russian.abbreviations import STREETS, alternatives
from letterkit.russian.entity import Entity, without_overlaps
from letterkit.russian.morph import is_known, parses
from letterkit.russian.names_decline import is_east_asian
from letterkit.russian.names_tables import lists
from letterkit.russian.remembered import cache_by_text

_CAP = r"(?:[А-ЯЁ][а-яё]+|[А-ЯЁ]{2,})(?:-(?:[А-ЯЁ][а-яё]+|[А-ЯЁ]{2,}))*"
_GAP = r"[^\S\r\n]{1,3}"
_INITIALS = re.compile(r"(?<![\w.])[А-ЯЁ]\.(?:[^\S\r\n]?[А-ЯЁ]\.)?(?!\w\.)")
_SURNAME_BEFORE = re.compile(rf"({_CAP}){_GAP}$")
_SURNAME_AFTER = re.compile(rf"[^\S\r\n]{{0,2}}({_CAP})(?![\w-])")
# «глава Корсакова И.О. Фамильев»: the town is no surname.
_TOWN_OF = re.compile(r"(?:\b(?:глав|мэр|город|район|округ|администраци)\w{0,3}|\bг\.)[^\S\r\n]{1,2}$", re.IGNORECASE)
_PATRONYMIC = re.compile(
    r"(?<![\w-])(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)?(?:ич(?:а|у|ем|ом|е)?|(?:[оеё]в|ич|иш)н(?:а|ы|е|у|ой|ою))"
    r"|[А-ЯЁ]+(?:-[А-ЯЁ]+)?(?:ИЧ(?:А|У|ЕМ|ОМ|Е)?|(?:[ОЕЁ]В|ИЧ|ИШ)Н(?:А|Ы|Е|У|ОЙ|ОЮ))"
    rf"|{_CAP}{_GAP}(?:[Оо]глы|[Кк]ызы|[Уу]улу|[Уу]лы))(?![\w-])"
)
_WORDS_BEFORE = re.compile(rf"(?:({_CAP}){_GAP})?({_CAP}){_GAP}$")
_SALUTATION = re.compile(
    rf"[Уу]важаем(?:ый|ая|ые){_GAP}(?:(?:[Гг]осподин|[Гг]оспожа){_GAP})?({_CAP}(?:{_GAP}{_CAP}){{0,2}})\s?[!,(]"
)
_PAIR = re.compile(rf"(?<![\w-])(?=({_CAP}){_GAP}({_CAP})(?![\w-]))")
_SHORT = r"([А-ЯЁ][а-яё]{0,4})"
_SYLLABLES = re.compile(rf"(?<![\w-]){_SHORT}{_GAP}{_SHORT}{_GAP}{_SHORT}(?![\w-])")
_PATRONYMIC_AFTER = re.compile(rf"{_GAP}{_PATRONYMIC.pattern}")
_OF_PLACE = re.compile(
    rf"(?:\b(?:{alternatives(STREETS)}|улиц\w*|проспект\w*|переул\w*|площад\w*|бульвар\w*|сквер\w*|парк\w*|набережн\w*"
    r"|им|имени|памяти)\.?)[^\S\r\n]{1,2}"
    r"(?:(?:академик|маршал|генерал|адмирал|геро|л[её]тчик|космонавт|капитан|майор|лейтенант|полковник|сержант|профессор|"
    r"доктор|врач|инженер|поэт|писател|художник|композитор|комиссар|партизан|разведчик|снайпер)[ая][^\S\r\n]{1,2})?[«\"]?$",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    """
    уважаемый уважаемая уважаемые господин госпожа господа гражданин гражданка товарищ министр губернатор мэр
    глава директор начальник заместитель руководитель председатель секретарь исполнитель заявитель специалист
    консультант советник инспектор прокурор судья депутат президент врио и.о главный ведущий старший первый
    подпись владелец сертификат адрес коллега коллеги собственник жительница житель потребитель
    """.split()
)
_LINE_END = re.compile(r"[^\S\r\n]*(?:[\r\n]|$)")
_STARTS_LINE = re.compile(r"(?:^|[\n:;(])[^\S\r\n]*$")


@cache_by_text
def persons(text: str) -> tuple[Entity, ...]:
    """People named in ``text``; streets and institutions named after people are left out. Offsets in ``text``."""
    spans = [
        *_with_initials(text),
        *_with_patronymic(text),
        *_in_salutation(text),
        *_name_and_surname(text),
        *_east_asian(text),
    ]
    named = [Entity("person", start, end, text[start:end]) for start, end in spans if not _names_place(text, start)]
    return without_overlaps(named)


def _with_initials(text: str) -> Iterator[tuple[int, int]]:
    for match in _INITIALS.finditer(text):
        start, end = match.span()
        before = _SURNAME_BEFORE.search(text, max(0, start - 40), start)
        after = _SURNAME_AFTER.match(text, end)
        left = before and _can_be_surname(before[1])
        right = after and _can_be_surname(after[1])
        # One initial is little evidence: «корпус А. Министерство».
        if match.group().count(".") == 1:
            left = left and before and _is_surname(before[1])
            right = right and after and _is_surname(after[1])
        else:
            # Two beside a word with a capital are a name even where the word is a common one: «Мастеров Н. С.».
            right = right or (after and not left and _ends_line(text, after))
            left = left or (before and not right and before[1].lower() not in _NOT_NAMES)
        if before and left and not (right and _TOWN_OF.search(text, max(0, before.start() - 16), before.start())):
            yield before.start(1), end
        elif after and right:
            yield start, after.end(1)


def _ends_line(text: str, surname: re.Match[str]) -> bool:
    return surname[1].lower() not in _NOT_NAMES and _LINE_END.match(text, surname.end()) is not None


def _with_patronymic(text: str) -> Iterator[tuple[int, int]]:
    for match in _PATRONYMIC.finditer(text):
        start, end = match.span()
        if match.group()[-1] not in "ыуЫУ" and not _has(match.group(), "Patr") and is_known(match.group()):
            continue
        before = _WORDS_BEFORE.search(text, max(0, start - 60), start)
        if before is None or before[2].lower() in _NOT_NAMES or not _can_be_name(before[2]):
            continue
        first = before.start(2)
        if before[1] and _can_stand_for_surname(text, before[1], before.start(1)):
            yield before.start(1), end
            continue
        after = _SURNAME_AFTER.match(text, end)
        if after and _is_surname(after[1]):
            end = after.end(1)
        yield first, end


def _in_salutation(text: str) -> Iterator[tuple[int, int]]:
    for match in _SALUTATION.finditer(text):
        if all(map(_can_be_addressed, match[1].split())):
            yield match.span(1)


def _name_and_surname(text: str) -> Iterator[tuple[int, int]]:
    """«Анна Петрова», «Петрова Анна»: a name and a surname in one case and gender."""
    for match in _PAIR.finditer(text):
        first, second = match[1], match[2]
        if first.lower() in _NOT_NAMES or second.lower() in _NOT_NAMES:
            continue
        if _agree(first, second) or _agree(second, first):
            yield match.start(1), match.end(2)


def _east_asian(text: str) -> Iterator[tuple[int, int]]:
    """«Пак Чун Ок», «Пак Сун Дя Николаевны»: a surname of one syllable and a name of two."""
    for match in _SYLLABLES.finditer(text):
        words = match.group(1, 2, 3)
        if words[0].lower() in lists()["east_asian_surname"] and is_east_asian(words[1:]):
            patronymic = _PATRONYMIC_AFTER.match(text, match.end())
            yield match.start(), patronymic.end() if patronymic else match.end()


def _agree(name: str, surname: str) -> bool:
    names = [parse.tag for parse in parses(name) if "Name" in parse.tag]
    if not names or not is_known(name):
        return False
    surnames = [parse.tag for parse in parses(surname) if "Surn" in parse.tag]
    return any(
        one.case == other.case
        and one.number == other.number
        and (one.gender == other.gender or "ms-f" in one or "ms-f" in other)
        for one in names
        for other in surnames
    )


def _names_place(text: str, start: int) -> bool:
    return _OF_PLACE.search(text, max(0, start - 16), start) is not None


def _has(word: str, *grammemes: str) -> bool:
    return any(grammeme in parse.tag for parse in parses(word) for grammeme in grammemes)


def _can_be_addressed(word: str) -> bool:
    return word.lower() not in _NOT_NAMES and (_has(word, "Name", "Surn", "Patr") or not is_known(word))


def _is_surname(word: str) -> bool:
    return word.lower() not in _NOT_NAMES and _has(word, "Surn")


def _can_be_surname(word: str) -> bool:
    return word.lower() not in _NOT_NAMES and (_has(word, "Surn") or not is_known(word))


def _can_be_name(word: str) -> bool:
    return _has(word, "Name") or not is_known(word) or "-" in word


def _can_stand_for_surname(text: str, word: str, start: int) -> bool:
    """A surname, or any word («Заяц») where a line of names begins with it."""
    if word.lower() in _NOT_NAMES:
        return False
    return _can_be_surname(word) or _STARTS_LINE.search(text, max(0, start - 80), start) is not None
