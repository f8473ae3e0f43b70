"""What the card gave and whether the letter says it: a value that was typed in and vanished fails the fill."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from letterkit.compose.addressee import place
from letterkit.compose.filters import printable
from letterkit.compose.ledger import Ledger
from letterkit.compose.typography import plain
from letterkit.core.card_values import CARD_VALUES, OWN, ValueKind, values_of
from letterkit.core.case import CaseCard
from letterkit.core.errors import TemplateError
from letterkit.core.people import Case, Person
from letterkit.russian.dates import date_digits, date_words, parse_date

_BULLETS = "-–—•* "


def used_values(
    card: CaseCard, ledger: Ledger, text: str, *, file: str, unprinted: Collection[str] = ()
) -> Mapping[str, str]:
    """Each value of ``card`` that a reply must carry, by its dotted path, in the form in which ``text`` has it.

    Fields of the reply text that are ``unprinted`` stay in the card.

    Raises TemplateError ``blank.value-lost`` with ``key`` and ``value``. Questions and channels are read, not printed.
    """
    whole = _fold_text(text)
    used: dict[str, str] = {}
    for key, given, forms in _wanted_values(card, ledger, unprinted):
        found = next((form for form in forms if _fold_text(form) in whole), None)
        if found is None:
            raise TemplateError("blank.value-lost", file=file, key=key, value=given[:80])
        used[key] = found
    return used


def _wanted_values(
    card: CaseCard, ledger: Ledger, unprinted: Collection[str]
) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Path, value, forms in which it counts as said, of all that a letter must carry (``core.case.Mark.CARRIED``)."""
    where = place(card)
    for path, value in values_of(card).items():
        if not value or not CARD_VALUES[path].is_carried:
            continue
        match path:
            case "reply.title":
                yield path, value.rstrip("."), (value.rstrip("."),)
            case "reply.copy_number" if not card.reply.restricted:
                pass
            case "applicant.address" | "applicant.email":
                if path == f"applicant.{where}":
                    yield path, value, (value, ", ".join(piece.strip() for piece in value.split(",")))
            case "executor.surname" | "executor.name" | "executor.patronymic":
                yield "executor", card.executor.person.full, (card.executor.person.full,)
            case _:
                yield from _forms(path, value, card, ledger, unprinted)


def _forms(
    path: str, value: Any, card: CaseCard, ledger: Ledger, unprinted: Collection[str]
) -> Iterator[tuple[str, str, Iterable[str]]]:
    match CARD_VALUES[path].kind:
        case ValueKind.DATE:
            yield path, date_digits(value), (date_digits(value), date_words(value))
        case ValueKind.NAME:
            yield path, value, _name_forms(path.rpartition(".")[2], card.applicant.person)
        case ValueKind.LIST:
            yield from ((f"{path}.{index}", one, (one.strip().rstrip(";,"),)) for index, one in enumerate(value))
        case ValueKind.PROSE:
            for index, line in enumerate(value.splitlines()):
                if words := line.strip().lstrip(_BULLETS + ">"):
                    yield f"{path}.{index}", words, (words,)
        case ValueKind.FIELDS:
            for name, field in value.items():
                if name not in unprinted:
                    yield from _field(f"{OWN}{name}", field, ledger)
        case _:
            yield path, value, (value,)


def _field(key: str, value: object, ledger: Ledger) -> Iterator[tuple[str, str, Iterable[str]]]:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _field(f"{key}.{index}", item, ledger)
        return
    given = printable(value)
    for line in given.splitlines() if "\n" in given else (given,):
        words = line.strip().lstrip(_BULLETS + ">") if "\n" in given else line
        if words.strip():
            yield key, words, ledger.all_forms(words) | _printed_forms(words)


def _printed_forms(text: str) -> frozenset[str]:
    """Dates and sums in the forms in which letters print them."""
    from letterkit.russian.numbers import money

    try:
        day = parse_date(text)
        return frozenset({date_digits(day), date_words(day)})
    except ValueError:
        pass
    try:
        return frozenset({money(Decimal(text.replace(" ", "").replace("\u00a0", "").replace(",", ".")))})
    except (InvalidOperation, ValueError):
        return frozenset()


def _name_forms(part: str, person: Person) -> list[str]:
    """The surname in any case; the name and the patronymic likewise, or as initials."""
    from letterkit.russian.names import decline

    given = str(getattr(person, part))
    forms = [given, *(getattr(decline(person, case), part) or given for case in Case)]
    return forms if part == "surname" else [*forms, f"{given[0]}."]


def _fold_text(text: str) -> str:
    return plain(text).casefold().replace("ё", "е")
