"""The page after sign-in: the few things that need this person now, soonest due first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from flask import Blueprint, render_template, url_for

from letterkit.core import clock
from letterkit.core.office import Actor, Duty, IncomingState, LetterState
from letterkit.office.batches import approval_state
from letterkit.office.cases import today
from letterkit.office.cases.queue import Waiting
from letterkit.office.cases.today import FirstRows
from letterkit.office.context import Office
from letterkit.office.control.weekly_lists import SEES_ALL, count_overdue
from letterkit.office.incoming import listing as incoming
from letterkit.reports.control_words import APPEAL_FORMS
from letterkit.reports.spans import ago_words
from letterkit.russian.dates import date_words
from letterkit.store.batch_tables import Batch
from letterkit.store.incoming_tables import Incoming
from letterkit.store.tables import Appeal
from webui.access import actor, needs
from webui.appeals.incoming import sender_of, title_of
from webui.due import due_of
from webui.engine import engine
from webui.heaps import MOST, Heap, WaitingItem
from webui.home_keeping import keeping_heaps
from webui.home_officer import officer_heaps

blueprint = Blueprint("home", __name__)


@blueprint.get("/home")
@needs()
def page() -> str:
    """What waits for the person, by duty."""
    office, by = engine().office, actor()
    heaps = [heap for duty, heaps_of in _HEAPS.items() if by.has(duty) for heap in heaps_of(office, by)]
    heaps += officer_heaps(by)
    heaps += [heap for heap in keeping_heaps(office, by) if heap.count]
    # Whoever answers for the work of others sees what is late (7.3); the registry has it as a heap of its own.
    tells_late = by.has(Duty.SIGNER, Duty.REVIEWER) and not by.has(Duty.REGISTRY)
    return render_template(
        "home.html",
        heaps=heaps,
        late=count_overdue(office, by, clock.today()) if tells_late else 0,
        late_forms=APPEAL_FORMS,
        me_id=by.id,
        today_words=date_words(clock.today()).removesuffix(" г."),
        can_begin=by.has(Duty.EXECUTOR),
        can_enter=by.has(Duty.REGISTRY),
        is_administrator=by.has(Duty.ADMINISTRATOR),
    )


def _executor(office: Office, by: Actor) -> Iterator[Heap]:
    if (returned := today.own_letters(office, by, LetterState.RETURNED)).count:
        yield _letters("Вернули на доработку", returned, url_for("letters.list", state="returned"), "letters.edit")
    if not by.has(*SEES_ALL):
        yield from _late(office, by, "У Вас просрочено", "Исполнить сегодня")
    yield _letters(
        "Ваши черновики",
        today.own_letters(office, by, LetterState.DRAFT),
        url_for("letters.list", state="draft"),
        "letters.edit",
        "Черновиков нет. Откройте обращение и нажмите «Подготовить ответ».",
    )
    yield _appeals(
        "Обращения без ответа",
        today.unanswered_appeals(office, by),
        url_for("appeals.list", state="new"),
        "Новых обращений нет: на все уже готовится ответ.",
    )
    if (in_work := today.in_work(office, by)).count:
        yield _appeals("Ваши обращения, ответ готовится", in_work, url_for("appeals.list", state="work"), "")


def _late(office: Office, by: Actor, over: str, ends: str) -> Iterator[Heap]:
    """Appeals whose term is over or ends today, where there are any (7.2, 7.3)."""
    href = url_for("control.show")
    if (late := today.overdue(office, by)).count:
        yield replace(_appeals(over, late, href, ""), all_words="Контроль сроков", is_late=True)
    if (ending := today.ending(office, by)).count:
        yield replace(_appeals(ends, ending, href, ""), all_words="Контроль сроков")


def _reviewer(office: Office, by: Actor) -> Iterator[Heap]:
    yield _letters(
        "Ждут проверки",
        today.for_review(office, by),
        url_for("review.queue"),
        empty="Очередь пуста. Письмо появится здесь, как только исполнитель сдаст его на проверку.",
    )


def _signer(office: Office, by: Actor) -> Iterator[Heap]:
    yield _letters(
        "Ждут Вашей подписи",
        today.for_signature(office, by),
        url_for("review.queue", step="agreed"),
        empty="Согласованных писем нет. Они появятся здесь после проверки.",
    )
    if (unsigned := today.unsigned_letters(office, by)).count:
        href = url_for("letters.list", state="approved")
        yield replace(_letters("Приложить подпись", unsigned, href), anchor="signature")
    if unapproved := approval_state.to_approve(office, by):
        yield _batches("Утвердить рассылки", unapproved, "approval")
    if not by.has(Duty.REVIEWER):
        yield from _reviewer(office, by)


def _batches(title: str, some: Mapping[Batch, int], anchor: str) -> Heap:
    href = url_for("batches.list")
    return Heap(title, href, "Все рассылки", "", len(some), batches=dict(islice(some.items(), MOST)), anchor=anchor)


def _registry(office: Office, by: Actor) -> Iterator[Heap]:
    yield from _late(office, by, "Просрочено", "Кончается сегодня")
    if (came := incoming.page(office, by, IncomingState.WAITING)).total:
        rows = [_came(it) for it in came.rows[:MOST]]
        yield Heap("Разобрать", url_for("appeals.incoming"), "Всё, что пришло", "", came.total, kept=rows)
    yield _appeals(
        "Поручить",
        today.unassigned_appeals(office, by),
        url_for("appeals.list", state="new"),
        "Все обращения поручены. Новое внесите кнопкой «Внести обращение».",
    )
    yield _letters(
        "Зарегистрировать",
        today.to_number(office, by),
        url_for("review.queue", step="agreed"),
        empty="Согласованных писем без номера нет.",
    )
    yield _letters(
        "Отправить",
        today.to_send(office, by),
        url_for("review.queue", step="approved"),
        empty="Утверждённых писем нет: отправлять нечего.",
    )
    if (undelivered_letters := today.undelivered_letters(office, by)).count:
        yield _letters("Почта не доставила", undelivered_letters, url_for("mail.sent", state="bounced"))
    if unsent := approval_state.to_send(office, by):
        yield _batches("Отправить рассылки", unsent, "sending")


def _came(it: Incoming) -> WaitingItem:
    href = url_for("appeals.proposal", incoming_id=it.id)
    return WaitingItem(href, title_of(it), sender_of(it), f"пришло {ago_words(clock.now() - it.at)}")


_HEAPS: dict[Duty, Callable[[Office, Actor], Iterator[Heap]]] = {
    Duty.SIGNER: _signer,
    Duty.REVIEWER: _reviewer,
    Duty.REGISTRY: _registry,
    Duty.EXECUTOR: _executor,
}


def _letters(title: str, some: FirstRows[Waiting], href: str, endpoint: str = "letters.show", empty: str = "") -> Heap:
    return Heap(title, href, "Все письма", empty, some.count, letters=some.rows, endpoint=endpoint)


def _appeals(title: str, some: FirstRows[Appeal], href: str, empty: str) -> Heap:
    shown = [(appeal, due_of(appeal)) for appeal in some.rows]
    return Heap(title, href, "Все обращения", empty, some.count, appeals=shown)
