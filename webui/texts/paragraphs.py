"""A reply text as it is read: paragraphs, with conditions and lists as blocks around them or frames inside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from letterkit.reports.tag_words import MarkKind, SourcePiece, pieces
from webui.errors import capital

_HEADS = (MarkKind.IF, MarkKind.LOOP)
_ENDS = (MarkKind.END, MarkKind.LOOP_END)
Inside: TypeAlias = "tuple[SourcePiece | Frame, ...]"
"""What stands in one line."""
_Nodes: TypeAlias = "tuple[SourcePiece | _Nest, ...]"


@dataclass(frozen=True, slots=True)
class Frame:
    """A condition or a list inside a sentence; its parts begin with their marks, «если …», «иначе»."""

    depth: int
    parts: tuple[tuple[SourcePiece, Inside], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``kind`` is «item» or «question» of the little Markdown, whose sign is left out, or «text»."""

    kind: str
    pieces: Inside


@dataclass(frozen=True, slots=True)
class Block:
    """A condition or a list around paragraphs; each part is what it says («Если …», «Иначе») and what it holds."""

    depth: int
    parts: tuple[tuple[str, tuple["Paragraph | Block", ...]], ...]

    @property
    def paragraphs(self) -> int:
        """How many there are in it, at any depth."""
        inside = (each for _, held in self.parts for each in held)
        return sum(each.paragraphs if isinstance(each, Block) else 1 for each in inside)


@dataclass(frozen=True, slots=True)
class _Nest:
    """A beginning with all up to its end: each part is its mark and the pieces and nests after it."""

    parts: tuple[tuple[SourcePiece, _Nodes], ...]

    @property
    def has_lines(self) -> bool:
        inside = (each for _, held in self.parts for each in held)
        return any(each.has_lines if isinstance(each, _Nest) else "\n" in each.text for each in inside)


def read_paragraphs(source: str, labels: Mapping[str, str]) -> tuple[Paragraph | Block, ...]:
    """``source`` of a text that is in order, with ``labels`` of its fields."""
    nodes, _ = _nest(pieces(source.strip(), labels), 0)
    return _lay_out(nodes, 1)


def read_line(source: str, labels: Mapping[str, str]) -> Inside:
    """``source`` of one line, a title."""
    nodes, _ = _nest(pieces(source, labels), 0)
    return _frame(nodes, 1)


def _nest(found: Iterator[SourcePiece], depth: int) -> tuple[_Nodes, SourcePiece | None]:
    """What stands up to the mark that ends or divides the block at hand, and that mark."""
    made: list[SourcePiece | _Nest] = []
    for piece in found:
        kind = piece.told.kind if piece.told else None
        if depth and (kind in _ENDS or kind is MarkKind.ELSE):
            return tuple(made), piece
        made.append(_nest_from(piece, found, depth + 1) if kind in _HEADS else piece)
    return tuple(made), None


def _nest_from(head: SourcePiece, found: Iterator[SourcePiece], depth: int) -> _Nest:
    parts, mark = [], head
    while True:
        inside, following = _nest(found, depth)
        parts.append((mark, inside))
        if following is None or following.told is None or following.told.kind in _ENDS:
            return _Nest(tuple(parts))
        mark = following


def _lay_out(nodes: _Nodes, depth: int) -> tuple[Paragraph | Block, ...]:
    made: list[Paragraph | Block] = []
    line: list[SourcePiece | Frame] = []

    def end_line() -> None:
        if any(not isinstance(each, SourcePiece) or each.told or each.text.strip() for each in line):
            made.append(_paragraph(tuple(line)))
        line.clear()

    for number, node in enumerate(nodes):
        if isinstance(node, _Nest):
            if node.has_lines or (_is_blank(line) and _ends_line(nodes[number + 1 :])):
                end_line()
                made.append(Block(depth, tuple((_words(mark), _lay_out(held, depth + 1)) for mark, held in node.parts)))
            else:
                line += _frame((node,), depth)
        elif node.told:
            line.append(node)
        else:
            first, *others = node.text.split("\n")
            line.append(SourcePiece(first))
            for other in others:
                end_line()
                line.append(SourcePiece(other))
    end_line()
    return tuple(made)


def _frame(nodes: _Nodes, depth: int) -> Inside:
    return tuple(
        Frame(depth, tuple((mark, _frame(held, depth + 1)) for mark, held in node.parts))
        if isinstance(node, _Nest)
        else node
        for node in nodes
    )


def _words(mark: SourcePiece) -> str:
    return capital(mark.told.words) if mark.told else ""


def _is_blank(line: list[SourcePiece | Frame]) -> bool:
    return all(isinstance(each, SourcePiece) and not each.told and not each.text.strip() for each in line)


def _ends_line(after: _Nodes) -> bool:
    if not after:
        return True
    following = after[0]
    return isinstance(following, SourcePiece) and not following.told and not following.text.partition("\n")[0].strip()


def _paragraph(line: Inside) -> Paragraph:
    first = next((each for each in line if not isinstance(each, SourcePiece) or each.told or each.text.strip()), None)
    if isinstance(first, SourcePiece) and not first.told:
        for sign, kind in ((">", "question"), ("- ", "item"), ("– ", "item")):
            if first.text.lstrip().startswith(sign):
                bare = SourcePiece(first.text.lstrip().removeprefix(sign).lstrip())
                return Paragraph(kind, tuple(bare if each is first else each for each in line))
    return Paragraph("text", line)
