"""A number of the figures beside those of the quarters before: by how much more or less, told in words."""

from collections.abc import Sequence

from letterkit.reports.metrics_document import Cell, Change, KeyNumber, Mood, Unit, format_value
from letterkit.reports.metrics_words import count_words, days_words, number_words
from letterkit.russian.numbers import plural

FIRST = "впервые"
NO_EARLIER = "раньше нет данных"
SAME = "столько же"
_FEW = 10
"""Of fewer than so many a percentage says more than there is: one more is told as one more."""
_OPPOSITE = {Mood.GOOD: Mood.BAD, Mood.BAD: Mood.GOOD, Mood.NEITHER: Mood.NEITHER}
_TIMES = ("раз", "раза", "раз")


def key_number(label: str, cells: Sequence[Cell], is_going_on: bool, more: Mood = Mood.NEITHER) -> KeyNumber:
    """``cells`` as they are, newest first, and how the first differs from the next; ``more``: what more of it is."""
    return KeyNumber(label, tuple(cells), change(cells, is_going_on, more))


def change(cells: Sequence[Cell], is_going_on: bool, more: Mood = Mood.NEITHER) -> Change:
    """Of the first of ``cells`` against the next; a quarter that ``is_going_on`` is only put beside the one before."""
    now, earlier = cells[0].value, [cell.value for cell in cells[1:]]
    if now is None:
        return Change()
    before = earlier[0] if earlier else None
    if not any(earlier):  # nothing to compare with: every tile of a first quarter would say so
        if before is None:
            return Change()
        return Change(FIRST, mood=more) if now else Change(SAME)
    if before is None:
        return Change(f"кварталом {NO_EARLIER}")
    if is_going_on:
        return Change(f"кварталом раньше – {cells[1].words}")
    if cells[0].words == cells[1].words:
        return Change(SAME, "=")
    is_more = now > before
    words = _words(now, before, cells[0].unit)
    return Change(words, "↑" if is_more else "↓", more if is_more else _OPPOSITE[more])


def _words(now: float, before: float, unit: Unit) -> str:
    side = "больше" if now > before else "меньше"
    if unit is Unit.DAYS:
        return f"на {days_words(abs(now - before))} {side}"
    if unit is not Unit.COUNT or not (now and before):
        return f"{side}, было {format_value(before, unit)}"
    if before < _FEW:
        return f"на {count_words(int(abs(now - before)))} {side}"
    if now >= 2 * before:
        times = round(now / before, 1)
        return f"в {number_words(times)} {plural(times, *_TIMES)} больше"
    percent = round(100 * abs(now - before) / before)
    return f"на {percent}\N{NO-BREAK SPACE}% {side}" if percent else f"чуть {side}"
