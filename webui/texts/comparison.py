"""Two versions of a reply text side by side: in which conditions and lists each paragraph stands, marks in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from letterkit.checking.text_comparison import ComparedParagraph, ComparedPiece, Kind
from letterkit.compose import ReplyText
from letterkit.office.content.difference import Difference
from letterkit.reports.tag_words import MarkKind, SourcePiece, pieces
from webui.texts.names import labels_of

_HEADS = (MarkKind.IF, MarkKind.LOOP)
_ENDS = (MarkKind.END, MarkKind.LOOP_END)
_OF_BLOCKS = (*_HEADS, MarkKind.ELSE, *_ENDS)


@dataclass(frozen=True, slots=True)
class Run:
    """Words or a mark; ``frame`` is the depth of the block that they stand in within their line, else nought."""

    piece: SourcePiece
    frame: int


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph on one side: ``depth`` blocks are around it; ``mark`` is all of it where it is one of a block.

    ``parts`` tell of each of their runs whether the other side has it not.
    """

    depth: int
    mark: SourcePiece | None
    parts: tuple[tuple[bool, tuple[Run, ...]], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph before and after; ``heads`` are the numbers of the rows that begin the blocks around it."""

    number: int
    kind: Kind
    before: Side
    after: Side
    heads: frozenset[int]


def spoken_rows(difference: Difference | None) -> tuple[ComparedParagraph, ...]:
    """The paragraphs of both sides, empty lines left out."""
    rows = difference.rows if difference else ()
    return tuple(row for row in rows if any(piece.text.strip() for piece in (*row.before, *row.after)))


def compare_blocks(found: Iterable[ComparedParagraph], before: object, after: object) -> tuple[Row, ...] | None:
    """The rows of ``found``; None where neither ``before`` nor ``after`` is a reply text."""
    texts = [each for each in (before, after) if isinstance(each, ReplyText)]
    if not texts:
        return None
    old, new = labels_of(texts[0]), labels_of(texts[-1])
    opened: tuple[list[int], list[int]] = ([], [])
    rows = []
    for number, each in enumerate(found):
        around = frozenset(opened[0] + opened[1])
        sides = _side(each.before, old, opened[0], number), _side(each.after, new, opened[1], number)
        rows.append(Row(number, each.kind, *sides, around))
    return tuple(row for row in rows if row.kind != "same" or not _ends(row.after))


def changed_rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    """What differs, and above it the beginnings of the blocks that it stands in."""
    heads = {number for row in rows if row.kind != "same" for number in row.heads}
    return tuple(row for row in rows if row.kind != "same" or row.number in heads)


def _side(found: Sequence[ComparedPiece], labels: Mapping[str, str], opened: list[int], number: int) -> Side:
    """Notes in ``opened``, the rows that begin the blocks at hand, what this one begins and ends."""
    around = len(opened)
    parts = []
    for compared in found:
        runs = []
        for piece in pieces(compared.text, labels):
            kind = piece.told.kind if piece.told else None
            if kind in _HEADS:
                opened.append(number)
            depth = len(opened)
            runs.append(Run(piece, depth if kind in _OF_BLOCKS or depth > around else 0))
            if kind in _ENDS and opened:
                opened.pop()
        parts.append((compared.differs, tuple(runs)))
    said = [run.piece for _, runs in parts for run in runs if run.piece.told or run.piece.text.strip()]
    mark = said[0] if len(said) == 1 and said[0].told and said[0].told.kind in _OF_BLOCKS else None
    return Side(max(around, len(opened)) if mark else around, mark, tuple(parts))


def _ends(side: Side) -> bool:
    return side.mark is not None and side.mark.told is not None and side.mark.told.kind in _ENDS
