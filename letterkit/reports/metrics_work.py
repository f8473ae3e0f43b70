"""The sections about the work on replies: findings, returns, steps, repeats, calls, opinions."""

from collections.abc import Callable, Sequence

from letterkit.office.figures.appeals_behind import Behind, Figure
from letterkit.office.figures.letters_behind import BehindLetters, OfLetters
from letterkit.office.figures.spread import Spread
from letterkit.office.figures.talks_behind import BehindCalls, BehindOpinions
from letterkit.office.figures.work import CALL_LIMIT_S, Work
from letterkit.reports.metrics_document import (
    Cell,
    Chart,
    Document,
    MetricsLine,
    Section,
    Series,
    Unit,
    format_value,
    trend,
)
from letterkit.reports.metrics_words import NO_DATA, STEPS, count_words, definitions, short_quarter

_NO_CLAUSE = "без пункта"


def work_document(works: Sequence[Work]) -> Document:
    """``works``: of the quarter and of those before it, newest first."""
    sections = (_findings(works), _returns(works), _steps(works), _repeats(works), _calls(works), _opinions(works))
    return Document(works[0].quarter, tuple(each.quarter for each in works[1:]), sections)


def _findings(works: Sequence[Work]) -> Section:
    now = works[0]
    clauses = sorted({clause for each in works for clause in each.findings}, key=_in_order)
    lines = [
        MetricsLine(
            _clause(clause),
            tuple(
                Cell(each.per_hundred(clause), Unit.RATE, _letters(each, OfLetters.FOUND_CLAUSE, clause))
                for each in works
            ),
        )
        for clause in clauses
    ]
    whole = [_per_hundred(each) for each in works]
    every = (Cell(value, Unit.RATE, _letters(each, OfLetters.FOUND)) for each, value in zip(works, whole, strict=True))
    lines.append(MetricsLine("все пункты", tuple(every), is_whole=True))
    checked = (Cell(each.checked, behind=_letters(each, OfLetters.CHECKED)) for each in works)
    lines.append(MetricsLine("писем проверено", tuple(checked)))
    lead = NO_DATA if whole[0] is None else f"На сто писем – {format_value(whole[0], Unit.RATE)} замечания"
    if whole[0] is not None:
        before = whole[1] if len(whole) > 1 else None
        lead += f", {_change(whole[0], before)}." if before is not None else "."
    shown = sorted(clauses, key=lambda clause: -(now.per_hundred(clause) or 0))[:12]
    series = [
        Series(short_quarter(each.quarter), tuple(each.per_hundred(clause) for clause in shown)) for each in works[:2]
    ]
    chart = Chart("Замечаний на сто писем", tuple(map(_clause, shown)), tuple(series), Unit.RATE)
    return _section("findings", "Что находит проверка", lead, ("Пункт Порядка", *_quarters(works)), lines, chart)


def _returns(works: Sequence[Work]) -> Section:
    lines = [
        MetricsLine(
            short_quarter(each.quarter),
            (
                Cell(each.sent, behind=_letters(each, OfLetters.SENT)),
                Cell(each.returned, behind=_letters(each, OfLetters.RETURNED)),
                Cell(each.returned_share, Unit.SHARE),
            ),
            is_whole=each is works[0],
        )
        for each in works
    ]
    now = works[0]
    lead = NO_DATA
    if now.sent:
        lead = f"Вернулись исполнителю {count_words(now.returned)} из {count_words(now.sent)} писем"
        lead += f": {format_value(now.returned_share, Unit.SHARE)}."
    chart = _trend("Доля писем, которые возвращали", works, lambda each: each.returned_share, Unit.SHARE)
    return _section(
        "returned", "Возвраты на доработку", lead, ("Квартал", "Отправлено", "Возвращали", "Доля"), lines, chart
    )


def _steps(works: Sequence[Work]) -> Section:
    now = works[0]
    lines = []
    for step, words in STEPS.items():
        of_step = now.steps.get(step, Spread())
        earlier = [each.steps.get(step, Spread()) for each in works[1:]]
        cells = (
            Cell(of_step.count, behind=_letters(now, OfLetters.STEP, step)),
            *(Cell(value, Unit.HOURS) for value in (of_step.median, of_step.p90, *(each.median for each in earlier))),
        )
        lines.append(MetricsLine(words, cells))
    longest = max(now.steps, key=lambda step: now.steps[step].median or 0, default=None)
    lead = NO_DATA
    if longest is not None:
        median = format_value(now.steps[longest].median, Unit.HOURS).removesuffix(".")
        lead = f"Дольше всего письмо {STEPS[longest]}: медиана – {median}."
    head = ("Шаг", "Писем", "Медиана", "90-й процентиль", *(f"{each}, мед." for each in _quarters(works[1:])))
    series = [
        Series(short_quarter(each.quarter), tuple(each.steps.get(step, Spread()).median for step in STEPS))
        for each in works[:2]
    ]
    chart = Chart("Время на шаге, медиана", tuple(STEPS.values()), tuple(series), Unit.HOURS)
    return _section("steps", "Время на каждом шаге", lead, head, lines, chart)


def _repeats(works: Sequence[Work]) -> Section:
    lines = [
        MetricsLine(
            short_quarter(each.quarter),
            (
                Cell(each.received, behind=Behind(each.quarter, Figure.RECEIVED)),
                Cell(each.repeats, behind=Behind(each.quarter, Figure.REPEATS)),
                Cell(each.repeats_share, Unit.SHARE),
            ),
            is_whole=each is works[0],
        )
        for each in works
    ]
    now = works[0]
    lead = NO_DATA
    if now.received:
        lead = f"После ответа написали снова: {count_words(now.repeats)} из {count_words(now.received)}"
        lead += f", {format_value(now.repeats_share, Unit.SHARE)}."
    chart = _trend("Доля повторных после ответа", works, lambda each: each.repeats_share, Unit.SHARE)
    return _section(
        "repeats", "Повторные обращения после ответа", lead, ("Квартал", "Обращений", "Повторных", "Доля"), lines, chart
    )


def _calls(works: Sequence[Work]) -> Section:
    lines = [
        MetricsLine(
            short_quarter(each.quarter),
            (
                Cell(each.calls.count, behind=BehindCalls(each.quarter)),
                Cell(each.calls.mean_s, Unit.SECONDS),
                Cell(each.calls.longer, behind=BehindCalls(each.quarter, longer=True)),
            ),
            is_whole=each is works[0],
        )
        for each in works
    ]
    now, lead = works[0].calls, NO_DATA
    if now.mean_s is not None:
        held = "норма в 10 минут соблюдена" if now.mean_s <= CALL_LIMIT_S else "это больше 10 минут"
        lead = f"В среднем звонок занимает {format_value(now.mean_s, Unit.SECONDS)}: {held}."
    chart = _trend("Средняя продолжительность звонка", works, lambda each: each.calls.mean_s, Unit.SECONDS)
    return _section("calls", "Звонки", lead, ("Квартал", "Звонков", "В среднем", "Дольше 10 мин"), lines, chart)


def _opinions(works: Sequence[Work]) -> Section:
    lines = [
        MetricsLine(
            short_quarter(each.quarter),
            (
                Cell(each.opinions.count, behind=BehindOpinions(each.quarter)),
                Cell(each.opinions.clear, Unit.MARK),
                Cell(each.opinions.polite, Unit.MARK),
                Cell(each.opinions.in_time_share, Unit.SHARE),
                Cell(each.opinions.solved_share, Unit.SHARE),
            ),
            is_whole=each is works[0],
        )
        for each in works
    ]
    now, lead = works[0].opinions, NO_DATA
    if now.clear is not None:
        lead = f"Понятность ответа оценили на {format_value(now.clear, Unit.MARK)} из 5."
    head = ("Квартал", "Мнений", "Понятно", "Вежливо", "В срок", "Вопрос решён")
    chart = _trend("Понятность ответа, средняя оценка", works, lambda each: each.opinions.clear, Unit.MARK)
    return _section("opinions", "Мнения о письмах", lead, head, lines, chart)


def _letters(work: Work, what: OfLetters, value: str | None = None) -> BehindLetters:
    return BehindLetters(work.quarter, what, value)


def _trend(title: str, works: Sequence[Work], of: Callable[[Work], float | None], unit: Unit) -> Chart:
    return trend(title, [each.quarter for each in works], [Series(title.lower(), tuple(map(of, works)))], unit)


def _section(
    key: str, title: str, lead: str, head: tuple[str, ...], lines: Sequence[MetricsLine], chart: Chart | None = None
) -> Section:
    return Section(key, title, lead[:1].upper() + lead[1:], definitions()[key], head, tuple(lines), chart)


def _quarters(works: Sequence[Work]) -> tuple[str, ...]:
    return tuple(short_quarter(each.quarter) for each in works)


def _per_hundred(work: Work) -> float | None:
    return 100 * sum(work.findings.values()) / work.checked if work.checked else None


def _change(now: float, before: float) -> str:
    if round(now, 1) == round(before, 1):
        return "как и кварталом раньше"
    return f"{'меньше' if now < before else 'больше'}, чем кварталом раньше ({format_value(before, Unit.RATE)})"


def _clause(clause: str | None) -> str:
    return _NO_CLAUSE if clause is None else f"п. {clause}"


def _in_order(clause: str | None) -> tuple[bool, list[int], str]:
    if clause is None:
        return True, [], ""
    return False, [int(part) for part in clause.split(".") if part.isdigit()], clause
