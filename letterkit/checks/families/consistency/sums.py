"""Sums of money that a letter adds up: «1 200 рублей, 1 350 рублей, всего 2 650 рублей»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.russian.numbers import money

_AMOUNT = regex.compile(
    r"(?<![\d.,№-])(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,(?P<fraction>\d{1,3}))?[ \u00a0]?"
    r"(?P<unit>тыс\p{L}*\.?|млн\.?|миллион\p{L}*|млрд\.?|миллиард\p{L}*)?[ \u00a0]?(?:руб(?:л\p{L}+|\.)?|₽)(?!\p{L})"
    r"(?:[ \u00a0]?(?P<kopecks>\d{2})[ \u00a0]коп\p{L}*)?"
)
_UNITS = {"т": Decimal(1000), "млн": Decimal(10**6), "мил": Decimal(10**6), "млр": Decimal(10**9)}
_TOTAL = regex.compile(
    r"(?i)\b(?:всего|итого|в\s+сумме|в\s+общей\s+сложности|общая\s+сумма|вместе)\b(?:\s*[–—:-]|\s+(?:это|вам|составит|составила|выйдет|за\s+\p{L}+|\p{L}+(?:ят|ют|ут|ли|ло|ен[оаы])))*\s*$"
)
# What makes the parts no parts of the whole, or not all of them.
_NOT_PARTS = regex.compile(
    r"(?i)\bиз\s+(?:них|этой|этих|которых)|\bв\s+том\s+числе\b|\bминус\b|\bвы(?:чет|чли|чтут)\p{L}*|\bудерж\p{L}+|\bоста(?:л|т)\p{L}+|\bвместо\b|\bпо\s+\d"
    r"|\bежемесячн\p{L}*|\bкажд\p{L}+|%|\bпроцент\p{L}*|\bскидк\p{L}*|\b(?:больше|меньше|раньше|прежн\p{L}+|уже)\b|\bили\b|\bне\s|\bв\s+(?:месяц|год|день)\b"
    r"|\bза\s+(?:один|одну|штуку|кубометр|квадратн\p{L}+)|\bнапример\b|\bот\s+\d"
)
_SENTENCES_BACK = 4


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    roubles: Decimal


@function_check("consistency.sum")
def total(subject: Subject) -> Iterator[Hit]:
    """The parts that are named do not make the whole that is named."""
    for part in subject.parts_of(*PROSE):
        spans = subject.sentences.begun_in(part.start, part.end)
        for number, (start, end) in enumerate(spans):
            sentence = subject.text[start:end]
            amounts = list(_amounts(sentence))
            found = _with_total(sentence, amounts, [subject.text[a:b] for a, b in spans[:number]])
            found = found or _with_colon(sentence, amounts)
            if found:
                whole, parts = found
                made = sum((one.roubles for one in parts), Decimal(0))
                if made != whole.roubles:
                    details = {"sum": money(made), "said": sentence[whole.start : whole.end]}
                    yield Hit(start + whole.start, start + whole.end, details)


def _amounts(sentence: str) -> Iterator[_Amount]:
    for found in _AMOUNT.finditer(sentence):
        number = Decimal(regex.sub(r"\s", "", found["whole"]) + (f".{found['fraction']}" if found["fraction"] else ""))
        unit = (found["unit"] or "").lower()
        scale = next((value for mark, value in _UNITS.items() if unit.startswith(mark)), Decimal(1))
        yield _Amount(found.start(), found.end(), number * scale + Decimal(found["kopecks"] or 0) / 100)


def _with_total(
    sentence: str, amounts: Sequence[_Amount], before: Sequence[str]
) -> tuple[_Amount, Sequence[_Amount]] | None:
    """«… 1 200 рублей, … 1 350 рублей, всего 2 650 рублей»; the parts may be told in the sentences before."""
    at = next((n for n, one in enumerate(amounts) if _TOTAL.search(sentence[: one.start])), None)
    if at is None or _NOT_PARTS.search(sentence):
        return None
    parts = list(amounts[:at])
    if not parts and at + 1 == len(amounts) and regex.match(r"(?i)\W*(?:всего|итого|вместе|в\s+сумме)\b", sentence):
        for text in reversed(before[-_SENTENCES_BACK:]):
            one = list(_amounts(text))
            if len(one) != 1 or _NOT_PARTS.search(text):
                break
            parts += one
    return (amounts[at], parts) if len(parts) > 1 else None


def _with_colon(sentence: str, amounts: Sequence[_Amount]) -> tuple[_Amount, Sequence[_Amount]] | None:
    """«Дорога стоит 3 200 000 рублей: 2 000 000 рублей даёт край, 1 200 000 рублей – город»."""
    if len(amounts) < 3 or _NOT_PARTS.search(sentence):
        return None
    between = sentence[amounts[0].end : amounts[1].start]
    lists = regex.match(r"[^:]{0,30}:", between) is not None and ":" not in sentence[: amounts[0].start]
    return (amounts[0], amounts[1:]) if lists else None
