"""The ZIP of a stranger: opened so that whatever is wrong with it is one kind of error, and never more than it says.

Word, OpenDocument and Excel files are such ZIPs; each of their guards says what it makes of the faults.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from struct import error as StructError

_ENCRYPTED_FLAG = 0x1
# ISO/IEC 29500-2, annex B, and OpenDocument 1.3, part 2, 2.2 know no others; LZMA would take what memory it asks for.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile raises for headers that lie: seeks before the beginning, sizes of more than there is, odd names.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, StructError, ValueError, OverflowError, EOFError, LookupError, OSError, MemoryError,
    RuntimeError,
)  # fmt: skip


class ArchiveProblem(Enum):
    """What is wrong with a ZIP."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    METHOD = "method"
    ENTRIES = "entries"
    SIZE = "size"
    RATIO = "ratio"


class ArchiveFault(Exception):
    """A ZIP that is not to be read: ``wrong`` says why, ``part`` where, ``why`` is what zipfile said (English).

    ``count`` and ``limit`` are those of ENTRIES and SIZE (bytes).
    """

    def __init__(
        self, wrong: ArchiveProblem, part: str | None = None, why: str = "", count: int = 0, limit: int = 0
    ) -> None:
        super().__init__(wrong, part, why, count, limit)
        self.wrong, self.part, self.why, self.count, self.limit = wrong, part, why, count, limit


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be in a ZIP: ``entries``, bytes of all unpacked, and bytes that ``most`` allows a part of a name.

    A part of over ``ratio_floor`` bytes that is packed more than ``ratio`` times is a bomb.
    """

    entries: int
    total: int
    most: Callable[[str], int]
    ratio: int
    ratio_floor: int


def open_zip(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """``data`` as a ZIP whose entries are within ``limits``, to be closed; raises ArchiveFault.

    Its entries are read by ``content`` and ``pieces``, which give no more bytes than the entry says that it has.
    """
    with _translate_faults(None):
        archive = zipfile.ZipFile(io.BytesIO(data))
        _within(limits, archive.infolist(), len(data))
        return archive


def content(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo) -> bytes:
    """An entry of what ``open_zip`` has given; raises ArchiveFault, also for one that is not there."""
    with _translate_faults(part):
        return archive.read(part)


def pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo, size: int = 1_048_576) -> Iterator[bytes]:
    """As ``content``, ``size`` bytes at a time."""
    with _translate_faults(part), archive.open(part) as stream:
        while piece := stream.read(size):
            yield piece


@contextmanager
def _translate_faults(part: str | zipfile.ZipInfo | None) -> Iterator[None]:
    """What zipfile raises inside as ArchiveFault."""
    name = part.filename if isinstance(part, zipfile.ZipInfo) else part
    try:
        yield
    except NotImplementedError as fault:
        raise ArchiveFault(ArchiveProblem.METHOD, name, str(fault)) from fault
    except _BROKEN as fault:
        raise ArchiveFault(ArchiveProblem.DAMAGED, name, str(fault)) from fault


def _within(limits: Limits, entries: Sequence[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > limits.entries:
        raise ArchiveFault(ArchiveProblem.ENTRIES, count=len(entries), limit=limits.entries)
    total = sum(entry.file_size for entry in entries)
    if total > limits.total:
        raise ArchiveFault(ArchiveProblem.SIZE, count=total, limit=limits.total)
    # Entries that share their packed bytes unpack to more than the file can hold.
    if sum(entry.compress_size for entry in entries) > packed:
        raise ArchiveFault(ArchiveProblem.RATIO, entries[0].filename)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise ArchiveFault(ArchiveProblem.LOCKED, entry.filename)
        if entry.compress_type not in _METHODS:
            raise ArchiveFault(ArchiveProblem.METHOD, entry.filename, f"method {entry.compress_type}")
        if entry.file_size > limits.ratio_floor and entry.file_size > limits.ratio * max(1, entry.compress_size):
            raise ArchiveFault(ArchiveProblem.RATIO, entry.filename)
        if entry.file_size > limits.most(entry.filename):
            raise ArchiveFault(
                ArchiveProblem.SIZE, entry.filename, count=entry.file_size, limit=limits.most(entry.filename)
            )
