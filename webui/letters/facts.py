"""The appeal that a letter answers, and what the card asks of the reply, as rows for people."""

from collections.abc import Iterator

from letterkit.core.case import CaseCard
from letterkit.reports.office_words import CHANNELS, GROUNDS, KINDS, OUTCOMES

Row = tuple[str, str]


def appeal_rows(card: CaseCard) -> list[Row]:
    """What is known of the appeal and of who wrote it."""
    return [(label, value) for label, value in _appeal(card) if value]


def reply_rows(card: CaseCard) -> list[Row]:
    """What the card says of the reply."""
    return [(label, value) for label, value in _reply(card) if value]


def _appeal(card: CaseCard) -> Iterator[tuple[str, str | None]]:
    appeal, applicant = card.appeal, card.applicant
    registered = f" от {appeal.registered:%d.%m.%Y}" if appeal.registered else ""
    yield "Номер", f"{appeal.number}{registered}" if appeal.number else None
    yield "Отправлено", f"{appeal.sent:%d.%m.%Y}" if appeal.sent else None
    yield "Как поступило", CHANNELS[appeal.channel] if appeal.channel else None
    yield "Вид", KINDS[appeal.kind] if appeal.kind else None
    yield "Группа", appeal.group
    yield "Кому", appeal.addressed_to
    yield "О чём", appeal.subject
    yield "Повторное к", ", ".join(appeal.repeat_of)
    yield "Заявитель", applicant.person.full or applicant.organisation
    yield "Коллективное", "да" if applicant.collective else None
    yield "Адрес", applicant.address
    yield "Электронная почта", applicant.email


def _reply(card: CaseCard) -> Iterator[tuple[str, str | None]]:
    reply = card.reply
    due = f", до {reply.due_date:%d.%m.%Y}" if reply.due_date else ""
    yield "Исход", f"{OUTCOMES[reply.outcome]}{due}" if reply.outcome else None
    yield "Основание", GROUNDS[reply.ground] if reply.ground else None
    yield "Как отправить", CHANNELS[reply.delivery] if reply.delivery else None
    restricted = "«Для служебного пользования»" + (f", экз. № {reply.copy_number}" if reply.copy_number else "")
    yield "Пометка", restricted if reply.restricted else None
    yield "Приложения", "; ".join(str(each) for each in reply.attachments)
