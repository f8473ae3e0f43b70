"""How the time of a check grows with the length of the text: about tenfold for ten times the length, whatever it is.

    python bench/runs/growth.py [--thousands 1 10 100] [--only "one word" prose] [--docx] [--limit 120] [--dearest 5]

Each text is checked once, without pages, by the embedded engine, in a process of its own that was copied from one with
everything loaded. Printed are CPU seconds for each length in thousands of characters, the factor by which ten times
the length makes the check dearer (from the last two lengths), the peak of memory and the rules that took the longest.
``--docx`` checks the same lines as paragraphs of a Word file.
"""

import argparse
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.runs.growth_texts import TEXTS, in_word
from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checks.check import Check
from letterkit.checks.rule_book import RuleBook
from letterkit.core.errors import LetterkitError

ROOT = Path(__file__).parents[2]
TOO_SMALL_S = 0.05  # seconds that tell nothing of growth
FIRST = "О ремонте дома\n\nУважаемая Мария Петровна!\n\nДом отремонтируют.\n".encode()


@dataclass(frozen=True, slots=True)
class MeasuredCheck:
    """A check that took ``cpu_s``, with the dearest rules; ``fault`` says why there is none."""

    cpu_s: float
    peak_mb: float = 0.0
    dearest: tuple[tuple[str, float], ...] = ()
    fault: str = ""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--thousands", type=int, nargs="+", default=[1, 10, 30, 100, 300])
    asked.add_argument("--only", nargs="+", choices=TEXTS, default=list(TEXTS))
    asked.add_argument("--docx", action="store_true")
    asked.add_argument("--limit", type=int, default=120, help="CPU seconds for one check")
    asked.add_argument("--dearest", type=int, default=2, help="rules named for the longest text")
    options = asked.parse_args()
    print("text".ljust(24), *(f"{size:>7}k" for size in options.thousands), "   ×10", "    MB", " dearest rules")
    with tempfile.TemporaryDirectory() as folder:
        checking = CheckOptions(
            profile=ROOT / "rules/profile.yml",
            rules=ROOT / "rules",
            memory=Path(folder),
            engine="embedded",
            pages=False,
        )
        with Checker(checking) as checker:
            checker.check_bytes(FIRST, "first.txt")
            for name in options.only:
                measured = list(_row(checker, name, options.thousands, options.docx, options.limit))
                _show(name, options.thousands, measured, options.dearest)


def _row(checker: Checker, name: str, sizes: Sequence[int], docx: bool, limit_s: int) -> Iterator[MeasuredCheck]:
    """``sizes`` are in thousands of characters; once a check has not ended in time, longer ones are not begun."""
    for size in sizes:
        text = TEXTS[name](size * 1000)
        data = in_word(text) if docx else text.encode()
        measured = _apart(checker, data, "text.docx" if docx else "text.txt", limit_s)
        yield measured
        if measured.cpu_s == math.inf:
            return


def _apart(checker: Checker, data: bytes, name: str, limit_s: int) -> MeasuredCheck:
    """The check in a copy of this process, which is ended after ``limit_s`` CPU seconds."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_measure, args=(checker, data, name, limit_s, there))
    process.start()
    there.close()
    try:
        return here.recv()
    except EOFError:  # the limit, or the memory of the machine
        return MeasuredCheck(math.inf)
    finally:
        process.join()


def _measure(checker: Checker, data: bytes, name: str, limit_s: int, there: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + limit_s,) * 2)
    spent: dict[str, float] = {}
    asked = RuleBook.checks_for

    def timed(book: RuleBook, *args: Any) -> Iterable[Check]:
        return (replace(rule, run=_time_rule(rule, spent)) for rule in asked(book, *args))

    RuleBook.checks_for = timed  # type: ignore[assignment, method-assign]
    fault = ""
    began = time.process_time()
    try:
        report = checker.check_bytes(data, name).report
        fault = ", ".join(each.what for each in report.not_checked if each.why.startswith("check."))
    except LetterkitError as refused:
        fault = refused.code
    cpu_s = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    there.send(MeasuredCheck(cpu_s, peak, tuple(sorted(spent.items(), key=lambda each: -each[1])), fault))


def _time_rule(rule: Check, spent: dict[str, float]) -> Any:
    def run(subject: Any) -> Any:
        began = time.process_time()
        try:
            return list(rule.run(subject))
        finally:
            spent[rule.code] = time.process_time() - began

    return run


def _show(name: str, sizes: Sequence[int], measured: Sequence[MeasuredCheck], dearest: int) -> None:
    cells = [f"{each.cpu_s:8.2f}" if each.cpu_s < math.inf else "  > limit" for each in measured]
    last = measured[-1]
    factor = ""
    if len(measured) > 1 and last.cpu_s < math.inf and measured[-2].cpu_s > TOO_SMALL_S:
        steps = math.log10(sizes[len(measured) - 1] / sizes[len(measured) - 2])
        factor = f"{(last.cpu_s / measured[-2].cpu_s) ** (1 / steps):.0f}"
    rules = ", ".join(f"{code} {spent:.2f}" for code, spent in last.dearest[:dearest])
    print(
        name.ljust(24),
        *(cell.ljust(8) for cell in cells),
        factor.rjust(6),
        f"{last.peak_mb:6.0f}",
        "",
        rules,
        last.fault,
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
