"""The page after sign-in: the few things that need this person now, soonest due first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, render_template, url_for

from letterkit.core import clock
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.flow.batches import register
from letterkit.flow.cases import appeals, queue
from letterkit.flow.cases.office import Office
from letterkit.flow.cases.queue import Waiting
from letterkit.flow.keeping import listing
from letterkit.flow.keeping.approval import APPROVERS
from letterkit.flow.keeping.stock import KEEPERS
from letterkit.russian.dates import date_words
from letterkit.store.batch_tables import Batch
from letterkit.store.tables import Appeal
from webui.access import actor, needs
from webui.appeals.due import Due, due_of
from webui.engine import engine
from webui.texts.names import KIND_WORDS, name
from webui.texts.waiting import Line, lines

blueprint = Blueprint("home", __name__)
_MOST = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A kept thing that waits for somebody: what it is called, why it is here."""

    href: str
    title: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Heap:
    """Letters or appeals that wait for one thing: ``href`` leads to all, ``empty`` says how some come.

    ``batches`` are those with letters that wait, and how many.
    """

    title: str
    href: str
    all_words: str
    empty: str
    count: int
    letters: Sequence[Waiting] = ()
    appeals: Sequence[tuple[Appeal, Due]] = ()
    endpoint: str = "letters.show"
    batches: Mapping[Batch, int] = field(default_factory=dict)
    kept: Sequence[Asked] = ()


@blueprint.get("/home")
@needs()
def page() -> str:
    """What waits for the person, by duty."""
    office, by = engine().office, actor()
    heaps = [heap for duty, heaps_of in _HEAPS.items() if by.has(duty) for heap in heaps_of(office, by)]
    heaps += [heap for heap in _keeping(office, by) if heap.count]
    return render_template(
        "home.html",
        heaps=heaps,
        me_id=by.id,
        today_words=date_words(clock.today()).removesuffix(" г."),
        can_begin=by.has(Duty.EXECUTOR),
        can_enter=by.has(Duty.REGISTRY),
        is_administrator=by.has(Duty.ADMINISTRATOR),
    )


def _executor(office: Office, by: Actor) -> Iterator[Heap]:
    mine = [row for row in queue.own(office, by) if row.letter.executor_id == by.id]
    returned = [row for row in mine if row.letter.state == LetterState.RETURNED]
    drafts = [row for row in mine if row.letter.state == LetterState.DRAFT]
    if returned:
        yield _letters("Вернули на доработку", returned, url_for("letters.list", state="returned"), "letters.edit")
    yield _letters(
        "Ваши черновики",
        drafts,
        url_for("letters.list", state="draft"),
        "letters.edit",
        "Черновиков нет. Откройте обращение и нажмите «Подготовить ответ».",
    )
    new = [
        appeal for appeal in appeals.listed(office, by, state=AppealState.NEW) if appeal.responsible_id in (None, by.id)
    ]
    yield _appeals(
        "Обращения без ответа",
        sorted(new, key=lambda appeal: appeal.responsible_id is None),
        url_for("appeals.list", state="new"),
        "Новых обращений нет: на все уже готовится ответ.",
    )


def _reviewer(office: Office, by: Actor) -> Iterator[Heap]:
    rows = [row for row in queue.queue(office, by) if row.letter.state == LetterState.REVIEW]
    free_first = sorted(rows, key=lambda row: row.letter.reviewer_id not in (None, by.id))
    yield _letters(
        "Ждут проверки",
        free_first,
        url_for("review.queue"),
        empty="Очередь пуста. Письмо появится здесь, как только исполнитель сдаст его на проверку.",
    )


def _signer(office: Office, by: Actor) -> Iterator[Heap]:
    rows = [row for row in queue.queue(office, by) if row.letter.state == LetterState.AGREED]
    yield _letters(
        "Ждут Вашей подписи",
        rows,
        url_for("review.queue", step="agreed"),
        empty="Согласованных писем нет. Они появятся здесь после проверки.",
    )
    if not by.has(Duty.REVIEWER):
        yield from _reviewer(office, by)


def _registry(office: Office, by: Actor) -> Iterator[Heap]:
    rows = queue.queue(office, by)
    yield _letters(
        "Зарегистрировать",
        [row for row in rows if row.letter.state == LetterState.AGREED and not row.letter.number],
        url_for("review.queue", step="agreed"),
        empty="Согласованных писем без номера нет.",
    )
    yield _letters(
        "Отправить",
        [row for row in rows if row.letter.state == LetterState.APPROVED],
        url_for("review.queue", step="approved"),
        empty="Утверждённых писем нет: отправлять нечего.",
    )
    if unsent := register.waiting(office, by):
        yield Heap("Отправить рассылки", url_for("batches.list"), "Все рассылки", "", len(unsent), batches=unsent)
    free = [appeal for appeal in appeals.listed(office, by, state=AppealState.NEW) if appeal.responsible_id is None]
    yield _appeals(
        "Поручить",
        free,
        url_for("appeals.list", state="new"),
        "Все обращения поручены. Новое внесите кнопкой «Внести обращение».",
    )


def _keeping(office: Office, by: Actor) -> Iterator[Heap]:
    """Versions of all kinds to be approved, texts and blanks of one's own to be looked at again."""
    if by.has(*APPROVERS):
        asked = [_asked(row) for row in lines(office, by) if not row.it.is_own]
        href = url_for("texts.waiting")
        yield Heap("Утвердить новые редакции", href, "Все на утверждении", "", len(asked), kept=asked[:_MOST])
    if by.has(*KEEPERS):
        old = [
            Asked(
                url_for("texts.show", kind=item.kind, slug=item.kept.slug),
                name(item),
                KIND_WORDS[item.kind],
                f"до {item.kept.expires:%d.%m.%Y}",
            )
            for kind in KIND_WORDS
            for item in listing.listed(office, kind)
            if item.expires_soon and item.kept.owner_id in (None, by.id)
        ]
        href = url_for("texts.list", state="expiring")
        yield Heap("Пересмотреть тексты и бланки", href, "Все, что пора пересмотреть", "", len(old), kept=old[:_MOST])


def _asked(row: Line) -> Asked:
    version, who = row.it.version, row.it.asked_by
    told = [row.kind_words, f"редакция {version.number}", *(["есть ломающие изменения"] if row.breaking else [])]
    when = f"{version.asked:%d.%m}" if version.asked else ""
    why = f"{who.short_name if who else 'поставка letterkit'}, {when}"
    return Asked(row.href or url_for("texts.waiting"), row.title, ", ".join(told), why)


_HEAPS: dict[Duty, Callable[[Office, Actor], Iterator[Heap]]] = {
    Duty.SIGNER: _signer,
    Duty.REVIEWER: _reviewer,
    Duty.REGISTRY: _registry,
    Duty.EXECUTOR: _executor,
}


def _letters(title: str, rows: Sequence[Waiting], href: str, endpoint: str = "letters.show", empty: str = "") -> Heap:
    return Heap(title, href, "Все письма", empty, len(rows), letters=rows[:_MOST], endpoint=endpoint)


def _appeals(title: str, rows: Sequence[Appeal], href: str, empty: str) -> Heap:
    shown = [(appeal, due_of(appeal)) for appeal in rows[:_MOST]]
    return Heap(title, href, "Все обращения", empty, len(rows), appeals=shown)
