"""What is left of a program when it overstays, swells, or nobody is there any more to end it."""

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from letterkit.pages import process

from .alive import assert_ends

LARGEST, MEMORY = 1_000_000, 900_000_000
ORPHANED = """
import sys, pathlib
from letterkit.pages import process
process._ORPHAN_GRACE_S = 0
folder = pathlib.Path(sys.argv[1])
child = "trap '' TERM; echo $$ >child.new; mv child.new child; while :; do sleep 1; done"
command = ["/bin/sh", "-c", f'sh -c "$0" & exec sleep 600', child]
process.run(command, folder=folder, limit_s=5, extra={}, largest_file_bytes=1_000_000, memory_bytes=900_000_000)
"""


def test_a_program_whose_starter_was_killed_ends_with_its_children_when_its_time_is_over(tmp_path: Path) -> None:
    starter = subprocess.Popen([sys.executable, "-c", ORPHANED, str(tmp_path)], env={"PYTHONPATH": ":".join(sys.path)})
    until = time.monotonic() + 60
    while not (tmp_path / "child").exists() and time.monotonic() < until:
        time.sleep(0.02)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    assert_ends(int((tmp_path / "child").read_text()))


def test_the_limits_are_its_own_whatever_those_of_its_starter_are(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (8_000_000_000, hard))
    try:
        ended = process.run(
            ["/bin/sh", "-c", "ulimit -d; ulimit -v; ulimit -c; ulimit -f"],
            folder=tmp_path,
            limit_s=30,
            extra={},
            largest_file_bytes=LARGEST,
            memory_bytes=MEMORY,
        )
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    if hard != resource.RLIM_INFINITY:
        pytest.skip("this machine has limits of its own")
    assert ended.said.split() == [str(MEMORY // 1024), str(MEMORY // 1024), "0", str(LARGEST // 512)]
