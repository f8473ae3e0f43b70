"""Words typed with other keys than meant (clause 3.3): the Latin layout left on («cnhjbntkm»), a digit («раб0ты»)."""

from collections.abc import Iterator

import regex

from letterkit.checks.engine_reading import READ_BY_ENGINE
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.protected_spans import Shield
from letterkit.checks.subject import Subject
from letterkit.russian import layout, morph
from letterkit.russian.vectors import occurrences

_UNTOUCHED = frozenset({Shield.MACHINE})
_LATIN = regex.compile(r"(?<![\w@./\\:-])[A-Za-z\[\]{};'`~,.<>:\"]{3,}(?![\w@/\\-])")
_MARKS_AT_END = regex.compile(r"[,.;:]+$")
_LETTERS = regex.compile(r"[A-Za-z]")
_DIGIT = regex.compile(r"(?<![\p{L}\d.,/№-])(?=\p{L}*\d\p{L}*\d?\p{L}*(?![\p{L}\d]))[а-яёА-ЯЁ034]{4,}(?![\p{L}\d/-])")
_AS_LETTER = str.maketrans("034", "озч")
# «2О24», «1З.05.2024», «ЗО дней», «кабинет З»; «дом 5О» and «корпус З» have a letter of their own.
_IN_NUMBER = regex.compile(
    r"(?<![\p{L}\d])(?:(?=[ЗО]*\d)(?=\d*[ЗО])[\dЗО]+(?<=\d|[ЗО](?=[.,]\d))"
    r"|(?:\d+|[1-9З])[ЗО](?=\s(?:рабочи|календарн|дн|сут|недел|месяц|час|минут|лет|год|руб|тыс|процент|человек|семей|жител))"
    r"|(?<=(?i:кабинет\p{L}{0,2}|каб\.|этаж\p{L}{0,2}|квартир\p{L}{1,2}|кв\.)\s(?:№\s?)?)[ЗО])(?!\p{L}|\.\p{L})"
)
_AS_DIGIT = str.maketrans("ЗО", "30")
# What is Latin on purpose and no word: «логин – fghtkm».
_LATIN_BESIDE = regex.compile(r"[A-Za-z]{2,}[,;:]?\s$")
_LATIN_AFTER = regex.compile(r"[,;:]?\s[A-Za-z]{2,}")
_SECRET = regex.compile(
    r"(?i)\b(?:парол|логин|код|ключ|файл|папк|адрес|артикул|марк|модел|имя|никнейм)\p{L}*(?:\s[:–-])?\s[«\"]?$"
)
_SHORTEST = 4
_LONG = 8
_IN_USE = 100  # times in a billion words of news


@function_check("spelling.wrong-layout", alone=READ_BY_ENGINE)
def wrong_layout(subject: Subject) -> Iterator[Hit]:
    """«cjj,oftv»: the same keys with the Russian layout make a word in use."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        for found in _LATIN.finditer(subject.text, part.start, part.end):
            typed = found.group()
            for given in dict.fromkeys((typed, _MARKS_AT_END.sub("", typed))):
                meant = layout.in_russian(given)
                if meant is None or len(meant) < _SHORTEST or len(_LETTERS.findall(given)) < len(given) / 2:
                    continue
                start, end = found.start(), found.start() + len(given)
                before = subject.text[max(part.start, start - 30) : start]
                if _SECRET.search(before) or _is_foreign(given, before, subject.text[start + len(given) :][:30]):
                    continue
                if _is_word(meant) and not subject.protected.touches(start, end, _UNTOUCHED):
                    yield Hit(start, end, suggestions=(meant,))
                    break


@function_check("spelling.digit-in-word", alone=READ_BY_ENGINE)
def digit_in_word(subject: Subject) -> Iterator[Hit]:
    """«раб0ты», «3аявление»: a digit in the place of a letter that looks like it."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        for found in _DIGIT.finditer(subject.text, part.start, part.end):
            typed = found.group()
            meant = typed.translate(_AS_LETTER)
            if typed[0].isdigit() and len(typed) < _SHORTEST + 1:
                continue  # «3ем», «4тый»
            if typed[0].isdigit() and _begins_sentence(subject.text, found.start(), part.start):
                meant = meant.capitalize()
            if _is_word(meant) and not subject.protected.touches(found.start(), found.end(), _UNTOUCHED):
                yield Hit(found.start(), found.end(), suggestions=(meant,))


@function_check("typography.letter-for-digit", alone=READ_BY_ENGINE, seeks=(_IN_NUMBER,))
def letter_for_digit(subject: Subject) -> Iterator[Hit]:
    """«2О24», «кабинет З»: a letter in the place of a digit that looks like it."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        for found in _IN_NUMBER.finditer(subject.text, part.start, part.end):
            yield Hit(found.start(), found.end(), suggestions=(found.group().translate(_AS_DIGIT),))


def _begins_sentence(text: str, start: int, first: int) -> bool:
    """Whether a sentence of the paragraph that begins at ``first`` begins at ``start``."""
    return start == first or regex.search(r"[.!?]\s+[«(]?$", text[first:start]) is not None


def _is_foreign(given: str, before: str, after: str) -> bool:
    """Whether ``given`` is a Latin word of the news, or one of several in a row: «subject and verb»."""
    if occurrences(given):
        return True
    beside = [_LATIN_BESIDE.search(before), _LATIN_AFTER.match(after)]
    return any(found and not _is_typed(found.group()) for found in beside)


def _is_typed(latin: str) -> bool:
    meant = layout.in_russian(latin.strip(" ,;:\u00a0\n"))
    return meant is not None and _is_word(meant)


def _is_word(word: str) -> bool:
    is_long = len(word) >= _LONG  # no name of a firm or code makes a word of so many letters by chance
    return bool(morph.analyser().word_is_known(word.lower())) and (is_long or occurrences(word) >= _IN_USE)
