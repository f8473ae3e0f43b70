"""How long a table of so many rows is read and checked before anything is made of it, and how much memory it takes.

    python tests/bench/intake.py [--rows 100000] [--kind xlsx|csv]

The table is taken in as the page does it and read by the worker of this process; the process that reads cells ahead of
it is its own, as in a service. Printed: seconds by the clock, CPU of both, the peaks of their resident memory.
Exit 1: the table was not found in order.
"""

import argparse
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))
from register import opened
from table import csv_table, xlsx_table

from letterkit.core.office import BatchState
from letterkit.flow.batches.plan import Plan
from letterkit.flow.batches.work import Worker

_TABLES = {"xlsx": xlsx_table, "csv": csv_table}


def main() -> int:
    """Takes one table in, reads it, prints what that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kind", choices=_TABLES, default="xlsx")
    asked = parser.parse_args()
    data = _TABLES[asked.kind](asked.rows)
    with tempfile.TemporaryDirectory(prefix="letterkit-intake-") as folder, opened(Path(folder)) as register:
        batch = register.take_in(data, f"t.{asked.kind}", Plan())
        before = [_spent(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        began = perf_counter()
        Worker(register.bench).step(1)
        took_s = perf_counter() - began
        own, ahead = (
            _spent(who) - was for who, was in zip((resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN), before, strict=True)
        )
        state = register.state(batch)
    each_ms = took_s / asked.rows * 1000
    print(f"{asked.rows} строк .{asked.kind}: {took_s:.1f} с, {each_ms:.2f} мс на строку")
    print(f"процессора: проверка {own:.1f} с, чтение {ahead:.1f} с")
    print(f"память: проверка {_peak_mb(resource.RUSAGE_SELF)} МБ, чтение {_peak_mb(resource.RUSAGE_CHILDREN)} МБ")
    return int(state is not BatchState.CHECKED)


def _spent(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _peak_mb(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
