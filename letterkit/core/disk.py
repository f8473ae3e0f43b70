"""A disk without room, told alike wherever it is met: what was asked is not done, and the administrator can mend it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from letterkit.core.errors import LetterkitError, RequestError, ToolMissing

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_full(fault: OSError) -> bool:
    """Whether ``fault`` says that there is no room on a disk, or none for who runs the program."""
    return fault.errno in _FULL


def not_written(fault: OSError, file: object) -> LetterkitError:
    """The error for a file that somebody has named: ToolMissing ``disk.full``, RequestError ``file.not-writable``."""
    if is_full(fault):
        return ToolMissing("disk.full")
    return RequestError("file.not-writable", file=str(file), why=fault.strerror or str(fault))


def not_kept(fault: OSError) -> ToolMissing:
    """The error for a file of the service itself, of whose places people are told nothing."""
    return ToolMissing("disk.full" if is_full(fault) else "disk.not-writable")


@contextmanager
def room() -> Iterator[None]:
    """In the block a full disk is raised as ToolMissing ``disk.full``; other faults stay as they are."""
    try:
        yield
    except OSError as fault:
        if is_full(fault):
            raise ToolMissing("disk.full") from fault
        raise
