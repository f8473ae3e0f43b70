"""A register of a measure's own in a folder: its people, its batches, and what works on them in other processes."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import func, select, text

from bench.runs.table import REPLY
from letterkit.core.office import Actor, BatchState, Duty, RowState
from letterkit.office.batches import intake, steps
from letterkit.office.batches.chunks import rows_left
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.workbench import Bench
from letterkit.office.context import Office
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from letterkit.settings import Settings
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.worker.queue import Queue
from letterkit.worker.serve import open_bench

ROOT = Path(__file__).parents[2]
PASSWORD = "только-для-замера"
EXECUTOR, SIGNER = "maker", "signer"
_LOOKS_EVERY_S = 0.1
_START_S = 300


@dataclass(frozen=True)
class Register:
    """All of it lies in ``folder``, the database too unless ``database_url`` says otherwise."""

    folder: Path
    database_url: str

    @cached_property
    def settings(self) -> Settings:
        return Settings(data=self.folder, database_url=self.database_url, queue_url=self.queue_url)

    @property
    def queue_url(self) -> str:
        """The database itself where that is PostgreSQL."""
        return "sqlite" if self.database_url.startswith("sqlite") else self.database_url

    @cached_property
    def bench(self) -> Bench:
        return open_bench(self.settings)

    @cached_property
    def office(self) -> Office:
        return self.bench.office

    @cached_property
    def executor(self) -> Actor:
        return accounts.by_login(self.bench.database, EXECUTOR).actor

    @property
    def environment(self) -> dict[str, str]:
        """For whatever works on this register; by the folder its processes are known (``processes_used.of_folder``)."""
        aside = self.folder / "tmp"
        aside.mkdir(exist_ok=True)
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(aside),
            "LETTERKIT_DATA": str(self.folder),
            "LETTERKIT_DATABASE_URL": self.database_url,
            "LETTERKIT_QUEUE_URL": self.queue_url,
        }

    def take_in(self, table: bytes, name: str, plan: Plan) -> int:
        """A new batch, of which a worker has been told."""
        batch = intake.begin(self.office, self.executor, table, name, REPLY, plan=plan)
        Queue(self.settings).wake(batch.id, 1)
        return batch.id

    def confirm(self, batch_id: int, workers: int) -> None:
        """Lets the letters be made, as the button of the page does."""
        steps.confirm(self.office, self.executor, batch_id, again=True)
        Queue(self.settings).wake(batch_id, rows_left(self.bench.database, batch_id), workers)

    def state(self, batch_id: int) -> BatchState:
        with self.bench.database.reading() as session:
            return BatchState(session.scalars(select(Batch.state).where(Batch.id == batch_id)).one())

    def count_done(self, batch_id: int) -> int:
        """How many letters are there."""
        with self.bench.database.reading() as session:
            wanted = select(func.count()).select_from(BatchRow).filter_by(batch_id=batch_id, state=RowState.DONE)
            return session.scalar(wanted) or 0

    def database_bytes(self) -> int:
        """What the database takes on the disk."""
        file = self.bench.database.file
        if file is None:
            with self.bench.database.reading() as session:
                return session.scalar(text("SELECT pg_database_size(current_database())")) or 0
        with closing(sqlite3.connect(file)) as plain:
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return file.stat().st_size

    def stored_bytes(self) -> int:
        """What the files of letters take."""
        return sum(place.stat().st_size for place in self.settings.files_dir.rglob("*") if place.is_file())

    def wait(self, batch_id: int, *states: BatchState, limit_s: float) -> None:
        """Until the batch is in one of ``states``; raises SystemExit when that takes longer than ``limit_s``."""
        until(lambda: self.state(batch_id) in states, limit_s, f"рассылка не дошла до состояния {states[0].value}")


@contextmanager
def open_register(folder: Path, database_url: str | None = None) -> Iterator[Register]:
    """A register with an executor and a signer: a new one, or one that lies in ``folder`` or at the address."""
    register = Register(folder, database_url or f"sqlite:///{folder}/letterkit.db")
    with register.bench as bench:
        bench.database.upgrade()
        details = Details("Замеров", "Пётр", "Иванович", phone="(4242) 00-00-00")
        known = {person.login for person in accounts.everybody(bench.database)}
        for login, duties in ((EXECUTOR, [Duty.EXECUTOR, Duty.REGISTRY]), (SIGNER, [Duty.SIGNER])):
            if login not in known:
                accounts.add(bench.database, None, login, PASSWORD, details, duties)
        yield register


def worker_command(jobs: int) -> list[str]:
    return [sys.executable, "-m", "letterkit.cli", "worker", "--jobs", str(jobs)]


def service_command(port: int, processes: int) -> list[str]:
    return [
        *(sys.executable, "-m", "letterkit.cli", "serve", "--port", str(port)),
        *("--processes", str(processes), "--workers", "0"),
    ]


def start_process(register: Register, command: list[str], log: Path) -> "subprocess.Popen[bytes]":
    """A process on the register, which writes to ``log`` what it has to say."""
    with log.open("ab") as said:
        return subprocess.Popen(
            command, cwd=ROOT, env=register.environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )


@contextmanager
def workers(register: Register, jobs: int) -> Iterator[int]:
    """``jobs`` workers that are ready; the number of the process that keeps them."""
    log = _empty_log(register.folder / "worker.log")
    process = start_process(register, worker_command(jobs), log)
    try:
        until(lambda: is_ready(process, log), _START_S, "исполнители не запустились")
        yield process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def service(register: Register, processes: int = 1) -> Iterator[tuple[int, str]]:
    """The web service alone: the number of its process, and its address."""
    log, port = _empty_log(register.folder / "serve.log"), free_port()
    process = start_process(register, service_command(port, processes), log)
    try:
        until(lambda: is_ready(process, log), _START_S, "служба не запустилась")
        yield process.pid, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _empty_log(log: Path) -> Path:
    """What an earlier process said there does not tell that this one is ready."""
    log.write_bytes(b"")
    return log


def is_ready(process: "subprocess.Popen[bytes]", log: Path) -> bool:
    """Whether it has said that it may be stopped; raises SystemExit with its last words when it has ended."""
    said = log.read_text(errors="replace")
    if process.poll() is not None:
        raise SystemExit(f"Процесс завершился: {said[-2000:]}")
    return "Ctrl-C" in said


def until(has_come: Callable[[], bool], limit_s: float, complaint: str) -> None:
    """Waits for ``has_come``; raises SystemExit with ``complaint`` after ``limit_s``."""
    end = time.monotonic() + limit_s
    while not has_come():
        if time.monotonic() > end:
            raise SystemExit(f"За {limit_s:.0f} с {complaint}.")
        time.sleep(_LOOKS_EVERY_S)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
