"""Values sealed while a template runs: Jinja and docxtpl handle marks, the values themselves come in at the end.

A mark is a number between two private-use characters. So a surname with «{{», «<» or «&» is never read by anyone as
template or XML; what is left of the template itself can be told from a value that looks like it; and a value that
vanishes on the way is missed.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

OPEN, CLOSE = "\uf8f0", "\uf8f1"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
# A letter prints some dozens of values; a template that wants thousands has run away.
MOST_VALUES = 5000
# Characters of all values together: a hundred pages, whatever is printed again and again.
MOST_CHARACTERS = 2_000_000


class TooManyValues(Exception):
    """A template printed more values than any letter has."""


@dataclass(slots=True)
class Ledger:
    """What one run of a template printed. ``forms`` maps a value to what filters made of it."""

    values: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    forms: dict[str, set[str]] = field(default_factory=dict)
    characters: int = 0

    def seal(self, value: str, name: str) -> str:
        """The mark that stands for ``value``, printed by the expression ``name``."""
        self.characters += len(value)
        if len(self.values) >= MOST_VALUES or self.characters > MOST_CHARACTERS:
            raise TooManyValues
        self.values.append(value.replace(OPEN, "").replace(CLOSE, ""))
        self.names.append(name)
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"

    def open_marks(self, text: str) -> str:
        """``text`` with every mark replaced by its value."""
        return MARK.sub(lambda match: self.values[int(match[1])], text)

    def marks_in(self, text: str) -> Iterator[int]:
        """Numbers of the marks that stand in ``text``."""
        return (int(match[1]) for match in MARK.finditer(text))

    def note_form(self, given: str, made: str) -> None:
        """A filter turned ``given`` into ``made``."""
        self.forms.setdefault(given, set()).add(made)

    def all_forms(self, value: str) -> frozenset[str]:
        """``value`` and all that filters, one after another, made of it."""
        found, ahead = {value}, [value]
        while ahead:
            for made in self.forms.get(ahead.pop(), ()):
                if made not in found:
                    found.add(made)
                    ahead.append(made)
        return frozenset(found)


_current: ContextVar[Ledger | None] = ContextVar("ledger", default=None)


@contextmanager
def opened_ledger() -> Iterator[Ledger]:
    """A fresh ledger, in force inside the block."""
    ledger = Ledger()
    token = _current.set(ledger)
    try:
        yield ledger
    finally:
        _current.reset(token)


def current_ledger() -> Ledger | None:
    """The ledger in force, or None outside a run."""
    return _current.get()
