"""Reminders as people read them: the heading and the text of the message, what became of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from letterkit.core.register import Control
from letterkit.office.control.reminders import code_of, why_of
from letterkit.reports.control_words import APPEAL_FORMS, NOBODY
from letterkit.reports.spans import left_words
from letterkit.reports.wording import plural
from letterkit.russian.dates import date_digits
from letterkit.store.register_tables import Reminder

KINDS: Mapping[str, str] = {
    Control.WARNING: "напоминание о сроках недели",
    Control.FINAL: "извещение о просроченных",
    Control.REPORT: "доклад руководителю",
}


def reminder_words(reminder: Reminder, name: str, address: str = "") -> tuple[str, str]:
    """Heading and text; ``name`` is whom it is to, ``address`` that of the service, if it has one for people."""
    told = reminder.appeals
    items, on, last = told["items"], date.fromisoformat(told["on"]), date.fromisoformat(told["last"])
    count = plural(len(items), APPEAL_FORMS)
    match reminder.kind:
        case Control.WARNING:
            heading = f"Исполнить до {date_digits(last)}: {count}"
            opening = f"До {date_digits(last)} включительно нужно исполнить {count} (пункт 7.2 Порядка)."
        case Control.REPORT:
            heading = f"Просрочено на {date_digits(on)}: {count}"
            opening = f"На {date_digits(on)} не исполнено в срок: {count} (пункт 7.3 Порядка)."
        case _:
            heading = f"Срок истёк: {count}"
            opening = (
                f"На {date_digits(on)} истёк срок: {count} (пункт 7.3 Порядка). Обращения, не снятые с контроля и не "
                "продлённые, считаются неисполненными (пункт 7.11)."
            )
    lines = [f"{name}!", "", opening, ""]
    lines += [_line(item, with_executor=reminder.kind == Control.REPORT) for item in items]
    if reminder.kind == Control.WARNING:
        lines += [
            "",
            "Если ответить в срок нельзя, сообщите об этом гражданину не позднее чем за 3 дня до его конца (7.5).",
        ]
    if address:
        lines += ["", f"Списки контроля: {address.rstrip('/')}/control"]
    lines += ["", "Это письмо составлено службой letterkit, отвечать на него не нужно."]
    return heading, "\n".join(lines) + "\n"


def state_words(reminder: Reminder) -> tuple[str, str]:
    """What became of a reminder, as a sign (sent, waits, failed, unknown) and in words."""
    code = code_of(reminder)
    if code == "mail.lost":
        return "unknown", f"неизвестно, ушло ли: связь с почтой прервалась ({why_of(reminder)})"
    if code:
        return "failed", f"{_FAILED[code]}" + (f" ({why_of(reminder)})" if why_of(reminder) else "")
    if reminder.sent is not None and reminder.tried is not None and reminder.sent >= reminder.tried:
        return "sent", f"отправлено {reminder.sent:%d.%m.%Y %H:%M}"
    if reminder.tried is not None:
        return "unknown", f"неизвестно, ушло ли: после {reminder.tried:%d.%m.%Y %H:%M} служба не отметила отправку"
    return "waits", "ждёт отправки"


_FAILED: Mapping[str, str] = {
    "mail.no-address": "не отправлено: у сотрудника нет адреса электронной почты",
    "mail.no-answer": "не отправлено: почта не отвечает, будет ещё попытка",
    "mail.refused": "не отправлено: почтовый сервер отказал",
}


def _line(item: Mapping[str, Any], with_executor: bool) -> str:
    due = date_digits(date.fromisoformat(item["due"]))
    extended = ", срок продлён" if item.get("extended") else ""
    who = f", {item['executor'] or NOBODY}" if with_executor else "" if item["executor"] else f", {NOBODY}"
    return f"– до {due} ({left_words(item['left'])}{extended}): № {item['number']}{who}"
