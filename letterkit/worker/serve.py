"""Workers: processes that take messages of the queue and, when there are none, look into the database themselves."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

from huey.consumer import Consumer

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.warm_up import warm
from letterkit.checking.writing import Writing
from letterkit.core.errors import LetterkitError
from letterkit.core.memory import memory_bytes, share_heaps_among_threads
from letterkit.office.batches import chunks, heartbeats
from letterkit.office.batches.work import Worker
from letterkit.office.batches.workbench import Bench
from letterkit.office.content.body_checkers import Checkers
from letterkit.office.content.published import LiveCatalogue, live_folder
from letterkit.settings import Settings
from letterkit.store.data_folder import demand_data_folder
from letterkit.store.files import open_files
from letterkit.store.opened import open_database
from letterkit.worker import processes
from letterkit.worker.backups import BackupRounds
from letterkit.worker.counters import count_connections, forget_process, start_counting
from letterkit.worker.directory import DirectoryRounds
from letterkit.worker.mail import MailRounds
from letterkit.worker.metrics import listening
from letterkit.worker.queue import Queue
from letterkit.worker.reminding import Rounds
from letterkit.worker.setting_faults import demand_sound
from letterkit.worker.webhooks import WebhookRounds

log = logging.getLogger(__name__)

_LOOKS_EVERY_S = 3.0
_MOST_WOKEN = 8
_LEAVES_IN_S = 5.0
"""How long a message on its way is waited for at the end."""
_MOST_GROWN_BYTES = 112 << 20
"""What a worker may have made for itself: thousands of letters leave some 80 MB, a table of 10,000 rows as much."""


def run(settings: Settings, jobs: int, ready: Callable[[], None]) -> None:
    """Works in ``jobs`` processes until told to stop; ``ready`` is called when they begin.

    Raises RequestError ``database.old``, as ``demand_data_folder``, ``demand_sound`` and ``listening``, ToolMissing
    ``queue.no-answer``, ProfileError.
    """
    demand_data_folder(settings)
    demand_sound(settings)
    metrics = listening(settings)
    bench = open_bench(settings)
    bench.database.demand_newest()
    start_counting(settings)
    count_connections(bench.database)
    Queue(settings).waiting()
    warm(Writing(bench.checker, bench.catalogue))  # read once, before the others are forked
    ready()
    keep_alive(settings, bench, [worker_of(settings, bench)] * jobs + ([metrics] if metrics is not None else []))


def keep_alive(settings: Settings, bench: Bench, jobs: list[Callable[[], None]]) -> None:
    """Each of ``jobs`` in a process of its own; what one that died had in its hands is free at once."""
    bench.database.close()  # a connection belongs to the process that has opened it

    def died(pid: int) -> None:
        with suppress(LetterkitError):
            chunks.bury(bench.database, chunks.my_name(pid))
        forget_process(settings, pid)
        bench.database.close()

    processes.keep(jobs, died)


def worker_of(settings: Settings, bench: Bench) -> Callable[[], None]:
    """What a process does that works: it may be begun again and again."""
    return lambda: serve(settings, bench)


def open_bench(settings: Settings) -> Bench:
    """What a worker of the settings works with; raises ProfileError, RuleError, RequestError ``database.*``."""
    options = CheckOptions(
        settings.profile_path,
        settings.rules_dir,
        memory=settings.rules_memory,
        languagetool_url=settings.languagetool_url,
        soffice=str(settings.soffice) if settings.soffice else None,
        own=(),
    )
    database = open_database(settings)
    files, checker = open_files(settings), Checker(options)
    live = live_folder(settings, database, files)
    catalogue = LiveCatalogue(settings.templates_dir, live)
    return Bench(database, files, catalogue, checker, Checkers(checker, live))


def serve(settings: Settings, bench: Bench) -> None:
    """Works until the process is told to stop (SIGTERM, Ctrl-C): the rows in hand are finished first.

    One that has grown too much stops by itself: whoever keeps it begins another with what all of them share.
    """
    share_heaps_among_threads()
    most_bytes = memory_bytes()["RssAnon"] + _MOST_GROWN_BYTES
    mail_rounds = MailRounds(settings, bench)
    mail_rounds.open()
    worker = Worker(bench)

    def step(batch_id: int) -> None:
        _work(bench, queue, worker, batch_id)
        if memory_bytes()["RssAnon"] > most_bytes:
            os.kill(os.getpid(), signal.SIGTERM)

    queue = Queue(settings, step)
    stopping = threading.Event()
    rounds = Rounds(settings, bench)
    backups = BackupRounds(settings, bench.database, bench.files, rounds.sender)
    directory = DirectoryRounds(settings, bench.database, bench.checker.profile.id)
    watch = threading.Thread(target=_watch, args=(bench, queue, stopping), daemon=True)
    looks = [
        threading.Thread(target=go, args=(stopping,), daemon=True)
        for go in (rounds.go, mail_rounds.go, WebhookRounds(settings, bench.database).go, backups.go, directory.go)
    ]
    for each in (watch, *looks):
        each.start()
    try:
        # One thread: what one Python can do at once is one letter; many workers are many processes.
        Consumer(queue.huey, workers=1, worker_type="thread", periodic=False, graceful_signal="TERM").run()
    finally:
        stopping.set()
        watch.join()
        for each in looks:
            each.join(_LEAVES_IN_S)
        mail_rounds.close()
        with suppress(LetterkitError):
            heartbeats.leave(bench.database, chunks.my_name())
        bench.checker.close()


def _work(bench: Bench, queue: Queue, worker: Worker, batch_id: int) -> None:
    """One chunk, and a message for the next: batches of many people take turns."""
    if worker.step(batch_id):
        with suppress(LetterkitError):  # lost, it is found out by whoever looks next
            queue.wake(batch_id, chunks.rows_left(bench.database, batch_id))


def _watch(bench: Bench, queue: Queue, stopping: threading.Event) -> None:
    """Says that this worker lives; wakes workers for rows of which the queue knows nothing."""
    while True:
        try:
            heartbeats.say(bench.database, chunks.my_name())
            if queue.waiting() == 0:
                for batch_id, free in chunks.count_free_chunks(bench.database).items():
                    queue.wake(batch_id, chunks.rows_left(bench.database, batch_id), min(free, _MOST_WOKEN))
        except LetterkitError as fault:
            log.warning("the queue or the database does not answer: %s", fault.code)
        if stopping.wait(_LOOKS_EVERY_S):
            return
