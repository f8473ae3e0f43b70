"""The key that entries of the journal are hashed with: whoever writes in the database alone cannot hash them anew.

It lies beside the data (``audit.key``) or in LETTERKIT_AUDIT_KEY, never in the database. There may be several, one a
line: those of before prove what was written with them, the last one is written with.
"""

import hashlib
import secrets
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.settings import Settings
from letterkit.store.secret_file import kept_secret, read_secret

FILE = "audit.key"
OPTION = "letterkit_audit_key"
"""The execution option of an engine under which its sessions find their key."""
_LEAST = 32
"""Characters of a key that nobody guesses."""


class AuditKey:
    """The keys that ``given`` holds, or else ``file``, which is made when it is first written with."""

    def __init__(self, file: Path, given: str | None = None) -> None:
        self._file, self._given = file, given

    @cached_property
    def current(self) -> str:
        """The key that is written with; raises RequestError ``audit.bad-key``, ``file.not-writable``."""
        told = self._given or kept_secret(self._file, lambda: secrets.token_urlsafe(48) + "\n")
        return _split_keys(told)[-1]

    def known_keys(self) -> Mapping[str, str]:
        """All keys by their fingerprints, none made; raises RequestError ``audit.bad-key``, ``file.unreadable``."""
        told = self._given or read_secret(self._file)
        return {fingerprint(key): key for key in _split_keys(told)} if told else {}


def audit_key(settings: Settings) -> AuditKey:
    """The key of the settings."""
    given = settings.audit_key.get_secret_value() if settings.audit_key else None
    return AuditKey(settings.data_dir / FILE, given)


def key_of(session: Session) -> AuditKey | None:
    """The key that the database of ``session`` was opened with."""
    found = session.get_bind().get_execution_options().get(OPTION)
    return found if isinstance(found, AuditKey) else None


def fingerprint(key: str) -> str:
    """What a key is called by: tells nothing of it."""
    return hashlib.sha256(f"letterkit-audit-key {key}".encode()).hexdigest()[:16]


def _split_keys(told: str) -> list[str]:
    keys = told.split()
    if not keys or any(len(key) < _LEAST for key in keys):
        raise RequestError("audit.bad-key", least=_LEAST)
    return keys
