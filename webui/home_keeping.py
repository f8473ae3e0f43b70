"""The page of the day of those who keep texts, rules and the service itself: what waits for them."""

import shutil
from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from sqlalchemy import func, select

from letterkit.core import clock
from letterkit.core.office import Actor, Duty
from letterkit.office.content import listing
from letterkit.office.content.approval import APPROVERS
from letterkit.office.content.repository import KEEPERS, KeptState
from letterkit.office.context import Office
from letterkit.office.mail.listing import mailboxes
from letterkit.office.rule_figures.health import ENDS_WITHIN, health
from letterkit.office.rule_figures.period import Span, period_of
from letterkit.office.rule_figures.places import answered_for
from letterkit.reports.backup_words import backup_trouble, backup_words
from letterkit.reports.mail_words import mailbox_trouble
from letterkit.reports.rule_words import title_of
from letterkit.reports.wording import plural
from letterkit.store.backup_turns import BackupStanding, read_standing
from letterkit.store.register_tables import Reminder
from webui.engine import engine
from webui.heaps import MOST, Heap, WaitingItem
from webui.texts.names import KIND_WORDS, name
from webui.texts.waiting import WaitingLine, lines

_GB = 1 << 30
_LOW_SHARE = 0.1
_MANY_LETTERS = 200
"""Of fewer letters the silence of a rule says nothing."""
_RULES = ("правило", "правила", "правил")
_MAILS = ("письмо не ушло", "письма не ушли", "писем не ушло")


def keeping_heaps(office: Office, by: Actor) -> Iterator[Heap]:
    """The state of the service, versions to be approved, one's own drafts, what ends soon, rules that never speak."""
    if by.has(Duty.ADMINISTRATOR, Duty.OFFICER):
        standing = read_standing(engine().database)
        wrong = list(_of_service(standing))
        title = "Служба требует внимания" if wrong else "Служба"
        yield Heap(title, url_for("journal.show"), "Журнал", backup_words(standing) + ".", len(wrong), kept=wrong)
    if by.has(*APPROVERS):
        asked = [_approval_item(row) for row in lines(office, by) if not row.it.is_own]
        href = url_for("texts.waiting")
        yield Heap("Утвердить новые редакции", href, "Все на утверждении", "", len(asked), kept=asked[:MOST])
    if by.has(*KEEPERS):
        items = [item for kind in KIND_WORDS for item in listing.list_items(office, kind)]
        drafts = [_item(item, "черновик") for item in items if _is_own_draft(item, by)]
        yield Heap("Ваши черновики текстов", url_for("texts.list"), "Все тексты", "", len(drafts), kept=drafts[:MOST])
        old = [
            _item(item, f"до {item.kept.expires:%d.%m.%Y}")
            for item in items
            if item.expires_soon and item.kept.owner_id in (None, by.id)
        ]
        href = url_for("texts.list", state="expiring")
        yield Heap("Пересмотреть тексты и бланки", href, "Все, что пора пересмотреть", "", len(old), kept=old[:MOST])
        newest = sorted((item for item in items if _has_gone_live(item)), key=_decision_time, reverse=True)[:MOST]
        changed = [_item(item, f"{_decision_time(item):%d.%m.%Y}") for item in newest]
        yield Heap("Недавно изменено", url_for("texts.list"), "Все тексты", "", len(changed), kept=changed)
    if by.has(Duty.CLERK, Duty.ADMINISTRATOR):
        yield from _of_rules(by)


def _of_rules(by: Actor) -> Iterator[Heap]:
    """Waivers that end soon, and how many rules have found nothing in all the letters of a quarter."""
    with engine().database.reading() as session:
        ending = answered_for(session, by, ends_by=clock.today() + ENDS_WITHIN)[::-1]
        silent = health(session, by, engine().book, period_of(Span.QUARTER))
    book = engine().book.by_code
    items = [
        WaitingItem(
            url_for("rules.show", code=each.code),
            title_of(book[each.code]) if each.code in book else each.reason,
            f"{each.by}: {each.reason}",
            f"до {each.until:%d.%m.%Y}",
        )
        for each in ending
    ]
    yield Heap(
        "Кончаются исключения", url_for("rules.health"), "Как работают правила", "", len(items), kept=items[:MOST]
    )
    if silent.letters >= _MANY_LETTERS and silent.silent:
        told = WaitingItem(
            url_for("rules.health"),
            f"За квартал ничего не нашли: {plural(len(silent.silent), _RULES)}",
            "проверьте примеры тех, что написаны ради частых ошибок",
            "",
        )
        yield Heap("Правила молчат", url_for("rules.health"), "Как работают правила", "", 1, kept=[told])


def _of_service(standing: BackupStanding) -> Iterator[WaitingItem]:
    """What is wrong with copies, the disk and the mail."""
    settings, database = engine().settings, engine().database
    with database.reading() as session:
        failed = session.scalar(
            select(func.count(Reminder.id)).where(Reminder.failed.is_not(None), Reminder.sent.is_(None))
        )
    if told := backup_trouble(standing, by_schedule=bool(settings.backup_to)):
        yield WaitingItem(url_for("help.page", name="backup"), *told, "")
    disk = shutil.disk_usage(settings.data_dir)
    if disk.free < disk.total * _LOW_SHARE:
        left = f"свободно {disk.free / _GB:.1f} ГБ из {disk.total / _GB:.0f}".replace(".", ",")
        yield WaitingItem(url_for("help.page", name="backup"), "Мало места на диске", left, "")
    if failed:
        yield WaitingItem(url_for("control.sent"), f"Почта: {plural(failed, _MAILS)}", "посмотрите, почему", "")
    for box in mailboxes(database):
        if trouble := mailbox_trouble(box):
            yield WaitingItem(url_for("help.page", name="mail"), f"Ящик {box.name} не читается", trouble, "")


def _is_own_draft(item: listing.Item, by: Actor) -> bool:
    newest = item.newest
    is_open = newest is not None and newest.decided is None and newest.asked is None and newest.by_id == by.id
    return is_open and item.state is not KeptState.RETIRED


def _has_gone_live(item: listing.Item) -> bool:
    return item.newest is not None and item.newest.decided is not None and item.newest.number == item.kept.live


def _decision_time(item: listing.Item) -> datetime:
    assert item.newest is not None
    assert item.newest.decided is not None
    return item.newest.decided


def _item(item: listing.Item, why: str) -> WaitingItem:
    href = url_for("texts.show", kind=item.kind, slug=item.kept.slug)
    return WaitingItem(href, name(item), KIND_WORDS[item.kind], why)


def _approval_item(row: WaitingLine) -> WaitingItem:
    version, who = row.it.version, row.it.asked_by
    told = [row.kind_words, f"редакция {version.number}", *(["есть ломающие изменения"] if row.breaking else [])]
    when = f"{version.asked:%d.%m}" if version.asked else ""
    why = f"{who.short_name if who else 'поставка letterkit'}, {when}"
    return WaitingItem(row.href or url_for("texts.waiting"), row.title, ", ".join(told), why)
