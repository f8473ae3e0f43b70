"""What stands in the way of a step of a letter, in the few words that fit beside its button."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from letterkit.core.office import LetterState
from letterkit.core.report import NotChecked
from letterkit.office.cases.options import Action, Obstacle
from letterkit.reports.wording import grouped_by_reason, plural, reason

ACTIONS: Mapping[Action, str] = {
    Action.EDIT: "Править",
    Action.RECALL: "Забрать с проверки",
    Action.TAKE: "Взять на проверку",
    Action.RELEASE: "Отпустить",
    Action.MAKE: "Собрать и проверить",
    Action.NUMBER: "Зарегистрировать",
    Action.AGREE: "Согласовать",
    Action.APPROVE: "Утвердить",
    Action.REMARK: "Сделать замечание",
    Action.WAIVE: "Принять замечание под ответственность",
    Action.RETURN: "Вернуть исполнителю",
    Action.SEND: "Отправить",
    Action.EXPORT: "Выгрузить",
    Action.REVOKE: "Отозвать утверждение",
    Action.REMOVE: "Удалить черновик",
    Action.BRING_BACK: "Вернуть черновик",
}
"""The words on the buttons."""
WORDS: Mapping[str, str] = {
    "step": "письмо ещё не {state}",
    "taken": "письмо проверяет {by}",
    "author": "Вы писали это письмо",
    "alone": "Вы писали это письмо: нужно согласование другого сотрудника",
    "open-remarks": "{remarks} без ответа",
    "in-mail": "Письмо уже в очереди электронной почты или, возможно, ушло",
    "not-made": "после правки письмо не собрано и не проверено",
    "errors": "в письме {count}",
    "not-checked": "проверено не всё: {items}",
    "waiver-over": "кончился срок, на который замечание принято под ответственность ({until})",
    "no-number": "нет номера",
    "number-not-printed": "номер ещё не напечатан на бланке",
}
"""One wording for each code of ``office.cases.options.Obstacle``."""
_STEPS: Mapping[LetterState, str] = {
    LetterState.REVIEW: "сдано на проверку",
    LetterState.APPROVED: "утверждено",
}
_ERRORS = ("ошибка", "ошибки", "ошибок")
_REMARKS = ("замечание проверяющего", "замечания проверяющего", "замечаний проверяющего")


def stand_words(stand: Obstacle) -> str:
    """«3 ошибки», «нет номера», «Вы писали это письмо»."""
    return WORDS[stand.code].format(**{name: _format_detail(name, value) for name, value in stand.details.items()})


def _format_detail(name: str, value: Any) -> str:
    if name == "count":
        return plural(value, _ERRORS)
    if name == "remarks":
        return plural(value, _REMARKS)
    if name == "state":
        return _STEPS[LetterState(value)]
    if name == "items":
        groups = grouped_by_reason(NotChecked(what, why) for what, why in value)
        return "; ".join(f"{', '.join(titles)} ({reason(why).rstrip('.')})" for why, titles in groups) or "нет PDF"
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
