"""One change to a clean letter, and which words of the changed letter are then wrong."""

from dataclasses import dataclass, replace

from bench.accuracy.look import Look
from letterkit.core.case import CaseCard
from letterkit.core.letter import Part

Span = tuple[int, int]

_BLANKS = " \u00a0\t"


@dataclass(frozen=True, slots=True)
class Edit:
    """``new`` in the place ``place`` (from, up to) of the clean letter.

    ``fault`` is the span of the wrong words in the letter as changed; None when something is missing from it. ``way``
    tells edits of one planter apart, so that they are taken in equal shares; ``kind`` overrides the planter's.
    ``card`` stands in the place of the letter's own. ``other`` is the span of the clean letter that the wrong words
    contradict: a finding there is as good. ``look`` is a wrong look of the letter in print.
    """

    place: Span
    new: str
    fault: Span | None
    way: str = ""
    kind: str | None = None
    card: CaseCard | None = None
    other: Span | None = None
    look: Look | None = None

    def apply(self, text: str) -> str:
        """``text`` as changed."""
        return text[: self.place[0]] + self.new + text[self.place[1] :]

    @property
    def faults(self) -> tuple[Span, ...]:
        """Spans of the changed letter that a finding may stand at; none when something is missing."""
        if self.fault is None:
            return ()
        if self.other is None:
            return (self.fault,)
        start, end = self.place
        moved = len(self.new) - (end - start) if self.other[0] >= end else 0
        return self.fault, (self.other[0] + moved, self.other[1] + moved)

    def against(self, part: Part | None) -> "Edit":
        """The same edit, whose wrong words contradict ``part`` of the clean letter."""
        return self if part is None else replace(self, other=(part.start, part.end))


def swap(place: Span, new: str, *, way: str = "", kind: str | None = None) -> Edit:
    """Wrong words ``new`` in the place of right ones."""
    return Edit(place, new, (place[0], place[0] + len(new)), way, kind)


def inside(place: Span, new: str, wrong: str, *, way: str = "") -> Edit:
    """As ``swap``, but only the words ``wrong`` of ``new`` are at fault."""
    at = place[0] + new.index(wrong)
    return Edit(place, new, (at, at + len(wrong)), way)


def beside(text: str, place: Span, new: str, *, way: str = "", kind: str | None = None) -> Edit:
    """A sign lost or put in: the words at both sides of it are at fault too."""
    first, last = place
    while first > 0 and text[first - 1] in _BLANKS:
        first -= 1
    while first > 0 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and text[last] in _BLANKS:
        last += 1
    while last < len(text) and not text[last].isspace():
        last += 1
    return Edit(place, new, (first, last + len(new) - (place[1] - place[0])), way, kind)


def absence(place: Span, new: str = "", *, way: str = "") -> Edit:
    """What must be in a letter is not there."""
    return Edit(place, new, None, way)


def with_card(card: CaseCard, *, way: str = "") -> Edit:
    """The letter as it is, with a card that it does not answer."""
    return Edit((0, 0), "", None, way, None, card)


def layout_edit(look: Look, *, way: str = "") -> Edit:
    """The words of the letter as they are, laid out on paper in a wrong way."""
    return Edit((0, 0), "", None, way, look=look)
