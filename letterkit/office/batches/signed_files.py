"""Files of signatures that come together, often in one archive: unpacked, and each with the name of what it signs."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from letterkit.core.errors import RequestError
from letterkit.signatures.container import LARGEST_BYTES

MOST_FILES = 500
_MOST_BYTES = 64_000_000
_MOST_MEMBERS = 5_000
_SIGNATURE = (".sig", ".p7s", ".sgn")
_PDF, _ZIP = ".pdf", ".zip"
_IN_UTF8 = 0x800
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class GivenSignature:
    """A file of a signature; ``stem`` is the name of the letter that it is of, as the file's own name says."""

    name: str
    data: bytes

    @property
    def stem(self) -> str:
        stem = re.sub(r"(?i)\.(?:sig|p7s|sgn)$", "", self.name)
        return re.sub(r"(?i)\.pdf$", "", stem).strip()


def unpack(files: Sequence[tuple[str, bytes]]) -> list[GivenSignature]:
    """The signatures among ``files`` and in their archives; what is signed may lie beside them and is left alone.

    Raises RequestError ``signature.no-file``, ``signature.bad-archive``, ``signature.too-many``.
    """
    found = [each for name, data in files for each in _signatures(name, data)]
    if not found:
        raise RequestError("signature.no-file")
    if len(found) > MOST_FILES:
        raise RequestError("signature.too-many", limit=MOST_FILES)
    return found


def _signatures(name: str, data: bytes) -> Iterator[GivenSignature]:
    name = PurePosixPath(name.replace("\\", "/")).name
    if not name.lower().endswith(_ZIP):
        yield GivenSignature(name, data)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            wanted = [each for each in members if each.filename.lower().endswith(_SIGNATURE)]
            if len(members) > _MOST_MEMBERS or sum(each.file_size for each in wanted) > _MOST_BYTES:
                raise RequestError("signature.too-many", limit=MOST_FILES)
            for each in wanted[: MOST_FILES + 1]:
                with archive.open(each) as member:
                    yield GivenSignature(PurePosixPath(_intended_name(each)).name, member.read(LARGEST_BYTES + 1))
    except _FAULTS as fault:
        raise RequestError("signature.bad-archive", file=name) from fault


def _intended_name(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: archives of Windows have Russian letters in the code page of DOS."""
    if member.flag_bits & _IN_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return member.filename
