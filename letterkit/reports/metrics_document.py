"""Quarterly figures as sections with a table, a chart and a definition; every form of them is made from these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.appeals_behind import Behind
from letterkit.office.figures.letters_behind import BehindLetters
from letterkit.office.figures.talks_behind import BehindCalls, BehindOpinions
from letterkit.reports.metrics_words import (
    NO_DATA,
    NO_NUMBER,
    count_words,
    hours_words,
    number_words,
    quarter_words,
    seconds_words,
    share_words,
    short_quarter,
)

Counted = Behind | BehindLetters | BehindCalls | BehindOpinions
"""What a number counts, where that can be listed."""


class Unit(StrEnum):
    """What a number counts."""

    COUNT = "count"
    SHARE = "share"
    DAYS = "days"
    HOURS = "hours"
    SECONDS = "seconds"
    RATE = "rate"
    MARK = "mark"


_WORDS: dict[Unit, Callable[[float], str]] = {
    Unit.COUNT: lambda value: count_words(int(value)),
    Unit.SHARE: share_words,
    Unit.DAYS: number_words,
    Unit.HOURS: hours_words,
    Unit.SECONDS: seconds_words,
    Unit.RATE: number_words,
    Unit.MARK: lambda value: number_words(value, 2),
}


def format_value(value: float | None, unit: Unit) -> str:
    """The number with its unit, as people read it."""
    return NO_DATA if value is None else _WORDS[unit](value)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table; ``behind`` names what it counts, where that can be listed."""

    value: float | None
    unit: Unit = Unit.COUNT
    behind: Counted | None = None

    @property
    def words(self) -> str:
        return NO_NUMBER if self.value is None else format_value(self.value, self.unit)

    @property
    def leads(self) -> bool:
        """Whether there is anything behind it to look at."""
        return self.behind is not None and bool(self.value)


@dataclass(frozen=True, slots=True)
class MetricsLine:
    """A row of a table; the ``is_whole`` one is the sum of the others, or of all of them together."""

    label: str
    cells: tuple[Cell, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of a chart, one for each of its labels."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """``is_trend``: columns over quarters, oldest first; else bars of things one under another. One or two series."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.COUNT
    is_trend: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(value for each in self.series for value in each.values)

    @property
    def description(self) -> str:
        """All that it shows, in words: for who does not see it."""
        parts = []
        for place, label in enumerate(self.labels):
            values = [f"{each.name} – {format_value(each.values[place], self.unit)}" for each in self.series]
            parts.append(f"{label}: {', '.join(values)}")
        return "; ".join(parts) + "."


@dataclass(frozen=True, slots=True)
class Section:
    """One figure: ``lead`` says it in a sentence, ``definition`` what it counts; ``head`` names its columns."""

    key: str
    title: str
    lead: str
    definition: str
    head: tuple[str, ...]
    lines: tuple[MetricsLine, ...]
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the few numbers above all; ``earlier`` is the same of the quarter before, in words."""

    label: str
    cell: Cell
    earlier: str


@dataclass(frozen=True, slots=True)
class Document:
    """All figures of ``quarter``; ``compared`` are the quarters beside it, newest first."""

    quarter: Quarter
    compared: tuple[Quarter, ...]
    sections: tuple[Section, ...]
    keys: tuple[KeyNumber, ...] = ()
    body: str = field(default="")

    @property
    def title(self) -> str:
        return f"Показатели: {quarter_words(self.quarter)}"

    @property
    def is_empty(self) -> bool:
        return not any(cell.value for section in self.sections for line in section.lines for cell in line.cells)


def trend(title: str, quarters: Sequence[Quarter], series: Sequence[Series], unit: Unit) -> Chart:
    """A chart over ``quarters`` given newest first, drawn oldest first."""
    labels = tuple(short_quarter(quarter) for quarter in reversed(quarters))
    return Chart(title, labels, tuple(Series(each.name, each.values[::-1]) for each in series), unit, is_trend=True)
