"""The work on replies: findings, returns, steps, calls, opinions, each with the quarters before it."""

from collections.abc import Callable, Sequence

from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.letters_behind import BehindLetters, OfLetters
from letterkit.office.figures.sent_days import Step
from letterkit.office.figures.spread import Spread
from letterkit.office.figures.talks_behind import BehindCalls, BehindOpinions
from letterkit.office.figures.work import CALL_LIMIT_S, Work
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
    format_value,
    trend,
)
from letterkit.reports.metrics_parts import Part, make_section, part_section, quarter_lines, ranking, since_first
from letterkit.reports.metrics_words import STEPS, number_words, seconds_words, short_quarter
from letterkit.russian.numbers import plural

_NO_CLAUSE = "без пункта"
_FINDING_FORMS = ("замечание", "замечания", "замечаний")


def work_document(works: Sequence[Work]) -> Document:
    """``works``: of the quarter and of those before it, newest first; of quarters before the first work nothing."""
    works = since_first(works)
    sections = (_findings(works), _returns(works), _steps(works), _calls(works), _opinions(works))
    return Document("Работа с ответами", tuple(_quarters(works)), _keys(works), sections)


def _keys(works: Sequence[Work]) -> tuple[KeyNumber, ...]:
    def key(label: str, of: Callable[[Work], Cell], more: Mood = Mood.NEITHER) -> KeyNumber:
        return key_number(label, list(map(of, works)), works[0].quarter.is_going_on, more)

    return (
        key("Отправлено писем", lambda each: _count(each, each.sent, OfLetters.SENT)),
        key("Замечаний на сто писем", _per_hundred, Mood.BAD),
        key(
            "Возвращали на доработку",
            lambda each: Cell(each.returned_share, Unit.SHARE, _letters(each, OfLetters.RETURNED)),
            Mood.BAD,
        ),
        key(
            "Звонок в среднем",
            lambda each: Cell(each.calls.mean_s, Unit.SECONDS, BehindCalls(each.quarter)),
        ),
        key(
            "Понятность ответа, из 5",
            lambda each: Cell(each.opinions.clear, Unit.MARK, BehindOpinions(each.quarter)),
            Mood.GOOD,
        ),
        key(
            "Вопрос решён",
            lambda each: Cell(each.opinions.solved_share, Unit.SHARE, BehindOpinions(each.quarter)),
            Mood.GOOD,
        ),
    )


def _findings(works: Sequence[Work]) -> Section:
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
    lines.append(MetricsLine("все пункты", tuple(map(_per_hundred, works)), is_whole=True))
    checked = (_count(each, each.checked, OfLetters.CHECKED) for each in works)
    lines.append(MetricsLine("писем проверено", tuple(checked)))
    rates = [{clause: each.per_hundred(clause) for clause in clauses} for each in works]
    names = sorted(clauses, key=lambda clause: -(rates[0][clause] or 0))
    finding, whole = "", _per_hundred(works[0])
    if whole.value is not None:
        told = round(whole.value, 1)
        finding = f"На сто писем – {number_words(told)} {plural(told, *_FINDING_FORMS)}"
        finding += f", чаще всего: {_clause(names[0])}" if told else ""
    chart = ranking("Замечаний на сто писем", _quarters(works), rates, names, _clause, Unit.RATE)
    head = ("Пункт Порядка", *map(short_quarter, _quarters(works)))
    return make_section("findings", "Что находит проверка", finding, head, lines, chart)


def _returns(works: Sequence[Work]) -> Section:
    parts = [
        Part(
            each.quarter,
            _count(each, each.sent, OfLetters.SENT),
            _count(each, each.returned, OfLetters.RETURNED),
        )
        for each in works
    ]
    title, told, drawn = "Возвраты на доработку", "Возвращали на доработку", "Доля писем, которые возвращали"
    return part_section("returned", title, told, drawn, ("Отправлено", "Возвращали"), parts)


def _steps(works: Sequence[Work]) -> Section:
    now = works[0]
    lines = []
    for step, words in STEPS.items():
        of_step, *before = (each.steps.get(step, Spread()) for each in works)
        hours = (of_step.median, of_step.p90, *(each.median for each in before))
        count = _count(now, of_step.count, OfLetters.STEP, step)
        lines.append(MetricsLine(words, (count, *(Cell(value, Unit.HOURS) for value in hours))))
    longest = max(now.steps, key=lambda step: now.steps[step].median or 0, default=None)
    finding = ""
    if longest is not None:
        finding = f"Дольше всего письмо {STEPS[longest]}: обычно {format_value(now.steps[longest].median, Unit.HOURS)}"
    head = ["Шаг", "Писем", "Медиана", "90-й процентиль"]
    head += [f"{short_quarter(each.quarter)}, мед." for each in works[1:]]
    times: list[dict[str | None, float | None]] = [
        {step: of_step.median for step, of_step in each.steps.items()} for each in works
    ]
    chart = ranking("Медиана времени на шаге", _quarters(works), times, list(STEPS), _step, Unit.HOURS)
    return make_section("steps", "Время на каждом шаге", finding, head, lines, chart)


def _calls(works: Sequence[Work]) -> Section:
    cells = [
        (
            Cell(each.calls.count, behind=BehindCalls(each.quarter)),
            Cell(each.calls.mean_s, Unit.SECONDS),
            Cell(each.calls.longer, behind=BehindCalls(each.quarter, longer=True)),
        )
        for each in works
    ]
    mean, finding = works[0].calls.mean_s, ""
    if mean is not None:
        held = "норма в 10 минут соблюдена" if mean <= CALL_LIMIT_S else "это больше нормы в 10 минут"
        finding = f"Звонок длится в среднем {seconds_words(mean)}: {held}"
    means = Series("в среднем", tuple(each.calls.mean_s for each in works))
    chart = trend("Продолжительность звонка в среднем", _quarters(works), [means], Unit.SECONDS)
    head = ("Квартал", "Звонков", "В среднем", "Дольше 10 мин")
    return make_section("calls", "Звонки", finding, head, quarter_lines(_quarters(works), cells), chart)


def _opinions(works: Sequence[Work]) -> Section:
    cells = [
        (
            Cell(each.opinions.count, behind=BehindOpinions(each.quarter)),
            Cell(each.opinions.clear, Unit.MARK),
            Cell(each.opinions.polite, Unit.MARK),
            Cell(each.opinions.in_time_share, Unit.SHARE),
            Cell(each.opinions.solved_share, Unit.SHARE),
        )
        for each in works
    ]
    now, finding = works[0].opinions, ""
    if now.clear is not None:
        finding = f"Понятность ответа оценили на {format_value(now.clear, Unit.MARK)} из 5"
    clear = Series("понятность", tuple(each.opinions.clear for each in works))
    polite = Series("вежливость", tuple(each.opinions.polite for each in works))
    chart = trend("Средние оценки", _quarters(works), [clear, polite], Unit.MARK)
    head = ("Квартал", "Мнений", "Понятно", "Вежливо", "В срок", "Вопрос решён")
    return make_section("opinions", "Мнения о письмах", finding, head, quarter_lines(_quarters(works), cells), chart)


def _count(each: Work, count: int, what: OfLetters, value: str | None = None) -> Cell:
    """A count of letters, with the list behind it; no number where nothing was done at all."""
    return Cell(None if each.is_empty else count, behind=_letters(each, what, value))


def _letters(each: Work, what: OfLetters, value: str | None = None) -> BehindLetters:
    return BehindLetters(each.quarter, what, value)


def _per_hundred(each: Work) -> Cell:
    rate = 100 * sum(each.findings.values()) / each.checked if each.checked else None
    return Cell(rate, Unit.RATE, _letters(each, OfLetters.FOUND))


def _quarters(works: Sequence[Work]) -> list[Quarter]:
    return [each.quarter for each in works]


def _step(name: str | None) -> str:
    return STEPS[Step(name or "")]


def _clause(clause: str | None) -> str:
    return _NO_CLAUSE if clause is None else f"п.\N{NO-BREAK SPACE}{clause}"


def _in_order(clause: str | None) -> tuple[bool, list[int], str]:
    if clause is None:
        return True, [], ""
    return False, [int(part) for part in clause.split(".") if part.isdigit()], clause
