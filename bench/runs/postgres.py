"""A PostgreSQL of the measure's own, as Debian installs it: what is written is on the disk, as in earnest."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "letterkit"
_START_S = 60


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database on a Unix socket in a temporary folder; raises SystemExit without PostgreSQL."""
    programs = max((place.parent for place in _DEBIAN.glob("*/bin/initdb")), default=None)
    if programs is None:
        raise SystemExit("Нет PostgreSQL: установите его (apt-get install postgresql) или измерьте на SQLite.")
    folder = Path(tempfile.mkdtemp(prefix="lkpg-"))  # short: the path of a socket has 107 characters at most
    try:
        as_user, data = _as_user(folder), str(folder / "data")
        made = [str(programs / "initdb"), "-A", "trust", "-U", _USER, "-E", "UTF8", "--locale=C.UTF-8", "-D", data]
        subprocess.run([*as_user, *made], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        order = [str(programs / "postgres"), "-D", data, "-k", str(folder), "-c", "listen_addresses="]
        with subprocess.Popen([*as_user, *order], cwd=folder, stderr=subprocess.DEVNULL) as server:
            try:
                _wait(folder)
                yield f"postgresql://{_USER}@/postgres?host={folder}"
            finally:
                server.send_signal(2)  # without waiting for those still connected
                server.wait(_START_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
