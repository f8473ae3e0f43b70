"""How the fields of the case card are laid out: in groups, by their dotted paths in the card."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from webui.inputs import Width


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Paths of fields that people fill in together, with their widths; ``more`` are seldom wanted and stand folded."""

    id: str
    title: str
    fields: Mapping[str, Width]
    more: Mapping[str, Width] = field(default_factory=dict)
    more_title: str = ""
    note: str = ""

    @property
    def all(self) -> Mapping[str, Width]:
        return {**self.fields, **self.more}


def _widths_of(section: str, *rows: tuple[Width, str]) -> dict[str, Width]:
    """The paths of ``section`` by their names, row by row."""
    return {f"{section}.{name}": width for width, names in rows for name in names.split()}


APPEAL = FieldGroup(
    "appeal",
    "Обращение",
    _widths_of("appeal", ("short", "number registered channel kind"), ("whole", "subject questions addressed_to")),
    _widths_of("appeal", ("short", "sent"), ("half", "group repeat_of attachments")),
    "Дата обращения, группа, прежние обращения, приложения",
)
APPLICANT = FieldGroup(
    "applicant",
    "Заявитель",
    _widths_of(
        "applicant",
        ("short", "surname name patronymic gender"),
        ("whole", "address"),
        ("half", "email organisation"),
        ("whole", "collective"),
    ),
)
OUTCOME = FieldGroup(
    "outcome", "Решение по обращению", _widths_of("reply", ("half", "outcome ground"), ("short", "due_date"))
)
PAPER = FieldGroup(
    "paper", "Письмо", _widths_of("reply", ("half", "delivery attachments restricted"), ("short", "copy_number"))
)
"""Of a letter that has its words: its heading stands in the editor."""
TITLE, BODY = "reply.title", "reply.body"
REPLY = replace(PAPER, id="reply", fields={TITLE: "whole", **PAPER.fields})
EXECUTOR = FieldGroup(
    "executor",
    "Исполнитель",
    _widths_of("executor", ("short", "surname name patronymic phone"), ("half", "unit email post")),
    note="Пустой раздел заполнится Вашими данными.",
)
SIGNER = FieldGroup(
    "signer",
    "Подписант",
    _widths_of("signer", ("half", "name post")),
    note="Пустой раздел – первый подписант из профиля органа.",
)
GROUPS = (APPEAL, APPLICANT, OUTCOME, REPLY, EXECUTOR, SIGNER)
