"""How the fields of the case card are laid out: in groups, by their dotted paths in the card."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from webui.inputs import Width


@dataclass(frozen=True, slots=True)
class Group:
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


def _laid(section: str, *rows: tuple[Width, str]) -> dict[str, Width]:
    """The paths of ``section`` by their names, row by row."""
    return {f"{section}.{name}": width for width, names in rows for name in names.split()}


APPEAL = Group(
    "appeal",
    "Обращение",
    _laid("appeal", ("short", "number registered channel kind"), ("whole", "subject questions addressed_to")),
    _laid("appeal", ("short", "sent"), ("half", "group repeat_of attachments")),
    "Дата обращения, группа, прежние обращения, приложения",
)
APPLICANT = Group(
    "applicant",
    "Заявитель",
    _laid(
        "applicant",
        ("short", "surname name patronymic gender"),
        ("whole", "address"),
        ("half", "email organisation"),
        ("whole", "collective"),
    ),
)
OUTCOME = Group("outcome", "Чем кончилось", _laid("reply", ("half", "outcome ground"), ("short", "due_date")))
PAPER = Group("paper", "Письмо", _laid("reply", ("half", "delivery attachments restricted"), ("short", "copy_number")))
"""Of a letter that has its words: its heading stands in the editor."""
TITLE, BODY = "reply.title", "reply.body"
REPLY = replace(PAPER, id="reply", fields={TITLE: "whole", **PAPER.fields})
EXECUTOR = Group(
    "executor",
    "Исполнитель",
    _laid("executor", ("short", "surname name patronymic phone"), ("half", "unit email post")),
    note="Пустой раздел заполнится Вашими данными.",
)
SIGNER = Group(
    "signer",
    "Подписант",
    _laid("signer", ("half", "name post")),
    note="Пустой раздел – первый подписант из профиля органа.",
)
GROUPS = (APPEAL, APPLICANT, OUTCOME, REPLY, EXECUTOR, SIGNER)
