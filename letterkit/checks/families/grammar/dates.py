"""Months and years of dates in their cases (clause 3.3): «25 июля», «30 августа 2024 года»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.families.grammar.counts import MONTHS, NUMBERED, other_number
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_GENITIVE_MONTHS = frozenset(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)
_YEARS_AFTER = {
    **dict.fromkeys(("в", "во"), ("году", ("году", "год", "годе", "годах", "годы", "годов"))),
    **dict.fromkeys(("за", "на"), ("год", ("год", "годы", "годом", "годов"))),
    **dict.fromkeys(("до", "от", "после", "из", "для"), ("года", ("года", "годов", "лет", "год"))),
    "с": ("года", ("года", "годом", "годов", "годами", "по")),
    "к": ("году", ("году", "годам")),
}
"""What to mend with after a preposition and a year, and the forms of «год» that may stand there."""


@function_check("grammar.date-case", alone=PROSE, words=("<digit>",))
def date_case(subject: Subject) -> Iterator[Hit]:
    """«25 июль», «30 августа 2024 год», «в 2025 года»."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence):
            if token.text.islower() and index and sentence[index - 1].text[0].isdigit():
                hit = None
                if not MONTHS.isdisjoint(token.lemmas):
                    hit = _month(sentence, index)
                elif "год" in token.lemmas:
                    hit = _year(sentence, index)
                if hit is not None:
                    yield hit


def _month(sentence: Sequence[Token], index: int) -> Hit | None:
    month, day = sentence[index], sentence[index - 1]
    read = readings.of(month)
    if (
        month.form in _GENITIVE_MONTHS
        or "NOUN" not in read.likely
        or not day.text.isdigit()
        or not 1 <= int(day.text) <= 31
    ):
        return None
    before = sentence[index - 2] if index > 1 else None
    dated = index + 1 < len(sentence) and sentence[index + 1].text.isdigit() and len(sentence[index + 1].text) == 4
    if before is not None and (
        (before.is_word and not dated and not NUMBERED.isdisjoint(before.lemmas)) or before.text in "№.("
    ):
        return None
    if before is not None and before.text == "," and index > 2 and not sentence[index - 3].text.islower():
        return None  # «ул. Мира, 5»
    mended = other_number(month, "gent", "sing")
    made = (f"{day.text} {mended}",) if mended else ()
    return Hit(day.start, month.end, suggestions=made)


def _year(sentence: Sequence[Token], index: int) -> Hit | None:
    year, word = sentence[index - 1], sentence[index]
    dotted = year.text.count(".") == 2
    if not dotted and not (year.text.isdigit() and 1900 <= int(year.text) <= 2099):
        return None
    before = sentence[index - 2] if index > 1 else None
    if before is None:
        return None
    months = before.is_word and not MONTHS.isdisjoint(before.lemmas) and before.text.islower()
    if dotted or months:
        wrong = word.form in ("год", "году", "годе")
        return Hit(year.start, word.end, suggestions=(f"{year.text} года",)) if wrong else None
    asked = _YEARS_AFTER.get(before.form)
    if asked is None or word.form in asked[1]:
        return None
    return Hit(before.start, word.end, suggestions=(f"{before.text} {year.text} {asked[0]}",))
