"""Quarterly figures as key numbers and sections with a table, a chart and a definition: every form is made of these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
    """Numbers of a chart, one for each of its labels; None where there is no data."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """``is_trend``: lines over quarters, oldest first; else a ranking, bars of things one under another.

    One or two series: of a ranking, the quarter and the one before it.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.COUNT
    is_trend: bool = False

    @property
    def is_worth_drawing(self) -> bool:
        """Whether a picture tells more than the numbers do: two points of a trend, or a bar."""
        points = [value for value in self.series[0].values if value is not None]
        return any(points) and (len(points) > 1 or not self.is_trend)

    @property
    def legend(self) -> str:
        """Which series is which, where there are two."""
        if len(self.series) < 2:
            return ""
        first, second = (each.name for each in self.series)
        solid, other = ("Сплошная линия", "пунктир") if self.is_trend else ("Полоса", "черта")
        return f"{solid} – {first}, {other} – {second}"

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
    """One figure: ``finding`` says it in a sentence, empty without data; ``definition``: what it counts."""

    key: str
    title: str
    finding: str
    definition: str
    head: tuple[str, ...]
    lines: tuple[MetricsLine, ...]
    chart: Chart | None = None

    @property
    def picture(self) -> Chart | None:
        """Its chart, where that is worth drawing."""
        return self.chart if self.chart is not None and self.chart.is_worth_drawing else None

    @property
    def caption(self) -> str:
        """What its picture shows, where the title does not say it, and which series is which."""
        if self.picture is None:
            return ""
        title = self.picture.title if self.picture.title != self.title else ""
        return ". ".join(filter(None, (title, self.picture.legend)))


class Mood(StrEnum):
    """Whether something is clearly good or bad."""

    GOOD = "good"
    BAD = "bad"
    NEITHER = ""


@dataclass(frozen=True, slots=True)
class Change:
    """How a number differs from that of the quarter before; ``sign`` is an arrow, or nothing where none is told."""

    words: str = ""
    sign: str = ""
    mood: Mood = Mood.NEITHER

    def __str__(self) -> str:
        return f"{self.sign} {self.words}".strip()


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the few numbers above all: its ``cells`` are of the quarter and of those before it, newest first."""

    label: str
    cells: tuple[Cell, ...]
    change: Change

    @property
    def cell(self) -> Cell:
        return self.cells[0]

    @property
    def told(self) -> str:
        """The number of the quarter in words."""
        return format_value(self.cell.value, self.cell.unit)

    @property
    def values(self) -> tuple[float | None, ...]:
        """Oldest first, as they are drawn."""
        return tuple(cell.value for cell in reversed(self.cells))


@dataclass(frozen=True, slots=True)
class Document:
    """All figures of one quarter: ``quarters`` are it and those beside it that there is data of, newest first.

    ``headline`` tells in a sentence how the quarter went, empty where there is nothing to tell.
    """

    name: str
    quarters: tuple[Quarter, ...]
    keys: tuple[KeyNumber, ...]
    sections: tuple[Section, ...]
    headline: str = ""

    @property
    def quarter(self) -> Quarter:
        return self.quarters[0]

    @property
    def title(self) -> str:
        return f"Показатели: {quarter_words(self.quarter)}"

    @property
    def is_empty(self) -> bool:
        return not any(cell.value for section in self.sections for line in section.lines for cell in line.cells)

    @property
    def cards(self) -> tuple[list[Section], ...]:
        """The sections with a picture, then those without: each kind stands beside its own."""
        kinds = ([each for each in self.sections if bool(each.picture) is drawn] for drawn in (True, False))
        return tuple(filter(None, kinds))

    @property
    def key_head(self) -> tuple[str, ...]:
        """Names of the columns of the key numbers as a table."""
        return ("Показатель", *map(short_quarter, self.quarters))

    @property
    def key_lines(self) -> tuple[MetricsLine, ...]:
        """The key numbers as lines of a table; a count leads to as many, a mean or a share nowhere."""
        return tuple(
            MetricsLine(
                key.label, tuple(cell if cell.unit is Unit.COUNT else replace(cell, behind=None) for cell in key.cells)
            )
            for key in self.keys
        )


def trend(title: str, quarters: Sequence[Quarter], series: Sequence[Series], unit: Unit) -> Chart:
    """A chart over ``quarters`` given newest first, drawn oldest first."""
    labels = tuple(short_quarter(quarter) for quarter in reversed(quarters))
    return Chart(title, labels, tuple(Series(each.name, each.values[::-1]) for each in series), unit, is_trend=True)
