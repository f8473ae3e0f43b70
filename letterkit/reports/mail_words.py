"""The words of mail with applicants: what goes with a reply, what became of a message, why one came back."""

from collections.abc import Mapping
from datetime import date

from letterkit.core.case import CaseCard
from letterkit.core.mail import BounceReason, MailingState, MessageState
from letterkit.core.outcome import NO_EMAIL_SINCE
from letterkit.core.people import Case
from letterkit.core.profile import Profile
from letterkit.office.mail.bounces import reason_of
from letterkit.reports.wording import reason
from letterkit.russian.dates import date_digits
from letterkit.store.mail_tables import Mailbox, Mailing, MailMessage
from letterkit.store.tables import Appeal

MAILING_STATES: Mapping[str, str] = {
    MailingState.QUEUED: "в очереди",
    MailingState.TRYING: "отправляется",
    MailingState.ACCEPTED: "принято сервером",
    MailingState.REFUSED: "не принято",
    MailingState.BOUNCED: "вернулось",
    MailingState.LOST: "неизвестно, ушло ли",
    MailingState.CANCELLED: "снято с очереди",
}
MESSAGE_STATES: Mapping[str, str] = {
    MessageState.SEEN: "разбирается",
    MessageState.PROPOSED: "обращение",
    MessageState.REPLY: "ответ на наше письмо",
    MessageState.AUTOMATIC: "автоматическое",
    MessageState.SPAM: "спам и рассылки",
    MessageState.DUPLICATE: "второй экземпляр",
    MessageState.BOUNCE: "отказ в доставке",
    MessageState.FAILED: "не разобрано",
}
BOUNCES: Mapping[str, str] = {
    BounceReason.NO_MAILBOX: "такого ящика нет: проверьте адрес в обращении",
    BounceReason.NO_DOMAIN: "такого почтового узла нет: проверьте адрес после «@»",
    BounceReason.DISABLED: "ящик отключён",
    BounceReason.FULL: "ящик переполнен: попробуйте позже",
    BounceReason.TOO_LARGE: "письмо слишком велико для этого ящика: отправьте без части файлов",
    BounceReason.BLOCKED: "сервер получателя отклонил письмо по своим правилам (спам-защита)",
    BounceReason.EXPIRED: "сервер получателя не отвечал, срок доставки истёк",
    BounceReason.OTHER: "сервер получателя не назвал понятной причины",
}
WHYS: Mapping[str, str] = {
    "auto-submitted": "отправлено программой",
    "auto-reply": "автоответ",
    "no-return-path": "без обратного адреса: так пишут программы",
    "spam-flag": "почтовый сервер отметил как спам",
    "newsletter": "рассылка многим сразу",
    "own": "наше собственное письмо",
    "delivery-report": "сообщение о доставке: ничего не потеряно",
    "not-ours": "не об ответе заявителю",
    "unreadable": "программа не смогла разобрать: посмотрите сами",
    **BOUNCES,
}
_NOT_READ = {
    **WHYS,
    "too-large": "больше 50 МБ: откройте в почтовой программе",
    "infected": "антивирус нашёл «{}»: не принято, осталось в почтовом ящике",
    "too-large-to-scan": "больше, чем проверяет антивирус: не принято, осталось в почтовом ящике",
}
NO_EMAIL = (
    f"С {date_digits(NO_EMAIL_SINCE)} по электронной почте обращений не подают: обращение в электронной форме "
    "направляют через портал Госуслуг, иную государственную информационную систему или официальный сайт органа, где "
    "заявитель подтверждает личность (пункт 1 статьи 4, часть 3 статьи 7 Федерального закона № 59-ФЗ в редакции "
    "закона № 547-ФЗ)."
)
"""What the law says of appeals by plain e-mail, for officials; a reply may go to an address named in the appeal."""
_TO_APPLICANT = (
    f"С {date_digits(NO_EMAIL_SINCE)} обращения по электронной почте не подают (статьи 4 и 7 Федерального закона "
    "№ 59-ФЗ). Новое обращение можно направить через портал Госуслуг или сайт {site}."
)
_COVER = "Направляем ответ № {number} от {date} на Ваше обращение{of_appeal}. Ответ – в приложенном файле."
_FAULTS: Mapping[str, str] = {
    "mail.no-answer": "почтовый сервер не отвечает",
    "mail.refused": "почтовый сервер отказал",
    "mailbox.no-answer": "сервер ящика не отвечает",
    "mailbox.refused": "сервер ящика отказал",
    "antivirus.silent": "антивирус не отвечает, поэтому новых сообщений пока не берём",
    "extension.twice": "ушло, но не отмечено отправленным: срок этого обращения уже продлевали",
}


def reply_mail(card: CaseCard, number: str | None, dated: date | None, profile: Profile) -> tuple[str, str]:
    """Heading and words of the message that a reply goes with, in the words of the body where it keeps its own."""
    appeal, registered = card.appeal.number or "", _day(card.appeal.registered)
    of_appeal = f" № {appeal}{f' от {registered}' if registered else ''}" if appeal else ""
    known = {
        "number": number or "б/н",
        "date": _day(dated),
        "appeal": appeal,
        "registered": registered,
        "of_appeal": of_appeal,
    }
    heading = f"Ответ № {known['number']} на обращение{of_appeal}"
    return heading, _letter(_fill(profile.texts.get("cover") or _COVER, known), profile)


def receipt_mail(appeal: Appeal, profile: Profile) -> tuple[str, str]:
    """Heading and words of the message that an appeal has come, as the body keeps them."""
    known = {"appeal": appeal.number, "registered": _day(appeal.registered), "due": _day(appeal.due)}
    heading = f"Обращение № {appeal.number} зарегистрировано"
    return heading, _letter(_fill(profile.texts.get("receipt", ""), known), profile)


def mailing_state(mailing: Mailing) -> tuple[str, str, str]:
    """What became of a message: a sign (good, waits, bad, doubtful, off), in a word, and what is known besides."""
    words = MAILING_STATES[mailing.state]
    match mailing.state:
        case MailingState.ACCEPTED:
            return "good", words, _why(mailing)
        case MailingState.BOUNCED:
            return "bad", words, BOUNCES[(mailing.bounced or {}).get("reason", BounceReason.OTHER)]
        case MailingState.REFUSED:
            refusal = reason_of("", server_words(mailing))
            return "bad", words, BOUNCES[refusal] if refusal is not BounceReason.OTHER else _why(mailing)
        case MailingState.LOST:
            return "doubtful", words, "программа или связь прервались, пока сервер принимал письмо"
        case MailingState.CANCELLED:
            return "off", words, ""
        case _:
            return "waits", words, _why(mailing) and f"пока не ушло: {_why(mailing)}"


def server_words(mailing: Mailing) -> str:
    """What a mail server has said of the message, as it said it."""
    if mailing.bounced:
        return " ".join(filter(None, (mailing.bounced.get("status"), mailing.bounced.get("text"))))
    return (mailing.failed or "").partition("\t")[2]


def message_state(message: MailMessage) -> tuple[str, str, str]:
    """What was done with a message that came in: as ``mailing_state``."""
    sign = {
        MessageState.PROPOSED: "good",
        MessageState.REPLY: "good",
        MessageState.SEEN: "waits",
        MessageState.BOUNCE: "bad",
        MessageState.FAILED: "bad",
    }.get(MessageState(message.state), "off")
    whys = _NOT_READ if message.state == MessageState.FAILED else WHYS
    why, _, found = (message.why or "").partition("\t")
    return sign, MESSAGE_STATES[message.state], whys.get(why, "").format(found)


def mailbox_trouble(box: Mailbox) -> str:
    """Why a mailbox could not be read the last time, empty where it could."""
    return fault_words(box.failed)


def _why(mailing: Mailing) -> str:
    return fault_words(mailing.failed)


def fault_words(failed: str | None) -> str:
    """The words of a fault that is kept as its code, a tab, and what a server has said, which is for others."""
    code = (failed or "").partition("\t")[0]
    return (_FAULTS.get(code) or reason(code)) if code else ""


def _letter(words: str, profile: Profile) -> str:
    body = profile.body
    name = body.names[Case.NOMINATIVE]
    signed = [name[:1].upper() + name[1:], ", ".join(filter(None, (body.phone, body.host)))]
    return "\n".join(["Здравствуйте!", "", words, "", _TO_APPLICANT.format(site=body.host), "", *signed]) + "\n"


def _fill(text: str, known: Mapping[str, str]) -> str:
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _day(day: date | None) -> str:
    return date_digits(day) if day else ""
