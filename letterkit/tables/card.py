"""The case card as people write it: JSON, YAML or a row of a table, by the keys of one model."""

import datetime
import types
import typing
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from letterkit.core.case import BODY_LIMIT, LINE_LIMIT, Appeal, Applicant, CaseCard, Executor, ReplyPlan, Signer
from letterkit.core.errors import CardError
from letterkit.core.outcome import Channel, Ground, Kind, Outcome
from letterkit.core.people import Gender, Person
from letterkit.datafile import parse_yaml, read_text, validate
from letterkit.russian.clean import control_free

_MOST_FAULTS = 40
_BETWEEN_LETTERS = " \t\u00a0-‐‑–’'ʼ`.,()"


def _as_text(value: object) -> object:
    """Whole numbers may stand unquoted; 3.10 may not: YAML has already made it 3.1."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _one_line(text: str) -> str | None:
    return " ".join(control_free(text).split()) or None


def _as_name(text: str) -> str:
    """A part of a person's name: letters and what stands between them; the rest is a slip, and would be printed."""
    for sign in text.strip():
        if not (sign.isalpha() or sign in _BETWEEN_LETTERS or unicodedata.category(sign) in ("Mn", "Cf")):
            shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
            raise ValueError(f"a name holds no «{shown}»")
    return text


def _lines(text: str) -> str | None:
    kept = (control_free(line.replace("\t", " ")).rstrip() for line in text.splitlines())
    return "\n".join(kept).strip() or None


def _as_date(value: object) -> object:
    """ДД.ММ.ГГГГ or ГГГГ-ММ-ДД; days that no calendar has are refused."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not text:
        return None
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError("no such date; wanted DD.MM.YYYY or YYYY-MM-DD")


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _none_is(empty: object) -> Callable[[object], object]:
    """A key of YAML with nothing after it reads as None: it means an empty section or list."""
    return lambda value: empty if value is None else value


def _no_empty(items: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(item for item in items if item)


def _field_value(value: object) -> object:
    """What a reply text may ask for: text, a whole number, yes or no, or a list of texts and numbers."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        if len(value) > BODY_LIMIT:
            raise ValueError("too long")
        return _lines(value)
    if isinstance(value, (list, tuple)) and len(value) <= 100:
        if not all(isinstance(item, (str, int)) and not isinstance(item, bool) for item in value):
            raise ValueError("a list of texts and whole numbers is wanted")
        return tuple(item for item in (_field_value(item) for item in value) if item is not None)
    raise ValueError("text, a whole number, true or false, or a list of them is wanted")


Text = Annotated[str, BeforeValidator(_as_text), Field(max_length=LINE_LIMIT), AfterValidator(_one_line)]
NamePart = Annotated[
    str, BeforeValidator(_as_text), AfterValidator(_as_name), Field(max_length=LINE_LIMIT), AfterValidator(_one_line)
]
Prose = Annotated[str, Field(max_length=BODY_LIMIT), AfterValidator(_lines)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_none_is(())), Field(max_length=100), AfterValidator(_no_empty)]
FieldValue = Annotated[object, BeforeValidator(_field_value)]
Day = Annotated[datetime.date | None, BeforeValidator(_as_date)]
Section = BeforeValidator(_none_is({}))
OneOf = BeforeValidator(_blank_is_none)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AppealPart(_Part):
    number: Text | None = None
    registered: Day = None
    sent: Day = None
    channel: Annotated[Channel | None, OneOf] = None
    subject: Text | None = None
    questions: Texts = ()
    addressed_to: Text | None = None
    kind: Annotated[Kind | None, OneOf] = None
    group: Text | None = None
    repeat_of: Texts = ()
    attachments: Text | None = None


class ApplicantPart(_Part):
    surname: NamePart | None = None
    name: NamePart | None = None
    patronymic: NamePart | None = None
    gender: Annotated[Gender | None, OneOf] = None
    organisation: Text | None = None
    collective: bool = False
    address: Text | None = None
    email: Text | None = None


class ReplyPart(_Part):
    outcome: Annotated[Outcome | None, OneOf] = None
    due_date: Day = None
    ground: Annotated[Ground | None, OneOf] = None
    delivery: Annotated[Channel | None, OneOf] = None
    restricted: bool = False
    copy_number: Text | None = None
    attachments: Texts = ()
    title: Text | None = None
    fields: Annotated[dict[str, FieldValue], Section] = {}
    body: Prose | None = None


class ExecutorPart(_Part):
    surname: NamePart | None = None
    name: NamePart | None = None
    patronymic: NamePart | None = None
    phone: Text | None = None
    post: Text | None = None
    unit: Text | None = None
    email: Text | None = None


class SignerPart(_Part):
    post: Text | None = None
    name: Text | None = None


class CardPart(_Part):
    """The whole card."""

    appeal: Annotated[AppealPart, Section] = AppealPart()
    applicant: Annotated[ApplicantPart, Section] = ApplicantPart()
    reply: Annotated[ReplyPart, Section] = ReplyPart()
    executor: Annotated[ExecutorPart, Section] = ExecutorPart()
    signer: Annotated[SignerPart, Section] = SignerPart()
    number: Text | None = None
    date: Day = None


def _paths(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, _Part):
            yield from _paths(field.annotation, f"{before}{name}.")
        else:
            yield f"{before}{name}", field.annotation


# Every key of a card by its dotted path, in the order of the card: the English headers of a table.
# ``reply.fields`` stands for all of ``reply.fields.*``.
CARD_PATHS: tuple[str, ...] = tuple(path for path, _ in _paths(CardPart))


@cache
def known_values(path: str) -> tuple[str, ...]:
    """What may stand at ``path`` when it takes one word of a fixed list, else nothing."""
    kinds = dict(_paths(CardPart)).get(path)
    for kind in typing.get_args(kinds) if isinstance(kinds, types.UnionType) else (kinds,):
        if isinstance(kind, type) and issubclass(kind, (Channel, Ground, Kind, Outcome, Gender)):
            return tuple(str(word) for word in kind)
    return ()


def load_card(path: Path) -> CaseCard:
    """The card in the JSON or YAML file at ``path``; raises CardError as ``parse_card`` does, with line and column."""
    text = read_text(path, CardError)
    return _card(parse_yaml(text, file=str(path), error=CardError), str(path), text)


def parse_card(mapping: Mapping[str, object], file: str) -> CaseCard:
    """``mapping``, nested in sections, as a CaseCard; ``file`` is what errors name.

    Raises CardError: ``data.unknown-key``, ``data.bad-value`` (with ``key``, ``value`` and, where the value is one of a
    few words, ``known``), ``data.not-a-mapping``.
    """
    return _card(mapping, file, None)


def card_mapping(card: CaseCard) -> dict[str, Any]:
    """``card`` as plain JSON by the keys of a card, without what it does not have; ``parse_card`` leads back."""
    applicant, executor = card.applicant, card.executor
    person = {name: getattr(applicant.person, name) for name in ("surname", "name", "patronymic", "gender")}
    whole = {
        "appeal": _plain(card.appeal),
        "applicant": _plain(person) | {name: one for name, one in _plain(applicant).items() if name != "person"},
        "reply": _plain(card.reply),
        "executor": {name: one for name, one in _plain(executor).items() if name != "person"}
        | _plain({name: getattr(executor.person, name) for name in ("surname", "name", "patronymic")}),
        "signer": _plain(card.signer),
        "number": card.number,
        "date": card.date.isoformat() if card.date else None,
    }
    return {name: part for name, part in whole.items() if part}


def _plain(part: Any) -> dict[str, Any]:
    """The fields of a section that hold something, as JSON writes them."""
    if isinstance(part, dict):
        given: Iterable[tuple[str, Any]] = part.items()
    else:
        names, values = _names(part.__class__)
        given = zip(names, values(part), strict=True)
    kept: dict[str, Any] = {}
    for name, value in given:
        if not value:
            continue
        if type(value) is str:
            kept[name] = value
        elif isinstance(value, datetime.date):
            kept[name] = value.isoformat()
        elif isinstance(value, tuple):
            kept[name] = list(value)
        elif isinstance(value, Mapping):
            kept[name] = {key: list(one) if isinstance(one, tuple) else one for key, one in value.items()}
        elif isinstance(value, Person):
            kept[name] = value
        else:
            kept[name] = str(value) if isinstance(value, str) else value
    return kept


@cache
def _names(section: Any) -> tuple[tuple[str, ...], "attrgetter[tuple[Any, ...]]"]:
    """The fields of a section, and what takes all their values at once."""
    names = tuple(field.name for field in fields(section))
    return names, attrgetter(*names)


def read_card(text: str, file: str) -> dict[str, Any]:
    """The card that somebody has written as JSON or YAML, as it is written; raises CardError as ``load_card``."""
    data = parse_yaml(text, file=file, error=CardError)
    _card(data, file, text)
    mapping: dict[str, Any] = data
    return mapping


def card_faults(mapping: Mapping[str, object], file: str) -> tuple[CardError, ...]:
    """Everything that ``parse_card`` refuses in ``mapping``, one fault a value: a form shows them all at once."""
    faults: list[CardError] = []
    left = deepcopy(dict(mapping))
    while len(faults) < _MOST_FAULTS:
        try:
            parse_card(left, file)
        except CardError as fault:
            faults.append(fault)
            if not _without(left, str(fault.details.get("key", "")).split(".")):
                break
        else:
            break
    return tuple(faults)


def _without(mapping: dict[str, Any], path: Sequence[str]) -> bool:
    """Takes the value at ``path`` out, or the deepest there is on the way to it; whether there was any."""
    inside: Any = mapping
    for depth, step in enumerate(path):
        if not isinstance(inside, dict) or step not in inside:
            return False
        if depth == len(path) - 1 or not isinstance(inside[step], dict):
            del inside[step]
            return True
        inside = inside[step]
    return False


def _card(data: object, file: str, text: str | None) -> CaseCard:
    try:
        part = validate(
            dict(data) if isinstance(data, Mapping) else data, CardPart, file=file, error=CardError, text=text
        )
    except CardError as fault:
        known = known_values(str(fault.details.get("key", "")))
        if known:
            fault.details["known"] = known
        raise
    return CaseCard(
        appeal=Appeal(**dict(part.appeal)),
        applicant=Applicant(
            person=_person(part.applicant, part.applicant.gender),
            organisation=part.applicant.organisation,
            collective=part.applicant.collective,
            address=part.applicant.address,
            email=part.applicant.email,
        ),
        reply=ReplyPlan(**dict(part.reply)),
        executor=Executor(
            person=_person(part.executor, None),
            phone=part.executor.phone,
            post=part.executor.post,
            unit=part.executor.unit,
            email=part.executor.email,
        ),
        signer=Signer(**dict(part.signer)),
        number=part.number,
        date=part.date,
    )


def _person(part: ApplicantPart | ExecutorPart, gender: Gender | None) -> Person:
    return Person(part.surname, part.name, part.patronymic, gender)
