"""Passwords: how they are kept (argon2id); what is asked of a new one stands in ``password_rules``."""

import logging
import secrets
import threading
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import HashingError, InvalidHashError, VerificationError, VerifyMismatchError

from letterkit.core.errors import ToolFailed

log = logging.getLogger(__name__)

HASHER = PasswordHasher()
"""RFC 9106, low memory: about a tenth of a second a password."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""Each takes 64 MB and all cores: more of them at nine in the morning take gigabytes and end no sooner."""

_TEMPORARY_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another


def hash_of(password: str) -> str:
    """``password`` as it is kept; raises ToolFailed ``password.unchecked`` where memory or threads are lacking."""
    try:
        with _AT_ONCE:
            return HASHER.hash(_plain(password))
    except HashingError as fault:
        raise _hasher_failure(fault) from fault


def matches(password: str, hashed: str | None) -> bool:
    """Whether ``password`` is the one kept as ``hashed``; takes as long when there is none.

    Raises ToolFailed ``password.unchecked`` where memory or threads are lacking: it may well be the right one.
    """
    try:
        kept = hashed or _nobody(HASHER)
        with _AT_ONCE:
            return HASHER.verify(kept, _plain(password)) and hashed is not None
    except (VerifyMismatchError, InvalidHashError):
        return False
    except (VerificationError, HashingError) as fault:
        raise _hasher_failure(fault) from fault


def is_dated(hashed: str) -> bool:
    """Whether ``hashed`` was made with less effort than is asked now."""
    return HASHER.check_needs_rehash(hashed)


def temporary_password() -> str:
    """A password to be told to somebody and changed by them: about 59 bits, easy to read out."""
    return "-".join("".join(secrets.choice(_TEMPORARY_SIGNS) for _ in range(4)) for _ in range(3))


def _hasher_failure(fault: Exception) -> ToolFailed:
    """What is told, in words of our own; argon2's go to the log."""
    log.error("argon2 could not do its work: %s", fault)
    return ToolFailed("password.unchecked")


def _plain(password: str) -> str:
    """One form for the same signs, whichever keyboard has typed them."""
    return unicodedata.normalize("NFC", password)


@lru_cache(maxsize=4)
def _nobody(hasher: PasswordHasher) -> str:
    return hasher.hash(secrets.token_hex(16))
