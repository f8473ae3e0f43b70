"""Many letters over many processes; each process keeps one rule book, one engine and one LibreOffice."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from math import ceil
from multiprocessing import get_context
from multiprocessing.util import Finalize
from os import cpu_count
from pathlib import Path
from typing import TypeVar

from letterkit.checking.checker import CheckedLetter, Checker, CheckOptions
from letterkit.checking.letter_files import fault_of
from letterkit.core.errors import LetterkitError
from letterkit.core.letter import Letter
from letterkit.core.report import Report

Given = TypeVar("Given")
Made = TypeVar("Made")
Outcome = tuple[Path, CheckedLetter | LetterkitError]

# A process takes as long as twenty letters to load its rules, dictionaries and models: it must have that much to do.
_WORTH_A_PROCESS = 20
# Letters printed in one call of LibreOffice: enough to share its start, few enough to show progress.
_MOST_AT_ONCE = 16
# Lines that the engine and its models read together.
_LINES_AT_ONCE = 64
# Some 20 ms each.
_LINES_WORTH_A_PROCESS = 400


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
    workers = _workers(len(paths), jobs, _WORTH_A_PROCESS)
    if workers == 1:
        size = 1 if not options.pages else _MOST_AT_ONCE
    else:
        size = min(_MOST_AT_ONCE, ceil(len(paths) / (workers * 2)))
    yield from _run_batches(_check_paths, _batches(paths, size), options, workers, in_order=in_order)


def check_lines(letters: Sequence[Letter], options: CheckOptions, *, jobs: int | None = None) -> Iterator[Report]:
    """The report of each of ``letters``, texts of a line each, in order; raises as ``check_many``."""
    workers = _workers(len(letters), jobs, _LINES_WORTH_A_PROCESS)
    yield from _run_batches(_check_letters, _batches(letters, _LINES_AT_ONCE), options, workers, in_order=True)


def _run_batches(
    work: "Callable[[Checker, Sequence[Given]], Iterator[Made]]",
    batches: Iterator[Sequence[Given]],
    options: CheckOptions,
    workers: int,
    *,
    in_order: bool,
) -> Iterator[Made]:
    """What ``work`` gives for each of ``batches``, done by so many processes, or here."""
    if workers == 1:
        with Checker(options) as checker:
            for batch in batches:
                yield from work(checker, batch)
        return
    # fork would copy threads of pdfium and of the grammar engine in the middle of their work.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=(options,))
    try:
        tasks = [pool.submit(_do, work, batch) for batch in batches]
        done: Iterator[Future[list[Made]]] = iter(tasks) if in_order else as_completed(tasks)
        for task in done:
            yield from task.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _check_paths(checker: Checker, paths: Sequence[Path]) -> Iterator[Outcome]:
    return checker.check_files(paths)


def _check_letters(checker: Checker, letters: Sequence[Letter]) -> Iterator[Report]:
    return checker.check_letters(letters)


def _workers(count: int, jobs: int | None, worth: int) -> int:
    if jobs is None:
        return max(1, min(cpu_count() or 1, count // worth))
    return max(1, min(jobs, count))


def _batches(given: Sequence[Given], size: int) -> Iterator[Sequence[Given]]:
    return (given[start : start + size] for start in range(0, len(given), size))


class _Process:
    """What this worker process holds; the checker is made by the first task, so that its errors reach the caller."""

    options: CheckOptions | None = None
    checker: Checker | None = None


def _begin(options: CheckOptions) -> None:
    _Process.options = options


def _do(work: "Callable[[Checker, Sequence[Given]], Iterator[Made]]", batch: Sequence[Given]) -> list[Made]:
    if _Process.checker is None:
        assert _Process.options is not None
        _Process.checker = Checker(_Process.options)
        # Worker processes leave without atexit; this is how multiprocessing itself cleans up.
        Finalize(None, _Process.checker.close, exitpriority=1)
    return list(work(_Process.checker, batch))
