"""The details of an entry of the journal, as people read them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

_NAMES: Mapping[str, str] = {
    "version": "редакция",
    "revision": "правка",
    "errors": "ошибок",
    "docx": "SHA-256 файла",
    "pdf": "SHA-256 PDF",
    "number": "номер",
    "dated": "дата",
    "until": "до",
    "code": "правило",
    "kind": "вид",
    "channel": "канал",
    "reply": "текст ответа",
    "blank": "бланк",
    "appeal": "обращение",
    "due": "срок",
    "on": "дата",
    "remark": "замечание",
    "person": "сотрудник",
    "duties": "обязанности",
    "login": "имя для входа",
    "count": "писем",
    "appeals": "обращений",
    "quarters": "кварталы",
    "seed": "затравка",
    "letters": "SHA-256 перечня",
    "source": "SHA-256 таблицы",
    "made_of": "SHA-256 текста и бланка",
    "before": "прежняя редакция",
    "content": "SHA-256 содержания",
    "reason": "причина",
    "reason_before": "прежняя причина",
    "seconds": "секунд",
    "term": "срок по виду",
    "week": "неделя с",
    "letter": "письмо",
    "body": "орган",
    "result": "результат",
    "result_before": "прежний результат",
    "earlier": "прежнее обращение",
    "file": "SHA-256 приложения",
    "fields": "поля",
    "people": "сотрудники",
    "new": "новых",
    "changed": "изменено",
    "body_before": "прежний орган",
    "minutes": "минут",
    "browser": "браузер",
    "sessions": "сеансов",
}
_FLAGS: Mapping[str, str] = {"again": "и там, где уже отвечали", "approved": "только утверждённые"}
SUBJECTS: Mapping[str, str] = {
    "letter": "письмо",
    "appeal": "обращение",
    "person": "сотрудник",
    "batch": "рассылка",
    "reply": "текст ответа",
    "blank": "бланк",
    "profile": "профиль органа",
    "pack": "свои правила",
    "kept": "тексты и бланки",
    "call": "звонок",
    "reception": "приём",
    "opinion": "мнение",
    "reminder": "напоминание",
    "register": "реестр обращений",
}
"""What an entry can be about."""
_HASH = 12


def details_words(details: Mapping[str, Any]) -> list[str]:
    """«редакция 3», «SHA-256 файла 1f2e3d4c5b6a…»; what has no Russian name stands under its own."""
    return list(_told(details))


def short_hash(sha256: str) -> str:
    """The beginning of a hash, enough to tell two apart by eye."""
    return f"{sha256[:_HASH]}…"


def moment(at: str) -> str:
    """«26.11.2026 14:05», in the zone of this machine, of a moment kept as ISO text."""
    return f"{datetime.fromisoformat(at).astimezone():%d.%m.%Y %H:%M}"


def day(on: str) -> str:
    """«26.11.2026» of a day kept as ISO text."""
    return f"{date.fromisoformat(on):%d.%m.%Y}"


def _rows_words(rows: int | Mapping[str, int]) -> str:
    """How many rows, or how many in each state."""
    from letterkit.reports.batch_words import ROW_STATES

    if not isinstance(rows, Mapping):
        return f"строк {rows}"
    return ", ".join(f"{ROW_STATES.get(state, state)} – {count}" for state, count in rows.items())


def _told(details: Mapping[str, Any]) -> Iterator[str]:
    from letterkit.reports.office_words import CHANNELS

    for name, value in details.items():
        if value is None or value == "":
            continue
        if isinstance(value, bool):
            yield from [_FLAGS[name]] if value and name in _FLAGS else []
            continue
        if name == "rows":
            yield _rows_words(value)
            continue
        if name in ("docx", "pdf", "letters", "source", "made_of"):
            value = short_hash(str(value))
        elif name == "channel":
            value = CHANNELS.get(value, value)
        elif name in ("due", "until", "on", "dated", "week"):
            value = day(str(value))
        elif isinstance(value, list):
            value = ", ".join(str(each) for each in value)
        yield f"{_NAMES.get(name, name)} {value}"
