"""The six figures of clause 6.12 and repeated appeals (1.1), each with the quarters before it."""

from collections.abc import Callable, Mapping, Sequence

from letterkit.core.outcome import Channel
from letterkit.core.register import Result
from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.appeals import AppealFigures, share
from letterkit.office.figures.appeals_behind import Behind, Figure
from letterkit.office.figures.spread import Spread
from letterkit.reports.metrics_comparison import key_number
from letterkit.reports.metrics_document import (
    Cell,
    Document,
    KeyNumber,
    MetricsLine,
    Mood,
    Section,
    Series,
    Unit,
    trend,
)
from letterkit.reports.metrics_parts import (
    Part,
    by_count,
    make_section,
    part_section,
    ranking,
    ranking_finding,
    since_first,
)
from letterkit.reports.metrics_words import (
    NOT_SAID,
    RESULTS,
    count_with_noun,
    count_words,
    days_words,
    share_words,
    short_quarter,
)
from letterkit.reports.office_words import CHANNELS

APPEAL_FORMS = ("обращение", "обращения", "обращений")
_OF_APPEALS = ("обращения", "обращений", "обращений")
_BY_CHANNEL = "Чаще всего обращаются так:"
_Counts = Callable[[AppealFigures], Mapping[str | None, int]]


def appeals_document(figures: Sequence[AppealFigures], most: int | None = 15) -> Document:
    """``figures``: of the quarter and of those before it, newest first.

    Of reasons and groups ``most`` rows are told, the rest in one. Of quarters before the first appeal nothing is told.
    """
    figures = since_first(figures)
    sections = (
        _groups(figures, most),
        _channels(figures),
        _reasons(figures, most),
        _waiting(figures, most),
        _satisfaction(figures),
        _refusals(figures),
        _outcomes(figures),
        _repeats(figures),
    )
    quarters = tuple(each.quarter for each in figures)
    return Document("Обращения", quarters, _keys(figures), sections, _headline(figures[0]))


def _keys(figures: Sequence[AppealFigures]) -> tuple[KeyNumber, ...]:
    def key(label: str, what: Figure, of: Callable[[AppealFigures], int], more: Mood = Mood.NEITHER) -> KeyNumber:
        return key_number(label, [_cell(each, what, of(each)) for each in figures], is_going_on, more)

    is_going_on = figures[0].quarter.is_going_on
    medians = [Cell(each.waiting.all.median, Unit.DAYS, Behind(each.quarter, Figure.ANSWERED)) for each in figures]
    return (
        key("Поступило обращений", Figure.RECEIVED, lambda each: each.received),
        key("Из них с ответом", Figure.ANSWERED, lambda each: each.waiting.all.count),
        key("С опозданием", Figure.LATE, lambda each: each.waiting.late, Mood.BAD),
        key_number("Дней до ответа, медиана", medians, is_going_on),
        key("Жалобы", Figure.COMPLAINTS, lambda each: each.complaints.received, Mood.BAD),
        key("Повторные после ответа", Figure.REPEATS, lambda each: each.repeats, Mood.BAD),
    )


def _headline(now: AppealFigures) -> str:
    if now.is_empty:
        return ""
    late, waiting = now.waiting.late, now.not_answered
    told = "Просроченных обращений нет"
    if late:
        told = f"Из {count_with_noun(now.received, _OF_APPEALS)} с опозданием – "
        told += f"{count_words(late)} ({share_words(late / now.received)})"
    return f"{told}, ещё без ответа – {count_words(waiting)}." if waiting else f"{told}, ответ получили все."


def _channels(figures: Sequence[AppealFigures]) -> Section:
    now = figures[0]
    # All the ways of 6.10 are told, those by which nothing came too.
    names = [*Channel, *({None} if any(None in each.channels for each in figures) else ())]
    names.sort(key=lambda name: -now.channels.get(name, 0))
    lines = _lines(
        figures,
        Figure.CHANNEL,
        lambda each: each.channels,
        names,
        _channel,
        lambda name: (_cell(now, Figure.COMPLAINT_CHANNEL, now.complaint_channels.get(name, 0), name),),
    )
    lines.append(_whole(figures, _cell(now, Figure.COMPLAINTS, now.complaints.received)))
    finding = ranking_finding(
        now.channels,
        (_BY_CHANNEL, _BY_CHANNEL, "Ни один канал не выделяется", "Каналы не указаны"),
        _channel,
    )
    title, head = "Обращения по каналам", ("Канал", *_head(figures, "Доля", "Жалоб"))
    chart = ranking(title, _quarters(figures), [each.channels for each in figures], names, _channel)
    return make_section("channels", title, finding, head, lines, chart)


def _reasons(figures: Sequence[AppealFigures], most: int | None) -> Section:
    finding = ranking_finding(
        figures[0].reasons,
        (
            "Самая частая причина:",
            "Самые частые причины:",
            "Ни одна причина не выделяется",
            "Причины обращений не указаны",
        ),
        _quote,
    )
    title = "Основные причины обращений"
    return _count_section(figures, most, "reasons", title, finding, "Причина", Figure.REASON, lambda each: each.reasons)


def _groups(figures: Sequence[AppealFigures], most: int | None) -> Section:
    finding = ranking_finding(
        figures[0].groups,
        (
            "Чаще всего пишут на тему",
            "Чаще всего пишут на темы",
            "Ни одна тема не выделяется",
            "Группы обращений не указаны",
        ),
        _quote,
    )
    title = "Обращения по группам"
    return _count_section(figures, most, "groups", title, finding, "Группа", Figure.GROUP, lambda each: each.groups)


def _count_section(
    figures: Sequence[AppealFigures],
    most: int | None,
    key: str,
    title: str,
    finding: str,
    label: str,
    what: Figure,
    of: _Counts,
) -> Section:
    now = figures[0]
    names = by_count(of(now))
    shown, rest = (names, []) if most is None or len(names) <= most + 1 else (names[:most], names[most:])
    lines = _lines(figures, what, of, shown, _name)
    if rest:
        counts = [None if each.is_empty else sum(of(each).get(name, 0) for name in rest) for each in figures]
        part = Cell(share(counts[0] or 0, now.received), Unit.SHARE)
        lines.append(MetricsLine(f"остальные ({len(rest)})", (Cell(counts[0]), part, *map(Cell, counts[1:]))))
    lines.append(_whole(figures))
    said = [name for name in names if name is not None]
    chart = ranking(title, _quarters(figures), [of(each) for each in figures], said, _name)
    return make_section(key, title, finding, (label, *_head(figures, "Доля")), lines, chart)


def _waiting(figures: Sequence[AppealFigures], most: int | None) -> Section:
    now = figures[0]
    whole = now.waiting.all
    lines = [
        MetricsLine(
            "все обращения",
            (
                *_days(whole),
                _cell(now, Figure.ANSWERED, whole.count),
                _cell(now, Figure.NOT_ANSWERED, now.not_answered),
                *(Cell(each.waiting.all.median, Unit.DAYS) for each in figures[1:]),
            ),
            is_whole=True,
        )
    ]
    for name in by_count(now.groups)[:most]:
        of_group, *earlier = (each.waiting.of_groups.get(name, Spread()) for each in figures)
        cells = (
            *_days(of_group),
            _cell(now, Figure.ANSWERED_GROUP, of_group.count, name),
            _cell(now, Figure.NOT_ANSWERED_GROUP, now.groups[name] - of_group.count, name),
            *(Cell(before.median, Unit.DAYS) for before in earlier),
        )
        lines.append(MetricsLine(_name(name), cells))
    finding = ""
    if whole.median is not None and whole.p90 is not None:
        finding = f"Половина ответов пришла за {days_words(whole.median)}, "
        finding += f"девять из десяти – за {days_words(whole.p90)}"
    head = ("Группа", "Медиана, дн.", "90-й проц., дн.", "Среднее, дн.", "Ответов", "Без ответа")
    half = Series("половина ответов", tuple(each.waiting.all.median for each in figures))
    most_of = Series("девять из десяти", tuple(each.waiting.all.p90 for each in figures))
    chart = trend("Дней до ответа", _quarters(figures), [half, most_of], Unit.DAYS)
    earlier_head = (f"{short_quarter(each.quarter)}, мед." for each in figures[1:])
    return make_section("waiting", "Время ожидания ответа", finding, (*head, *earlier_head), lines, chart)


def _days(of: Spread) -> tuple[Cell, ...]:
    return tuple(Cell(value, Unit.DAYS) for value in (of.median, of.p90, of.mean))


def _satisfaction(figures: Sequence[AppealFigures]) -> Section:
    title, told, drawn = "Удовлетворённые жалобы", "Удовлетворено жалоб", "Доля удовлетворённых жалоб"
    parts = _parts_of_complaints(figures, Result.SATISFIED)
    return part_section("satisfied", title, told, drawn, ("Жалоб поступило", "Удовлетворено"), parts)


def _refusals(figures: Sequence[AppealFigures]) -> Section:
    title, told, drawn = "Неудовлетворённые жалобы", "Отказано по жалобам", "Доля отказов по жалобам"
    parts = _parts_of_complaints(figures, Result.REFUSED)
    return part_section("refused", title, told, drawn, ("Жалоб поступило", "Отказано"), parts)


def _parts_of_complaints(figures: Sequence[AppealFigures], result: Result) -> list[Part]:
    return [
        Part(
            each.quarter,
            _cell(each, Figure.COMPLAINTS, each.complaints.received),
            _cell(each, Figure.RESULT, each.complaints.results.get(result, 0), result),
        )
        for each in figures
    ]


def _outcomes(figures: Sequence[AppealFigures]) -> Section:
    now, names = figures[0].complaints, list(RESULTS)
    lines = _lines(
        figures,
        Figure.RESULT,
        lambda each: each.complaints.results,
        names,
        RESULTS.__getitem__,
        of_all=lambda each: each.complaints.received,
    )
    finding = ""
    if now.received:
        undecided = now.results.get(None, 0)
        finding = f"Пока без решения: {count_words(undecided)} из {count_words(now.received)}"
        finding = finding if undecided else "По всем жалобам есть решение"
    title, head = "Решения по жалобам", ("Результат", *_head(figures, "Доля"))
    counts = [each.complaints.results for each in figures]
    names.sort(key=lambda name: (name is None, -now.results.get(name, 0)))
    chart = ranking(title, _quarters(figures), counts, names, RESULTS.__getitem__)
    return make_section("outcomes", title, finding, head, lines, chart)


def _repeats(figures: Sequence[AppealFigures]) -> Section:
    parts = [
        Part(
            each.quarter,
            _cell(each, Figure.RECEIVED, each.received),
            _cell(each, Figure.REPEATS, each.repeats),
        )
        for each in figures
    ]
    title, told = "Повторные обращения после ответа", "Написали снова после ответа"
    drawn = "Доля повторных обращений"
    return part_section("repeats", title, told, drawn, ("Обращений", "Повторных"), parts)


def _cell(each: AppealFigures, what: Figure, count: int, value: str | None = None) -> Cell:
    """A count of a quarter, with the list behind it; no number where nothing came at all."""
    return Cell(None if each.is_empty else count, behind=Behind(each.quarter, what, value))


def _lines(
    figures: Sequence[AppealFigures],
    what: Figure,
    of: _Counts,
    names: Sequence[str | None],
    told_of: Callable[[str | None], str],
    more: Callable[[str | None], tuple[Cell, ...]] = lambda _: (),
    of_all: Callable[[AppealFigures], int] = lambda each: each.received,
) -> list[MetricsLine]:
    """A line for each of ``names``: its count, its share ``of_all``, ``more``, and its counts of earlier quarters."""
    lines = []
    for name in names:
        now, *earlier = (_cell(each, what, of(each).get(name, 0), name) for each in figures)
        part = Cell(share(of(figures[0]).get(name, 0), of_all(figures[0])), Unit.SHARE)
        lines.append(MetricsLine(told_of(name), (now, part, *more(name), *earlier)))
    return lines


def _whole(figures: Sequence[AppealFigures], *more: Cell) -> MetricsLine:
    now, *earlier = (_cell(each, Figure.RECEIVED, each.received) for each in figures)
    of_all = Cell(share(figures[0].received, figures[0].received), Unit.SHARE)
    return MetricsLine("всего", (now, of_all, *more, *earlier), is_whole=True)


def _head(figures: Sequence[AppealFigures], *more: str) -> tuple[str, ...]:
    now, *earlier = map(short_quarter, _quarters(figures))
    return (now, *more, *earlier)


def _quarters(figures: Sequence[AppealFigures]) -> list[Quarter]:
    return [each.quarter for each in figures]


def _name(name: str | None) -> str:
    return name or NOT_SAID


def _quote(name: str) -> str:
    return f"«{name}»"


def _channel(name: str | None) -> str:
    return NOT_SAID if name is None else CHANNELS.get(name, name)
