"""The words of notices: on their page, in a message by mail, where a person chooses among their kinds.

Mail passes through other hands: it says what has happened and names an appeal or a letter by its number, never what
somebody has written, nor the heading of a letter, nor the name of a table.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from letterkit.compose.filters import upper_first
from letterkit.core.mail import MailingState
from letterkit.office.content.version_file import KeptKind
from letterkit.office.notices.kinds import NoticeKind
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.journal_words import details_words
from letterkit.reports.office_words import AUDIT_ACTIONS, GROUNDS, OUTCOMES
from letterkit.reports.wording import plural
from letterkit.russian.dates import date_digits
from letterkit.store.notice_tables import Notice

CHOICES: Mapping[NoticeKind, str] = {
    NoticeKind.RETURNED: "Письмо, над которым Вы работаете, вернули на доработку",
    NoticeKind.REMARKED: "В письме, над которым Вы работаете, сделали замечание",
    NoticeKind.RESOLVED: "Ваше замечание отметили решённым",
    NoticeKind.MENTIONED: "Вас упомянули в замечании или в причине возврата",
    NoticeKind.GIVEN: "Вам поручили обращение или назвали Вас соисполнителем",
    NoticeKind.DUE_SOON: "До срока обращения три дня и один день",
    NoticeKind.BATCH_ENDED: "Ваша рассылка готова или таблица не подошла",
    NoticeKind.BATCH_WAITS: "Рассылка ждёт утверждения",
    NoticeKind.BATCH_TO_SEND: "Письма рассылки утверждены, их можно отправлять",
    NoticeKind.LETTER_WAITS: "Письмо ждёт подписи",
    NoticeKind.VERSION_DECIDED: "Вашу редакцию текста, бланка, правил или профиля утвердили или вернули",
    NoticeKind.MAIL_TROUBLE: "Ответ по электронной почте не дошёл до заявителя",
    NoticeKind.RETENTION: "Истёк срок хранения документов или акт об их уничтожении ждёт утверждения",
    NoticeKind.SIGN_IN: "Под Вашим именем вошли с нового места или сняли Ваш второй шаг входа",
}
"""What is chosen among, in one line each."""
_CASE_FORMS = ("дело", "дела", "дел")
NOTICE_FORMS = ("уведомление", "уведомления", "уведомлений")
_REASON_ELSEWHERE: Mapping[str, str] = {
    NoticeKind.RETURNED: "Причина сказана на странице письма.",
    NoticeKind.VERSION_DECIDED: "Причина сказана на странице уведомлений.",
}
_NOT_YOU: Mapping[str, str] = {
    "place": "Если это были не Вы, завершите все сеансы на своей странице, смените пароль и скажите администратору.",
    "second-step-off": "Если Вы об этом не просили, скажите администратору.",
}
_KEPT: Mapping[str, str] = {
    KeptKind.REPLY: "текст ответа",
    KeptKind.BLANK: "бланк",
    KeptKind.PACK: "правила",
    KeptKind.PROFILE: "профиль органа",
}
_TROUBLES: Mapping[str, str] = {
    MailingState.REFUSED: "Почтовый сервер не принял ответ",
    MailingState.BOUNCED: "Ответ вернулся: почта его не доставила",
    MailingState.LOST: "Неизвестно, ушёл ли ответ по почте",
}
_ENDING = "Это письмо составлено службой letterkit, отвечать на него не нужно."


def heading(kind: str, details: Mapping[str, Any], *, in_mail: bool = False) -> str:
    """What has happened, in one line without a stop; ``in_mail``: with nothing that other people must not read."""
    match kind:
        case NoticeKind.RETURNED if details.get("helps"):
            return f"На доработку вернули {_letter(details, in_mail)}, Вы – соисполнитель"
        case NoticeKind.RETURNED:
            return f"Вам вернули {_letter(details, in_mail)}"
        case NoticeKind.REMARKED:
            return f"Замечание к {_letter(details, in_mail, to=True)}"
        case NoticeKind.RESOLVED:
            return f"Ваше замечание к {_letter(details, in_mail, to=True)} отмечено решённым"
        case NoticeKind.MENTIONED:
            return f"Вас упомянули: {_letter(details, in_mail)}"
        case NoticeKind.GIVEN if details.get("helps"):
            told = f"Вы – соисполнитель по обращению №\u00a0{details['appeal']}"
            return f"{told}, срок до {_day(details['due'])}"
        case NoticeKind.GIVEN:
            return f"Вам поручено обращение №\u00a0{details['appeal']}, срок до {_day(details['due'])}"
        case NoticeKind.DUE_SOON:
            return f"Близится срок обращения №\u00a0{details['appeal']}: до {_day(details['due'])}"
        case NoticeKind.BATCH_ENDED if details.get("is_refused"):
            return f"Рассылка от {_day(details['on'])}: таблица не подошла"
        case NoticeKind.BATCH_ENDED:
            return f"Рассылка от {_day(details['on'])} готова: {plural(details['letters'], LETTER_FORMS)}"
        case NoticeKind.BATCH_WAITS:
            return f"Рассылка от {_day(details['on'])} ждёт утверждения: {plural(details['letters'], LETTER_FORMS)}"
        case NoticeKind.BATCH_TO_SEND:
            told = f"Рассылка от {_day(details['on'])}: можно отправлять"
            return f"{told}, утверждено {plural(details['letters'], LETTER_FORMS)}"
        case NoticeKind.VERSION_DECIDED:
            decided = "возвращена" if details["is_refused"] else "утверждена"
            return f"Ваша редакция {details['version']} {decided}: {_thing_words(details)}"
        case NoticeKind.MAIL_TROUBLE:
            return f"{_TROUBLES[details['state']]}: {_mailing_words(details)}"
        case NoticeKind.SIGN_IN if details["what"] == "place":
            return f"Вход под Вашим именем с нового места: {details['browser']}, {details['address']}"
        case NoticeKind.SIGN_IN:
            return "Ваш второй шаг входа снят: включите его снова на своей странице"
        case NoticeKind.RETENTION if "by" in details:
            return f"Акт об уничтожении ждёт утверждения: {plural(details['things'], _CASE_FORMS)}"
        case NoticeKind.RETENTION:
            return f"Истёк срок хранения: {plural(details['things'], _CASE_FORMS)}"
        case NoticeKind.SECURITY:
            return upper_first(": ".join([AUDIT_ACTIONS[details["action"]], *_security_words(details)]))
        case _:
            return f"Ждёт подписи: {_letter(details, in_mail)}"


def mail_words(notices: Sequence[Notice], name: str, address: str = "") -> tuple[str, str]:
    """Heading and text of a message to ``name``; ``address`` is that of the service, if it has one for people."""
    base = address.rstrip("/")
    told = [heading(each.kind, each.details, in_mail=True).replace("\u00a0", " ") for each in notices]
    lines = [f"{name}!", ""]
    for each, what in zip(notices, told, strict=True):
        lines.append(f"{what}{_who_and_when(each)}.")
        if each.kind in _REASON_ELSEWHERE and each.details.get("words"):
            lines.append(_REASON_ELSEWHERE[each.kind])
        if each.kind == NoticeKind.SIGN_IN:
            lines.append(_NOT_YOU[each.details["what"]])
        if base:
            lines.append(f"{base}/notices/{each.id}")
        lines.append("")
    if base:
        lines += [f"О чём сообщать почтой, Вы выбираете на своей странице: {base}/me#notices", ""]
    subject = told[0] if len(told) == 1 else f"letterkit: {plural(len(told), NOTICE_FORMS)}"
    return subject, "\n".join([*lines, _ENDING]) + "\n"


def _letter(details: Mapping[str, Any], in_mail: bool, *, to: bool = False) -> str:
    """What letter it is, in the nominative or, with ``to``, the dative."""
    if details.get("appeal"):
        return f"{'ответу' if to else 'ответ'} на обращение №\u00a0{details['appeal']}"
    noun = "письму" if to else "письмо"
    if details.get("number"):
        return f"{noun} №\u00a0{details['number']}"
    return f"{noun} «{details['title']}»" if details.get("title") and not in_mail else f"{noun} без номера"


def _mailing_words(details: Mapping[str, Any]) -> str:
    """What was sent by mail."""
    if details.get("on"):
        return f"рассылка от {_day(details['on'])}"
    if details.get("appeal"):
        return f"подтверждение по обращению №\u00a0{details['appeal']}"
    return f"письмо №\u00a0{details['number']}"


def _security_words(details: Mapping[str, Any]) -> Iterator[str]:
    """Whom it is about, and what is changed or found."""
    told = ", ".join(details_words(details["told"]))
    if words := " – ".join(filter(None, (details["person"], told))):
        yield words


def _thing_words(details: Mapping[str, Any]) -> str:
    """What was decided about, by its kind and name."""
    basis = details.get("basis") or ""
    called = details.get("called") or GROUNDS.get(basis) or OUTCOMES.get(basis)
    return f"{_KEPT[details['kind']]} «{upper_first(called)}»" if called else _KEPT[details["kind"]]


def _who_and_when(notice: Notice) -> str:
    told = [notice.details.get("by"), f"{notice.at:%d.%m.%Y %H:%M}"]
    is_told = told[0] or notice.kind == NoticeKind.SIGN_IN
    return f" ({', '.join(filter(None, told))})" if is_told else ""


def _day(written: str) -> str:
    return date_digits(date.fromisoformat(written))
