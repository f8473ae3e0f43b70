"""A batch made while its workers, the web service and LibreOffice are killed (-9) at random moments, time and again.

    python bench/runs/kills.py [--rows 1000] [--runs 10] [--every 4] [--most N] [--seed 1]
                                [--database sqlite|postgresql] [--format text|json]

Each run has a register of its own. `letterkit serve --processes 2 --workers 0` and `letterkit worker --jobs 2` are
begun again, as systemd does it, when they end; a child that dies is begun again by letterkit itself. Killed are, each
kind every --every seconds on average: a worker; LibreOffice; a process of the pages or the one that keeps those, once
they have answered; and a third as often the process that keeps the workers, and PostgreSQL where that is the database:
with it goes the queue, which it holds too. Meanwhile the page is asked for progress without a pause; where it has no
database it must say so (503), and nothing else.

In the end every row must be there once, with a letter, or failed with its reason (none should be); letters differ where
rows do; the store has every pack, and in it each letter with its hash; the zip of the pages opens and has all of them;
the page has never gone back nor told a fault; the journal is whole and tells the end once; no process is left. One line
is printed for each run. Exit 1 when something was not as it must be.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

import requests

from bench.runs.aftermath import Aftermath, aftermath
from bench.runs.postgres import Server, kept_postgresql
from bench.runs.processes_used import Process
from bench.runs.register import EXECUTOR, Register, free_port, open_register, service_command, until, worker_command
from bench.runs.supervisor import KeptProcess, Killer, left_over
from bench.runs.table import csv_table
from bench.runs.visitor import Visitor
from letterkit.core.errors import LetterkitError
from letterkit.core.office import BatchState
from letterkit.office.batches.plan import Plan

WORDS = {
    "worker": "обработчиков",
    "keeper": "их хозяев",
    "web": "процессов службы",
    "office": "LibreOffice",
    "database": "PostgreSQL",
}
_AWAY = 503
_START_S = 300
_ASKS_EVERY_S, _PATIENCE_S = 0.05, 5
_END_S = 40
"""An orphan of LibreOffice ends with the letters in hand."""


@dataclass
class Run:
    """What came of one run: what was left of the killed in ``temporary``, and what was not as it must be."""

    seed: int
    rows: int
    seconds: float = 0.0
    killed: dict[str, int] = field(default_factory=dict)
    answers: int = 0
    refused: int = 0
    temporary: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    found: Aftermath | None = None


class Asker(threading.Thread):
    """Asks the page for the progress of a batch until told to stop; a service that is away is asked again."""

    def __init__(self, base: str, batch: int, run: Run) -> None:
        super().__init__(daemon=True)
        self._visitor, self._batch, self._run = Visitor(base, EXECUTOR), batch, run
        self._over = threading.Event()
        self._ended = 0

    def stop(self) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.wait(_ASKS_EVERY_S):
            try:
                self._look(self._visitor.get(f"/batches/{self._batch}/progress", limit_s=60).json())
            except requests.HTTPError as fault:
                if fault.response is not None and fault.response.status_code == _AWAY:
                    self._run.refused += 1
                else:
                    self._run.complaints.append(f"страница ответила: {fault}")
            except requests.RequestException:
                self._run.refused += 1

    def _look(self, told: dict[str, int]) -> None:
        self._run.answers += 1
        if told["ended"] < self._ended:
            self._run.complaints.append(f"на странице готово {told['ended']} после {self._ended}")
        self._ended = told["ended"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--every", type=float, default=4, help="seconds between two kills of a kind, on average")
    parser.add_argument("--most", type=int, help="kills of a kind, however long it takes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=3600, help="seconds that a run may take")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="form")
    asked = parser.parse_args()
    bad = False
    for number in range(asked.runs):
        run = run_once(asked, asked.seed + number)
        bad = bad or bool(run.complaints)
        print(json.dumps(asdict(run), ensure_ascii=False) if asked.form == "json" else format_run(run), flush=True)
    return int(bad)


def run_once(asked: argparse.Namespace, seed: int) -> Run:
    """One run."""
    run, rng = Run(seed, asked.rows), random.Random(seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="letterkit-kills-")))
        server = stack.enter_context(kept_postgresql()) if asked.database == "postgresql" else None
        register = stack.enter_context(open_register(folder, server.address("postgres") if server else None))
        port = free_port()
        web = KeptProcess(register, service_command(port, processes=2), folder / "serve.log")
        stack.callback(web.end)
        workers = KeptProcess(register, worker_command(jobs=2), folder / "worker.log")
        stack.callback(workers.end)
        base = f"http://127.0.0.1:{port}"
        until(lambda: answers(base), _START_S, "служба не ответила")
        batch = register.take_in(csv_table(asked.rows), "таблица.csv", Plan(number=True))
        register.wait(batch, BatchState.CHECKED, limit_s=_START_S)
        asker = Asker(base, batch, run)
        asker.start()
        kill_makers(register, batch, (workers, web), server, base, asked, rng, run)
        until(lambda: answers(base), _START_S, "служба не ответила")
        asker.stop()
        run.found = aftermath(register, batch, Visitor(base, EXECUTOR), asked.rows)
        run.complaints += run.found.complaints
        web.end()
        workers.end()
        run.complaints += [f"остался процесс: {one.command[:80]!r}" for one in left_over(folder, _END_S)]
        aside = folder / "tmp"
        run.temporary = [str(place.relative_to(aside)) for place in aside.rglob("*") if place.is_file()]
    return run


def kill_makers(
    register: Register,
    batch: int,
    kept: tuple[KeptProcess, KeptProcess],
    server: Server | None,
    base: str,
    asked: argparse.Namespace,
    rng: random.Random,
    run: Run,
) -> None:
    """The batch from «let begin» to its end, its makers killed meanwhile."""
    workers, web = kept

    def children(of: KeptProcess, there: Sequence[Process]) -> list[int]:
        return [one.pid for one in there if one.parent == of.pid and not one.is_office]

    def of_web(there: Sequence[Process]) -> list[int]:
        return [web.pid, *children(web, there)] if answers(base) else []

    kinds = {
        "worker": (asked.every, lambda there: children(workers, there)),
        "keeper": (asked.every * 3, lambda there: [workers.pid] if children(workers, there) else []),
        "web": (asked.every, of_web),
        "office": (asked.every, lambda there: [one.pid for one in there if one.is_office]),
    }
    if server is not None:
        kinds["database"] = (asked.every * 3, lambda _: [server.process.pid] if answers(base) else [])
    began = time.monotonic()
    register.confirm(batch, workers=2)
    with Killer(register.folder, kinds, rng, asked.most) as killer:
        try:
            until(lambda: is_done(register, batch), asked.limit, "рассылка не дошла до конца")
        except SystemExit as fault:
            run.complaints.append(str(fault))
    run.killed = dict(killer.killed)
    run.seconds = round(time.monotonic() - began, 1)


def is_done(register: Register, batch: int) -> bool:
    """Whether the batch has ended, as far as a database that may just be away can say."""
    try:
        return register.state(batch) is BatchState.DONE
    except LetterkitError:
        return False


def answers(base: str) -> bool:
    try:
        return requests.get(f"{base}/health", timeout=_PATIENCE_S).status_code == 200
    except requests.RequestException:
        return False


def format_run(run: Run) -> str:
    """The line of a run."""
    found = run.found
    assert found is not None
    kills = ", ".join(f"{WORDS[kind]} {count}" for kind, count in run.killed.items())
    end = "; ".join(dict.fromkeys(run.complaints)) or "всё на месте"
    return (
        f"Зерно {run.seed}: {run.rows} строк за {run.seconds:.0f} с; убито: {kills}; писем {found.done}, "
        f"неудач {found.failed}; страница ответила {run.answers} раз, была недоступна {run.refused} раз; "
        f"лишних файлов в хранилище {found.spare_files}, временных файлов осталось {len(run.temporary)}; {end}."
    )


if __name__ == "__main__":
    sys.exit(main())
