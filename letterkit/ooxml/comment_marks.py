"""The marks by which comments hang in the main document; runs are cut where a mark stands inside one."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from letterkit.ooxml.comment_part import Comment
from letterkit.ooxml.comment_places import Spot
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.split import cut_after, cut_before
from letterkit.ooxml.styles import child
from letterkit.ooxml.text import TextPiece

MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")

Range = tuple[Comment, int, int]

# What the properties of a run or of a paragraph's mark say of tracked changes, and what would hide the sign.
_NOT_LOOK = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish", "webHidden", "specVanish"})


class Marks:
    """Sets marks into the main document of ``package``, whose text ``pieces`` hold; used once."""

    def __init__(self, package: Package, pieces: Sequence[TextPiece]) -> None:
        self._root = package.xml(package.main)
        self._namespace = str(etree.QName(self._root).namespace)
        mine = [piece for piece in pieces if piece.part == package.main and piece.element is not None]
        self._begins = [piece.start for piece in mine]
        self._from = {piece.start: piece.element for piece in mine if piece.element is not None}
        self._until = {piece.end: piece.element for piece in mine if piece.element is not None}
        self._ends = {piece.start: piece.end for piece in mine}
        # The last mark set after a node, so that what is set there later follows it.
        self._last_after: dict[etree._Element, etree._Element] = {}

    def set(self, comments: Iterable[Comment]) -> None:
        """Set the marks of all of ``comments``; ranges that begin or end together are nested."""
        comments = list(comments)
        ranges: list[Range] = []
        edges: set[int] = set()
        for comment in comments:
            start, end = comment.spot.start, comment.spot.end
            if start is not None and end is not None:
                ranges.append((comment, start.at, end.at))
                edges |= {edge.at for edge in (start, end) if edge.holder is None}
        for at in sorted(edges):
            self._cut(at)
        for comment, start_at, _ in sorted(ranges, key=lambda each: (each[1], -each[2])):
            self._open(comment, start_at)
        for comment, _, end_at in sorted(ranges, key=lambda each: (each[2], -each[1])):
            self._close(comment, end_at)
        for comment in comments:
            if comment.spot.start is None:
                self._point(comment.spot, comment.id)

    def _cut(self, at: int) -> None:
        """Make runs begin and end at the offset ``at`` of the text."""
        if at not in self._from and at not in self._until:
            start = self._begins[bisect_right(self._begins, at) - 1]
            end, left = self._ends[start], self._from[start]
            right = cut_before(left, at - start)
            self._until[at], self._from[at], self._until[end] = left, right, right
            self._ends[start], self._ends[at] = at, end
            insort(self._begins, at)
        if at in self._until:
            cut_after(self._until[at])
        if at in self._from:
            cut_before(self._from[at])

    def _open(self, comment: Comment, at: int) -> None:
        edge = comment.spot.start
        holder = edge.holder if edge is not None else None
        node = holder if holder is not None else _run(self._from[at])
        node.addprevious(self._mark("commentRangeStart", comment.id))

    def _close(self, comment: Comment, at: int) -> None:
        """The end of a range, and its reference after whatever in the paragraph the end is a part of.

        A reference in a tracked insertion would go when the insertion is refused.
        """
        edge = comment.spot.end
        holder = edge.holder if edge is not None else None
        node = holder if holder is not None else _run(self._until[at])
        self._put_after(node, self._mark("commentRangeEnd", comment.id))
        outermost = node
        for above in node.iterancestors():
            if local(above.tag) == "p":
                break
            outermost = above
        self._put_after(outermost, self._reference(comment.id, outermost))

    def _point(self, spot: Spot, name: int) -> None:
        paragraph = spot.paragraph if spot.paragraph is not None else self._only_paragraph()
        marks = [self._mark(kind, name) for kind in MARKS[:2]] + [self._reference(name, paragraph)]
        if spot.before is not None:
            for mark in marks:
                spot.before.addprevious(mark)
            return
        place = spot.after if spot.after is not None else child(paragraph, "pPr")
        for mark in marks:
            if place is None and paragraph not in self._last_after:
                paragraph.insert(0, mark)
                self._last_after[paragraph] = mark
            else:
                self._put_after(place if place is not None else paragraph, mark)

    def _only_paragraph(self) -> etree._Element:
        """A body that holds no paragraph is given one, as Word does when it opens such a file."""
        body = child(self._root, "body")
        if body is None:
            body = etree.SubElement(self._root, self._name("body"))
        paragraph = child(body, "p")
        if paragraph is None:
            paragraph = body.makeelement(self._name("p"), None, self._root.nsmap)
            body.insert(0, paragraph)
        return paragraph

    def _put_after(self, node: etree._Element, mark: etree._Element) -> None:
        self._last_after.get(node, node).addnext(mark)
        self._last_after[node] = mark

    def _mark(self, kind: str, name: int) -> etree._Element:
        return self._root.makeelement(self._name(kind), {self._name("id"): str(name)}, self._root.nsmap)

    def _reference(self, name: int, near: etree._Element) -> etree._Element:
        """A run with the sign of a comment, in the look of what it stands at, so that no line grows or shrinks."""
        run = self._root.makeelement(self._name("r"), None, self._root.nsmap)
        beside = next((node for node in near.iter() if local(node.tag) == "r"), None)
        look = child(beside if beside is not None else child(near, "pPr"), "rPr")
        if look is not None:
            look = deepcopy(look)
            look[:] = [node for node in look if local(node.tag) not in _NOT_LOOK]
            run.append(look)
        run.append(self._mark("commentReference", name))
        return run

    def _name(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"


def _run(element: etree._Element) -> etree._Element:
    run = element.getparent()
    if run is None:
        raise AssertionError("a piece of text stands in a run")
    return run
