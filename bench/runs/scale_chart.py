"""A drawing of what pages cost as the register grows: plain SVG that follows the scheme of its reader.

Both axes are by powers of ten: a line that rises as they do is a page that costs as much more as there is more.
"""

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from bench.runs.printed import number

_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 170, 24, 48
_LEAST_MS, _MOST_MS = 10, 10_000
_STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1b1f23; }
.grid { stroke: #d0d7de; } .limit { stroke: #b3261e; stroke-dasharray: 6 4; } .of-limit { fill: #b3261e; }
.line { fill: none; stroke: #1b1f23; stroke-width: 2; } .dot { fill: #1b1f23; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .grid { stroke: #3d444d; } .limit { stroke: #ff8a80; } .of-limit { fill: #ff8a80; }
  .line { stroke: #e6edf3; } .dot { fill: #e6edf3; }
}
"""
_DASHES = ("none", "8 3", "2 3", "8 3 2 3", "14 4", "1 5")
"""Lines are told apart by their dashes and the words at their ends, not by colour."""


def chart(lines: Mapping[str, Mapping[int, float]], title: str, limit_ms: float) -> str:
    """An SVG of ``lines``: of each by its name the milliseconds at every size; ``limit_ms`` is drawn across."""
    sizes = sorted({size for line in lines.values() for size in line})
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="name">',
        f'<title id="name">{escape(title)}</title>',
        f"<style>{_STYLE}</style>",
        *_axes(sizes),
        f'<path class="limit" d="M{_LEFT} {_y(limit_ms):.1f}H{_WIDTH - _RIGHT}"/>',
        f'<text class="of-limit" x="{_LEFT + 6}" y="{_y(limit_ms) - 6:.1f}">{number(limit_ms, 0)} мс</text>',
    ]
    heights = _apart([(_y(line[sizes[-1]]), name) for name, line in lines.items()])
    for dashes, (name, line) in zip(_DASHES, lines.items(), strict=False):
        points = [(_x(size, sizes), _y(line[size])) for size in sizes]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path class="line" stroke-dasharray="{dashes}" d="M{path}"/>')
        parts += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points]
        said = f"{name}, {number(line[sizes[-1]], 0)} мс"
        parts.append(f'<text x="{_WIDTH - _RIGHT + 12}" y="{heights[name] + 5:.1f}">{escape(said)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _axes(sizes: Sequence[int]) -> list[str]:
    bottom = _HEIGHT - _BOTTOM
    parts = []
    for power in range(int(math.log10(_LEAST_MS)), int(math.log10(_MOST_MS)) + 1):
        y = _y(10**power)
        parts.append(f'<path class="grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{number(10**power, 0)}</text>')
    for size in sizes:
        x = _x(size, sizes)
        parts.append(f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom}"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 22}" text-anchor="middle">{number(size, 0)}</text>')
    return [*parts, f'<text x="{_LEFT - 62}" y="{_TOP - 8}">мс</text>']


def _x(size: int, sizes: Sequence[int]) -> float:
    low, high = math.log10(sizes[0]), math.log10(sizes[-1])
    share = (math.log10(size) - low) / (high - low) if high > low else 0.5
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(ms: float) -> float:
    low, high = math.log10(_LEAST_MS), math.log10(_MOST_MS)
    share = (math.log10(min(_MOST_MS, max(_LEAST_MS, ms))) - low) / (high - low)
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _apart(ends: Sequence[tuple[float, str]]) -> dict[str, float]:
    """Heights for the words at the ends of lines: in their order, none over another."""
    found: dict[str, float] = {}
    last = -math.inf
    for height, name in sorted(ends):
        last = found[name] = max(height, last + 17)
    return found
