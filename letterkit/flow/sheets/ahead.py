"""Rows of a large table read by a process of its own, ahead of whoever checks them: both take as long."""

import dataclasses
import io
import multiprocessing
import pickle
import queue
import signal
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import Any, NamedTuple

from letterkit.compose.catalogue import ReplyText
from letterkit.core.errors import TableError
from letterkit.flow.sheets.rows import SheetRow
from letterkit.flow.sheets.sheet import Sheet, read_sheet

LARGE_BYTES = 500_000
"""Of an .xlsx, some ten thousand rows: a smaller table is read before another process has begun."""
_ROWS_AT_ONCE = 200
_PARTS_AHEAD = 16
_WAITS_S = 0.5


class Task(NamedTuple):
    """The table ``data`` of the name ``name``, read for ``reply``; ``look`` is asked about each row, where it is read.

    All of it goes to another process: ``look`` is a function of a module, or a call of one with plain values.
    """

    data: bytes
    name: str
    reply: ReplyText
    look: Callable[[SheetRow], Any]


def rows_of(sheet: Sheet, task: Task) -> Iterator[tuple[SheetRow, Any]]:
    """The rows of ``sheet``, which was read as ``task`` says, each with what the look at it has shown.

    If the other process cannot be begun, or is killed, the rest is read here.
    """
    given = 0
    if len(task.data) >= LARGE_BYTES:
        for part in _parts(task):
            given += len(part)
            yield from part
            if len(part) < _ROWS_AT_ONCE:
                return
    yield from _looked(islice(sheet.rows(), given, None), task)


def _looked(rows: Iterator[SheetRow], task: Task) -> Iterator[tuple[SheetRow, Any]]:
    return ((row, task.look(row)) for row in rows)


def _parts(task: Task) -> Iterator[list[tuple[SheetRow, Any]]]:
    """The rows some at a time; a part that is not full is the last. Ends early when the other process does."""
    context = multiprocessing.get_context("spawn")  # a fork would take threads' locks along
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(theirs, task), daemon=True)
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
            part: list[tuple[SheetRow, Any]] = pickle.loads(packed)
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


def _read(theirs: Connection, task: Task) -> None:
    """What the other process does; whoever asked has read the header already, so that a fault is no news."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked
    with suppress(TableError, BrokenPipeError):
        rows = _looked(read_sheet(task.data, task.name, task.reply).rows(), task)
        full = True
        while full:
            part = list(islice(rows, _ROWS_AT_ONCE))
            theirs.send_bytes(_packed(part))
            full = len(part) == _ROWS_AT_ONCE


def _packed(part: list[tuple[SheetRow, Any]]) -> bytes:
    packed = io.BytesIO()
    _Packer(packed, pickle.HIGHEST_PROTOCOL).dump(part)
    return packed.getvalue()


class _Packer(pickle.Pickler):
    """Writes a card as a call of its class: by itself, a class with slots asks what its fields are at each value."""

    def reducer_override(self, value: Hashable) -> Any:
        values = _values_of(type(value))
        return (type(value), values(value)) if values else NotImplemented


@cache
def _values_of(kind: type) -> "attrgetter[tuple[Any, ...]] | None":
    """What takes the values of a class that is made of its fields alone, in their order."""
    if not dataclasses.is_dataclass(kind):
        return None
    fields = dataclasses.fields(kind)
    whole = len(fields) > 1 and all(each.init and not each.kw_only for each in fields)
    return attrgetter(*(each.name for each in fields)) if whole else None
