"""A real clamd for tests, which knows one signature of our own: nothing is fetched from anywhere."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from letterkit.core.errors import ToolMissing
from letterkit.store.antivirus import Antivirus

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every antivirus takes for a virus and what is none; clamd of tests knows it by ``FOUND``."""
FOUND = "Letterkit.Test.UNOFFICIAL"
MOST_BYTES = 1 << 20
_PROGRAM = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def clamd_running() -> Iterator[str]:
    """The address of clamd (LETTERKIT_CLAMD); skips where it is not installed."""
    if _PROGRAM is None:
        pytest.skip("clamd is not installed: apt-get install clamav-daemon")
    # Not under tmp_path: the name of a socket has room for a hundred letters.
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        root = Path(folder)
        (root / "known.ndb").write_text(f"Letterkit.Test:0:*:{EICAR.hex()}\n", "ascii")
        (root / "clamd.conf").write_text(
            f"LocalSocket {root}/socket\nDatabaseDirectory {root}\nTemporaryDirectory {root}\nForeground yes\n"
            f"StreamMaxLength {MOST_BYTES}\n",
            "ascii",
        )
        running = subprocess.Popen(
            [_PROGRAM, "-c", str(root / "clamd.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        address = f"unix:{root}/socket"
        try:
            _wait(address, running)
            yield address
        finally:
            running.terminate()
            running.wait()


def _wait(address: str, running: subprocess.Popen[bytes]) -> None:
    asked = Antivirus(address, None)  # type: ignore[arg-type]  # whether it answers is nothing to note
    for _ in range(600):
        if asked.answers():
            return
        if running.poll() is not None:
            break
        time.sleep(0.05)
    raise ToolMissing("antivirus.silent", why="clamd has not started")
