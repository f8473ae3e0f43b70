"""The case card as a form: one table of its fields in people's own words, for every page that asks for them.

A field stands under its dotted path in the card; the words of a form are its values by path, as they were typed.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from letterkit.core.card_values import CARD_VALUES, OWN, ValueKind
from letterkit.core.outcome import Channel, Ground, Kind, Outcome
from letterkit.core.people import Gender
from letterkit.reports.office_words import CHANNELS, GENDERS, GROUNDS, KINDS, OUTCOMES
from letterkit.tables.fields import fields

Input = Literal["line", "lines", "prose", "date", "choice", "flag", "email", "tel", "number"]
Width = Literal["short", "half", "whole"]
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the card: ``words`` are what a choice may be, ``known`` what a line is often filled with."""

    path: str
    label: str
    input: Input = "line"
    hint: str = ""
    width: Width = "half"
    words: Mapping[str, str] = field(default_factory=dict)
    known: Sequence[str] = ()
    required: bool = False

    @property
    def id(self) -> str:
        """The id of its input: a path without dots, so that a style can name it."""
        return self.path.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that people fill in together; those of ``more`` are seldom wanted and stand folded below."""

    id: str
    title: str
    fields: tuple[Field, ...]
    more: tuple[Field, ...] = ()
    more_title: str = ""
    note: str = ""

    @property
    def all(self) -> tuple[Field, ...]:
        return (*self.fields, *self.more)


_INPUTS: Mapping[ValueKind, Input] = {
    ValueKind.EMAIL: "email",
    ValueKind.PHONE: "tel",
    ValueKind.PROSE: "prose",
    ValueKind.DATE: "date",
    ValueKind.FLAG: "flag",
    ValueKind.LIST: "lines",
    ValueKind.CHOICE: "choice",
}
_WORDS: Mapping[type, Mapping[str, str]] = {
    Channel: CHANNELS,
    Gender: GENDERS,
    Ground: GROUNDS,
    Kind: KINDS,
    Outcome: OUTCOMES,
}


def _field(path: str, width: Width) -> Field:
    """The value of the card at ``path`` as a field of a form."""
    value, words = CARD_VALUES[path], fields()[path]
    choices = _WORDS[value.words] if value.words else {}
    return Field(path, words.form_label, _INPUTS.get(value.kind, "line"), words.beside, width, choices)


def _rows_of(section: str, *rows: tuple[Width, str]) -> tuple[Field, ...]:
    """The fields of ``section`` by their names, with the width of each row of them."""
    return tuple(_field(f"{section}.{name}", width) for width, names in rows for name in names.split())


APPEAL = Group(
    "appeal",
    "Обращение",
    _rows_of("appeal", ("short", "number registered channel kind"), ("whole", "subject questions addressed_to")),
    _rows_of("appeal", ("short", "sent"), ("half", "group repeat_of attachments")),
    "Дата обращения, группа, прежние обращения, приложения",
)
APPLICANT = Group(
    "applicant",
    "Заявитель",
    _rows_of(
        "applicant",
        ("short", "surname name patronymic gender"),
        ("whole", "address"),
        ("half", "email organisation"),
        ("whole", "collective"),
    ),
)
OUTCOME = Group("outcome", "Чем кончилось", _rows_of("reply", ("half", "outcome ground"), ("short", "due_date")))
PAPER = Group(
    "paper", "Письмо", _rows_of("reply", ("half", "delivery attachments restricted"), ("short", "copy_number"))
)
"""Of a letter that has its words: its heading stands in the editor."""
TITLE, BODY = _field("reply.title", "whole"), _field("reply.body", "whole")
REPLY = replace(PAPER, id="reply", fields=(TITLE, *PAPER.fields))
EXECUTOR = Group(
    "executor",
    "Исполнитель",
    _rows_of("executor", ("short", "surname name patronymic phone"), ("half", "unit email post")),
    note="Пустой раздел заполнится Вашими данными.",
)
SIGNER = Group(
    "signer",
    "Подписант",
    _rows_of("signer", ("half", "name post")),
    note="Пустой раздел – первый подписант из профиля органа.",
)
GROUPS = (APPEAL, APPLICANT, OUTCOME, REPLY, EXECUTOR, SIGNER)
FIELDS: Mapping[str, Field] = {each.path: each for group in GROUPS for each in group.all} | {BODY.path: BODY}


def values_of(card: Mapping[str, Any]) -> dict[str, str]:
    """The card as the words of a form; what no field asks for (``number``, ``date``) is left out."""
    values = {path: _input_text(_at(card, path)) for path in FIELDS}
    own = _at(card, OWN.rstrip("."))
    values |= {f"{OWN}{name}": _input_text(value) for name, value in (own or {}).items()}
    return {path: value for path, value in values.items() if value}


def card_of(values: Values, own: Sequence[Field] = (), *, only: Sequence[Group] = GROUPS) -> dict[str, Any]:
    """The card that the words of a form say; of ``reply.fields`` those that ``own`` asks for."""
    wanted = [each for group in only for each in group.all]
    if REPLY in only:
        wanted.append(BODY)
    card: dict[str, Any] = {}
    for each in (*wanted, *own):
        value = _parse_input(each.input, values.get(each.path, ""))
        if value not in ("", [], None):
            *sections, name = each.path.split(".")
            inside = card
            for section in sections:
                inside = inside.setdefault(section, {})
            inside[name] = value
    return card


def fit_group(
    group: Group,
    known: Mapping[str, Sequence[str]],
    required: Container[str] = (),
    examples: Mapping[str, str] | None = None,
) -> Group:
    """``group`` with what its lines are often filled with, by path, and with those marked that must not be empty.

    ``examples`` of the body, by path, end the hints of their fields.
    """
    told = examples or {}

    def fit(each: Field) -> Field:
        hint = f"{each.hint}: {told[each.path]}" if each.path in told else each.hint
        return replace(each, known=known.get(each.path, ()), required=each.path in required, hint=hint)

    fields, more = (tuple(map(fit, part)) for part in (group.fields, group.more))
    return replace(group, fields=fields, more=more)


def nearest(key: str, fields: Container[str]) -> str | None:
    """The path of the field that an error names: ``appeal.questions.0`` stands at ``appeal.questions``."""
    steps = key.split(".")
    paths = (".".join(steps[:count]) for count in range(len(steps), 0, -1))
    return next((path for path in paths if path in fields), None)


def is_answer(path: str) -> bool:
    """Whether a reply text asks for what stands at ``path``."""
    return path.startswith(OWN) or path == BODY.path


def iso_day(typed: str) -> str | None:
    """A day as an input of dates wants it; None when no calendar has it: then it stays as it was written."""
    from letterkit.russian.dates import parse_date

    try:
        return parse_date(typed).isoformat()
    except ValueError:
        return None


def _at(card: Mapping[str, Any], path: str) -> Any:
    value: Any = card
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _input_text(value: Any) -> str:
    """A value of the card as it stands in its input."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, (list, tuple)):
        return "\n".join(" ".join(str(item).split()) for item in value)
    return str(value)


def _parse_input(kind: Input, typed: str) -> Any:
    if kind == "flag":
        return True if typed else None
    if kind == "lines":
        return list(_lines(typed))
    if kind == "date":
        return iso_day(typed) or typed.strip()
    return typed.strip()


def _lines(typed: str) -> Iterator[str]:
    return (line.strip() for line in typed.split("\n") if line.strip())
