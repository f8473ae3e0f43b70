"""Rows of a large table read by a process of its own, ahead of whoever keeps them; who has time makes them ready."""

import dataclasses
import io
import multiprocessing
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain, count, islice
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import Any, NamedTuple, Self

from letterkit.compose.catalogue import ReplyText
from letterkit.core.errors import TableError
from letterkit.flow.garbage import set_aside_what_is_loaded
from letterkit.flow.sheets.rows import SheetRow
from letterkit.flow.sheets.sheet import ROWS_AT_ONCE, Sheet, read_sheet

LARGE_BYTES = 500_000
"""Of an .xlsx, some ten thousand rows: a smaller table is read before another process has begun."""
_PARTS_AHEAD = 16
_WAITS_S = 0.5
_READY = b"ready"
_ENOUGH = 6
"""Parts that lie ready: whoever asked has more to do than the reader, who then makes the rows too."""


class Task(NamedTuple):
    """The table ``data`` of the name ``name``, read for ``reply``.

    ``look`` is asked about each row where it is read; ``make`` makes of rows, each with what was seen in it, what is
    wanted of each. All of it goes to another process: functions of a module, or calls of one with plain values.
    """

    data: bytes
    name: str
    reply: ReplyText
    look: Callable[[SheetRow], Any]
    make: Callable[[Sequence[tuple[SheetRow, Any]]], list[Any]]


class _Part(NamedTuple):
    """Some rows, each with what was seen in it, or what was made of them already."""

    rows: list[Any]
    is_made: bool


def rows_of(sheet: Sheet, task: Task) -> Iterator[Any]:
    """What ``task`` makes of the rows of ``sheet``, which was read as it says.

    The other process takes seconds to begin: meanwhile the first rows are read here. If it cannot be begun, or is
    killed, so are all the others.
    """
    here = _parts_of(sheet.rows(), task)
    if len(task.data) < LARGE_BYTES:
        yield from chain.from_iterable(map(task.make, here))
        return
    with _Reader(task) as reader:
        given = first = 0
        for looked in here:
            yield from task.make(looked)
            given += len(looked)
            if not first and reader.is_ready:
                # The reader is quicker than we are, and has to come so far itself.
                first = -(-given * 3 // 2 // ROWS_AT_ONCE) * ROWS_AT_ONCE
                reader.begin(first)
            if given == first:
                break
        else:
            return
        for part in reader.parts():
            given += len(part.rows)
            yield from part.rows if part.is_made else task.make(part.rows)
            if len(part.rows) < ROWS_AT_ONCE:
                return
    yield from chain.from_iterable(map(task.make, islice(here, (given - first) // ROWS_AT_ONCE, None)))


def _parts_of(rows: Iterator[SheetRow], task: Task) -> Iterator[list[tuple[SheetRow, Any]]]:
    """The rows with what was seen in them, some at a time.

    What is done with many rows at once is done a quarter quicker than row by row: what it needs stays in the processor.
    """
    while part := list(islice(rows, ROWS_AT_ONCE)):
        yield list(zip(part, map(task.look, part), strict=True))


class _Reader:
    """The other process as whoever asks sees it; it ends with the ``with`` of its use."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._ahead: queue.Queue[bytes] = queue.Queue(_PARTS_AHEAD)
        self._ready, self._left = threading.Event(), threading.Event()

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")  # a fork would take threads' locks along
        self._taken = context.RawValue("Q", 0)
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_read, args=(theirs, self._task, self._taken), daemon=True)
        with suppress(OSError):
            self._process.start()
        theirs.close()
        self._receiver = threading.Thread(target=self._receive, daemon=True)
        self._receiver.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()
        self._receiver.join()
        self._ours.close()

    @property
    def is_ready(self) -> bool:
        """Whether it has begun, and waits to be told with which row."""
        return self._ready.is_set()

    def begin(self, first: int) -> None:
        """It is to send the rows from the one with the index ``first`` on."""
        with suppress(OSError):
            self._ours.send(first)

    def parts(self) -> Iterator[_Part]:
        """The rows some at a time; a part that is not full is the last. Ends early when the other process does."""
        while packed := self._ahead.get():
            self._taken.value += 1
            part: _Part = pickle.loads(packed)
            yield part

    def _receive(self) -> None:
        """Takes parts as they come, so that the reader does not wait; an empty one when no more will."""
        packed = b"-"
        while packed and not self._left.is_set():
            try:
                packed = self._ours.recv_bytes()
            except (EOFError, OSError):
                packed = b""
            if packed == _READY:
                self._ready.set()
                continue
            while not self._left.is_set():
                with suppress(queue.Full):
                    self._ahead.put(packed, timeout=_WAITS_S)
                    break


def _read(theirs: Connection, task: Task, taken: Any) -> None:
    """What the other process does; whoever asked has read the header already, so that a fault is no news."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked
    with suppress(TableError, EOFError, OSError):
        rows = read_sheet(task.data, task.name, task.reply).rows()
        set_aside_what_is_loaded()
        theirs.send_bytes(_READY)
        passed = islice(rows, theirs.recv())  # read all the same: later rows are compared with them
        deque(passed, maxlen=0)
        looked = _parts_of(rows, task)
        for sent in count():
            part = _Part(next(looked, []), is_made=False)
            if sent - taken.value >= _ENOUGH:
                part = _Part(task.make(part.rows), is_made=True)
            theirs.send_bytes(_packed(part))
            if len(part.rows) < ROWS_AT_ONCE:
                return


def _packed(part: _Part) -> bytes:
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
    """What takes the values of a class that is made of its fields alone and holds nothing else, in their order."""
    if not dataclasses.is_dataclass(kind) or kind.__dictoffset__:
        return None
    fields = dataclasses.fields(kind)
    whole = len(fields) > 1 and all(each.init and not each.kw_only for each in fields)
    return attrgetter(*(each.name for each in fields)) if whole else None
