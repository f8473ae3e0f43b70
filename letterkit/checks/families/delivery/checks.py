"""Clauses 2.3 and 2.4: how the reply goes, and that a restricted one goes by registered post only."""

from collections.abc import Iterator

import regex

from letterkit.checks.check import Need
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Part, Role
from letterkit.core.outcome import Channel

_RESTRICTED = regex.compile(r"(?i)\bдля\s+служебного\s+пользования\b|(?-i:\bДСП\b)")
_COPY = regex.compile(r"(?i)\bэкз(?:\.|емпляр)\s*(?:№|N)?\s*(?P<number>\d+)")
_REGISTERED = regex.compile(r"(?i)\bзаказн\p{L}+")
_EMAIL = regex.compile(r"(?i)[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_POSTCODE = regex.compile(r"(?<!\d)\d{6}(?!\d)")
_BY_EMAIL = regex.compile(
    r"(?i)\b(?:направл|отправл|высыла|посыла|высла)\p{L}*\s[^.!?\n]{0,60}(?:по\s+(?:адресу\s+)?электронн\p{L}+\s+почт\p{L}*|на\s+(?:Ваш\p{L}*\s+)?(?:адрес\s+)?электронн\p{L}+\s+(?:почт\p{L}*|адрес))"
    r"|\bпо\s+электронной\s+почте\b(?=[^.!?\n]{0,40}\bнаправл)|\bв\s+форме\s+электронного\s+документа"
)
_BY_POST = regex.compile(
    r"(?i)\b(?:почтовым|заказным)\s+(?:отправлением|письмом)|\b(?:направл|отправл|высыла)\p{L}*\s[^.!?\n]{0,60}(?:по\s+почте\b|по\s+почтовому\s+адресу|почтой\b)"
)
_THIS_REPLY = regex.compile(r"(?i)\b(?:ответ|письмо|настоящ\p{L}+)\b|\bнаправляем\b|\bнаправлен\b")
_ELECTRONIC = frozenset({Channel.EMAIL, Channel.SITE, Channel.GOSUSLUGI, Channel.POS, Channel.VK})


@function_check("delivery.restricted-email")
def restricted_email(subject: Subject) -> Iterator[Hit]:
    """A restricted reply addressed to an e-mail box."""
    if _mark(subject) is None:
        return
    for part in subject.parts_of(Role.ADDRESSEE):
        found = _EMAIL.search(subject.text, part.start, part.end)
        if found:
            yield Hit(*found.span())
    for start, end in _find_delivery(subject, _BY_EMAIL):
        yield Hit(start, end)


@function_check("delivery.restricted-not-registered")
def restricted_not_registered(subject: Subject) -> Iterator[Hit]:
    """A restricted reply without «заказным письмом»."""
    mark = _mark(subject)
    if mark and not any(_REGISTERED.search(subject.text_of(part)) for part in subject.parts):
        yield Hit(*mark)


@function_check("delivery.restricted-no-copy")
def restricted_no_copy(subject: Subject) -> Iterator[Hit]:
    """A restricted reply without the number of its copy."""
    mark = _mark(subject)
    if mark is None:
        return
    heads = [
        part for part in subject.parts if part.role in (Role.RESTRICTION, Role.OTHER, Role.LETTERHEAD, Role.NUMBER)
    ]
    near = subject.text[max(0, mark[0] - 80) : mark[1] + 120]
    if not _COPY.search(near) and not any(_COPY.search(subject.text_of(part)) for part in heads):
        yield Hit(*mark)


@function_check("delivery.wording")
def wording(subject: Subject) -> Iterator[Hit]:
    """«Направляем по электронной почте» over a postal address alone, or the other way round."""
    address = "\n".join(subject.text_of(part) for part in subject.parts_of(Role.ADDRESSEE))
    email, post = _EMAIL.search(address), _POSTCODE.search(address)
    if email and not post:
        for start, end in _find_delivery(subject, _BY_POST):
            yield Hit(start, end, {"address": "адрес электронной почты"})
    elif post and not email:
        for start, end in _find_delivery(subject, _BY_EMAIL):
            if not _EMAIL.search(subject.prose):
                yield Hit(start, end, {"address": "почтовый адрес"})


@function_check("delivery.card-restricted", needs=Need.CARD)
def card_restricted(subject: Subject) -> Iterator[Hit]:
    """The card restricts the reply, the letter bears no mark."""
    if subject.card and subject.card.reply.restricted and _mark(subject) is None:
        yield MISSING


@function_check("delivery.card-channel", needs=Need.CARD)
def card_channel(subject: Subject) -> Iterator[Hit]:
    """The card sends the reply where the letter is not addressed, or not by the way it came (ПОС)."""
    card = subject.card
    if card is None or card.reply.delivery is None:
        return
    way = card.reply.delivery
    address = subject.first(Role.ADDRESSEE)
    words = subject.text_of(address) if address else ""
    if card.reply.restricted and way in _ELECTRONIC:
        yield Hit(details={"what": "ответ с пометкой «Для служебного пользования» отправляют только заказным письмом"})
    elif card.appeal.channel is Channel.POS and way is not Channel.POS:
        yield Hit(details={"what": "на обращение через платформу обратной связи отвечают через неё же"})
    elif address and way is Channel.EMAIL and not _EMAIL.search(words):
        yield _place(address, "ответ уйдёт по электронной почте, а адреса почты в письме нет")
    elif address and way is Channel.POST and _EMAIL.search(words) and not _POSTCODE.search(words):
        yield _place(address, "ответ уйдёт по почте, а почтового адреса в письме нет")


def _mark(subject: Subject) -> tuple[int, int] | None:
    """Where the mark «Для служебного пользования» stands; the words inside a sentence are none."""
    for part in subject.parts:
        if part.role not in PROSE:
            found = _RESTRICTED.search(subject.text, part.start, part.end)
            if found:
                return found.span()
    return None


def _find_delivery(subject: Subject, way: "regex.Pattern[str]") -> Iterator[tuple[int, int]]:
    """Sentences that say how this reply goes."""
    for start, end in subject.sentences:
        found = way.search(subject.text, start, end)
        if found and _THIS_REPLY.search(subject.text, start, end):
            yield found.span()


def _place(part: Part, what: str) -> Hit:
    return Hit(part.start, part.end, {"what": what})
