"""Rows of a large table read by a process of its own, ahead of whoever checks them: both take as long."""

import multiprocessing
import pickle
import queue
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection

from letterkit.compose.catalogue import ReplyText
from letterkit.core.errors import TableError
from letterkit.flow.sheets.rows import SheetRow
from letterkit.flow.sheets.sheet import Sheet, read_sheet

LARGE_BYTES = 500_000
"""Of an .xlsx, some ten thousand rows: a smaller table is read before another process has begun."""
_ROWS_AT_ONCE = 200
_PARTS_AHEAD = 16
_WAITS_S = 0.5


def rows_of(sheet: Sheet, data: bytes, reply: ReplyText) -> Iterator[SheetRow]:
    """The rows of ``sheet``, which was read from ``data`` for ``reply``: as ``sheet.rows()`` gives them.

    If the other process cannot be begun, or is killed, the rest is read here.
    """
    if len(data) < LARGE_BYTES:
        yield from sheet.rows()
        return
    given = 0
    for part in _parts(data, sheet.name, reply):
        given += len(part)
        yield from part
        if len(part) < _ROWS_AT_ONCE:
            return
    yield from islice(sheet.rows(), given, None)


def _parts(data: bytes, name: str, reply: ReplyText) -> Iterator[list[SheetRow]]:
    """The rows some at a time; a part that is not full is the last. Ends early when the other process does."""
    context = multiprocessing.get_context("spawn")  # a fork would take threads' locks along
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(theirs, data, name, reply), daemon=True)
    try:
        process.start()
    except OSError:
        return
    finally:
        theirs.close()
    ahead: queue.Queue[bytes] = queue.Queue(_PARTS_AHEAD)
    left = threading.Event()
    receiver = threading.Thread(target=_receive, args=(ours, ahead, left), daemon=True)
    receiver.start()
    try:
        while packed := ahead.get():
            part: list[SheetRow] = pickle.loads(packed)
            yield part
            if len(part) < _ROWS_AT_ONCE:
                return
    finally:
        left.set()
        process.kill()
        process.join()
        receiver.join()
        ours.close()


def _receive(ours: Connection, ahead: "queue.Queue[bytes]", left: threading.Event) -> None:
    """Takes parts as they come, so that the reader does not wait; an empty one when no more will."""
    packed = b"-"
    while packed and not left.is_set():
        try:
            packed = ours.recv_bytes()
        except (EOFError, OSError):
            packed = b""
        while not left.is_set():
            with suppress(queue.Full):
                ahead.put(packed, timeout=_WAITS_S)
                break


def _read(theirs: Connection, data: bytes, name: str, reply: ReplyText) -> None:
    """What the other process does; whoever asked has read the header already, so that a fault is no news."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked
    with suppress(TableError, BrokenPipeError):
        rows = read_sheet(data, name, reply).rows()
        full = True
        while full:
            part = list(islice(rows, _ROWS_AT_ONCE))
            theirs.send_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
            full = len(part) == _ROWS_AT_ONCE
