"""What the card gave and whether the letter says it: a value that was typed in and vanished fails the fill."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from letterkit.compose.filters import printable
from letterkit.compose.ledger import Ledger
from letterkit.compose.typography import plain
from letterkit.compose.who import place
from letterkit.core.case import CaseCard
from letterkit.core.errors import TemplateError
from letterkit.core.people import Case, Person

_BULLETS = "-–—•* "


def used_values(
    card: CaseCard, ledger: Ledger, text: str, *, file: str, unprinted: Collection[str] = ()
) -> Mapping[str, str]:
    """Each value of ``card`` that a reply must carry, by its dotted path, in the form in which ``text`` has it.

    Fields of the reply text that are ``unprinted`` stay in the card.

    Raises TemplateError ``blank.value-lost`` with ``key`` and ``value``. Questions and channels are read, not printed.
    """
    whole = _folded(text)
    used: dict[str, str] = {}
    for key, given, forms in _wanted(card, ledger, unprinted):
        found = next((form for form in forms if _folded(form) in whole), None)
        if found is None:
            raise TemplateError("blank.value-lost", file=file, key=key, value=given[:80])
        used[key] = found
    return used


def _wanted(card: CaseCard, ledger: Ledger, unprinted: Collection[str]) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Path, value, forms in which it counts as said."""
    reply = card.reply
    yield from _dated("date", card.date)
    yield from _dated("appeal.registered", card.appeal.registered)
    yield from _dated("reply.due_date", reply.due_date)
    for key, value in (
        ("number", card.number),
        ("appeal.number", card.appeal.number),
        ("reply.title", reply.title.rstrip(".") if reply.title else None),
        ("reply.copy_number", reply.copy_number if reply.restricted else None),
        ("signer.name", card.signer.name),
        ("executor.phone", card.executor.phone),
        ("executor.post", card.executor.post),
        ("executor.unit", card.executor.unit),
        ("executor.email", card.executor.email),
        ("executor", card.executor.person.full),
        ("applicant.organisation", card.applicant.organisation),
    ):
        if value:
            yield key, value, (value,)
    if card.signer.post:
        yield "signer.post", card.signer.post, (card.signer.post,)
    where = place(card)
    if where:
        value = str(getattr(card.applicant, where))
        yield f"applicant.{where}", value, (value, ", ".join(piece.strip() for piece in value.split(",")))
    yield from _person("applicant", card.applicant.person)
    for index, value in enumerate(reply.attachments):
        yield f"reply.attachments.{index}", value, (value.strip().rstrip(";,"),)
    for index, line in enumerate((reply.body or "").splitlines()):
        words = line.strip().lstrip(_BULLETS + ">")
        if words:
            yield f"reply.body.{index}", words, (words,)
    for name, field in reply.fields.items():
        if name not in unprinted:
            yield from _field(f"reply.fields.{name}", field, ledger)


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
            yield key, words, ledger.all_forms(words) | _spelled(words)


def _spelled(text: str) -> frozenset[str]:
    """Dates and sums in the forms in which letters print them."""
    from decimal import Decimal, InvalidOperation

    from letterkit.russian.dates import date_digits, date_words, parse_date
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


def _dated(key: str, day: object) -> Iterator[tuple[str, str, Iterable[str]]]:
    import datetime

    from letterkit.russian.dates import date_digits, date_words

    if isinstance(day, datetime.date):
        yield key, date_digits(day), (date_digits(day), date_words(day))


def _person(key: str, person: Person) -> Iterator[tuple[str, str, Iterable[str]]]:
    """The surname in any case; the name and the patronymic likewise, or as initials."""
    from letterkit.russian.names import decline

    cases = [decline(person, case) for case in Case] if person.full else []
    for part in ("surname", "name", "patronymic"):
        given = getattr(person, part)
        if given:
            forms = [given, *(getattr(one, part) or given for one in cases)]
            if part != "surname":
                forms.append(f"{given[0]}.")
            yield f"{key}.{part}", given, forms


def _folded(text: str) -> str:
    return plain(text).casefold().replace("ё", "е")
