"""Several processes behind one address."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
    import os, socket, tempfile
    from letterkit.worker.processes import keep

    bound = socket.create_server(("127.0.0.1", 0), backlog=16)

    def serve():
        tempfile.mkdtemp()
        while True:
            try:
                talk, _ = bound.accept()
                talk.recv(1)
                talk.sendall(b"%d" % os.getpid())
                talk.close()
            except Exception:
                pass  # as servers do: what goes wrong for one visitor is nobody else's

    print(bound.getsockname()[1], flush=True)
    keep([serve, serve])
    print("ended", flush=True)
"""


def ask(port: int) -> int:
    """The number of the process that answers."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as talk:
        talk.sendall(b"?")
        return int(talk.recv(100))


@pytest.fixture
def service(tmp_path: Path) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()  # its children follow
    process.communicate()


def test_one_that_dies_is_begun_again_and_a_stop_ends_all(service: "subprocess.Popen[str]") -> None:
    assert service.stdout is not None
    port = int(service.stdout.readline())
    first = ask(port)
    os.kill(first, signal.SIGKILL)
    with suppress(OSError, ValueError):  # the one that dies may have taken the call
        ask(port)
    assert all(ask(port) != first for _ in range(8))
    service.send_signal(signal.SIGTERM)
    told, complaints = service.communicate(timeout=20)
    assert told == "ended\n"
    assert "Traceback" not in complaints
    with pytest.raises(OSError, match="refused"):
        ask(port)


def test_temporary_files_of_the_dead_are_taken_away(service: "subprocess.Popen[str]", tmp_path: Path) -> None:
    assert service.stdout is not None
    port = int(service.stdout.readline())
    first = ask(port)
    before = made(tmp_path, lambda there: len(there) == 2)
    os.kill(first, signal.SIGKILL)
    made(tmp_path, lambda there: len(there) == 2 and there != before)
    service.send_signal(signal.SIGTERM)
    service.communicate(timeout=20)
    assert list(tmp_path.iterdir()) == []


def test_none_outlives_the_one_that_keeps_them(service: "subprocess.Popen[str]", tmp_path: Path) -> None:
    """What has the address would keep it from the service that is begun again."""
    assert service.stdout is not None
    port = int(service.stdout.readline())
    ask(port)
    service.kill()
    service.wait()
    until = time.monotonic() + 20
    while is_there(port) or list(tmp_path.iterdir()):
        assert time.monotonic() < until, "its children are still there, or what they had"
        time.sleep(0.1)


def made(folder: Path, wanted: Callable[[set[Path]], bool]) -> set[Path]:
    """The temporary folders that children have made, as soon as they are as ``wanted``."""
    until = time.monotonic() + 60
    while not wanted(there := _third_level(folder)):
        assert time.monotonic() < until, there
        time.sleep(0.1)
    return there


def _third_level(folder: Path) -> set[Path]:
    """As ``glob("*/*/*")`` finds them, which ends in an error where a folder goes away while it looks."""
    every = (Path(there, name) for there, folders, files in os.walk(folder) for name in (*folders, *files))
    return {path for path in every if len(path.relative_to(folder).parts) == 3}


def is_there(port: int) -> bool:
    try:
        ask(port)
    except (OSError, ValueError):  # refused, or ended in the middle of an answer
        return False
    return True
