"""Charts of quarterly figures: where their bars and words lie, and the same as SVG with a title and a description.

The quarter itself is solid, the other series hatched: they differ on a black and white printer too. One drawing serves
wide and narrow screens: a page makes the letters of ``metrics-words`` larger where the drawing is small.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from letterkit.reports.metrics_document import Chart, format_value
from letterkit.reports.metrics_words import NO_DATA

WIDTH = 640
INK, SOFT, SOLID, HATCH = "#1d2328", "#59636b", "#1a5582", "#8a5a00"
LEGEND = 40
_FONT = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
_ROW, _BAR, _THIN = 58, 14, 9  # a row of bars, a bar of the quarter, one of the quarter before
_COLUMNS, _TOP, _BELOW = 190, 30, 34  # height of the highest column, white above it, words below
FLOOR = _TOP + _COLUMNS
_LONGEST_LABEL = 36
_COLUMN_SHARE = 0.66  # of the width of a quarter


@dataclass(frozen=True, slots=True)
class Box:
    """One number as a rectangle, in units of the drawing from its top left; ``series`` counts from nought."""

    series: int
    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A label of the drawing; ``y`` is its baseline, ``anchor``: start, middle or end; ``is_soft``: of less weight."""

    x: float
    y: float
    words: str
    anchor: str = "start"
    is_soft: bool = False
    is_bold: bool = False


def boxes(chart: Chart) -> list[Box]:
    """All numbers of ``chart``, in proportion to the greatest of them; nothing has no box."""
    return list(_columns(chart) if chart.is_trend else _bars(chart))


def height(chart: Chart) -> int:
    """Of the drawing, without its legend."""
    return _TOP + _COLUMNS + _BELOW if chart.is_trend else max(1, len(chart.labels)) * _ROW


def svg(chart: Chart, key: str) -> str:
    """The drawing; ``key`` begins its ids and must be alone of its kind on a page."""
    above = LEGEND if len(chart.series) > 1 else 0
    whole = height(chart) + above
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {whole}" role="img" class="metrics-chart"'
        f' aria-labelledby="{key}-title {key}-desc" font-family="{escape(_FONT)}">',
        f'<title id="{key}-title">{escape(chart.title)}</title>',
        f'<desc id="{key}-desc">{escape(chart.description)}</desc>',
        f'<defs><pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
        f'<rect width="2.6" height="6" fill="{HATCH}"/></pattern></defs>',
        *(_draw_box(box, key) + _text(name) for box, name in legend(chart)),
        f'<g transform="translate(0 {above})">',
        f'<path d="M0 {FLOOR}H{WIDTH}" stroke="{SOFT}"/>' if chart.is_trend else "",
        *map(_text, labels(chart)),
        *(_draw_box(box, key) for box in boxes(chart)),
        "</g></svg>",
    ]
    return "".join(parts)


def _draw_box(box: Box, key: str) -> str:
    fill = SOLID if box.series == 0 else f"url(#{key}-hatch)"
    stroke = SOLID if box.series == 0 else HATCH
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    return f'<rect {place} fill="{fill}" stroke="{stroke}" stroke-width="1"><title>{escape(box.words)}</title></rect>'


def _greatest(chart: Chart) -> float:
    return max((value or 0 for each in chart.series for value in each.values), default=0)


def _bars(chart: Chart) -> Iterator[Box]:
    most = _greatest(chart) or 1
    for place, label in enumerate(chart.labels):
        y = place * _ROW + 25.0
        for number, each in enumerate(chart.series):
            value, thick = each.values[place], _THIN if number else _BAR
            if value:
                words = f"{label}, {each.name}: {format_value(value, chart.unit)}"
                yield Box(number, 1, y, max(1.0, round(value / most * (WIDTH - 2), 2)), thick, words)
            y += thick + 2


def _columns(chart: Chart) -> Iterator[Box]:
    most, wide = _greatest(chart) or 1, WIDTH / max(1, len(chart.labels))
    thick = wide * _COLUMN_SHARE / max(1, len(chart.series))
    for place, label in enumerate(chart.labels):
        x = place * wide + wide * (1 - _COLUMN_SHARE) / 2
        for number, each in enumerate(chart.series):
            value = each.values[place]
            if value:
                tall = max(1.0, round(value / most * _COLUMNS, 2))
                words = f"{label}, {each.name}: {format_value(value, chart.unit)}"
                left = round(x + number * thick, 2)
                yield Box(number, left, round(_TOP + _COLUMNS - tall, 2), round(thick - 3, 2), tall, words)


def labels(chart: Chart) -> Iterator[Words]:
    """The words beside the boxes."""
    if not chart.is_trend:
        for place, label in enumerate(chart.labels):
            y = place * _ROW + 18
            yield Words(0, y, _cut(label))
            yield Words(WIDTH, y, format_value(chart.series[0].values[place], chart.unit), "end", is_bold=True)
        return
    wide = WIDTH / max(1, len(chart.labels))
    thick = wide * _COLUMN_SHARE / max(1, len(chart.series))
    most = _greatest(chart) or 1
    for place, label in enumerate(chart.labels):
        middle = place * wide + wide / 2
        is_last = place == len(chart.labels) - 1
        yield Words(middle, FLOOR + 22, label, "middle", not is_last, is_last)
        if all(each.values[place] is None for each in chart.series):
            yield Words(middle, FLOOR - 8, NO_DATA, "middle", is_soft=True)
            continue
        for number, each in enumerate(chart.series):
            value = each.values[place]
            if value is not None:
                x = place * wide + wide * (1 - _COLUMN_SHARE) / 2 + number * thick + (thick - 3) / 2
                yield Words(
                    x,
                    FLOOR - value / most * _COLUMNS - 6,
                    format_value(value, chart.unit),
                    "middle",
                    False,
                    is_last and not number,
                )


def legend(chart: Chart) -> Iterator[tuple[Box, Words]]:
    """What each of two series is; to be drawn above, ``LEGEND`` high."""
    if len(chart.series) > 1:
        for number, each in enumerate(chart.series):
            x = number * WIDTH / 2
            yield Box(number, x + 1, 6, 18, 14, each.name), Words(x + 28, 19, each.name, is_soft=True)


def _text(it: Words) -> str:
    weight = ' font-weight="600"' if it.is_bold else ""
    return (
        f'<text x="{round(it.x, 2):g}" y="{round(it.y, 2):g}" fill="{SOFT if it.is_soft else INK}"'
        f' text-anchor="{it.anchor}" font-size="14" class="metrics-words"{weight}>{escape(it.words)}</text>'
    )


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
