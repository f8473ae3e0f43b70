"""Work spread over processes, each of which keeps what it opened for its first task."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from os import cpu_count
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def spread(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    begin: Callable[..., None],
    arguments: tuple[object, ...],
    jobs: int | None,
) -> Iterator[Result]:
    """``work`` of each of ``tasks`` as it is ready; each of ``jobs`` processes (all cores when None) begins once.

    ``work`` and ``begin`` are functions of a module; with one process they run in this one.
    """
    workers = max(1, min(jobs or cpu_count() or 1, len(tasks)))
    if workers == 1:
        begin(*arguments)
        yield from map(work, tasks)
        return
    # fork would copy threads of the grammar engine in the middle of their work.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=begin, initargs=arguments)
    try:
        for future in as_completed([pool.submit(work, task) for task in tasks]):
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
