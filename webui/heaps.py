"""Heaps of the page of the day: things of one kind that wait for one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from letterkit.office.cases.queue import Waiting
from letterkit.store.batch_tables import Batch
from letterkit.store.tables import Appeal
from webui.due import Due

MOST = 6
"""Things of a heap that are shown."""


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """A kept thing that waits for somebody: what it is called, why it is here."""

    href: str
    title: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Heap:
    """Letters or appeals that wait for one thing: ``href`` leads to all, ``empty`` says how some come.

    ``batches`` are those with letters that wait, and how many; what is to be done stands at ``anchor`` of the pages.
    """

    title: str
    href: str
    all_words: str
    empty: str
    count: int
    letters: Sequence[Waiting] = ()
    appeals: Sequence[tuple[Appeal, Due]] = ()
    endpoint: str = "letters.show"
    batches: Mapping[Batch, int] = field(default_factory=dict)
    anchor: str | None = None
    kept: Sequence[WaitingItem] = ()
    is_late: bool = False

    @property
    def left(self) -> int:
        """How many of ``count`` are not shown."""
        shown = (self.letters, self.appeals, self.kept, self.batches)
        return self.count - sum(map(len, shown))
