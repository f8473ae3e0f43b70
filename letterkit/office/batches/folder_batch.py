"""A batch made in a folder, without a service: its register lies in the folder until all letters are there.

Stopped or killed, it goes on where it was when it is begun again with the same table.
"""

import fcntl
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from os import cpu_count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.writing import Writing
from letterkit.compose import Catalogue
from letterkit.core import clock
from letterkit.core.disk import not_written
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.office import Actor, BatchState, Duty
from letterkit.core.report import Report
from letterkit.office.batches import chunks, intake, steps
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.progress import Progress, progress
from letterkit.office.batches.work import Worker
from letterkit.office.batches.workbench import Bench
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.tables import Person, PersonDuty

_FOLDER = ".letterkit"
_LOOKS_EVERY_S = 0.3
_WORTH_A_PROCESS = 40
"""A process takes as long as so many letters to read its rules and models."""
_LOGIN = "shell"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where templates are, and how letters are checked."""

    templates: Path
    options: CheckOptions


class LocalBatch:
    """One batch of a folder; made by ``open_batch``."""

    def __init__(self, office: Office, paths: Paths, home: Path) -> None:
        self.office = office
        self.me = _me(office.database)
        self._paths = paths
        self._home = home

    def read(self, data: bytes, name: str, reply_id: str, blank_id: str | None, plan: Plan) -> Batch:
        """The table as rows, all their faults told; one that was being made in this folder goes on.

        Raises as ``intake.begin``; TableError for a file that is no table.
        """
        batch = self._find(data, reply_id, plan) or intake.begin(
            self.office, self.me, data, name, reply_id, blank_id, plan
        )
        chunks.bury(self.office.database)
        if batch.state == BatchState.READING:
            Worker(self._bench()).step(batch.id)
        return self.batch(batch.id)

    def batch(self, batch_id: int) -> Batch:
        """The batch as it stands."""
        with self.office.database.reading() as session:
            return session.get_one(Batch, batch_id)

    def make(self, batch_id: int, jobs: int | None) -> Iterator[Progress]:
        """Makes the letters in ``jobs`` processes (as many as are worth it when None); its progress now and then."""
        if self.batch(batch_id).state == BatchState.CHECKED:
            steps.confirm(self.office, self.me, batch_id, again=True)
        elif self.batch(batch_id).state == BatchState.PAUSED:
            steps.resume(self.office, self.me, batch_id)
        left = chunks.rows_left(self.office.database, batch_id)
        count = jobs or max(1, min(cpu_count() or 1, left // _WORTH_A_PROCESS))
        with _workers(count, self._paths, self._home, batch_id) as tend:
            while True:
                now = progress(self.office, self.me, batch_id)
                yield now
                if now.state is not BatchState.RUNNING:
                    return
                for pid in tend():  # raises what a worker could not go on with
                    chunks.bury(self.office.database, chunks.my_name(pid))
                time.sleep(_LOOKS_EVERY_S)

    def is_empty(self) -> bool:
        """Whether nothing has been taken in."""
        if not self._home.is_dir():
            return False
        with self.office.database.reading() as session:
            return session.scalar(select(Batch.id).limit(1)) is None

    def forget(self) -> None:
        """The letters are where they belong: the register of the folder is not needed any more."""
        self.office.database.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def _find(self, data: bytes, reply_id: str, plan: Plan) -> Batch | None:
        source = self.office.files.put(data)
        with self.office.database.reading() as session:
            same = select(Batch).filter_by(source=source, reply=reply_id).order_by(Batch.id.desc())
            return next((batch for batch in session.scalars(same) if batch.plan == plan.as_json()), None)

    def _bench(self) -> Bench:
        office = self.office
        return Bench(office.database, office.files, office.catalogue, office.checker)


@contextmanager
def open_batch(folder: Path, paths: Paths, report_json: Callable[[Report], dict[str, Any]]) -> Iterator[LocalBatch]:
    """The batch of ``folder``, which one process at a time may have.

    Raises RequestError ``batch.folder-busy``, ``file.not-writable``, ProfileError, RuleError.
    """
    home = folder / _FOLDER
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "lock").open("w")
    except OSError as fault:
        raise not_written(fault, folder) from fault
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RequestError("batch.folder-busy", file=str(folder)) from None
        database = _database(home)
        database.upgrade()
        with Checker(paths.options) as checker:
            catalogue = Catalogue(paths.templates)
            files = FileStore(home / "files")
            office = Office(database, files, catalogue, checker, Writing(checker, catalogue), report_json)
            batch = LocalBatch(office, paths, home)
            try:
                yield batch
            finally:
                if batch.is_empty():  # nothing was begun: nothing is left
                    batch.forget()
                database.close()
                with suppress(OSError):
                    folder.rmdir()


@contextmanager
def _workers(count: int, paths: Paths, home: Path, batch_id: int) -> Iterator[Callable[[], list[int]]]:
    """``count`` processes that make the batch; what is given begins anew those that died, and tells which did.

    It raises the LetterkitError that one could not go on with: a full disk does not mend itself.
    """
    # fork would copy threads of pdfium and of the grammar engine in the middle of their work.
    context = get_context("spawn")
    faults = context.SimpleQueue()

    def begun() -> BaseProcess:
        process = context.Process(target=_work, args=(paths, home, batch_id, faults), daemon=True)
        process.start()
        return process

    team = [begun() for _ in range(count)]

    def tend() -> list[int]:
        if not faults.empty():
            raise faults.get()
        dead = [process for process in team if process.exitcode not in (None, 0)]
        for process in dead:
            team[team.index(process)] = begun()
        return [process.pid for process in dead if process.pid is not None]

    try:
        yield tend
    finally:
        for process in team:
            process.terminate()
        for process in team:
            process.join()


def _work(paths: Paths, home: Path, batch_id: int, faults: "SimpleQueue[LetterkitError]") -> None:
    try:
        _work_on(paths, home, batch_id)
    except LetterkitError as fault:
        faults.put(fault)


def _work_on(paths: Paths, home: Path, batch_id: int) -> None:
    checker = Checker(paths.options)
    with Bench(_database(home), FileStore(home / "files"), Catalogue(paths.templates), checker) as bench:
        worker = Worker(bench)
        while chunks.rows_left(bench.database, batch_id):
            if not worker.step(batch_id):
                time.sleep(_LOOKS_EVERY_S)


def _database(home: Path) -> Database:
    return Database(f"sqlite:///{home}/batch.db", home)


def _me(database: Database) -> Actor:
    """Whoever runs the command: the register of the folder knows nobody else."""
    with database.writing() as session:
        person = session.scalars(select(Person).filter_by(login=_LOGIN)).first()
        if person is None:
            duties = [PersonDuty(duty=Duty.EXECUTOR), PersonDuty(duty=Duty.REGISTRY)]
            person = Person(login=_LOGIN, fs_uniquifier=_LOGIN, created=clock.now(), duties=duties)
            session.add(person)
            session.flush()
        return person.actor
