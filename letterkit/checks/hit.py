"""What a check saw: a place and the details that its rule's message names."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from letterkit.core.box import Box
from letterkit.core.finding import Engine, Level


@dataclass(frozen=True, slots=True)
class Hit:
    """``text[start:end]`` of the subject (cleaned text; of the letter as given when ``raw``); None when it is absence.

    ``page`` and ``box`` (mm) are given where what is wrong is no words of the letter, such as a margin.
    ``level`` and ``safe`` stand for those of the rule where one rule sees cases of different weight. ``word`` is what
    the rule asks about where that is not all of the place: hits of one word are one finding (``checks.repeats``).
    """

    start: int | None = None
    end: int | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    safe: bool | None = None
    level: Level | None = None
    engine: Engine = "rules"
    raw: bool = False
    page: int | None = None
    box: Box | None = None
    word: str = ""

    def move(self, by: int) -> "Hit":
        """The same ``by`` characters further on; it must have a place."""
        assert self.start is not None
        assert self.end is not None
        return replace(self, start=self.start + by, end=self.end + by)


MISSING = Hit()
