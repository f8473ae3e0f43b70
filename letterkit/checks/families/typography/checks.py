"""Clause 3.3: letters of two alphabets, invisible marks, dates and sums as they are written."""

from collections.abc import Iterator
from dataclasses import replace

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role
from letterkit.russian import clean, dates
from letterkit.russian.abbreviations import MONTHS_GENITIVE
from letterkit.russian.dates import FoundDate, date_digits, find_dates
from letterkit.russian.morph import parses

_DATED = (Role.DATE, Role.REFERENCE, Role.TITLE, Role.OPENING, Role.BODY, Role.ATTACHMENT)
_NO_SENTENCES = frozenset({Role.DATE, Role.REFERENCE, Role.TITLE})
_FIXED_DIGITS = regex.compile(r"\d{2}\.\d{2}\.\d{4}")
_SUM = regex.compile(
    r"(?<![\d.,№/\-–])(?<!№\s)(?P<number>\d{5,}|\d{1,3}(?:[.'’,]\d{3}){2,}|\d{2,3}[.'’]\d{3}"
    # one figure and three may be tonnes, but not roubles: these have two figures after the comma
    r"|\d[.'’]\d{3}(?=,\d\d\s?(?:руб|р\.|₽)|\s?(?:руб|р\.|₽))|\d{1,3}(?:,\d{3})+(?=\.\d\d\s?(?:руб|р\.|₽)))(?P<rest>[,.]\d{1,2})?"
    r"(?=\s?(?:руб|р\.|₽|рубл|тыс|копе|человек|семей|жител|кв\.\s?м|куб))"
)

# «32 мая» without a year; the figure may be the number of a house or a flat.
_LATE_DAY = regex.compile(
    r"(?i)(?<![\d.,№/\-])(?<!(?:№|(?<!\p{L})(?:д|дом\p{L}*|кв|квартир\p{L}*|школ\p{L}*|корп\p{L}*))\.?\s)3[2-9]\s"
    rf"(?:{'|'.join(MONTHS_GENITIVE)})(?!\p{{L}}|\s\d{{4}})"
)
# «12.05.2015 года рождения»: the year belongs to what follows; «направление 09.03.01»: no day but a code.
_YEAR_OF = regex.compile(r"\s*(?:г\.\s?)?(?:р\.|рожд|издани|выпуск|построй|изготовлени|призыв|набор|урожа)")
_PREPOSITION_BEFORE = regex.compile(r"(?i)\b(?:от|до|с|со|к|ко|на|по|после|позднее|около)\s+$")
_NEXT_WORD = regex.compile(r"\s+(?P<word>\p{Ll}+)")
_CODE_BEFORE = regex.compile(
    r"(?i)(?<!\p{L})(?:код\p{L}{0,3}|шифр\p{L}{0,3}|направлени\p{L}+|подготовк\p{L}+|специальност\p{L}+|программ\p{L}+|профил\p{L}+"
    r"|професси\p{L}+|ОКВЭД\p{L}{0,3}|ОКПД\p{L}{0,3}|раздел\p{L}{0,3}|пункт\p{L}{0,3}|п\.)[^\n.;]{0,30}$"
)
_NAME_AFTER = regex.compile(r"\s+[«\"]")
_AS_FAR_BACK = 60
# «от 29.11.2010г. «Об основах …»»: the title of an act goes on with the sentence.
_NEW_SENTENCE = regex.compile(r"\s+(?:(?!N[\s\d])\p{Lu}|«(?!Об?о?\s))")
_LINE = regex.compile(r"[^\n]+")
_TAB = regex.compile(r"(?<=[\p{L}\d][,;:]?)\t(?=\p{L})")
_FEWEST_WORDS = 8


@function_check("typography.lookalike")
def lookalike(subject: Subject) -> Iterator[Hit]:
    """Latin letters inside Russian words, and the other way round."""
    for word in clean.lookalikes(subject.letter.text):
        yield Hit(word.start, word.end, suggestions=(word.corrected,), raw=True)


@function_check("typography.invisible")
def invisible(subject: Subject) -> Iterator[Hit]:
    """Marks that cannot be seen; the finding covers the word around them, as a reader can find it."""
    text = subject.letter.text
    done = -1
    for mark in clean.invisible(text):
        if mark.start < done:
            continue
        start, end = _word_around(text, mark.start, mark.end)
        done = end
        word = clean.clean(text[start:end]).text
        level = Level.ADVICE if mark.kind in ("soft-hyphen", "combining") else None
        yield Hit(start, end, {"word": word or "…"}, (word,), level=level, raw=True)


@function_check("typography.date-short-year")
def date_short_year(subject: Subject) -> Iterator[Hit]:
    """«05.07.24»: a year of two digits; what may be a code or a number, only its reader can tell for certain."""
    for part, found in _dates(subject):
        if found.form == "digits-short" and not _is_code(
            subject.text, part.start + found.start, part.start + found.end
        ):
            yield _respelt(subject, part, found)


@function_check("typography.date-form")
def date_form(subject: Subject) -> Iterator[Hit]:
    """«5.7.2024», «05/07/2024», «05.07.2024г.»: not the standard's form; «05.07.2024 г.», a wide habit, is advice."""
    for part, found in _dates(subject):
        if _is_year_of_next(subject, part, found):
            continue
        if found.form == "slashes" or (found.form == "digits" and not _FIXED_DIGITS.fullmatch(found.text)):
            spaced = regex.fullmatch(r"\d{2}\.\d{2}\.\d{4}\s\p{L}+\.?", found.text) is not None
            yield replace(_respelt(subject, part, found), level=Level.ADVICE if spaced else None)


def _is_year_of_next(subject: Subject, part: Part, found: FoundDate) -> bool:
    """«12.05.2015 года рождения», «12.05.2015 года ввода в эксплуатацию»: without «года» a stump would be left."""
    start, end = part.start + found.start, part.start + found.end
    if _YEAR_OF.match(subject.text, end, part.end):
        return True
    following = _NEXT_WORD.match(subject.text, end, part.end) if found.text.endswith(("года", "г.")) else None
    if following is None or _PREPOSITION_BEFORE.search(subject.text, part.start, start):
        return False
    return any(each.tag.POS == "NOUN" and each.tag.case == "gent" for each in parses(following["word"]))


@function_check("typography.date-impossible", alone=_DATED)
def date_impossible(subject: Subject) -> Iterator[Hit]:
    """«31.06.2024»: no such day."""
    for part in subject.parts_of(*_DATED):
        for found in dates.impossible_dates(subject.text_of(part)):
            if not found.text.startswith("00."):  # an unfilled place of a form, which placeholder.dummy reports
                yield Hit(part.start + found.start, part.start + found.end)
        for late in _LATE_DAY.finditer(subject.text, part.start, part.end):
            yield Hit(late.start(), late.end())


@function_check("typography.sum-grouping", alone=(Role.OPENING, Role.BODY, Role.ATTACHMENT), seeks=(_SUM,))
def sum_grouping(subject: Subject) -> Iterator[Hit]:
    """«1250000 руб.»: thousands are not set apart; the mend sets them apart by spaces that do not break."""
    for part in subject.parts_of(Role.OPENING, Role.BODY, Role.ATTACHMENT):
        for found in _SUM.finditer(subject.text, part.start, part.end):
            digits = regex.sub(r"\D", "", found["number"])
            grouped = f"{int(digits):,}".replace(",", "\u00a0") + (found["rest"] or "").removesuffix(".00").replace(
                ".", ","
            )
            yield Hit(found.start(), found.end(), suggestions=(grouped,))


@function_check("typography.tab")
def tab(subject: Subject) -> Iterator[Hit]:
    """A tabulation in a line of running text; a line of several columns or of a few words is a table."""
    text = subject.letter.text
    if "\t" not in text:
        return
    for part in subject.letter.parts:
        if part.role not in PROSE:
            continue
        for line in _LINE.finditer(text, part.start, part.end):
            found = _TAB.search(line.group())
            if found and line.group().strip().count("\t") == 1 and len(line.group().split()) >= _FEWEST_WORDS:
                yield Hit(line.start() + found.start(), line.start() + found.end(), suggestions=(" ",), raw=True)


def _dates(subject: Subject) -> Iterator[tuple[Part, FoundDate]]:
    for part in subject.parts_of(*_DATED):
        for found in find_dates(subject.text_of(part)):
            if found.precision == "day":
                yield part, found


def _respelt(subject: Subject, part: Part, found: FoundDate) -> Hit:
    """The date in the standard's digits; a full stop of «г.» that also ends the sentence stays, where there is one."""
    start, end = part.start + found.start, part.start + found.end
    rest = subject.text[end : part.end]
    ends_sentence = not rest.strip() or _NEW_SENTENCE.match(rest) is not None
    if found.text.endswith(".") and ends_sentence and part.role not in _NO_SENTENCES:
        end -= 1
    return Hit(start, end, suggestions=(date_digits(found.date),))


def _is_code(text: str, start: int, end: int) -> bool:
    """«специальность 09.03.01», «09.03.01 «Информатика»»."""
    before = text[max(0, start - _AS_FAR_BACK) : start]
    return _CODE_BEFORE.search(before) is not None or _NAME_AFTER.match(text, end) is not None


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without spaces that holds ``start:end``."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
