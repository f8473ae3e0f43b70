"""What the post asks of a letter: where it goes, and the number under which it travels (ШПИ)."""

import re
from dataclasses import dataclass
from datetime import date

BARCODE_DIGITS = 14
_SPACES = re.compile(r"[\s\u00a0-]+")
_POST_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass(frozen=True, slots=True)
class PostItem:
    """A letter for the post: ``to`` is the addressee in the dative, ``who`` in the nominative, ``number`` the letter's.

    ``lines`` are the lines of its address, as they stand on an envelope.
    """

    to: tuple[str, ...]
    who: str
    address: str
    lines: tuple[str, ...]
    number: str
    dated: date | None
    barcode: str | None = None
    registered: bool = False

    @property
    def post_code(self) -> str | None:
        """The six figures of the post office; the last such group of the address."""
        found = _POST_CODE.findall(self.address)
        return found[-1] if found else None


def read_barcode(typed: str) -> str:
    """``typed`` without spaces and hyphens: people copy the number as it is printed, in groups."""
    return _SPACES.sub("", typed)


def is_barcode(code: str) -> bool:
    """Whether ``code`` is a number of the Russian post: 14 figures of which the last is the check figure of the others.

    Figures at odd places count thrice; with the check figure the sum is a whole number of tens.
    """
    if len(code) != BARCODE_DIGITS or not (code.isascii() and code.isdigit()):
        return False
    figures = [int(figure) for figure in code]
    return (3 * sum(figures[0:13:2]) + sum(figures[1:13:2]) + figures[13]) % 10 == 0
