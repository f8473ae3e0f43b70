"""Charts of quarterly figures: where their bars, lines and words lie, and the same as SVG with a title and description.

Across a drawing places are shares of its width, down it pixels: so words keep their size on any screen, and one drawing
serves wide and narrow ones. Colours are the page's own: classes say what each thing is. The second series differs from
the first without colours too: a trend is broken, a ranking has a stroke.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from letterkit.reports.metrics_document import Chart, format_value

SPARK = 30
"""How high a sparkline is."""
LABEL_SHARE = 0.78
"""So much of a row of a ranking its label may take; the number has the rest."""
_ROW, _BAR_TOP, _BAR = 40, 22, 8
_TOP, _PLOT, _BELOW = 26, 100, 40  # above the highest point, from it down to nought, below with the quarters
FLOOR = _TOP + _PLOT
_APART = 36  # two points of a quarter so far apart have their numbers above them both
_NUMBER_BELOW = 16  # else the number of the lower one stands below it
_KINDS = ("first", "second")
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of a ranking, from the left edge."""

    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from point to point; ``kind``: the ``first`` or ``second`` series, the ``floor``, a number ``before``."""

    x: float
    y: float
    to_x: float
    to_y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A number of a trend."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """``y`` is their baseline, ``anchor``: middle or end; ``kind``: of less or more weight, ``soft`` or ``strong``."""

    x: float
    y: float
    words: str
    anchor: str = "middle"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What a row of a ranking is called, at its left edge; cut where it is longer than ``LABEL_SHARE``."""

    y: float
    words: str


Shape = Bar | Stroke | Dot | Words | Label


def shapes(chart: Chart) -> list[Shape]:
    """All that is drawn of ``chart``, in proportion to the greatest of its numbers."""
    return list(_trend(chart) if chart.is_trend else _ranking(chart))


def height(chart: Chart) -> int:
    """Of the drawing, in pixels."""
    return FLOOR + _below(chart) + _BELOW if chart.is_trend else len(chart.labels) * _ROW


def spark(values: Sequence[float | None]) -> list[Shape]:
    """A line through ``values``, oldest first, with a dot at the last; nothing where there is no line to see."""
    if sum(value is not None for value in values) < 2:
        return []
    most, inset = max(value or 0 for value in values) or 1, 4
    points = [
        None if value is None else (place / (len(values) - 1), SPARK - inset - value / most * (SPARK - 2 * inset))
        for place, value in enumerate(values)
    ]
    return [*_strokes(points, _KINDS[0]), *(Dot(*point, _KINDS[0]) for point in points[-1:] if point is not None)]


def svg(chart: Chart, key: str) -> str:
    """The drawing; ``key`` begins its ids and must be alone of its kind on a page."""
    return (
        f'<svg role="img" class="metrics-chart" aria-labelledby="{key}-title {key}-desc"'
        f' width="100%" height="{height(chart)}" text-anchor="middle">'
        f'<title id="{key}-title">{escape(chart.title)}</title>'
        f'<desc id="{key}-desc">{escape(chart.description)}</desc>'
        f"{''.join(map(_draw, shapes(chart)))}</svg>"
    )


def spark_svg(values: Sequence[float | None]) -> str:
    """The sparkline, for the eye alone: the number and its change are told beside it."""
    drawn = "".join(map(_draw, spark(values)))
    return f'<svg class="metrics-spark" aria-hidden="true" width="100%" height="{SPARK}">{drawn}</svg>' if drawn else ""


def _draw(shape: Shape) -> str:
    match shape:
        case Bar():
            place = f'y="{shape.y:g}" width="{_percent(shape.width)}" height="{shape.height:g}" rx="2"'
            return f'<rect class="bar" {place}/>'
        case Stroke():
            ends = f'x1="{_percent(shape.x)}" y1="{shape.y:g}" x2="{_percent(shape.to_x)}" y2="{shape.to_y:g}"'
            return f'<line class="{shape.kind}" {ends}/>'
        case Dot():
            return f'<circle class="{shape.kind}" cx="{_percent(shape.x)}" cy="{shape.y:g}" r="3.5"/>'
        case Words():
            kind = f' class="{shape.kind}"' if shape.kind else ""
            anchor = ' text-anchor="end"' if shape.anchor == "end" else ""
            return f'<text{kind} x="{_percent(shape.x)}" y="{shape.y:g}"{anchor}>{escape(shape.words)}</text>'
        case Label():  # the browser cuts it where its room ends
            place = f'y="{shape.y - 16:g}" width="{LABEL_SHARE:.0%}" height="22"'
            words = escape(shape.words)
            return f'<foreignObject {place}><span class="bar-label" title="{words}">{words}</span></foreignObject>'


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def _greatest(chart: Chart) -> float:
    return max((value or 0 for each in chart.series for value in each.values), default=0) or 1


def _ranking(chart: Chart) -> Iterator[Shape]:
    most, (now, *before) = _greatest(chart), chart.series
    for place, label in enumerate(chart.labels):
        y, value = place * _ROW, now.values[place]
        yield Label(y + 16, label)
        yield Words(1, y + 16, format_value(value, chart.unit), "end", "strong")
        yield Bar(y + _BAR_TOP, (value or 0) / most, _BAR)
        for each in before:
            x = (each.values[place] or 0) / most
            yield Stroke(x, y + _BAR_TOP - 3, x, y + _BAR_TOP + _BAR + 3, "before")


def _trend(chart: Chart) -> Iterator[Shape]:
    most, count = _greatest(chart), len(chart.labels)
    lines = [
        [
            None if value is None else ((place + 0.5) / count, round(FLOOR - value / most * _PLOT, 1))
            for place, value in enumerate(each.values)
        ]
        for each in chart.series
    ]
    yield Stroke(0, FLOOR, 1, FLOOR, "floor")
    for points, kind in reversed(list(zip(lines, _KINDS, strict=False))):
        yield from _strokes(points, kind)
        yield from (Dot(*point, kind) for point in points if point is not None)
    year = ""
    for place, label in enumerate(chart.labels):
        x, y, is_last = (place + 0.5) / count, FLOOR + _below(chart) + 18, place == count - 1
        name, _, of_year = label.partition(" ")
        yield Words(x, y, name, kind="strong" if is_last else "soft")
        if of_year != year:
            yield Words(x, y + 15, of_year, kind="soft")
        year = of_year
        yield from _numbers(chart, place, [points[place] for points in lines], "strong" if is_last else "")


def _numbers(chart: Chart, place: int, points: Sequence[_Point | None], kind: str) -> Iterator[Words]:
    """The numbers of one quarter at their points: the lower one below its own when the two are near each other."""
    told = [
        (point, format_value(each.values[place], chart.unit))
        for point, each in zip(points, chart.series, strict=True)
        if point is not None
    ]
    told.sort(key=lambda each: each[0][1])
    for number, ((x, y), words) in enumerate(told):
        is_near = number and y - told[0][0][1] < _APART
        if not (is_near and words == told[0][1]):
            yield Words(x, y + 18 if is_near else y - 9, words, kind=kind)


def _strokes(points: Sequence[_Point | None], kind: str) -> Iterator[Stroke]:
    """From each point to the next; where there is none, a gap."""
    return (Stroke(*one, *other, kind) for one, other in pairwise(points) if one is not None and other is not None)


def _below(chart: Chart) -> int:
    return _NUMBER_BELOW if len(chart.series) > 1 else 0
