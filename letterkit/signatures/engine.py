"""GOST algorithms by OpenSSL with its engine (Debian: libengine-gost-openssl): optional, without it nothing is said.

No Python library of them is kept well (docs/decisions/0047). The program is run as any other that reads what strangers
have sent: without network, with little memory, for seconds.
"""

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from letterkit.core.disk import room
from letterkit.pages.process import ProcessEnd, run

_LIMIT_S = 20.0
_MEMORY_BYTES = 512_000_000
_LARGEST_RESULT_BYTES = 1_000_000
_HEX = re.compile(r"\b[0-9a-f]{64}(?:[0-9a-f]{64})?\b")
_HOLDS = "Verified OK"


def has_gost() -> bool:
    """Whether GOST algorithms can be computed on this machine."""
    program = shutil.which("openssl")
    return program is not None and _can(program)


def gost_digests(program_name: str, files: Sequence[bytes]) -> list[bytes | None]:
    """The digest of each of ``files``; None for all where they cannot be computed here."""
    if not has_gost():
        return [None] * len(files)
    with room(), tempfile.TemporaryDirectory(prefix="letterkit-") as folder:
        work = Path(folder)
        return [_digest(work, program_name, data) for data in files]


def gost_verifies(program_name: str, public_key: bytes, value: bytes, signed: bytes) -> bool | None:
    """Whether ``value`` is the signature of ``signed`` by ``public_key`` (DER); None where nobody can say."""
    if not has_gost():
        return None
    given = {"key.der": public_key, "value": value, "signed": signed}
    order = [f"-{program_name}", "-keyform", "DER", "-verify", "key.der", "-signature", "value", "signed"]
    with room(), tempfile.TemporaryDirectory(prefix="letterkit-") as folder:
        return _HOLDS in _dgst(Path(folder), order, given).said


def _digest(work: Path, program_name: str, data: bytes) -> bytes | None:
    found = _HEX.findall(_dgst(work, [f"-{program_name}", "-r", "file"], {"file": data}).said)
    return bytes.fromhex(found[-1]) if found else None


@lru_cache(maxsize=4)
def _can(program: str) -> bool:
    with room(), tempfile.TemporaryDirectory(prefix="letterkit-") as folder:
        return bool(_HEX.search(_dgst(Path(folder), ["-md_gost12_256", "-r", "file"], {"file": b""}).said))


def _dgst(work: Path, order: Sequence[str], files: Mapping[str, bytes]) -> ProcessEnd:
    for name, data in files.items():
        (work / name).write_bytes(data)
    return openssl(work, ["dgst", "-engine", "gost", *order])


def openssl(work: Path, order: Sequence[str]) -> ProcessEnd:
    """How OpenSSL ends that is to do ``order`` in the folder ``work``; without a status where there is none."""
    try:
        return run(
            ["openssl", *order],
            folder=work,
            limit_s=_LIMIT_S,
            extra={},
            largest_file_bytes=_LARGEST_RESULT_BYTES,
            memory_bytes=_MEMORY_BYTES,
        )
    except OSError:
        return ProcessEnd(None, "")
