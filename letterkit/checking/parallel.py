"""Many letters over many processes; each process keeps one rule book, one engine and one LibreOffice."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from math import ceil
from multiprocessing import get_context
from multiprocessing.util import Finalize
from os import cpu_count
from pathlib import Path

from letterkit.checking.checker import CheckedLetter, Checker, CheckOptions
from letterkit.checking.letter_files import fault_of
from letterkit.core.errors import LetterkitError

Outcome = tuple[Path, CheckedLetter | LetterkitError]

# A process takes as long as twenty letters to load its rules, dictionaries and models: it must have that much to do.
_WORTH_A_PROCESS = 20
# Letters printed in one call of LibreOffice: enough to share its start, few enough to show progress.
_MOST_AT_ONCE = 16


def check_many(
    paths: Sequence[Path], options: CheckOptions, *, jobs: int | None = None, in_order: bool = True
) -> Iterator[Outcome]:
    """Each of ``paths`` with its report or the error that is its own, in their order or as each is ready.

    ``jobs`` processes at most (all cores when None). Raises what ``Checker`` raises: a fault of the profile or of the
    rules is not one letter's.
    """
    faults = [(path, fault) for path in paths if (fault := fault_of(path)) is not None]
    if len(faults) == len(paths):  # a slip in a name is told at once: rules take seconds to load
        yield from faults
        return
    workers = _workers(len(paths), jobs)
    if workers == 1:
        with Checker(options) as checker:
            for batch in _batches(paths, 1 if not options.pages else _MOST_AT_ONCE):
                yield from checker.check_files(batch)
        return
    size = min(_MOST_AT_ONCE, ceil(len(paths) / (workers * 2)))
    # fork would copy threads of pdfium and of the grammar engine in the middle of their work.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=(options,))
    try:
        tasks = [pool.submit(_check, batch) for batch in _batches(paths, size)]
        done: Iterator[Future[list[Outcome]]] = iter(tasks) if in_order else as_completed(tasks)
        for task in done:
            yield from task.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _workers(count: int, jobs: int | None) -> int:
    if jobs is None:
        return max(1, min(cpu_count() or 1, count // _WORTH_A_PROCESS))
    return max(1, min(jobs, count))


def _batches(paths: Sequence[Path], size: int) -> Iterator[Sequence[Path]]:
    return (paths[start : start + size] for start in range(0, len(paths), size))


class _Process:
    """What this worker process holds; the checker is made by the first task, so that its errors reach the caller."""

    options: CheckOptions | None = None
    checker: Checker | None = None


def _begin(options: CheckOptions) -> None:
    _Process.options = options


def _check(paths: Sequence[Path]) -> list[Outcome]:
    if _Process.checker is None:
        assert _Process.options is not None
        _Process.checker = Checker(_Process.options)
        # Worker processes leave without atexit; this is how multiprocessing itself cleans up.
        Finalize(None, _Process.checker.close, exitpriority=1)
    return list(_Process.checker.check_files(paths))
