"""Whether a process has ended, though it is nobody's child any more."""

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest


def assert_ends(process_id: int) -> None:
    """The process is gone, or dead and waiting for its parent to notice, within twenty seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        state = ""
        with suppress(FileNotFoundError, ProcessLookupError):
            state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
        if state in ("", "Z", "X"):
            return
        time.sleep(0.05)
    os.kill(process_id, 9)
    pytest.fail("the child is still alive")
