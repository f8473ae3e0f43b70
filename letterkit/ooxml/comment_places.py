"""Where in a .docx a comment on a piece of its text can stand.

The standard lets comments stand anywhere; Word ignores their marks in headers, footers, text boxes, footnotes and
endnotes (MS-OI29500, 2.1.315). A comment on words there hangs on the nearest paragraph of the body, as a point.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from lxml import etree

from letterkit.ooxml.fields import filled_by_word
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import value
from letterkit.ooxml.text import TextMap, TextPiece


class Where(StrEnum):
    """The kind of place the commented words stand in."""

    TEXT = "text"
    TEXT_BOX = "text box"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    NOWHERE = "nowhere"


_STORIES = {
    "hdr": Where.HEADER,
    "ftr": Where.FOOTER,
    "footnotes": Where.FOOTNOTE,
    "endnotes": Where.ENDNOTE,
}


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a range: ``at`` is an offset in the text; the mark stands outside ``holder`` where there is one."""

    at: int
    holder: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a comment stands: a range ``start``–``end``, or a point of ``paragraph``.

    A point stands before ``before`` or after ``after``, children of the paragraph; with neither, at its beginning.
    ``exact`` says that the range covers the words asked for and nothing else.
    """

    where: Where
    exact: bool = False
    start: Edge | None = None
    end: Edge | None = None
    paragraph: etree._Element | None = None
    before: etree._Element | None = None
    after: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class Spots:
    """Finds places for comments in one letter, before anything in it is changed."""

    package: Package
    found: TextMap

    def of(self, start: int | None, end: int | None) -> Spot:
        """The place for a comment on ``text[start:end]``; on the letter as a whole when they are None.

        An empty range is a place between two words: the comment stands at the word that touches it.
        """
        if start is None or end is None:
            return self._at_edge(Where.NOWHERE, first=True)
        given = (start, end)
        if start >= end:
            start, end = self._word(start)
        pieces = [
            each for each in self.found.pieces if each.element is not None and each.start < end and each.end > start
        ]
        if not pieces or start >= end:
            return self._without_text(start)
        story, box = self._story(pieces[0].part, pieces[0].element)
        if story is not Where.TEXT:
            return self._elsewhere(story, pieces[0].element, box)
        mine = list(self._in_one_cell(pieces))
        first, last = mine[0], mine[-1]
        opening = Edge(max(start, first.start), _holders(first)[0])
        closing = Edge(min(end, last.end), _holders(last)[1])
        covered = given[0] == given[1] or (opening.at, closing.at) == given
        return Spot(Where.TEXT, covered and opening.holder is closing.holder is None, opening, closing)

    def _word(self, at: int) -> tuple[int, int]:
        text = self.found.text
        start = end = at
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        return start, end

    def _without_text(self, at: int) -> Spot:
        """An empty paragraph, or a list number, which stands nowhere in the file."""
        place = next((each for each in self.found.places if each[0] <= at <= each[1]), None)
        if place is None:
            return self._at_edge(Where.NOWHERE, first=True)
        story, box = self._story(place[2], place[3])
        return Spot(story, paragraph=place[3]) if story is Where.TEXT else self._elsewhere(story, place[3], box)

    def _story(self, part: str, element: etree._Element | None) -> tuple[Where, etree._Element | None]:
        """The story an element belongs to, and the outermost text box around it."""
        if part != self.package.main:
            return _STORIES.get(local(self.package.xml(part).tag), Where.NOWHERE), None
        boxes = [each for each in _ancestors(element) if local(each.tag) == "txbxContent"]
        return (Where.TEXT_BOX, boxes[-1]) if boxes else (Where.TEXT, None)

    def _elsewhere(self, story: Where, element: etree._Element | None, box: etree._Element | None) -> Spot:
        if story is Where.TEXT_BOX and box is not None:
            paragraph, holder = _paragraph_and_child(box)
            return Spot(story, paragraph=paragraph, before=holder)
        if story in (Where.FOOTNOTE, Where.ENDNOTE):
            reference = self._reference(story, element)
            if reference is not None:
                paragraph, holder = _paragraph_and_child(reference)
                return Spot(story, paragraph=paragraph, after=holder)
        return self._at_edge(story, first=story is not Where.FOOTER)

    def _reference(self, story: Where, element: etree._Element | None) -> etree._Element | None:
        """The reference mark, in the body, of the note that holds ``element``."""
        name = value(next((each for each in _ancestors(element) if local(each.tag) == story.value), None), "id")
        marks = (node for node in self.package.xml(self.package.main).iter() if local(node.tag) == f"{story}Reference")
        return next((mark for mark in marks if value(mark, "id") == name), None)

    def _at_edge(self, where: Where, *, first: bool) -> Spot:
        """The beginning of the body, or its end."""
        body = [
            node
            for _, _, part, node in self.found.places
            if part == self.package.main and self._story(part, node)[0] is Where.TEXT
        ]
        if not body:
            return Spot(where)
        if first:
            return Spot(where, paragraph=body[0])
        last = [node for node in body[-1] if local(node.tag) != "pPr"]
        return Spot(where, paragraph=body[-1], after=last[-1] if last else None)

    def _in_one_cell(self, pieces: list[TextPiece]) -> Iterator[TextPiece]:
        """The pieces of the body up to the first in another table cell: a range cannot leave its cell."""
        cell = _cell(pieces[0].element)
        for piece in pieces:
            if piece.part != self.package.main or self._story(piece.part, piece.element)[0] is not Where.TEXT:
                continue
            if _cell(piece.element) is not cell:
                return
            yield piece


def _holders(piece: TextPiece) -> tuple[etree._Element | None, etree._Element | None]:
    """What marks on ``piece`` must stand before and after, when not in the midst of it: there they would be lost."""
    around = None if piece.element is None else filled_by_word(piece.element)
    return around or (None, None)


def _ancestors(element: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if element is None else iter([element, *element.iterancestors()])


def _cell(element: etree._Element | None) -> etree._Element | None:
    return next((each for each in _ancestors(element) if local(each.tag) == "tc"), None)


def _paragraph_and_child(element: etree._Element) -> tuple[etree._Element | None, etree._Element | None]:
    """The outermost paragraph around ``element`` in the body, and its child in which ``element`` stands."""
    line = list(_ancestors(element))
    for inner, outer in reversed(list(pairwise(line))):
        if local(outer.tag) == "p":
            return outer, inner
    return None, None
