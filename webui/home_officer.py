"""The page of the day of an officer of information security: what waits for their word, what has happened today."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, time

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor, Duty
from letterkit.office.journal import security
from letterkit.office.people.held_changes import waiting
from letterkit.reports.journal_words import details_words
from letterkit.reports.office_words import AUDIT_ACTIONS
from letterkit.reports.security_words import FAILURE_FORMS, change_words
from letterkit.reports.wording import plural
from letterkit.store.tables import AuditEntry, Person
from webui.engine import engine
from webui.errors import capital
from webui.health.parts import proofs
from webui.heaps import MOST, Heap, WaitingItem

_ALL = "Журнал за сегодня"


def officer_heaps(by: Actor) -> Sequence[Heap]:
    """Nothing for anybody else."""
    if not by.has(Duty.OFFICER):
        return ()
    now = clock.now()
    today = datetime.combine(now.date(), time.min, now.tzinfo)
    with engine().database.reading() as session:
        return [_to_confirm(by), _wrong(session, now), *_heaps_of_today(session, today)]


def _to_confirm(by: Actor) -> Heap:
    items = [
        WaitingItem(
            url_for("officer.show"),
            each.person.full_name,
            f"{change_words(each)} · просит {each.by.short_name}",
            f"{each.at:%d.%m %H:%M}",
        )
        for each in waiting(engine().database)
        if each.by_id != by.id
    ]
    return Heap("Подтвердить", url_for("officer.show"), "Безопасность", "", len(items), kept=items[:MOST])


def _wrong(session: Session, now: datetime) -> Heap:
    """What is wrong with the journal and the antivirus; copies and the disk are told of beside (home_keeping)."""
    items = []
    if security.is_broken(session):
        told = "суточная сверка нашла нарушение: letterkit audit verify скажет, на какой записи"
        items.append(WaitingItem(url_for("help.page", name="journal"), "Журнал или база не сходятся", told, ""))
    elif security.is_unproved(session, now):
        told = "сверяет обработчик раз в сутки: работает ли он?"
        items.append(WaitingItem(url_for("officer.show"), "Журнал давно не сверяли", told, ""))
    if engine().settings.clamd is None:
        told = "файлы принимают без проверки: LETTERKIT_CLAMD"
        items.append(WaitingItem(url_for("help.page", name="security-officer"), "Антивирус не подключён", told, ""))
    elif proofs().prove("antivirus", first_s=0)["antivirus"].fault is not None:
        items.append(WaitingItem(url_for("officer.show"), "Антивирус не отвечает", "запустите clamd", ""))
    return Heap("Не в порядке", url_for("officer.show"), "Безопасность", "", len(items), kept=items, is_late=True)


def _heaps_of_today(session: Session, today: datetime) -> Iterator[Heap]:
    failures, places = security.failures(session, today), security.new_places(session, today)
    changed = {
        name: security.entries(session, actions, today, MOST)
        for name, actions in (
            ("rights", security.RIGHTS),
            ("files", security.FILES),
            ("tokens", security.TOKENS),
        )
    }
    names = _names(session, [row.subject for each in changed.values() for row in each.rows], failures)
    failed = [
        WaitingItem(
            _journal(today, action=security.FAILED[0], address=each.address or ""),
            names.get(each.subject, "Имя для входа, которого нет"),
            f"с адреса {each.address}" if each.address else "адрес неизвестен",
            plural(each.count, FAILURE_FORMS),
        )
        for each in failures
    ]
    came = [
        WaitingItem(
            _journal(today, deeds="sign-ins", address=sign_in.address),
            person.full_name,
            f"{sign_in.address}, {sign_in.browser}",
            f"{sign_in.begun:%H:%M}",
        )
        for sign_in, person in places
    ]
    yield _heap("Неудачные входы сегодня", _journal(today, deeds="sign-ins"), "Никого не отказались впустить.", failed)
    yield _heap("Вошли из новых мест", _journal(today, deeds="sign-ins"), "Все вошли откуда обычно.", came)
    for title, name, empty in (
        ("Права и доступ сегодня", "rights", "Прав и доступа не меняли."),
        ("Файлы и антивирус сегодня", "files", "Ничего не найдено."),
        ("Ключи и подписки сегодня", "tokens", "Ключей не выдавали и не отзывали."),
    ):
        some = changed[name]
        items = [_item(row, names, today) for row in some.rows]
        yield Heap(title, _journal(today, deeds="changes"), _ALL, empty, some.count, kept=items)


def _heap(title: str, href: str, empty: str, items: Sequence[WaitingItem]) -> Heap:
    return Heap(title, href, _ALL, empty, len(items), kept=items[:MOST])


def _item(row: AuditEntry, names: dict[str, str], today: datetime) -> WaitingItem:
    about, _, number = row.subject.partition(":")
    told = [names.get(row.subject, ""), *details_words(row.details), row.by]
    return WaitingItem(
        _journal(today, action=row.action, about=about, number=number),
        capital(AUDIT_ACTIONS[row.action]),
        " · ".join(filter(None, told)),
        f"{datetime.fromisoformat(row.at).astimezone():%H:%M}",
    )


def _journal(today: datetime, **asked: str) -> str:
    used = {name: each for name, each in asked.items() if each}
    return url_for("journal.show", since=today.date().isoformat(), **used)  # type: ignore[arg-type]


def _names(session: Session, subjects: Collection[str], failures: Iterable[security.Failures]) -> dict[str, str]:
    """People and programs by their subject of the journal."""
    told = {*subjects, *(each.subject for each in failures)}
    ids = {int(number) for each in told if (number := each.removeprefix("person:")).isdecimal()}
    people = session.scalars(select(Person).where(Person.id.in_(ids)))
    return {f"person:{each.id}": each.full_name for each in people}
