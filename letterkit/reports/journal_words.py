"""The details of an entry of the journal, as people read them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from letterkit.reports.field_words import value_label
from letterkit.reports.wording import DUTIES

_NAMES: Mapping[str, str] = {
    "version": "редакция",
    "revision": "правка",
    "errors": "ошибок",
    "docx": "SHA-256 файла",
    "pdf": "SHA-256 PDF",
    "name": "название",
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
    "fault": "причина",
    "bounce": "причина",
    "mailing": "письмо почты",
    "sent": "SHA-256 вложений",
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
    "signature": "SHA-256 подписи",
    "track": "номер отправления",
    "track_before": "прежний номер отправления",
    "certificate": "сертификат",
    "fields": "поля",
    "people": "сотрудники",
    "new": "новых",
    "changed": "изменено",
    "body_before": "прежний орган",
    "quarter": "квартал",
    "page": "страница",
    "files": "файлов",
    "row": "строка",
    "instead_of": "ещё раз, вернулась отправка №",
    "incoming": "присланное",
    "way": "откуда",
    "confirmed": "прочитано программой и подтверждено:",
    "put_right": "исправлено человеком:",
    "added": "внесено человеком:",
    "left_out": "не взято:",
    "seen": "когда",
    "key": "отпечаток ключа",
    "entries": "записей",
    "head": "контрольная сумма",
    "minutes": "минут",
    "browser": "браузер",
    "step": "второй шаг:",
    "proof": "чем:",
    "sessions": "сеансов",
    "directory": "по каталогу",
    "left": "почему:",
    "refusal": "почему:",
    "change": "просьба:",
    "scopes": "для чего ключ:",
    "give": "дать:",
    "take": "снять:",
    "asked_by": "по просьбе:",
    "found": "найдено",
    "size": "байт",
    "why": "почему:",
    "entry": "запись №",
    "things": "дел",
    "hold": "почему:",
    "held": "удержано",
}
INCOMING_WAYS: Mapping[str, str] = {"page": "со страницы", "api": "от программы", "mail": "из почты"}
"""By what way an appeal to be came in (``core.office.IncomingSource``)."""
_FLAGS: Mapping[str, str] = {"again": "и там, где уже отвечали", "approved": "только утверждённые"}
SUBJECTS: Mapping[str, str] = {
    "act": "акт об уничтожении",
    "citizen": "данные о людях",
    "row": "письмо рассылки",
    "message": "сообщение почты",
    "letter": "письмо",
    "appeal": "обращение",
    "person": "сотрудник",
    "batch": "рассылка",
    "reply": "текст ответа",
    "blank": "бланк",
    "profile": "профиль органа",
    "pack": "свои правила",
    "kept": "тексты и бланки",
    "snippet": "фрагмент текста",
    "call": "звонок",
    "incoming": "присланное",
    "file": "файл",
    "sign-in": "правила входа",
    "reception": "приём",
    "opinion": "мнение",
    "reminder": "напоминание",
    "register": "реестр обращений",
    "replies": "реестр ответов",
    "letters": "список писем",
    "queue": "очередь проверки",
    "calls": "список звонков",
    "receptions": "список приёмов",
    "control": "списки контроля",
    "opinions": "обратная связь",
    "journal": "журнал",
    "database": "база данных",
    "demo": "учебный реестр",
}
"""What an entry can be about."""
DEEDS: Mapping[str, str] = {
    "reads": "читали и искали",
    "exports": "выгружали",
    "sign-ins": "входили и выходили",
    "changes": "меняли",
}
"""Kinds of what people do (``office.journal.listing.Deeds``)."""
KINDS: Mapping[str, str] = {
    "passport": "паспорт",
    "register": "реестр",
    "marked": "таблица с отметками",
    "approved": "перечень утверждённого",
    "sent": "перечень отправленного",
    "dispatched": "список отправлений",
    "to-send": "к отправке",
    "zip": "архив",
    "envelopes": "конверты",
    "post-list": "список ф. 103",
    "exchange": "архив для МЭДО",
    "sstu": "таблица для ССТУ",
    "signed-zip": "архив с подписью",
    "signed-sig": "подпись",
    "signed-copy": "копия с отметкой",
    "api": "для программы",
    "final": "окончательный контроль",
    "warning": "предупредительный контроль",
}
"""Kinds of files that are taken away; the others are called as their names end."""
_DIRECTORY: Mapping[str, str] = {
    "ldap": "LDAP",
    "oidc": "OpenID Connect",
    "gone": "в каталоге его нет",
    "closed": "учётная запись закрыта",
    "group": "нет группы с обязанностями",
    "sign-in.no-group": "нет группы с обязанностями",
    "sign-in.closed-there": "учётная запись закрыта",
    "sign-in.shut-here": "вход закрыт администратором",
    "sign-in.login-taken": "имя занято",
    "sign-in.odd-login": "имя не годится",
    "sign-in.no-name": "нет фамилии и имени",
    "sign-in.both-keys": "обязанности, которых у одного человека не бывает",
}
"""By what a directory was asked, and why it or letterkit let somebody in no more."""
FILTERS: Mapping[str, str] = {
    "words": "слова",
    "state": "состояние",
    "executor": "исполнитель №",
    "group": "группа",
    "channel": "канал",
    "kind": "вид",
    "reason": "причина",
    "result": "результат",
    "since": "с",
    "until": "по",
    "answered_since": "ответ с",
    "answered_until": "ответ по",
    "overdue": "просроченные",
    "sent": "отправленные",
    "about": "о чём",
    "number": "номер",
    "deeds": "что делали",
    "action": "действие",
    "person": "кто",
    "address": "адрес",
    "body": "орган",
}
"""What an export was narrowed by."""
_OF_LISTS: Mapping[str, str] = {"before": "было:", "after": "стало:"}
"""What duties and scopes are called that change; of one thing a value before is called otherwise."""
CHANGES: Mapping[str, str] = {
    "duties": "обязанности",
    "shut": "закрыть вход",
    "opened": "открыть вход",
    "password": "выдать временный пароль",
    "second-step": "снять второй шаг входа",
    "email": "сменить электронную почту",
}
"""What an officer is asked to confirm (``office.people.held_changes.HeldKind``)."""
_STEPS: Mapping[str, str] = {
    "app": "код из приложения",
    "key": "ключ безопасности",
    "recovery": "запасной код",
    "provider": "у поставщика входа",
    "password": "пароль",
}
_UNREAD: Mapping[str, str] = {
    "antivirus.silent": "антивирус не отвечал",
    "antivirus.too-large": "файл больше его предела",
}
_DAYS = frozenset({"since", "until", "answered_since", "answered_until"})
_HASH = 12


def details_words(details: Mapping[str, Any]) -> list[str]:
    """«редакция 3», «SHA-256 файла 1f2e3d4c5b6a…»; what has no Russian name stands under its own."""
    return list(_detail_words(details))


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


def _filter_words(used: Mapping[str, Any]) -> str:
    """«отбор: состояние done, с 01.07.2026, слова»."""
    from letterkit.reports.office_words import APPEAL_STATES, CHANNELS
    from letterkit.reports.office_words import KINDS as APPEAL_KINDS
    from letterkit.reports.register_words import RESULTS

    words: Mapping[str, Mapping[Any, str]] = {
        "state": APPEAL_STATES,
        "channel": CHANNELS,
        "kind": APPEAL_KINDS,
        "result": RESULTS,
        "deeds": DEEDS,
        "about": SUBJECTS,
    }
    told = []
    for name, value in used.items():
        if value is False:
            told.append(f"не {FILTERS.get(name, name)}")
        elif value is True:
            told.append(FILTERS.get(name, name))
        elif name in _DAYS:
            told.append(f"{FILTERS[name]} {day(str(value))}")
        else:
            told.append(f"{FILTERS.get(name, name)} {words.get(name, {}).get(value, value)}")
    return f"отбор: {', '.join(told)}"


def _detail_words(details: Mapping[str, Any]) -> Iterator[str]:
    from letterkit.reports.api_words import SCOPES
    from letterkit.reports.mail_words import BOUNCES, fault_words
    from letterkit.reports.office_words import CALL_ENDS, CHANNELS
    from letterkit.reports.retention_words import HOLD_WORDS

    for name, value in details.items():
        if value is None or value == "" or name == "state":  # the step itself says what it makes of the letter
            continue
        if isinstance(value, bool):
            yield from [_FLAGS[name]] if value and name in _FLAGS else []
            continue
        if name == "filter":
            yield from [_filter_words(value)] if value else []
            continue
        if name == "kind":
            value = KINDS.get(str(value)) or CALL_ENDS.get(str(value), value)
        elif name in ("step", "proof"):
            value = _STEPS.get(str(value), value)
        elif name in ("left", "directory", "refusal"):
            value = _DIRECTORY.get(str(value), value)
        elif name == "hold":
            value = HOLD_WORDS.get(str(value), value)
        elif name == "change":
            value = CHANGES.get(str(value), value)
        elif name == "why":
            value = _UNREAD.get(str(value), value)
        elif name == "way":
            value = INCOMING_WAYS.get(str(value), value)
        elif name == "seen":
            value = moment(str(value))
        if name == "rows":
            yield _rows_words(value)
            continue
        if name in ("docx", "file", "pdf", "signature", "letters", "source", "made_of", "head"):
            value = short_hash(str(value))
        elif name == "fault":
            value = fault_words(str(value))
        elif name == "bounce":
            value = BOUNCES.get(str(value), value)
        elif name == "channel":
            value = CHANNELS.get(value, value)
        elif name in ("due", "until", "on", "dated", "week"):
            value = day(str(value))
        elif name == "sent" and isinstance(value, list):
            value = ", ".join(map(short_hash, value))
        elif isinstance(value, list):
            named = (DUTIES.get(each) or SCOPES.get(each) or _label(str(each)) for each in value)
            value = ", ".join(named) or "ничего"
            name = _OF_LISTS.get(name, name)
        yield f"{_NAMES.get(name, name)} {value}"


def _label(word: str) -> str:
    """A path of a card as its form calls it, in the middle of a sentence; any other word as it is."""
    label = value_label(word)
    return word if label == word else label[:1].lower() + label[1:]
