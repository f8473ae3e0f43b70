"""One batch by one worker and by two: letters a second, and how soon the first one can be seen.

    python bench/runs/workers.py [--rows 1000] [--jobs 1 2] [--rounds 1] [--database sqlite|postgresql] [--no-print]

Each measure has a register of its own in a new folder, with `letterkit worker --jobs N` beside it in processes of its
own, as in earnest: rows are read, let begin, and made with PDF. Printed are, for each number of workers, the seconds
from «let begin» to the first letter and to the last, letters a second, CPU milliseconds a letter of the workers with
their LibreOffice, the memory of the greatest of each, and letters a second against the first number of workers.
With --rounds the measures are taken in turns and the quickest of each is told. Exit 1 when a row was not made.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.runs.postgres import postgresql
from bench.runs.printed import machine, number, table
from bench.runs.processes_used import cpu_s, office_mb, peak_mb
from bench.runs.register import open_register, until, workers
from bench.runs.table import csv_table
from letterkit.core.office import BatchState
from letterkit.office.batches.plan import Plan

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_LIMIT_S = 4 * 3600


@dataclass(frozen=True, slots=True)
class WorkerFigures:
    """Of ``jobs`` workers: seconds from «let begin» to the first letter and to the last of ``done``."""

    jobs: int
    done: int
    first_s: float
    all_s: float
    cpu_s: float
    peak_mb: float
    office_mb: float

    @property
    def a_second(self) -> float:
        return self.done / self.all_s


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--database", choices=tuple(KINDS), default="sqlite")
    parser.add_argument("--no-print", action="store_true", help="letters without PDF")
    asked = parser.parse_args()
    found = [
        measure_batch(asked.rows, jobs, asked.database, Plan(print=not asked.no_print, number=True))
        for _ in range(asked.rounds)
        for jobs in asked.jobs
    ]
    quickest = [min((each for each in found if each.jobs == jobs), key=lambda each: each.all_s) for jobs in asked.jobs]
    print(format_table(quickest, asked))
    return int(any(each.done != asked.rows for each in found))


def measure_batch(rows: int, jobs: int, database: str, plan: Plan) -> WorkerFigures:
    """A batch of ``rows`` in a register of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="letterkit-workers-")))
        url = stack.enter_context(postgresql()) if database == "postgresql" else None
        register = stack.enter_context(open_register(folder, url))
        keeper = stack.enter_context(workers(register, jobs))
        batch = register.take_in(csv_table(rows), "таблица.csv", plan)
        register.wait(batch, BatchState.CHECKED, limit_s=_LIMIT_S)
        used_s, began = cpu_s(keeper), time.perf_counter()
        register.confirm(batch, jobs)
        until(lambda: register.count_done(batch) > 0, _LIMIT_S, "не появилось ни одного письма")
        first_s = time.perf_counter() - began
        office = [0.0]

        def has_ended() -> bool:
            office.append(office_mb(folder))
            return register.state(batch) is BatchState.DONE

        until(has_ended, _LIMIT_S, "письма не готовы")
        all_s = time.perf_counter() - began
        spent_s = cpu_s(keeper) - used_s
        return WorkerFigures(jobs, register.count_done(batch), first_s, all_s, spent_s, peak_mb(keeper), max(office))


def format_table(found: list[WorkerFigures], asked: argparse.Namespace) -> str:
    """The table as people read it."""
    rows = [
        (
            str(each.jobs),
            number(each.first_s),
            number(each.all_s),
            number(each.a_second),
            number(each.cpu_s / max(each.done, 1) * 1000),
            number(each.peak_mb, 0),
            number(each.office_mb, 0),
            number(each.a_second / found[0].a_second, 2),
        )
        for each in found
    ]
    head = (
        "обработчиков",
        "первое письмо, с",
        "все письма, с",
        "писем в секунду",
        "процессор, мс на письмо",
        "память обработчика, МБ",
        "память LibreOffice, МБ",
        "отношение",
    )
    pdf = "без PDF" if asked.no_print else "с PDF"
    title = f"\nРассылка из {asked.rows} строк {pdf}, {KINDS[asked.database]}; секунды – от подтверждения"
    return "\n".join((title, machine(), "", table(head, rows)))


if __name__ == "__main__":
    sys.exit(main())
