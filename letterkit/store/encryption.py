"""Backups encrypted by age (age-encryption.org): to write one takes the public keys of those who may read it, no more.

The keys that read stay with people; a machine that makes backups has none of them.
"""

import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TypeAlias

import pyrage

from letterkit.core.disk import not_written
from letterkit.core.errors import RequestError
from letterkit.datafile import read_bytes

MARK = b"age-encryption.org/v1\n"
"""How an encrypted file begins."""
Recipient: TypeAlias = Any
"""The public half of a key, of pyrage's x25519 or ssh."""
Identity: TypeAlias = Any
"""A key that reads."""
_SHOWN = 16
"""As much of a word that is no public key as is told: were it a secret one, it would stand in logs."""


def parse_recipients(written: str | None) -> list[Recipient]:
    """Public keys parted by spaces, «age1…» or «ssh-ed25519 AAAA…»; RequestError ``backup.bad-recipient``."""
    words = iter((written or "").split())
    found: list[Recipient] = []
    for word in words:
        try:
            if word.startswith("ssh-"):
                found.append(pyrage.ssh.Recipient.from_str(f"{word} {next(words, '')}"))
            else:
                found.append(pyrage.x25519.Recipient.from_str(word))
        except pyrage.RecipientError:
            raise RequestError("backup.bad-recipient", key=word[:_SHOWN]) from None
    return found


def read_identities(file: Path) -> list[Identity]:
    """The keys of ``file`` that read: those of age-keygen, a line each, or one of ssh-keygen without a password.

    Raises RequestError ``file.not-found``, ``file.unreadable``, ``backup.bad-identity``.
    """
    data = read_bytes(file, RequestError)
    try:
        if data.startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(data)]
        lines = [line.strip() for line in data.decode("ascii", "replace").splitlines()]
        found: list[Identity] = [pyrage.x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise RequestError("backup.bad-identity", file=str(file))
    return found


def new_identity() -> tuple[Identity, Recipient]:
    """A key of this moment and its public half: it reads while somebody keeps it in mind, and nobody writes it down."""
    identity = pyrage.x25519.Identity.generate()
    return identity, identity.to_public()


@contextmanager
def encrypting(stream: IO[bytes], recipients: Sequence[Recipient]) -> Iterator[IO[bytes]]:
    """What is written inside the block goes into ``stream`` encrypted, at once: nothing readable lies on the disk.

    A fault of ``stream`` is raised as it is.
    """
    source, sink = os.pipe()
    target = _Target(stream)
    faults: list[BaseException] = []

    def work() -> None:
        with os.fdopen(source, "rb") as reader:
            try:
                pyrage.encrypt_io(reader, target, list(recipients))
            except Exception as fault:
                faults.append(target.fault or fault)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        with os.fdopen(sink, "wb") as written:
            yield written
    except BrokenPipeError:
        worker.join()
        if not faults:
            raise
    finally:
        worker.join()
    if faults:
        raise faults[0]


@contextmanager
def decrypting(path: Path, identities: Sequence[Identity], aside: Path | None) -> Iterator[IO[bytes]]:
    """What the encrypted file at ``path`` holds, in a file of the folder ``aside`` that has no name and is gone after.

    Raises RequestError ``backup.encrypted`` without identities, ``backup.other-identity``, ``backup.damaged``.
    """
    if not identities:
        raise RequestError("backup.encrypted", file=str(path))
    with tempfile.TemporaryFile(dir=aside) as plain:
        target = _Target(plain)
        try:
            with path.open("rb") as stream:
                pyrage.decrypt_io(stream, target, list(identities))
        except (pyrage.DecryptError, OSError) as fault:
            if target.fault is not None:
                raise not_written(target.fault, aside or tempfile.gettempdir()) from fault
            is_foreign = "No matching keys" in str(fault)
            raise RequestError("backup.other-identity" if is_foreign else "backup.damaged", file=str(path)) from fault
        plain.seek(0)
        yield plain


def is_encrypted(path: Path) -> bool:
    """Whether the file at ``path`` is one of age; False for one that cannot be read."""
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(len(MARK)) == MARK
    return False


class _Target:
    """A stream that remembers what went wrong with it: of that pyrage tells the words alone."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.fault: OSError | None = None

    def write(self, data: Any) -> int:
        try:
            return self._stream.write(data)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as fault:
            self.fault = fault
            raise
