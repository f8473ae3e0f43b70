"""Messages that tell that one of ours was not delivered (RFC 3464), or in words as old servers do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

import regex

from letterkit.core.mail import BounceReason

_MOST_IDS = 200
_TEXT_LIMIT = 500
_ID = regex.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,100}>")
_DAEMON = regex.compile(r"(?i)mailer-daemon|postmaster|mail.?delivery")
_SUBJECT = regex.compile(
    r"(?i)undeliver|delivery (?:status|failure|failed|has failed)|mail delivery|returned mail|failure notice|"
    r"не ?доставлен|невозможно доставить|возвращено отправителю"
)
_STATUS = regex.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY = regex.compile(r"(?<![\d.])5[0-5]\d(?![\d.])")
_BY_STATUS = {
    "1.1": BounceReason.NO_MAILBOX,
    "1.2": BounceReason.NO_DOMAIN,
    "1.3": BounceReason.NO_MAILBOX,
    "1.6": BounceReason.NO_MAILBOX,
    "1.10": BounceReason.NO_DOMAIN,
    "2.1": BounceReason.DISABLED,
    "2.2": BounceReason.FULL,
    "2.3": BounceReason.TOO_LARGE,
    "3.4": BounceReason.TOO_LARGE,
    "4.1": BounceReason.EXPIRED,
    "4.4": BounceReason.NO_DOMAIN,
    "4.7": BounceReason.EXPIRED,
}
_BY_SUBJECT = {"1": BounceReason.NO_MAILBOX, "4": BounceReason.EXPIRED, "7": BounceReason.BLOCKED}
_BY_WORDS = (
    (
        r"no such (?:user|mailbox|recipient|address)|user (?:unknown|not found)|unknown user|does ?n.t (?:exist|have)|"
        r"mailbox (?:unavailable|not found)|invalid (?:mailbox|recipient)|нет такого|не существует|не найден",
        BounceReason.NO_MAILBOX,
    ),
    (r"quota|mailbox (?:is )?full|переполнен", BounceReason.FULL),
    (r"disabled|inactive|blocked account|отключ[её]н|заблокирован ящик", BounceReason.DISABLED),
    (r"too (?:large|big)|size limit|слишком больш", BounceReason.TOO_LARGE),
    (r"host (?:or domain name )?not found|domain .*not (?:exist|found)|unrouteable", BounceReason.NO_DOMAIN),
    (r"spam|blacklist|blocklist|policy|reputation|отклонено|спам", BounceReason.BLOCKED),
    (r"timed? out|expired|too long|истекло", BounceReason.EXPIRED),
)


@dataclass(frozen=True, slots=True)
class Bounce:
    """``ids`` are the messages that it may be about, the likeliest first; not ``is_final``: nothing is lost yet."""

    ids: Sequence[str]
    is_final: bool
    reason: BounceReason
    status: str
    text: str


def bounce_of(message: Message, data: bytes) -> Bounce | None:
    """What ``message``, as it came in ``data``, tells of another one; None when it is no report of delivery."""
    blocks = [block for part in message.walk() for block in _blocks(part)]
    told = next((block for block in blocks if block.get("Action")), None)
    raw = data.decode("utf-8", "replace")
    if told is None and not _is_from_daemon(message):
        return None
    ids = tuple(dict.fromkeys([*_returned_ids(message), *_ID.findall(raw)]))[:_MOST_IDS]
    if told is not None:
        action, text = str(told["Action"]).strip().lower(), " ".join(str(told.get("Diagnostic-Code", "")).split())
        status = " ".join(str(told.get("Status", "")).split())[:20]
        return Bounce(ids, action == "failed", reason_of(status, text), status, text[:_TEXT_LIMIT])
    words = "\n".join(_plain_words(message))
    found = _STATUS.search(words)
    if (
        found is None
        and not _REPLY.search(words)
        and not any(regex.search(f"(?i){each}", words) for each, _ in _BY_WORDS)
    ):
        return None
    status = found[0] if found else ""
    line = next((line for line in words.splitlines() if _STATUS.search(line) or _REPLY.search(line)), "")
    return Bounce(
        ids, not status.startswith("4"), reason_of(status, words), status, " ".join(line.split())[:_TEXT_LIMIT]
    )


def _blocks(part: Message) -> Sequence[Message]:
    inner = part.get_payload()
    if part.get_content_type() != "message/delivery-status" or not isinstance(inner, list):
        return ()
    return [each for each in inner if isinstance(each, Message)]


def _is_from_daemon(message: Message) -> bool:
    nobody = str(message.get("Return-Path", "")).strip() == "<>"
    daemon = _DAEMON.search(str(message.get("From", ""))) is not None
    return (nobody or daemon) and _SUBJECT.search(_subject(message)) is not None


def _subject(message: Message) -> str:
    from letterkit.intake.documents.messages import decode_words

    return decode_words(str(message.get("Subject", "")))


def _returned_ids(message: Message) -> Iterator[str]:
    """The names of messages that came back whole, or with their heads alone."""
    for part in message.walk():
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
            heads = [each for each in inner if isinstance(each, Message)]
        elif part.get_content_type() == "text/rfc822-headers":
            heads = [HeaderParser().parsestr(str(inner))]
        else:
            continue
        yield from (found for head in heads for found in _ID.findall(str(head.get("Message-ID", ""))))


def _plain_words(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_maintype() == "text":
            told = part.get_payload(decode=True)
            if isinstance(told, bytes):
                yield told.decode("utf-8", "replace")


def reason_of(status: str, text: str) -> BounceReason:
    """Why a server has not taken or not delivered a message, by its enhanced status code or else by its words."""
    found = _STATUS.search(status) or _STATUS.search(text)
    exact = _BY_STATUS.get(f"{found[2]}.{found[3]}") if found else None
    if exact is not None:
        return exact
    for words, reason in _BY_WORDS:
        if regex.search(f"(?i){words}", text):
            return reason
    return _BY_SUBJECT.get(found[2], BounceReason.OTHER) if found else BounceReason.OTHER
