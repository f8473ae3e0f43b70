"""The case card as a form: one table of its fields in people's own words, for every page that asks for them.

A field stands under its dotted path in the card; the words of a form are its values by path, as they were typed.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from letterkit.reports.office_words import CHANNELS, GENDERS, GROUNDS, KINDS, OUTCOMES

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


APPEAL = Group(
    "appeal",
    "Обращение",
    (
        Field("appeal.number", "Номер", hint="регистрационный, как в журнале: И-345", width="short"),
        Field("appeal.registered", "Дата регистрации", "date", width="short"),
        Field("appeal.channel", "Как поступило", "choice", words=CHANNELS, width="short"),
        Field("appeal.kind", "Вид", "choice", words=KINDS, width="short"),
        Field(
            "appeal.subject",
            "О чём",
            hint="продолжение слов «вопрос: …», с маленькой буквы: переселение из аварийного дома № 10 по ул. Ленина",
            width="whole",
        ),
        Field(
            "appeal.questions",
            "Вопросы",
            "lines",
            hint="каждый вопрос с новой строки, словами заявителя: ответить нужно на все",
            width="whole",
        ),
        Field(
            "appeal.addressed_to",
            "Кому",
            hint="как в обращении, в именительном падеже",
            width="whole",
        ),
    ),
    (
        Field("appeal.sent", "Дата обращения", "date", hint="когда заявитель его написал", width="short"),
        Field("appeal.group", "Тематическая группа", hint="для отчёта: Переселение из аварийного жилья"),
        Field(
            "appeal.repeat_of",
            "Повторное к обращениям",
            "lines",
            hint="номера прежних обращений, по одному в строке",
        ),
        Field("appeal.attachments", "Приложения к обращению", hint="что приложил заявитель: копия договора на 3 л."),
    ),
    "Дата обращения, группа, прежние обращения, приложения",
)
APPLICANT = Group(
    "applicant",
    "Заявитель",
    (
        Field("applicant.surname", "Фамилия", hint="в именительном падеже", width="short"),
        Field("applicant.name", "Имя", width="short"),
        Field("applicant.patronymic", "Отчество", hint="если есть", width="short"),
        Field(
            "applicant.gender",
            "Пол",
            "choice",
            hint="нужен, когда его не видно по имени",
            words=GENDERS,
            width="short",
        ),
        Field(
            "applicant.address",
            "Почтовый адрес",
            hint="как на конверте",
            width="whole",
        ),
        Field("applicant.email", "Электронная почта", "email", hint="если просили ответить на неё"),
        Field("applicant.organisation", "Организация", hint="если обратилась она"),
        Field(
            "applicant.collective",
            "Обращение коллективное",
            "flag",
            hint="подписали несколько человек; выше – первый из них",
            width="whole",
        ),
    ),
)
OUTCOME = Group(
    "outcome",
    "Чем кончилось",
    (
        Field("reply.outcome", "Исход", "choice", hint="одно из четырёх по п. 2.2 или иной итог", words=OUTCOMES),
        Field(
            "reply.ground",
            "Основание типового ответа",
            "choice",
            hint="только когда ответа по существу нет (п. 4.3)",
            words=GROUNDS,
        ),
        Field(
            "reply.due_date",
            "Срок в ответе",
            "date",
            hint="когда вопрос будет решён или до какого дня продлено",
            width="short",
        ),
    ),
)
REPLY = Group(
    "reply",
    "Письмо",
    (
        Field(
            "reply.title",
            "Заголовок",
            hint="начинается с «О»: О переселении из аварийного дома; пусто – возьмём из текста ответа",
            width="whole",
        ),
        Field(
            "reply.delivery",
            "Как отправить",
            "choice",
            hint="пусто – по адресу из обращения (п. 2.3)",
            words=CHANNELS,
        ),
        Field(
            "reply.attachments",
            "Приложения",
            "lines",
            hint="по одному в строке: Копия ответа на 2 л. в 1 экз.",
        ),
        Field(
            "reply.restricted",
            "Для служебного пользования",
            "flag",
            hint="письмо пойдёт только заказным, с номером экземпляра (п. 2.4)",
        ),
        Field("reply.copy_number", "Номер экземпляра", width="short"),
    ),
)
TITLE = REPLY.fields[0]
PAPER = replace(REPLY, id="paper", fields=REPLY.fields[1:])
"""The same for a letter that has its words: its heading stands in the editor."""
BODY = Field(
    "reply.body",
    "Ответ по существу своими словами",
    "prose",
    hint="встанет в текст на своё место; можно написать потом, в редакторе",
    width="whole",
)
EXECUTOR = Group(
    "executor",
    "Исполнитель",
    (
        Field("executor.surname", "Фамилия", width="short"),
        Field("executor.name", "Имя", width="short"),
        Field("executor.patronymic", "Отчество", width="short"),
        Field("executor.phone", "Телефон", "tel", hint="печатается в отметке (п. 6.3)", width="short"),
        Field("executor.unit", "Отдел"),
        Field("executor.email", "Электронная почта", "email"),
        Field("executor.post", "Должность"),
    ),
    note="Пустой раздел заполнится Вашими данными.",
)
SIGNER = Group(
    "signer",
    "Подписант",
    (
        Field("signer.name", "Кто подпишет", hint="инициалы перед фамилией", width="half"),
        Field("signer.post", "Должность", hint="как в подписи", width="half"),
    ),
    note="Пустой раздел – первый подписант из профиля органа.",
)
GROUPS = (APPEAL, APPLICANT, OUTCOME, REPLY, EXECUTOR, SIGNER)
FIELDS: Mapping[str, Field] = {each.path: each for group in GROUPS for each in group.all} | {BODY.path: BODY}
OWN = "reply.fields."
"""The paths of what a reply text asks for begin with this."""


def values_of(card: Mapping[str, Any]) -> dict[str, str]:
    """The card as the words of a form; what no field asks for (``number``, ``date``) is left out."""
    values = {path: _typed(_at(card, path)) for path in FIELDS}
    own = _at(card, OWN.rstrip("."))
    values |= {f"{OWN}{name}": _typed(value) for name, value in (own or {}).items()}
    return {path: value for path, value in values.items() if value}


def card_of(values: Values, own: Sequence[Field] = (), *, only: Sequence[Group] = GROUPS) -> dict[str, Any]:
    """The card that the words of a form say; of ``reply.fields`` those that ``own`` asks for."""
    wanted = [each for group in only for each in group.all]
    if REPLY in only:
        wanted.append(BODY)
    card: dict[str, Any] = {}
    for each in (*wanted, *own):
        value = _meant(each.input, values.get(each.path, ""))
        if value not in ("", [], None):
            *sections, name = each.path.split(".")
            inside = card
            for section in sections:
                inside = inside.setdefault(section, {})
            inside[name] = value
    return card


def fitted(
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


def _typed(value: Any) -> str:
    """A value of the card as it stands in its input."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, (list, tuple)):
        return "\n".join(" ".join(str(item).split()) for item in value)
    return str(value)


def _meant(kind: Input, typed: str) -> Any:
    if kind == "flag":
        return True if typed else None
    if kind == "lines":
        return list(_lines(typed))
    if kind == "date":
        return iso_day(typed) or typed.strip()
    return typed.strip()


def _lines(typed: str) -> Iterator[str]:
    return (line.strip() for line in typed.split("\n") if line.strip())
