"""What may be done to a value inside ``{{ … }}``: Russian forms of words, names, dates and numbers."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any

from jinja2 import Undefined

from letterkit.compose.ledger import current_ledger
from letterkit.core.errors import BadValue
from letterkit.core.people import Case, Person

# More than any budget: «1e999999» is a number too, and takes hours to print.
LARGEST_NUMBER = 10**15


class FilterFault(Exception):
    """A filter was given what it cannot change."""

    def __init__(self, filter: str, value: object, why: str) -> None:
        super().__init__(filter, value, why)
        self.filter, self.value, self.why = filter, str(value)[:80], why


class CasedName(str):
    """A name whose six cases are known for sure, such as the body's own from the profile."""

    cases: Mapping[Case, str]

    def __new__(cls, cases: Mapping[Case, str]) -> "CasedName":
        made = super().__new__(cls, cases[Case.NOMINATIVE])
        made.cases = cases
        return made


class Gap(str):
    """What stands where a value is still to be written: filters leave it as it is, whatever its kind would be."""


def printable(value: object) -> str:
    """``value`` as a letter prints it when no filter says otherwise: dates in digits, people in full."""
    if isinstance(value, datetime.date):
        return date_digits(value)
    return value.full if isinstance(value, Person) else str(value)


def in_case(value: object, case: Case) -> str:
    """A person's name or a phrase («министерство строительства») in ``case``."""
    if isinstance(value, CasedName):
        return value.cases[case]
    if isinstance(value, Person):
        from letterkit.russian.names import decline

        return decline(value, case).full
    from letterkit.russian.inflect import inflect

    return inflect(_string(value), case)


def genitive(value: object) -> str:
    """Кого? Чего? «министерства»."""
    return in_case(value, Case.GENITIVE)


def dative(value: object) -> str:
    """Кому? Чему? «министерству»."""
    return in_case(value, Case.DATIVE)


def accusative(value: object) -> str:
    """Кого? Что? «инспекцию»."""
    return in_case(value, Case.ACCUSATIVE)


def instrumental(value: object) -> str:
    """Кем? Чем? «министерством»."""
    return in_case(value, Case.INSTRUMENTAL)


def prepositional(value: object) -> str:
    """О ком? О чём? «министерстве»."""
    return in_case(value, Case.PREPOSITIONAL)


def into(value: object) -> str:
    """Куда? «в администрацию», «во Владивосток»."""
    return with_v(accusative(value))


def at(value: object) -> str:
    """Где? «в администрации», «во Владивостоке»."""
    return with_v(prepositional(value))


def about(value: object) -> str:
    """О чём? «о ремонте», «об опросе»; a phrase that begins with «о» already stays."""
    text = _string(value)
    if text.lower().startswith(("о ", "об ", "обо ")):
        return text
    made = prepositional(value)
    return f"{'об' if made[:1].lower() in 'аэиоу' else 'о'} {made}"


def with_v(phrase: str) -> str:
    """«в» or, before two consonants of which the first is в or ф, «во»."""
    start = phrase[:2].lower()
    hard = len(start) == 2 and start[0] in "вф" and start[1] not in "аеёиоуыэюя"
    return f"{'во' if hard else 'в'} {phrase}"


def date_digits(value: object) -> str:
    """12.05.2024."""
    from letterkit.russian import dates

    return dates.date_digits(_date(value))


def date_words(value: object) -> str:
    """12 мая 2024 г."""
    from letterkit.russian import dates

    return dates.date_words(_date(value))


def plural(value: object, one: str, few: str, many: str) -> str:
    """The noun alone: ``{{ n }} {{ n | plural("день", "дня", "дней") }}``."""
    from letterkit.russian import numbers

    return numbers.plural(_number(value), one, few, many)


def money(value: object) -> str:
    """1 250 000 рублей."""
    from letterkit.russian import numbers

    return numbers.money(_number(value))


def initials(value: object) -> str:
    """Иванова М.П."""
    if not isinstance(value, Person):
        raise BadValue("filter.person")
    from letterkit.russian.names import with_initials

    return with_initials(value, Case.NOMINATIVE)


def lower_first(value: object) -> str:
    """The first letter small, unless the word is an abbreviation."""
    text = _string(value)
    return text if text[:2].isupper() and text[:2].isalpha() and len(text) > 1 else text[:1].lower() + text[1:]


def upper_first(value: object) -> str:
    """The first letter capital."""
    text = _string(value)
    return text[:1].upper() + text[1:]


def quote(value: object) -> str:
    """«…», and „…“ for quotation marks inside."""
    inner = _string(value).strip()
    if inner.startswith("«") and inner.endswith("»") and inner.count("«") == 1:
        return inner
    return f"«{inner.replace('«', '„').replace('»', '“')}»"


def no_dot(value: object) -> str:
    """Without the mark at the end, so that the template can put its own."""
    return _string(value).rstrip().rstrip(".;,").rstrip()


def sentence(value: object) -> str:
    """With a capital letter and a full stop, unless another mark ends it."""
    text = upper_first(_string(value).strip())
    return text if text.endswith((".", "!", "?", "…", ":", ".»")) else f"{text}."


def join(value: object, separator: str = ", ", last: str | None = None) -> str:
    """«а, б и в» with ``last=" и "``."""
    if not isinstance(value, (list, tuple)):
        raise BadValue("filter.list")
    items = [printable(item) for item in value]
    if last is None or len(items) < 2:
        return separator.join(items)
    return separator.join(items[:-1]) + last + items[-1]


def count(value: object) -> int:
    """How many there are in a list."""
    if not isinstance(value, (list, tuple)):
        raise BadValue("filter.list")
    return len(value)


def _string(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise BadValue("filter.text")


def _date(value: object) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    from letterkit.russian.dates import parse_date

    return parse_date(_string(value))


def _number(value: object) -> int | Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        number: int | Decimal = value
    else:
        try:
            number = Decimal(_string(value).replace("\u00a0", "").replace(" ", "").replace(",", "."))
        except InvalidOperation:
            raise BadValue("filter.number") from None
    if not is_reasonable(number):
        raise BadValue("filter.number")
    return number


def is_reasonable(number: int | Decimal) -> bool:
    """Whether a letter can print ``number``: it is finite, not too large and not too fine."""
    if isinstance(number, Decimal) and not (number.is_finite() and -20 <= int(number.as_tuple().exponent) <= 15):
        return False
    return -LARGEST_NUMBER < number < LARGEST_NUMBER


def _trace_filter(name: str, change: Callable[..., Any]) -> Callable[..., Any]:
    """``change``, with its results remembered as forms of what it was given."""

    @wraps(change)
    def filter_(value: object, *args: object, **options: object) -> object:
        if isinstance(value, Undefined):
            str(value)  # StrictUndefined says which name is not known.
        if isinstance(value, Gap):
            return value
        try:
            made = change(value, *args, **options)
        except (ValueError, TypeError, KeyError) as fault:
            raise FilterFault(name, value, str(fault)) from fault
        ledger = current_ledger()
        if ledger is not None and isinstance(made, str):
            for given in value if isinstance(value, (list, tuple)) else (value,):
                ledger.note_form(printable(given), made)
        return made

    return filter_


FILTERS: dict[str, Callable[..., Any]] = {
    change.__name__: _trace_filter(change.__name__, change)
    for change in (
        genitive, dative, accusative, instrumental, prepositional, into, at, about, date_words, date_digits, plural,
        money, initials, lower_first, upper_first, quote, no_dot, sentence, join, count,
    )
}  # fmt: skip
