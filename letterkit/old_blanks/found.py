"""What has been found in an old blank so far: proposals, and which of its words they have taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from letterkit.old_blanks.lines import Line

Fresh = Literal["", "before", "after"]
NAMED, PATTERN, CONTEXT, PLACE, ADDED = 0.97, 0.95, 0.85, 0.7, 0.5
"""How likely a proposal is right: by a name its author gave, by how it is written, by what stands around it, by its
place alone, as the usual place of what the blank lacks."""

NOTHING = "nothing"
"""Stands for a field where words should go and no mark comes: a rule to sign on, the place of a stamp."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The mark of ``field`` (or NOTHING) may take the place of ``text[start:end]``.

    ``fresh``: it gets a line of its own before or after the line there, because the blank has no place for it.
    """

    field: str
    start: int
    end: int
    likelihood: float
    fresh: Fresh = ""


class FoundMarks:
    """Proposals for ``lines``; no two of them take the same words."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.proposals: list[Proposal] = []

    def add(
        self, field: str, start: int, end: int, likelihood: float, fresh: Fresh = "", *, again: bool = False
    ) -> None:
        """Adds it unless its words are taken or its field has a place; ``again``: it may have several."""
        if (again or field == NOTHING or not self.has(field)) and (fresh or not self.takes(start, end)):
            self.proposals.append(Proposal(field, start, end, likelihood, fresh))

    def add_lines(self, field: str, lines: Sequence[Line], likelihood: float) -> None:
        """The words of ``lines``, which are neighbours; empty ones at the ends are left out."""
        said = [line for line in lines if not line.is_empty]
        for first, last in [(said[0], said[-1])] if said else ():
            start = first.start + len(first.words) - len(first.words.lstrip())
            self.add(field, start, last.start + len(last.words.rstrip()), likelihood)

    def has(self, *fields: str) -> bool:
        return any(each.field in fields for each in self.proposals)

    def takes(self, start: int, end: int) -> bool:
        """Whether a word of ``text[start:end]``, or an empty line there, is taken."""
        return any(
            (each.start < end and each.end > start) or (start == end == each.start == each.end)
            for each in self.proposals
            if not each.fresh
        )

    def takes_line(self, line: Line) -> bool:
        return self.takes(line.start, line.end)

    def spans_in(self, line: Line, field: str) -> Sequence[tuple[int, int]]:
        """Where in the words of ``line`` the proposals for ``field`` stand."""
        return [
            (each.start - line.start, each.end - line.start)
            for each in self.proposals
            if each.field == field and line.start <= each.start < each.end <= line.end
        ]

    def lines_of(self, *fields: str) -> Sequence[Line]:
        """The lines that the proposals for ``fields`` touch."""
        spans = [(each.start, each.end) for each in self.proposals if each.field in fields and not each.fresh]
        return [line for line in self.lines if any(line.start <= end and line.end >= start for start, end in spans)]

    def index(self, *fields: str) -> int | None:
        """The number of the first line that a proposal for ``fields`` touches."""
        touched = self.lines_of(*fields)
        return self.lines.index(touched[0]) if touched else None


def neighbours(lines: Iterable[Line]) -> list[Line]:
    """The first of ``lines`` and those after it up to an empty one or one of another cell or frame."""
    taken: list[Line] = []
    for line in lines:
        if taken and (line.is_empty or line.box != taken[-1].box):
            break
        if not line.is_empty:
            taken.append(line)
    return taken
