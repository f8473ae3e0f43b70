"""Findings laid over the letter's text; they may nest and overlap, so the text is cut wherever one begins or ends."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from letterkit.core.finding import Finding, Level
from letterkit.reports.lines import Lines

_Span = tuple[int, int, int, Finding]
"""Where a place of a finding begins and ends, its number, and the finding."""
_WEIGHT = {Level.ERROR: 0, Level.WARNING: 1, Level.ADVICE: 2}


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A run of one line under the same findings; ``numbers`` are theirs (1-based), the one to show first leads.

    ``begins`` are those of which the first place begins here; ``level`` is the gravest; an empty ``text`` is a place
    between two characters.
    ``remarks`` are the numbers of what people have said of these words.
    """

    text: str
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    level: Level | None = None
    remarks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RemarkedSpan:
    """``text[start:end]`` of the letter, which a person has made the remark ``number`` on."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of the letter; ``role`` is the name of the part that begins on it, or empty."""

    number: int
    role: str
    pieces: tuple[MarkedPiece, ...]


def marked_lines(
    text: str,
    findings: Sequence[Finding],
    roles: Mapping[int, str],
    remarks: Sequence[RemarkedSpan] = (),
    most: int | None = None,
    begin: int = 1,
) -> tuple[MarkedLine, ...]:
    """The lines of ``text`` cut into pieces; line ends are left out, every other character appears once.

    Of more than ``most`` lines the first ones; ``begin`` is the number of the first of ``findings``.
    """
    lines = Lines(text)
    by_line: dict[int, list[_Span]] = {}
    for at, finding in enumerate(findings, begin):
        for place in finding.places:
            if place.start is not None and place.end is not None:
                for number in range(lines.at(place.start)[0], lines.at(place.end)[0] + 1):
                    by_line.setdefault(number, []).append((place.start, place.end, at, finding))
    marked = []
    last_line = lines.at(len(text))[0]
    for number in range(1, (last_line if most is None else min(most, last_line)) + 1):
        first, last = lines.span(number)
        here = [span for span in by_line.get(number, ()) if span[0] <= last and first <= span[1]]
        said = [words for words in remarks if words.start < last and first < words.end]
        marked.append(MarkedLine(number, roles.get(number, ""), tuple(_pieces(text, first, last, here, said))))
    return tuple(marked)


def _pieces(
    text: str, first: int, last: int, spans: Sequence[_Span], said: Sequence[RemarkedSpan]
) -> list[MarkedPiece]:
    cuts = {first, last}
    for start, end in [(span[0], span[1]) for span in spans] + [(words.start, words.end) for words in said]:
        cuts |= {max(first, start), min(last, end)}
    edges = sorted(cuts)
    waiting = deque(sorted(spans, key=lambda span: (span[0], span[2])))
    begun: list[_Span] = []
    pieces = []
    for left, right in zip(edges, [*edges[1:], None], strict=True):
        while waiting and waiting[0][0] <= left:
            begun.append(waiting.popleft())
        points = [span for span in begun if span[0] == span[1] == left]
        begun = [span for span in begun if span[1] > left]
        if points:
            pieces.append(_piece("", points, left))
        if right is not None:
            over = sorted((span for span in begun if right <= span[1]), key=lambda span: span[2])
            remarks = tuple(words.number for words in said if words.start <= left and right <= words.end)
            pieces.append(replace(_piece(text[left:right], over, left), remarks=remarks))
    return pieces


def _piece(text: str, spans: Sequence[_Span], left: int) -> MarkedPiece:
    if not spans:
        return MarkedPiece(text)
    # The shortest finding is the one a person aims at; the gravest gives the colour.
    aimed = sorted(spans, key=lambda span: (span[1] - span[0], _WEIGHT[span[3].level]))
    return MarkedPiece(
        text,
        tuple(number for _, _, number, _ in aimed),
        tuple(number for start, _, number, finding in aimed if start == left == finding.start),
        min((finding.level for _, _, _, finding in spans), key=_WEIGHT.__getitem__),
    )
