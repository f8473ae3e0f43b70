"""Queues of every kind: a file, a PostgreSQL and a Redis of the tests' own."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterkit.settings import Settings
from letterkit.worker.queue import Queue

KINDS = ("sqlite", "postgresql", "redis")


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Debian's Redis, started once in a folder of its own; skips where it is not installed."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("Redis is not installed: apt-get install redis-server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    order = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(order, stdout=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()


@pytest.fixture(params=KINDS)
def queue_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty queue, of each kind in turn."""
    if request.param == "sqlite":
        yield "sqlite"
    elif request.param == "postgresql":
        with request.getfixturevalue("postgresql").empty() as url:
            yield url
    else:
        url = request.getfixturevalue("redis_url")
        yield url
        Queue(Settings(data=tmp_path, queue_url=url)).huey.storage.flush_all()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("Redis did not start")
