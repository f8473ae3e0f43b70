"""Several processes behind one address."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
    import os, socket
    from letterkit.worker.processes import keep

    bound = socket.create_server(("127.0.0.1", 0), backlog=16)

    def serve():
        while True:
            talk, _ = bound.accept()
            talk.recv(1)
            talk.sendall(b"%d" % os.getpid())
            talk.close()

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
def service() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_one_that_dies_is_begun_again_and_a_stop_ends_all(service: "subprocess.Popen[str]") -> None:
    assert service.stdout is not None
    port = int(service.stdout.readline())
    first = ask(port)
    os.kill(first, signal.SIGKILL)
    assert all(ask(port) != first for _ in range(8))
    service.send_signal(signal.SIGTERM)
    told, complaints = service.communicate(timeout=20)
    assert told == "ended\n"
    assert "Traceback" not in complaints
    with pytest.raises(OSError, match="refused"):
        ask(port)


def test_none_outlives_the_one_that_keeps_them(service: "subprocess.Popen[str]") -> None:
    """What has the address would keep it from the service that is begun again."""
    assert service.stdout is not None
    port = int(service.stdout.readline())
    ask(port)
    service.kill()
    service.wait()
    until = time.monotonic() + 20
    while is_there(port):
        assert time.monotonic() < until, "its children still answer"
        time.sleep(0.1)


def is_there(port: int) -> bool:
    try:
        ask(port)
    except (OSError, ValueError):  # refused, or ended in the middle of an answer
        return False
    return True
