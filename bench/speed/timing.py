"""Two ways of doing a thing, timed in turns."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds a letter over ``rounds``; ``code`` names what was timed (bench.command has the words)."""

    code: str
    median_ms: float
    best_ms: float
    rounds: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``ours`` against ``rival``, timed in turns."""

    ours: Timing
    rival: Timing

    @property
    def ratio(self) -> float:
        """How many times as long the rival takes."""
        return self.rival.median_ms / self.ours.median_ms


def compare_times(
    ours: tuple[str, Work], rival: tuple[str, Work], rounds: int, letters: tuple[int, int] = (1, 1)
) -> Comparison:
    """Time the two in turns, so that a busy moment falls on both; ``letters`` is how many each call makes."""
    sides = (ours, rival)
    spent: tuple[list[float], list[float]] = ([], [])
    for _, work in sides:
        work()
    for _ in range(rounds):
        for side, (_, work) in enumerate(sides):
            spent[side].append(timed_ms(work) / letters[side])
    first, second = (
        Timing(code, statistics.median(each), min(each), rounds) for (code, _), each in zip(sides, spent, strict=True)
    )
    return Comparison(first, second)


def timed_ms(work: Work) -> float:
    """How long ``work`` takes, in milliseconds."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000
