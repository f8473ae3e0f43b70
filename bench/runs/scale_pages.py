"""Which pages are asked for at scale: every list, search, control and figures page, as whom, and how often in a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import AppealState, Duty, LetterState
from letterkit.deadlines.quarter import quarter_of
from letterkit.store.batch_tables import Batch
from letterkit.store.paging import PAGE
from letterkit.store.tables import Appeal, AuditEntry, Letter, Person, PersonDuty


class PageKind(StrEnum):
    """What pages are told together in the chart."""

    LIST = "списки"
    SEARCH = "поиск"
    CARD = "карточки"
    CONTROL = "контроль"
    FIGURES = "показатели"
    JOURNAL = "журнал"


@dataclass(frozen=True, slots=True)
class ScalePage:
    """A page called ``name`` as ``duty`` opens it at ``path``; of a thousand looks ``often`` are at it."""

    kind: PageKind
    name: str
    duty: Duty
    path: str
    often: int


PAGES: Sequence[ScalePage] = (
    ScalePage(PageKind.LIST, "сегодня, исполнитель", Duty.EXECUTOR, "/home", 60),
    ScalePage(PageKind.LIST, "сегодня, приёмная", Duty.REGISTRY, "/home", 20),
    ScalePage(PageKind.LIST, "сегодня, подписант", Duty.SIGNER, "/home", 15),
    ScalePage(PageKind.LIST, "обращения, свои", Duty.EXECUTOR, "/appeals/", 60),
    ScalePage(PageKind.LIST, "обращения, все", Duty.REGISTRY, "/appeals/", 60),
    ScalePage(PageKind.LIST, "обращения, далеко от начала", Duty.REGISTRY, "/appeals/?page={last_appeals}", 5),
    ScalePage(PageKind.SEARCH, "обращения: одно слово", Duty.REGISTRY, "/appeals/?words=кровли", 15),
    ScalePage(
        PageKind.SEARCH, "обращения: слова и фамилия", Duty.REGISTRY, "/appeals/?words=ремонт+кровли+{surname}", 25
    ),
    ScalePage(PageKind.SEARCH, "обращения: начало слова", Duty.REGISTRY, "/appeals/?words=пересел", 10),
    ScalePage(PageKind.SEARCH, "обращения: номер", Duty.REGISTRY, "/appeals/?words={number}", 40),
    ScalePage(PageKind.SEARCH, "обращения: чего нет", Duty.REGISTRY, "/appeals/?words=небывалица", 5),
    ScalePage(
        PageKind.LIST, "обращения: отбор", Duty.REGISTRY, "/appeals/?channel=post&kind=complaint&since={since}", 15
    ),
    ScalePage(PageKind.LIST, "обращения: просроченные", Duty.SIGNER, "/appeals/?overdue=1", 10),
    ScalePage(PageKind.SEARCH, "обращения: слова, свои", Duty.EXECUTOR, "/appeals/?words=отопление+{surname}", 20),
    ScalePage(PageKind.CARD, "обращение", Duty.EXECUTOR, "/appeals/{appeal}", 60),
    ScalePage(PageKind.CARD, "похожие ответы", Duty.EXECUTOR, "/letters/like/{appeal}", 30),
    ScalePage(PageKind.LIST, "письма, свои", Duty.EXECUTOR, "/letters/", 40),
    ScalePage(PageKind.LIST, "письма, все", Duty.SIGNER, "/letters/?all=1", 20),
    ScalePage(PageKind.LIST, "письма, далеко от начала", Duty.SIGNER, "/letters/?all=1&page={last_letters}", 3),
    ScalePage(PageKind.SEARCH, "письма: слова", Duty.SIGNER, "/letters/?all=1&words=переселение+{surname}", 15),
    ScalePage(PageKind.SEARCH, "письма: одно слово", Duty.SIGNER, "/letters/?all=1&words=кровли", 10),
    ScalePage(PageKind.SEARCH, "письма: номер", Duty.REGISTRY, "/letters/?all=1&words={letter_number}", 20),
    ScalePage(PageKind.CARD, "письмо", Duty.SIGNER, "/letters/{sent}", 30),
    ScalePage(PageKind.LIST, "ответы заявителям", Duty.REGISTRY, "/appeals/replies", 5),
    ScalePage(PageKind.SEARCH, "ответы заявителям: слова", Duty.REGISTRY, "/appeals/replies?words={surname}", 5),
    ScalePage(PageKind.LIST, "очередь", Duty.REVIEWER, "/review", 40),
    ScalePage(PageKind.SEARCH, "очередь: слова", Duty.REVIEWER, "/review?words=кровли", 10),
    ScalePage(PageKind.CONTROL, "контроль", Duty.REGISTRY, "/control/", 30),
    ScalePage(PageKind.CONTROL, "контроль, свой", Duty.EXECUTOR, "/control/", 20),
    ScalePage(PageKind.CONTROL, "контроль, письма о сроках", Duty.REGISTRY, "/control/mail", 5),
    ScalePage(PageKind.FIGURES, "показатели обращений", Duty.SIGNER, "/figures/", 10),
    ScalePage(PageKind.FIGURES, "показатели прежнего квартала", Duty.SIGNER, "/figures/?quarter={quarter}", 5),
    ScalePage(PageKind.FIGURES, "показатели работы", Duty.SIGNER, "/figures/work", 10),
    ScalePage(
        PageKind.FIGURES, "обращения за числом", Duty.SIGNER, "/figures/appeals?quarter={quarter}&what=received", 10
    ),
    ScalePage(PageKind.FIGURES, "письма за числом", Duty.SIGNER, "/figures/letters?quarter={quarter}&what=sent", 10),
    ScalePage(
        PageKind.FIGURES,
        "вернувшиеся письма за числом",
        Duty.SIGNER,
        "/figures/letters?quarter={quarter}&what=returned",
        5,
    ),
    ScalePage(PageKind.LIST, "разобрать", Duty.REGISTRY, "/appeals/incoming", 25),
    ScalePage(PageKind.LIST, "рассылки", Duty.SIGNER, "/batches/", 15),
    ScalePage(PageKind.CARD, "рассылка", Duty.EXECUTOR, "/batches/{batch}", 15),
    ScalePage(PageKind.SEARCH, "рассылка: слова", Duty.EXECUTOR, "/batches/{batch}?words=Иванова", 10),
    ScalePage(PageKind.LIST, "почта, ушло", Duty.REGISTRY, "/mail/", 10),
    ScalePage(PageKind.LIST, "почта, вернулось", Duty.REGISTRY, "/mail/?state=bounced", 5),
    ScalePage(PageKind.LIST, "почта, пришло", Duty.REGISTRY, "/mail/received", 5),
    ScalePage(PageKind.LIST, "звонки", Duty.REGISTRY, "/calls/", 15),
    ScalePage(PageKind.LIST, "приёмы", Duty.REGISTRY, "/receptions/", 10),
    ScalePage(PageKind.SEARCH, "приёмы: слова", Duty.REGISTRY, "/receptions/?words={surname}", 5),
    ScalePage(PageKind.FIGURES, "мнения", Duty.SIGNER, "/feedback/", 5),
    ScalePage(PageKind.LIST, "уведомления", Duty.EXECUTOR, "/notices", 20),
    ScalePage(PageKind.SEARCH, "поиск Ctrl+K: слово", Duty.SIGNER, "/find?words=отопление", 20),
    ScalePage(PageKind.SEARCH, "поиск Ctrl+K: фамилия", Duty.EXECUTOR, "/find?words={surname}", 30),
    ScalePage(PageKind.SEARCH, "поиск Ctrl+K: номер", Duty.REGISTRY, "/find?words={number}", 30),
    ScalePage(PageKind.JOURNAL, "журнал", Duty.ADMINISTRATOR, "/journal", 5),
    ScalePage(PageKind.JOURNAL, "журнал, далеко от конца", Duty.ADMINISTRATOR, "/journal?page={last_entries}", 1),
    ScalePage(PageKind.JOURNAL, "журнал: возвраты", Duty.ADMINISTRATOR, "/journal?action=letter.returned", 2),
    ScalePage(
        PageKind.JOURNAL, "журнал: изменения письма", Duty.ADMINISTRATOR, "/journal?about=letter&number={sent}", 2
    ),
    ScalePage(PageKind.JOURNAL, "журнал: чтения", Duty.ADMINISTRATOR, "/journal?deeds=reads", 2),
    ScalePage(
        PageKind.JOURNAL, "журнал: дни и человек", Duty.ADMINISTRATOR, "/journal?since={since}&person={person}", 2
    ),
    ScalePage(PageKind.FIGURES, "правила: здоровье", Duty.CLERK, "/rules/health", 3),
)


def path_of(page: ScalePage, known: Mapping[str, str]) -> str:
    """Where ``page`` is, with what is ``known`` put in."""
    return page.path.format(**{name: quote(value) for name, value in known.items()})


def logins(session: Session) -> Mapping[Duty, str]:
    """Who has each duty first."""
    found: dict[Duty, str] = {}
    query = select(PersonDuty.duty, Person.login).join(Person).where(Person.password.is_not(None))
    for duty, login in session.execute(query.order_by(Person.id)):
        found.setdefault(Duty(duty), login)
    return found


def places(session: Session) -> Mapping[str, str]:
    """What the paths of PAGES leave open, as the register has it."""
    today = clock.today()
    executor = session.scalars(select(Person).filter_by(login=logins(session)[Duty.EXECUTOR])).one()
    appeal = session.scalars(
        select(Appeal).filter_by(responsible_id=executor.id, state=AppealState.WORK).order_by(Appeal.id.desc()).limit(1)
    ).one()
    sent = session.scalars(
        select(Letter)
        .filter_by(state=LetterState.SENT)
        .where(Letter.submitted.is_not(None))
        .order_by(Letter.submitted.desc())
        .limit(1)
    ).one()
    quarter = quarter_of(today).previous.previous
    return {
        "appeal": str(appeal.id),
        "number": appeal.number,
        "surname": appeal.applicant.split()[0],
        "sent": str(sent.id),
        "letter_number": str(sent.number),
        "last_appeals": str((session.scalar(select(func.count(Appeal.id))) or 0) // PAGE),
        "last_letters": str((session.scalar(select(func.count(Letter.id))) or 0) // PAGE),
        "last_entries": str((session.scalar(select(func.max(AuditEntry.id))) or 0) // PAGE // 2),
        "since": quarter.first.isoformat(),
        "quarter": str(quarter),
        "batch": str(session.scalar(select(func.min(Batch.id)))),
        "person": executor.short_name,
    }
