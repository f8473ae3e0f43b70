"""A long day's work in one process: does its memory stay flat?"""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.speed.demo import Demo, Paths
from letterkit.checking.checker import Checker, CheckOptions

LETTERS = 1000
SETTLED = 200
"""Letters after which dictionaries are loaded and the memories of paragraphs are in use."""
_PAGE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Endurance:
    """Resident memory in megabytes after ``settled`` letters and after all ``letters``, no two alike."""

    letters: int
    settled: int
    settled_mb: float
    end_mb: float


def endurance(paths: Paths, letters: int = LETTERS, settled: int = SETTLED) -> Endurance | None:
    """Check ``letters`` new letters by rules and the memory in use; None where the system does not tell (no /proc)."""
    demo = Demo(paths)
    if resident_mb() is None:
        return None
    settled_mb = 0.0
    with Checker(CheckOptions(paths.profile, paths.rules, engine="off", pages=False)) as checker:
        for number, letter in enumerate(islice(demo.others(), letters), 1):
            checker.check_letter(letter, card=demo.card)
            if number == settled:
                settled_mb = resident_mb() or 0.0
    return Endurance(letters, settled, settled_mb, resident_mb() or 0.0)


def resident_mb() -> float | None:
    """The resident memory of this process in megabytes."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return None
    return pages * _PAGE_BYTES / 2**20
