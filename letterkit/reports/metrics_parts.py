"""What sections of figures have in common: parts of a whole over quarters, rankings, findings in a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.appeals import AppealFigures, share
from letterkit.office.figures.work import Work
from letterkit.reports.metrics_document import Cell, Chart, MetricsLine, Section, Series, Unit, format_value, trend
from letterkit.reports.metrics_words import count_words, definitions, share_words, short_quarter

_MOST_BARS = 6
_OfQuarter = TypeVar("_OfQuarter", AppealFigures, Work)


@dataclass(frozen=True, slots=True)
class Part:
    """How many of the ``whole`` are in the ``part``, in one quarter."""

    quarter: Quarter
    whole: Cell
    part: Cell

    @property
    def share(self) -> float | None:
        return share(int(self.part.value or 0), int(self.whole.value or 0))


def since_first(figures: Sequence[_OfQuarter]) -> list[_OfQuarter]:
    """``figures``, newest first, without the oldest that are empty; the first of all stays."""
    count = len(figures)
    while count > 1 and figures[count - 1].is_empty:
        count -= 1
    return list(figures[:count])


def make_section(
    key: str,
    title: str,
    finding: str,
    head: Sequence[str],
    lines: Sequence[MetricsLine],
    chart: Chart | None = None,
) -> Section:
    """A section with the definition that its ``key`` has."""
    return Section(key, title, finding, definitions()[key], tuple(head), tuple(lines), chart)


def part_section(key: str, title: str, told: str, drawn: str, head: tuple[str, str], parts: Sequence[Part]) -> Section:
    """``parts`` newest first, their share as a trend that ``drawn`` names.

    ``told`` begins the finding, ``head`` names whole and part.
    """
    cells = [(each.whole, each.part, Cell(each.share, Unit.SHARE)) for each in parts]
    quarters, now, finding = [each.quarter for each in parts], parts[0], ""
    if now.share is not None:
        finding = f"{told}: {now.part.words} из {now.whole.words} ({share_words(now.share)})"
    chart = trend(drawn, quarters, [Series("доля", tuple(each.share for each in parts))], Unit.SHARE)
    return make_section(key, title, finding, ("Квартал", *head, "Доля"), quarter_lines(quarters, cells), chart)


def quarter_lines(quarters: Sequence[Quarter], cells: Sequence[tuple[Cell, ...]]) -> list[MetricsLine]:
    """A line for each of ``quarters``, newest first."""
    return [
        MetricsLine(short_quarter(quarter), of, is_whole=quarter is quarters[0])
        for quarter, of in zip(quarters, cells, strict=True)
    ]


def ranking(
    title: str,
    quarters: Sequence[Quarter],
    counts: Sequence[Mapping[str | None, float | None]],
    names: Sequence[str | None],
    told_of: Callable[[str | None], str],
    unit: Unit = Unit.COUNT,
) -> Chart:
    """The first of ``names`` in the quarter and in the one before it; ``counts``: of ``quarters``, newest first."""
    shown = [name for name in names if counts[0].get(name)][:_MOST_BARS]
    series = [
        Series(short_quarter(quarter), tuple(of.get(name) or 0 for name in shown))
        for quarter, of in zip(quarters[:2], counts[:2], strict=True)
        if any(of.values())
    ]
    return Chart(title, tuple(map(told_of, shown)), tuple(series) or (Series("", ()),), unit)


def ranking_finding(
    counts: Mapping[str | None, int], leads: tuple[str, str, str, str], told_of: Callable[[str], str]
) -> str:
    """What stands out of ``counts``; ``leads`` tell of one, of two, of none that stands out, of nothing being said."""
    one, two, several, nothing = leads
    whole, named = sum(counts.values()), {name: count for name, count in counts.items() if name is not None}
    if not whole:
        return ""
    most = max(named.values(), default=0)
    if not most:
        return nothing
    leaders = sorted(told_of(name) for name, count in named.items() if count == most)
    part = format_value(share(most, whole), Unit.SHARE)
    if len(leaders) == 1:
        return f"{one} {leaders[0]} – {part}"
    if len(leaders) == 2:
        return f"{two} {leaders[0]} и {leaders[1]} – по {part}"
    return f"{several}: больше всего – по {count_words(most)}"


def by_count(counts: Mapping[str | None, int]) -> list[str | None]:
    """Most frequent first, alike ones by name; those that say nothing last."""
    return sorted(counts, key=lambda name: (name is None, -counts[name], name or ""))
