"""A program that may hang, die or fork, run where it can do no harm.

It gets a process group of its own, which is killed as a whole when it ends or overstays, also when nobody is left to
see to it; no network, by an empty network namespace where the system allows one; limits on memory and on the size of
files; and only those environment variables that it needs.
"""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PROBE_LIMIT_S = 10
_GRACE_S = 1.0
_DEAD_PROXY = "http://127.0.0.1:9"
_PASSED_ON = ("PATH", "HOME", "USER", "LOGNAME", "TZ", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
_WITHOUT_NETWORK = (("unshare", "--net"), ("unshare", "--map-current-user", "--net"))
_FILE_BLOCK_BYTES = 512
_MEMORY_BLOCK_BYTES = 1024
_ORPHAN_GRACE_S = 5
"""How much longer than allowed the group lives when whoever has started it was killed."""
# The shell only sets the limits: preexec_fn, the other way, is unsafe in a program with threads. They are set anew, as
# the parent may have lower ones of its own; no core is dumped, which would be a copy of the letter. ``timeout`` runs in
# the group that it kills, itself included.
_LIMITED = 'ulimit -c 0; ulimit -f "$1"; ulimit -d "$2"; ulimit -v "$2"; shift 2; exec timeout -s KILL "$@"'


@dataclass(frozen=True, slots=True)
class ProcessEnd:
    """How a run ended: ``status`` is None when time ran out, negative for a signal; ``said`` is its output's tail."""

    status: int | None
    said: str


@cache
def no_network() -> tuple[str, ...]:
    """The words to put before a command so that it has no network; empty where the system forbids such namespaces."""
    for words in _WITHOUT_NETWORK:
        with suppress(OSError, subprocess.TimeoutExpired):
            probe = subprocess.run([*words, "true"], capture_output=True, timeout=_PROBE_LIMIT_S, check=False)
            if probe.returncode == 0:
                return words
    return ()


def run(
    command: Sequence[str],
    *,
    folder: Path,
    limit_s: float,
    extra: Mapping[str, str],
    largest_file_bytes: int,
    memory_bytes: int,
) -> ProcessEnd:
    """Runs ``command`` in ``folder`` for at most ``limit_s`` seconds; nothing of its group is alive afterwards.

    Each of its processes may have ``memory_bytes``, of data and of addresses. ``extra`` are environment variables for
    it. Raises OSError when it cannot be started.
    """
    limits = [str(largest_file_bytes // _FILE_BLOCK_BYTES), str(memory_bytes // _MEMORY_BLOCK_BYTES)]
    last = str(limit_s + _ORPHAN_GRACE_S)
    whole = [*no_network(), "/bin/sh", "-c", _LIMITED, "sh", *limits, last, *command]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _DEAD_PROXY)
    environment |= {"TMPDIR": str(folder), "LC_ALL": "C.UTF-8"} | dict(extra)
    log = folder / "said"
    with log.open("wb") as said:
        process = subprocess.Popen(
            whole,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status: int | None = process.wait(limit_s)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            _end_group(process)
    return ProcessEnd(status, _tail(log))


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Asks the group to end, so that LibreOffice removes its socket, then kills what is left of it."""
    for sent, grace_s in ((signal.SIGTERM, _GRACE_S), (signal.SIGKILL, None)):
        try:
            os.killpg(process.pid, sent)
        except (ProcessLookupError, PermissionError):
            break
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace_s)
    process.wait()


def _tail(log: Path) -> str:
    with log.open("rb") as said:
        said.seek(max(0, log.stat().st_size - 2000))
        return said.read().decode("utf-8", "replace").strip()
