"""Passwords: how they are kept (argon2id), and which are too easy to guess."""

import logging
import secrets
import threading
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import HashingError, InvalidHashError, VerificationError, VerifyMismatchError

from letterkit.core.errors import RequestError, ToolFailed

log = logging.getLogger(__name__)

HASHER = PasswordHasher()
"""RFC 9106, low memory: about a tenth of a second a password."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""Each takes 64 MB and all cores: more of them at nine in the morning take gigabytes and end no sooner."""

LEAST = 10
MOST = 128
_LEAST_SIGNS = 5
_LEAST_BESIDE_LOGIN = 5
_TEMPORARY_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another

_COMMONEST = frozenset(
    """
    1234567890 0123456789 0987654321 9876543210 12345678910 123456789a a123456789 123456789q q123456789 1q2w3e4r5t
    1q2w3e4r5t6y 1qaz2wsx3edc qazwsxedcrfv zaq12wsxcde3 qwertyuiop qwertyuiop123 qwerty1234 qwerty12345 qwerty123456
    asdfghjkl1 asdfghjkl123 zxcvbnm123 password12 password123 password1234 passw0rd123 p@ssw0rd123 administrator
    admin12345 admin123456 adminadmin letmein123 welcome123 iloveyou12 changeme123 superuser1 1111111111 abcdefghij
    abcd123456 abc1234567 йцукенгшщз йцукенгшщзхъ йцукен1234 йцукен12345 йцукен123456 фывапролдж фывапролджэ ячсмитьбю1
    пароль1234 пароль12345 пароль123456 парольпароль администратор админ12345 министерство министерство1 привет12345
    россия12345 россия2024 россия2025 россия2026 russia2024 russia2025 russia2026 gfhjkm12345 qwe123qwe123 123qwe123qwe
    123123123123 12341234123 1234512345 letterkit1 letterkit12 letterkit123
    """.split()
)


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


def demand_strong(password: str, login: str) -> None:
    """Raises RequestError ``person.short-password``, ``person.long-password``, ``person.weak-password``."""
    plain = _plain(password).casefold()
    if len(plain) < LEAST:
        raise RequestError("person.short-password", least=LEAST)
    if len(plain) > MOST:
        raise RequestError("person.long-password", most=MOST)
    beside_login = plain.replace(login.casefold(), "") if login else plain
    if plain in _COMMONEST or len(set(plain)) < _LEAST_SIGNS or len(beside_login) < _LEAST_BESIDE_LOGIN:
        raise RequestError("person.weak-password")


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
