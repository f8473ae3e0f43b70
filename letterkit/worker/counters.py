"""Figures of the work of all processes of a machine, as Prometheus counts: each process writes in files of its own."""

import logging
import os
import re
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event

from letterkit.core import meters
from letterkit.core.meters import Figure
from letterkit.settings import Settings
from letterkit.store.database import Database

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

_FOLDER = Path("cache") / "metrics"
_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_STALE_S = 30 * 24 * 3600
_QUICK = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LONG = (0.25, 0.5, 1, 2, 5, 10, 20, 60, 180)
CONNECTIONS = "connection"
_FILES, _FILE_BYTES = ("counter", "histogram", "gauge_livesum"), 1 << 20
"""What a process writes; room is taken beforehand: where a disk is full, writing into mapped memory kills."""

log = logging.getLogger(__name__)


def start_counting(settings: Settings) -> None:
    """From now on figures of this process and of those that it forks are kept; to be called before there are threads.

    Files of processes that have ended are taken away: whoever reads sees counters begin anew.
    """
    folder = settings.data_dir / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        if _is_left(file):
            file.unlink(missing_ok=True)
    os.environ[_VARIABLE] = str(folder)
    meters.listen(_Counters(folder).count)


def count_connections(database: Database) -> None:
    """Has the connections of ``database`` that are in use counted."""
    event.listen(database.engine, "checkout", lambda *_: meters.tell(CONNECTIONS, value=1))
    event.listen(database.engine, "checkin", lambda *_: meters.tell(CONNECTIONS, value=-1))


def forget_process(settings: Settings, pid: int) -> None:
    """What process ``pid`` had in use, now that it has died, is in use no more."""
    for file in (settings.data_dir / _FOLDER).glob(f"gauge_live*_{_name_of(pid)}.db"):
        file.unlink(missing_ok=True)


def read_counters(settings: Settings) -> "Iterable[Metric]":
    """What all processes that share the folder of the data have counted."""
    from prometheus_client.multiprocess import MultiProcessCollector

    # A file has nothing in it for the moment between its making and the taking of its room.
    files = [str(file) for file in (settings.data_dir / _FOLDER).glob("*.db") if file.stat().st_size]
    merged: Iterable[Metric] = MultiProcessCollector.merge(files)
    return merged


class _Counters:
    """What is counted, by the names that ``meters.tell`` is given; the words are those of its help."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._process = folder, ""
        from prometheus_client import Counter, Gauge, Histogram, values

        # Chosen by the library when it is first loaded, by a variable that was not set then.
        values.ValueClass = values.MultiProcessValue(_name_of)
        self._requests = Counter("letterkit_requests", "Запросы к службе", ("route", "method", "status"), registry=None)
        self._seconds: dict[str, Histogram] = {
            "request": Histogram(
                "letterkit_request_seconds", "Время ответа на запрос", ("route",), buckets=_QUICK, registry=None
            ),
            "check": Histogram(
                "letterkit_check_seconds", "Время проверки письма", ("verdict",), buckets=_LONG, registry=None
            ),
            "libreoffice": Histogram(
                "letterkit_libreoffice_seconds", "Время работы LibreOffice", ("outcome",), buckets=_LONG, registry=None
            ),
        }
        self._counts: dict[str, Counter] = {
            "unchecked": Counter(
                "letterkit_checks_not_made", "Проверки, которых не сделали, по причинам", ("reason",), registry=None
            ),
            "batch-letter": Counter(
                "letterkit_batch_letters", "Письма рассылок: составлены или нет", ("outcome",), registry=None
            ),
            "mail": Counter(
                "letterkit_mail_messages", "Письма заявителям и от них, по исходам", ("outcome",), registry=None
            ),
            "mail-round": Counter(
                "letterkit_mail_rounds_failed", "Не удалось разослать или прочитать почту", ("way",), registry=None
            ),
        }
        name, told = "letterkit_database_connections_in_use", "Занятые соединения с базой данных"
        self._in_use = Gauge(name, told, multiprocess_mode="livesum", registry=None)

    def count(self, figure: Figure) -> None:
        """Adds ``figure``; where there is no room to, nobody listens any more in this process."""
        try:
            if self._process != (process := _name_of()):  # it has been forked since
                self._take_room(process)
            self._add(figure)
        except OSError:
            log.exception("figures are not counted")
            meters.listen(None)

    def _take_room(self, process: str) -> None:
        for prefix in _FILES:
            with (self._folder / f"{prefix}_{process}.db").open("ab") as file:
                os.posix_fallocate(file.fileno(), 0, _FILE_BYTES)
        self._process = process

    def _add(self, figure: Figure) -> None:
        if figure.what == "request":
            self._requests.labels(*figure.labels).inc()
            self._seconds["request"].labels(figure.labels[0]).observe(figure.value)
        elif figure.what == CONNECTIONS:
            self._in_use.inc(figure.value)
        elif figure.what in self._seconds:
            self._seconds[figure.what].labels(*figure.labels).observe(figure.value)
        else:
            self._counts[figure.what].labels(*figure.labels).inc(figure.value)


def _name_of(pid: int | None = None) -> str:
    """This process, or another of this machine, among all that share the folder: in containers numbers are alike."""
    return f"{_machine()}-{pid or os.getpid()}"


@cache
def _machine() -> str:
    return re.sub(r"[^A-Za-z0-9.-]", "-", socket.gethostname()[:100])


def _is_left(file: Path) -> bool:
    """Whether the process that wrote ``file`` is no more, as far as this machine can tell."""
    machine, _, pid = file.stem.rpartition("_")[2].rpartition("-")
    if machine == _machine() and pid.isdecimal():
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False
    with suppress(FileNotFoundError):
        return time.time() - file.stat().st_mtime > _STALE_S
    return False
