"""The memory of a process that lives long, as the system counts it, and how C takes it for threads."""

import ctypes
from contextlib import suppress
from pathlib import Path


def memory_bytes() -> dict[str, int]:
    """What the system says of this process: ``VmData`` it may write to, ``RssAnon`` it has of its own or shares."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    return {line[0].rstrip(":"): int(line[1]) << 10 for line in lines if line[-1:] == ["kB"]}


def share_heaps_among_threads() -> None:
    """Threads take memory from two heaps: with one each, as glibc has it, what a large form took stays with all."""
    with suppress(OSError, AttributeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_ARENA_MAX, 2)
        mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)


_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # malloc.h
_LARGE_BYTES = 256 << 10
