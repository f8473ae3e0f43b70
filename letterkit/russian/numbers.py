"""Numbers in letters: the form of the noun after them, sums of money, numbers in words in any case."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from letterkit.core.errors import BadValue
from letterkit.core.people import Case
from letterkit.russian.numerals import HUNDREDS, ONE, SCALES, TEENS, TENS, TWO, UNITS, GrammaticalGender

NBSP = "\u00a0"
_BEYOND = 1000 ** (len(SCALES) + 1)
_CASES = tuple(Case)


def plural(number: int | float | Decimal, one: str, few: str, many: str) -> str:
    """The noun that goes with ``number`` in the nominative: 1 день, 2 дня, 5 дней; after a fraction «few» (1,5 дня)."""
    if number != int(number):
        return few
    rest = abs(int(number)) % 100
    if 11 <= rest <= 14:
        return many
    last = rest % 10
    return one if last == 1 else few if 2 <= last <= 4 else many


def format_grouped(number: int | float | Decimal, space: str = NBSP) -> str:
    """``number`` in groups of three with ``space`` between them and a decimal comma: «1 250 000», «28,5»."""
    whole, point, fraction = format(Decimal(str(number)), "f").partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}".replace(",", space) + (f",{fraction}" if point else "")


def money(amount: int | float | Decimal, space: str = NBSP) -> str:
    """``amount`` roubles: «1 250 000 рублей», «10 рублей 05 копеек»; kopecks are rounded half up.

    Raises ValueError for a negative amount.
    """
    exact = Decimal(str(amount)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if exact < 0:
        raise BadValue("sum.negative")
    roubles, kopecks = divmod(int(exact * 100), 100)
    parts = [format_grouped(roubles, space), plural(roubles, "рубль", "рубля", "рублей")]
    if kopecks:
        parts += [f"{kopecks:02}", plural(kopecks, "копейка", "копейки", "копеек")]
    return space.join(parts)


def number_words(number: int, gender: GrammaticalGender = "masculine", case: Case = Case.NOMINATIVE) -> str:
    """``number`` in words: «двадцать один», feminine «двадцать одна», genitive «двадцати одного».

    The accusative is that of things, not people. Raises ValueError from 10^15 on.
    """
    if abs(number) >= _BEYOND:
        raise BadValue("number.too-large", number)
    place = _CASES.index(case)
    if number == 0:
        return UNITS[0][place]
    words = ["минус"] if number < 0 else []
    rest = abs(number)
    for power in range(len(SCALES), 0, -1):
        count, rest = divmod(rest, 1000**power)
        if count:
            scale_gender, singular, many = SCALES[power - 1]
            words += _below_thousand(count, scale_gender, place)
            words.append(_scale_word(count, singular, many, case))
    words += _below_thousand(rest, gender, place)
    return " ".join(words)


def _below_thousand(number: int, gender: GrammaticalGender, place: int) -> Iterator[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        yield HUNDREDS[hundreds - 1][place]
    if 10 <= rest <= 19:
        yield TEENS[rest - 10][place]
        return
    tens, units = divmod(rest, 10)
    if tens:
        yield TENS[tens - 2][place]
    if units:
        forms = ONE[gender] if units == 1 else TWO[gender] if units == 2 else UNITS[units]
        yield forms[place]


def _scale_word(count: int, singular: tuple[str, ...], many: tuple[str, ...], case: Case) -> str:
    """«тысяча» as ``count`` governs it: 2–4 take the genitive singular, 5 the genitive plural, oblique cases agree."""
    genitive = _CASES.index(Case.GENITIVE)
    place = _CASES.index(case)
    if case in (Case.NOMINATIVE, Case.ACCUSATIVE):
        return plural(count, singular[place], singular[genitive], many[genitive])
    return plural(count, singular[place], many[place], many[place])
