"""One-time codes of the survey: twelve digits, that anybody can type on a telephone; the last one finds a slip.

Eleven digits are 36 bits: with a hundred thousand codes in force and as many tries as the service admits from one
address, a guess takes years. Only the SHA-256 of a code is kept.
"""

import hashlib
import re
import secrets

LENGTH = 12
_SEPARATORS = re.compile(r"[\s\u00a0‐‑–—.-]+")


def new_code() -> str:
    """A code that nobody can foresee: «123456789015»."""
    body = "".join(secrets.choice("0123456789") for _ in range(LENGTH - 1))
    return body + check_digit(body)


def read_code(typed: str) -> str | None:
    """The digits of ``typed``, however they were parted; None for what cannot be a code or has a slip in it."""
    digits = _SEPARATORS.sub("", typed)
    if len(digits) != LENGTH or not digits.isascii() or not digits.isdigit():
        return None
    return digits if check_digit(digits[:-1]) == digits[-1] else None


def digest(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode("ascii")).hexdigest()


def check_digit(digits: str) -> str:
    """The digit by Luhn (ISO/IEC 7812-1): one digit wrong, or two neighbours changed, is seen."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
