"""A PostgreSQL of the measure's own, as Debian installs it: what is written is on the disk, as in earnest."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "letterkit"
_START_S, _STOP_S = 60, 300
_LOOKS_EVERY_S = 0.3


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database on a Unix socket in a temporary folder; raises SystemExit without PostgreSQL."""
    with _temporary() as folder, cluster(folder) as server:
        yield server.address("postgres")


@contextmanager
def kept_postgresql() -> Iterator["Server"]:
    """As ``postgresql``, begun again whenever it has ended, as systemd does it."""
    with _temporary() as folder, cluster(folder) as server:
        over = threading.Event()
        keeper = threading.Thread(target=server.keep, args=(over,), daemon=True)
        keeper.start()
        try:
            yield server
        finally:
            over.set()
            keeper.join()


@contextmanager
def _temporary() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="lkpg-"))  # short: the path of a socket has 107 characters at most
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A PostgreSQL of the measure's own over ``folder``; ``options`` are settings of its, «name=value»."""

    def __init__(self, folder: Path, options: Sequence[str]) -> None:
        self.folder = folder
        self._as_user, self._programs = _as_user(folder), _programs()
        given = [part for each in options for part in ("-c", each)]
        data = str(folder / "data")
        self._order = [str(self._programs / "postgres"), "-D", data, "-k", str(folder), "-c", "listen_addresses="]
        self._order += given
        if not (folder / "data").exists():
            made = [str(self._programs / "initdb"), "-A", "trust", "-U", _USER, "-E", "UTF8", "--locale=C.UTF-8"]
            self._run([*made, "-D", data])

    def address(self, database: str) -> str:
        return f"postgresql://{_USER}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Until it answers; raises SystemExit when it does not."""
        self._begin()
        _wait(self.folder)

    def keep(self, over: threading.Event) -> None:
        """Begins it again whenever it has ended, until ``over``."""
        while not over.wait(_LOOKS_EVERY_S):
            if self.process.poll() is not None:  # its own processes may hold the data a moment longer
                self._begin()

    def stop(self) -> None:
        """Without waiting for those still connected."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(_STOP_S)

    def _begin(self) -> None:
        self.process = subprocess.Popen([*self._as_user, *self._order], cwd=self.folder, stderr=subprocess.DEVNULL)

    def _run(self, order: list[str]) -> None:
        subprocess.run([*self._as_user, *order], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def cluster(folder: Path, *options: str) -> Iterator[Server]:
    """A server over ``folder``, where its databases stay when it has ended; made there if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(folder, options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _programs() -> Path:
    programs = max((place.parent for place in _DEBIAN.glob("*/bin/initdb")), default=None)
    if programs is None:
        raise SystemExit("Нет PostgreSQL: установите его (apt-get install postgresql) или измерьте на SQLite.")
    return programs


def _wait(folder: Path) -> None:
    until = time.monotonic() + _START_S
    while True:
        try:
            psycopg.connect(f"postgresql://{_USER}@/postgres?host={folder}").close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise SystemExit("PostgreSQL не запустился.") from None
            time.sleep(0.2)


def _as_user(folder: Path) -> list[str]:
    """How to run a program that refuses to be run by root; ``folder`` is given to the user it runs as.

    The kernel ends the server (SIGINT) when the measure is killed.
    """
    setpriv = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() != 0:
        return setpriv
    user = next(each for each in pwd.getpwall() if each.pw_name in ("postgres", "nobody"))
    shutil.chown(folder, user.pw_uid, user.pw_gid)
    return [*setpriv, "--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]
