"""How much memory the service and its workers take: at rest, and after work.

    python bench/runs/memory.py [--processes 1 4] [--pages 2000] [--checks 500]
                                [--jobs 1 3] [--letters 1000 10000] [--print]

The service opens the main pages of a register (``bench/runs/pages.py``), then checks letters, no two alike: short ones,
every twentieth of 60,000 characters, every hundredth of 250,000. The workers make one batch. Each is a command in
processes of its own. Printed are, for each of them and after each step, the memory of all its processes together (what
several share is counted once), the most that was seen during the step, what the greatest of them has for itself, that
of LibreOffice, and CPU milliseconds a page, check or letter.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from itertools import cycle, islice
from pathlib import Path

import requests
from sqlalchemy import select

from bench.runs.growth_texts import prose
from bench.runs.page_register import PageRegister, fill_register
from bench.runs.pages import PAGES
from bench.runs.printed import machine, number, table
from bench.runs.processes_used import MemoryUsed, cpu_s, memory_used
from bench.runs.register import Register, open_register, service, until, workers
from bench.runs.table import csv_table
from bench.runs.visitor import Visitor
from letterkit.core.office import BatchState
from letterkit.office.batches.plan import Plan
from letterkit.store.tables import Person

APPEALS = 400
_LIMIT_S = 4 * 3600
_LOOKS_EVERY_S = 1.0
_RESTING = 4
"""Processes of one that serves with nothing to do: itself and three that fork."""
_AT_ONCE = 4
"""People who ask at once."""
_HEAD = (
    "кто",
    "после чего",
    "процессов",
    "память, МБ",
    "наибольшая, МБ",
    "своя у одного, МБ",
    "LibreOffice, МБ",
    "процессор, мс",
)


@dataclass(frozen=True, slots=True)
class MemoryStep:
    """What ``who`` takes after a step, the most that it took meanwhile, CPU milliseconds of a piece of work."""

    who: str
    after: str
    left: MemoryUsed
    most_mb: float
    cpu_ms: float | None

    def as_row(self) -> tuple[str, ...]:
        left = self.left
        sizes = (number(size, 0) for size in (left.all_mb, self.most_mb, left.own_mb, left.office_mb))
        return (self.who, self.after, str(left.processes), *sizes, "–" if self.cpu_ms is None else number(self.cpu_ms))


class MemoryWatch:
    """Notes what the family of ``pid`` takes, by steps."""

    def __init__(self, who: str, pid: int) -> None:
        self.steps: list[MemoryStep] = []
        self._who, self._pid = who, pid

    @contextmanager
    def step(self, after: str, times: int = 0) -> Iterator[None]:
        """A step of ``times`` pieces of work."""
        seen: list[MemoryUsed] = []
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(_LOOKS_EVERY_S):
                seen.append(memory_used(self._pid))

        looking = threading.Thread(target=look)
        used_s = cpu_s(self._pid)
        looking.start()
        try:
            yield
        finally:
            ended.set()
            looking.join()
        spent_s, left = cpu_s(self._pid) - used_s, memory_used(self._pid)
        most_mb = max(one.all_mb for one in (*seen, left))
        self.steps.append(MemoryStep(self._who, after, left, most_mb, spent_s * 1000 / times if times else None))
        print(*self.steps[-1].as_row(), sep="  ", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, nargs="*", default=[1, 4])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--checks", type=int, default=500)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 3])
    parser.add_argument("--letters", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--print", action="store_true", dest="with_pdf", help="letters with PDF")
    asked = parser.parse_args()
    steps = [step for count in asked.processes for step in measure_service(count, asked.pages, asked.checks)]
    steps += [step for jobs in asked.jobs for step in measure_workers(jobs, asked.letters, asked.with_pdf)]
    print("\n".join((machine(), "", table(_HEAD, [step.as_row() for step in steps]))))
    return 0


def measure_service(processes: int, pages: int, checks: int) -> list[MemoryStep]:
    """The service on a register of its own."""
    with tempfile.TemporaryDirectory(prefix="letterkit-memory-") as folder:
        register = Register(Path(folder), f"sqlite:///{folder}/letterkit.db")
        made = fill_register(register, APPEALS, batches=4)
        with service(register, processes) as (pid, base):
            watch = MemoryWatch(f"служба, процессов {processes}", pid)
            with watch.step("начала работы"):
                pass
            with watch.step(f"{pages} страниц", pages):
                open_pages(base, made, pages)
            with watch.step(f"{checks} проверок", checks):
                check_letters(register, base, checks)
            with watch.step("минуты покоя"):
                resting = processes * _RESTING + (processes > 1)  # and the one that keeps them
                until(lambda: memory_used(pid).processes <= resting, _LIMIT_S, "лишние процессы не закончились")
    return watch.steps


def open_pages(base: str, made: PageRegister, count: int) -> None:
    """The main pages in turn, each as whoever it is for."""
    visitors = {duty: Visitor(base, made.logins[duty]) for _, duty, _ in PAGES}
    asked = [
        (visitors[duty], place.format(appeal=made.appeal, draft=made.draft, handed_in=made.handed_in))
        for _, duty, place in PAGES
    ]
    with ThreadPoolExecutor(_AT_ONCE) as people:
        list(people.map(lambda each: each[0].get(each[1]), islice(cycle(asked), count)))


def check_letters(register: Register, base: str, count: int) -> None:
    """Letters that differ, given by all people of the register in turn: each may have so many checked a minute."""
    with register.bench.database.reading() as session:
        logins = session.scalars(select(Person.login).order_by(Person.id).limit(12)).all()
    visitors = [Visitor(base, login) for login in logins]

    def check(at: int) -> None:
        try:
            visitors[at % len(visitors)].post("/", "/check", text=_letter(at))
        except requests.HTTPError as fault:
            if fault.response is None or fault.response.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                raise  # what took too long is work too

    with ThreadPoolExecutor(_AT_ONCE) as people:
        list(people.map(check, range(count)))


def _letter(at: int) -> str:
    length = 250_000 if at % 100 == 99 else 60_000 if at % 20 == 19 else 900 + 7 * at
    return f"Уважаемая Мария Петровна!\n\n{prose(length)}"


def measure_workers(jobs: int, letters: Sequence[int], with_pdf: bool) -> list[MemoryStep]:
    """``jobs`` workers at one batch, looked at when so many letters are made."""
    with tempfile.TemporaryDirectory(prefix="letterkit-memory-") as folder, open_register(Path(folder)) as register:
        batch = register.take_in(csv_table(max(letters)), "таблица.csv", Plan(print=with_pdf, number=True))
        with workers(register, jobs) as pid:
            watch = MemoryWatch(f"обработчики, {jobs}", pid)
            with watch.step("начала работы"):
                time.sleep(_LOOKS_EVERY_S)  # they have been forked
            with watch.step(f"таблицы в {max(letters)} строк", max(letters)):
                register.wait(batch, BatchState.CHECKED, limit_s=_LIMIT_S)
            register.confirm(batch, jobs)
            for before, count in zip((0, *letters), letters, strict=False):
                with watch.step(f"{count} писем", count - before):
                    _wait_for_letters(register, batch, count)
    return watch.steps


def _wait_for_letters(register: Register, batch: int, count: int) -> None:
    until(lambda: register.count_done(batch) >= count, _LIMIT_S, "письма не готовы")


if __name__ == "__main__":
    sys.exit(main())
