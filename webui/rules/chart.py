"""The bars of a rule's weeks, as a drawing that needs no script: what became of the findings of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from letterkit.office.rule_figures.figures import NOTHING, RuleFigures

HEIGHT, WIDTH = 96, 640
_GAP = 0.28  # of the width of a week
_TICKS = 3


@dataclass(frozen=True, slots=True)
class BarPiece:
    """A part of a bar, in the units of the drawing from its top left; ``kind``: taken, waived or left."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The findings of the week that begins on ``week``."""

    week: date
    figures: RuleFigures
    x: float
    width: float
    pieces: tuple[BarPiece, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """``ticks``: (y, number) of the lines across; ``labels``: (x, day) under the bars."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]
    labels: tuple[tuple[float, date], ...]

    @property
    def is_empty(self) -> bool:
        return not any(bar.figures.found for bar in self.bars)


def chart(weeks: Sequence[date], figures: Mapping[date, RuleFigures]) -> Chart:
    """The bars of ``weeks``, first to last, on a scale of round numbers."""
    most = max((figures.get(week, NOTHING).found for week in weeks), default=0)
    step = _step(most)
    top = max(step, -(-most // step) * step)
    width = WIDTH / max(1, len(weeks))
    bars = [
        Bar(
            week,
            of_week := figures.get(week, NOTHING),
            round(number * width + width * _GAP / 2, 2),
            round(width * (1 - _GAP), 2),
            tuple(_pieces(of_week, HEIGHT / top)),
        )
        for number, week in enumerate(weeks)
    ]
    every = max(1, len(bars) // 6)
    return Chart(
        tuple(bars),
        tuple((round(HEIGHT - number * HEIGHT / top, 2), number) for number in range(0, top + 1, step)),
        tuple((round(bar.x + bar.width / 2, 2), bar.week) for bar in bars[::every]),
    )


def _pieces(figures: RuleFigures, unit: float) -> list[BarPiece]:
    pieces, y = [], float(HEIGHT)
    for kind, count in (("taken", figures.taken), ("waived", figures.waived), ("left", figures.left)):
        if count:
            height = min(y, count * unit)
            y -= height
            pieces.append(BarPiece(kind, round(y, 2), round(height, 2)))
    return pieces


def _step(most: int) -> int:
    """1, 2 or 5 times a power of ten, so that a few lines reach ``most``."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * _TICKS >= most:
                return step
        power *= 10
