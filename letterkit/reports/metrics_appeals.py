"""The sections of the six figures of clause 6.12, each with the quarters before it."""

from collections.abc import Callable, Mapping, Sequence

from letterkit.core.outcome import Channel
from letterkit.core.register import Result
from letterkit.office.figures.appeals import AppealFigures, share
from letterkit.office.figures.appeals_behind import Behind, Figure
from letterkit.office.figures.spread import Spread
from letterkit.reports.metrics_document import (
    Cell,
    Chart,
    Document,
    KeyNumber,
    MetricsLine,
    Section,
    Series,
    Unit,
    format_value,
    trend,
)
from letterkit.reports.metrics_words import (
    NO_DATA,
    NOT_SAID,
    RESULTS,
    count_with_noun,
    count_words,
    definitions,
    short_quarter,
)
from letterkit.reports.office_words import CHANNELS

APPEAL_FORMS = ("обращение", "обращения", "обращений")
COMPLAINT_FORMS = ("жалоба", "жалобы", "жалоб")
_MOST_BARS = 10
_REST = "остальные"


def appeals_document(figures: Sequence[AppealFigures], most: int | None = 15) -> Document:
    """``figures``: of the quarter and of those before it, newest first.

    Of reasons and groups ``most`` rows are told, the rest in one.
    """
    sections = (
        _channels(figures),
        _count_section(
            figures, most, "reasons", "Основные причины обращений", "Причина", Figure.REASON, lambda each: each.reasons
        ),
        _count_section(
            figures, most, "groups", "Обращения по группам", "Группа", Figure.GROUP, lambda each: each.groups
        ),
        _waiting(figures, most),
        _result_section(figures, "satisfied", "Удовлетворённые жалобы", Result.SATISFIED),
        _result_section(figures, "refused", "Неудовлетворённые жалобы", Result.REFUSED),
        _outcomes(figures),
    )
    return Document(figures[0].quarter, tuple(each.quarter for each in figures[1:]), sections, tuple(_keys(figures)))


def _channels(figures: Sequence[AppealFigures]) -> Section:
    now = figures[0]
    # All the ways of 6.10 are told, those by which nothing came too.
    names = [*Channel, *({None} if any(None in each.channels for each in figures) else ())]
    names.sort(key=lambda name: -now.channels.get(name, 0))
    lines = [
        MetricsLine(
            _channel(name),
            (
                Cell(now.channels.get(name, 0), behind=Behind(now.quarter, Figure.CHANNEL, name)),
                Cell(share(now.channels.get(name, 0), now.received), Unit.SHARE),
                Cell(now.complaint_channels.get(name, 0), behind=Behind(now.quarter, Figure.COMPLAINT_CHANNEL, name)),
                *_before(figures, Figure.CHANNEL, name, lambda each: each.channels),
            ),
        )
        for name in names
    ]
    complaints = Cell(now.complaints.received, behind=Behind(now.quarter, Figure.COMPLAINTS))
    lines.append(_whole(figures, complaints))
    head = ("Канал", short_quarter(now.quarter), "Доля", "Жалоб", *_earlier(figures))
    lead = NO_DATA
    if now.received:
        first = names[0]
        complained = count_with_noun(now.complaints.received, COMPLAINT_FORMS)
        lead = f"{count_with_noun(now.received, APPEAL_FORMS)}, среди них {complained}. "
        part = format_value(share(now.channels[first], now.received), Unit.SHARE)
        lead += f"Чаще всего приходят так: {_channel(first)} – {part}."
    chart = _bars("Обращения по каналам", figures, [*names], lambda each: each.channels, _channel)
    return _section("channels", "Обращения по каналам", lead, head, lines, chart)


def _count_section(
    figures: Sequence[AppealFigures],
    most: int | None,
    key: str,
    title: str,
    label: str,
    what: Figure,
    of: Callable[[AppealFigures], Mapping[str | None, int]],
) -> Section:
    now = figures[0]
    names = _by_count(of(now))
    shown, rest = (names, []) if most is None or len(names) <= most + 1 else (names[:most], names[most:])
    lines = [
        MetricsLine(
            name or NOT_SAID,
            (
                Cell(of(now)[name], behind=Behind(now.quarter, what, name)),
                Cell(share(of(now)[name], now.received), Unit.SHARE),
                *_before(figures, what, name, of),
            ),
        )
        for name in shown
    ]
    if rest:
        counts = [sum(of(each).get(name, 0) for name in rest) for each in figures]
        cells = (Cell(counts[0]), Cell(share(counts[0], now.received), Unit.SHARE), *map(Cell, counts[1:]))
        lines.append(MetricsLine(f"{_REST} ({len(rest)})", cells))
    lines.append(_whole(figures))
    lead = NO_DATA
    said = [name for name in names if name is not None]
    if said:
        lead = f"Чаще всего: {said[0]} – {format_value(share(of(now)[said[0]], now.received), Unit.SHARE)} обращений."
    chart = _bars(title, figures, said, of, lambda name: name or NOT_SAID)
    return _section(key, title, lead, (label, short_quarter(now.quarter), "Доля", *_earlier(figures)), lines, chart)


def _waiting(figures: Sequence[AppealFigures], most: int | None) -> Section:
    now = figures[0]
    quarter, waiting = now.quarter, now.waiting
    names = _by_count(now.groups)[:most]
    whole = waiting.all
    cells = (
        Cell(whole.median, Unit.DAYS),
        Cell(whole.p90, Unit.DAYS),
        Cell(whole.mean, Unit.DAYS),
        Cell(whole.count, behind=Behind(quarter, Figure.ANSWERED)),
        Cell(now.not_answered, behind=Behind(quarter, Figure.NOT_ANSWERED)),
        *(Cell(each.waiting.all.median, Unit.DAYS) for each in figures[1:]),
    )
    lines = [MetricsLine("все обращения", cells, is_whole=True)]
    for name in names:
        of_group = waiting.of_groups.get(name, Spread())
        earlier = (each.waiting.of_groups.get(name, Spread()) for each in figures[1:])
        cells = (
            Cell(of_group.median, Unit.DAYS),
            Cell(of_group.p90, Unit.DAYS),
            Cell(of_group.mean, Unit.DAYS),
            Cell(of_group.count, behind=Behind(quarter, Figure.ANSWERED_GROUP, name)),
            Cell(now.groups[name] - of_group.count, behind=Behind(quarter, Figure.NOT_ANSWERED_GROUP, name)),
            *(Cell(before.median, Unit.DAYS) for before in earlier),
        )
        lines.append(MetricsLine(name or NOT_SAID, cells))
    lead = NO_DATA
    if whole.median is not None:
        lead = f"Половина ответов пришла за {_days(whole.median)}, девять из десяти – за {_days(whole.p90)}. "
        late, open_yet = count_with_noun(waiting.late, APPEAL_FORMS), count_words(now.not_answered)
        lead += f"С опозданием: {late}, ещё не отвечено: {open_yet}."
    head = ("Группа", "Медиана, дн.", "90-й проц., дн.", "Среднее, дн.", "Ответов", "Без ответа")
    medians = Series("медиана", tuple(each.waiting.all.median for each in figures))
    ninetieths = Series("90-й процентиль", tuple(each.waiting.all.p90 for each in figures))
    chart = trend("Дней до ответа", [each.quarter for each in figures], [medians, ninetieths], Unit.DAYS)
    return _section(
        "waiting",
        "Время ожидания ответа",
        lead,
        (*head, *(f"{each}, мед." for each in _earlier(figures))),
        lines,
        chart,
    )


def _result_section(figures: Sequence[AppealFigures], key: str, title: str, result: Result) -> Section:
    lines = []
    shares = []
    for each in figures:
        complaints = each.complaints
        count = complaints.results.get(result, 0)
        shares.append(share(count, complaints.received))
        cells = (
            Cell(complaints.received, behind=Behind(each.quarter, Figure.COMPLAINTS)),
            Cell(count, behind=Behind(each.quarter, Figure.RESULT, result)),
            Cell(shares[-1], Unit.SHARE),
        )
        lines.append(MetricsLine(short_quarter(each.quarter), cells, is_whole=each is figures[0]))
    now = figures[0].complaints
    lead = NO_DATA
    if now.received:
        of = count_with_noun(now.results.get(result, 0), COMPLAINT_FORMS)
        lead = f"{of} из {count_words(now.received)}: {format_value(shares[0], Unit.SHARE)}."
    chart = trend(f"{title}: доля", [each.quarter for each in figures], [Series("доля", tuple(shares))], Unit.SHARE)
    name = "Удовлетворено" if result is Result.SATISFIED else "Отказано"
    return _section(key, title, lead, ("Квартал", "Жалоб поступило", name, "Доля"), lines, chart)


def _outcomes(figures: Sequence[AppealFigures]) -> Section:
    now = figures[0]
    lines = [
        MetricsLine(
            words,
            (
                Cell(now.complaints.results.get(name, 0), behind=Behind(now.quarter, Figure.RESULT, name)),
                Cell(share(now.complaints.results.get(name, 0), now.complaints.received), Unit.SHARE),
                *_before(figures, Figure.RESULT, name, lambda each: each.complaints.results),
            ),
        )
        for name, words in RESULTS.items()
    ]
    undecided = now.complaints.results.get(None, 0)
    lead = f"Решения ещё нет: {count_with_noun(undecided, COMPLAINT_FORMS)}." if now.complaints.received else NO_DATA
    head = ("Результат", short_quarter(now.quarter), "Доля", *_earlier(figures))
    return _section("outcomes", "Чем закончились жалобы", lead, head, lines)


def _keys(figures: Sequence[AppealFigures]) -> list[KeyNumber]:
    """The numbers above all, with those of the quarter before."""

    def cells(each: AppealFigures) -> list[tuple[str, Cell]]:
        quarter, complaints = each.quarter, each.complaints
        return [
            ("Обращений", Cell(each.received, behind=Behind(quarter, Figure.RECEIVED))),
            ("Из них жалоб", Cell(complaints.received, behind=Behind(quarter, Figure.COMPLAINTS))),
            ("Дней до ответа, медиана", Cell(each.waiting.all.median, Unit.DAYS)),
            ("С опозданием", Cell(each.waiting.late, behind=Behind(quarter, Figure.LATE))),
            (
                "Жалоб удовлетворено",
                Cell(complaints.satisfied_share, Unit.SHARE, Behind(quarter, Figure.RESULT, Result.SATISFIED)),
            ),
            (
                "Жалоб отклонено",
                Cell(complaints.refused_share, Unit.SHARE, Behind(quarter, Figure.RESULT, Result.REFUSED)),
            ),
        ]

    if len(figures) < 2:
        return [KeyNumber(label, cell, "") for label, cell in cells(figures[0])]
    before = short_quarter(figures[1].quarter)
    pairs = zip(cells(figures[0]), cells(figures[1]), strict=True)
    return [
        KeyNumber(label, cell, f"{before}: {format_value(earlier.value, earlier.unit)}")
        for (label, cell), (_, earlier) in pairs
    ]


def _section(
    key: str, title: str, lead: str, head: tuple[str, ...], lines: Sequence[MetricsLine], chart: Chart | None = None
) -> Section:
    return Section(key, title, lead[:1].upper() + lead[1:], definitions()[key], head, tuple(lines), chart)


def _before(
    figures: Sequence[AppealFigures],
    what: Figure,
    name: str | None,
    of: Callable[[AppealFigures], Mapping[str | None, int]],
) -> list[Cell]:
    return [Cell(of(each).get(name, 0), behind=Behind(each.quarter, what, name)) for each in figures[1:]]


def _whole(figures: Sequence[AppealFigures], *more: Cell) -> MetricsLine:
    received = [Cell(each.received, behind=Behind(each.quarter, Figure.RECEIVED)) for each in figures]
    of_all = Cell(share(figures[0].received, figures[0].received), Unit.SHARE)
    return MetricsLine("всего", (received[0], of_all, *more, *received[1:]), is_whole=True)


def _bars(
    title: str,
    figures: Sequence[AppealFigures],
    names: Sequence[str | None],
    of: Callable[[AppealFigures], Mapping[str | None, int]],
    told_of: Callable[[str | None], str],
) -> Chart:
    shown = names[:_MOST_BARS]
    series = [
        Series(short_quarter(each.quarter), tuple(of(each).get(name, 0) for name in shown)) for each in figures[:2]
    ]
    return Chart(title, tuple(map(told_of, shown)), tuple(series))


def _earlier(figures: Sequence[AppealFigures]) -> tuple[str, ...]:
    return tuple(short_quarter(each.quarter) for each in figures[1:])


def _by_count(counts: Mapping[str | None, int]) -> list[str | None]:
    """Most frequent first, alike ones by name; those that say nothing last."""
    return sorted(counts, key=lambda name: (name is None, -counts[name], name or ""))


def _channel(name: str | None) -> str:
    return NOT_SAID if name is None else CHANNELS.get(name, name)


def _days(days: float | None) -> str:
    words = format_value(days, Unit.DAYS)
    return f"{words} дня" if "," in words else count_with_noun(int(days or 0), ("день", "дня", "дней"))
