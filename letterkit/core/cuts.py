"""What can be taken out of a letter that is too long, and what each piece saves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage ``text[start:end]`` of the letter; ``rank`` 1 saves most, ``lines`` and ``pages`` are what it saves.

    ``code`` is the rule that saw it.
    """

    rank: int
    code: str
    start: int
    end: int
    lines: int
    pages: float


@dataclass(frozen=True, slots=True)
class CutPlan:
    """How a letter of ``pages`` comes down to ``wanted``: ``over_lines`` must go.

    ``least`` are the ranks of the fewest cuts that do it, all of them when even they do not; ``left`` is the number of
    pages after them. ``measured`` on paper, else an estimate by an ordinary letter.
    """

    pages: float
    wanted: int
    over_lines: int
    lines_a_page: int
    cuts: tuple[Cut, ...]
    least: tuple[int, ...]
    left: float
    measured: bool

    @property
    def enough(self) -> bool:
        return self.left <= self.wanted
