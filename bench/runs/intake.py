"""How long a table of so many rows is read and checked before anything is made of it, and how much memory it takes.

    python bench/runs/intake.py [--rows 100000] [--kind xlsx|csv]

The table is taken in as the page does it and read by the worker of this process. Printed: seconds by the clock, CPU,
the peak of resident memory.
Exit 1: the table was not found in order.
"""

import argparse
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from bench.runs.register import open_register
from bench.runs.table import csv_table, xlsx_table
from letterkit.core.office import BatchState
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.work import Worker

_TABLES = {"xlsx": xlsx_table, "csv": csv_table}


def main() -> int:
    """Takes one table in, reads it, prints what that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kind", choices=_TABLES, default="xlsx")
    asked = parser.parse_args()
    data = _TABLES[asked.kind](asked.rows)
    with tempfile.TemporaryDirectory(prefix="letterkit-intake-") as folder, open_register(Path(folder)) as register:
        batch = register.take_in(data, f"t.{asked.kind}", Plan())
        before_s, began = process_time(), perf_counter()
        Worker(register.bench).step(1)
        took_s, own_s = perf_counter() - began, process_time() - before_s
        state = register.state(batch)
    each_ms = took_s / asked.rows * 1000
    print(f"{asked.rows} строк .{asked.kind}: {took_s:.1f} с, {each_ms:.2f} мс на строку")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"процессора {own_s:.1f} с, памяти {peak_mb} МБ")
    return int(state is not BatchState.CHECKED)


if __name__ == "__main__":
    sys.exit(main())
