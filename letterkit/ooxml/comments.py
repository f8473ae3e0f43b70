"""Comments of Word set into a .docx beside the words they are about; nothing else in the file changes."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import names
from letterkit.ooxml.names import FORBIDDEN_CHARACTERS, XML_SPACE, local
from letterkit.ooxml.package import Package
from letterkit.ooxml.split import cut_after, cut_before
from letterkit.ooxml.spots import Edge, Spot, Spots
from letterkit.ooxml.styles import child, value
from letterkit.ooxml.text import Piece, text_map

Look = Literal["plain", "bold", "small"]
Line = tuple[str, Look]

MOST = 32_767
"""Word does not open a file with more comment ranges (MS-OI29500, 2.1.315)."""

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# Sizes in half-points: those that Word's own styles of comments have.
_TEXT_SIZE, _SMALL_SIZE, _REFERENCE_SIZE = "20", "16", "16"


@dataclass(frozen=True, slots=True)
class _Comment:
    id: int
    spot: Spot
    lines: tuple[Line, ...]


class Commenting:
    """Comments to be set into one letter: ask for a ``spot``, ``add`` what is to be said there, ``save``.

    Comments that are in the file stay; ``author`` and ``initials`` are those of the new ones, ``moment`` their time.
    Raises LetterFileError as ``guard.inspect`` when made.
    """

    def __init__(self, data: bytes, name: str, *, author: str, initials: str, moment: datetime) -> None:
        self._package = Package.open(data, name)
        self._found = text_map(self._package)
        self._spots = Spots(self._package, self._found)
        self._author, self._initials, self._moment = author, initials, moment
        self._part = self._package.related(self._package.main, "comments")
        self._next = self._first_free_id()
        self._comments: list[_Comment] = []

    @property
    def text(self) -> str:
        """The text of the letter, in which places are counted."""
        return self._found.text

    def spot(self, start: int | None, end: int | None) -> Spot:
        """Where a comment on ``text[start:end]`` will stand (see ``Spots.of``)."""
        return self._spots.of(start, end)

    def add(self, spot: Spot, lines: Sequence[Line]) -> None:
        """Say ``lines`` at ``spot``. Raises LetterFileError ``annotate.too-many`` where Word would not open the file."""
        if self._next >= MOST:
            raise LetterFileError("annotate.too-many", file=self._package.name, limit=MOST)
        self._comments.append(_Comment(self._next, spot, tuple(lines)))
        self._next += 1

    def save(self) -> bytes:
        """The letter with the comments; the file as it came when there are none.

        It is read again before it is given out: raises LetterFileError ``annotate.not-applied`` when its text is not
        what it was.
        """
        if self._comments:
            _Marks(self._package, self._found.pieces).set(self._comments)
            self._package.touch(self._package.main)
            self._write_comments()
        result = self._package.save()
        if text_map(Package.open(result, self._package.name)).text != self._found.text:
            raise LetterFileError("annotate.not-applied", file=self._package.name)
        return result

    def _first_free_id(self) -> int:
        used = [-1]
        for part in (self._package.main, self._part):
            for node in self._package.xml(part).iter() if part is not None else ():
                if local(node.tag).startswith("comment"):
                    said = value(node, "id") or ""
                    used += [int(said)] if said.isdecimal() else []
        return max(used) + 1

    def _write_comments(self) -> None:
        if self._part is None:
            self._part = self._new_part()
        root = self._package.xml(self._part)
        space = etree.QName(root).namespace
        looks = self._looks()
        for comment in self._comments:
            root.append(self._body(comment, f"{{{space}}}", looks))
        self._package.touch(self._part)

    def _body(self, comment: _Comment, w: str, looks: dict[str, str]) -> etree._Element:
        # Word takes the date for the reader's own time and writes the sign of UTC after it all the same.
        moment = f"{self._moment:%Y-%m-%dT%H:%M:%S}Z"
        said = {f"{w}id": str(comment.id), f"{w}author": self._author, f"{w}date": moment, f"{w}initials": self._initials}
        element = etree.Element(f"{w}comment", said, {"w": w[1:-1]})
        for number, (text, look) in enumerate(comment.lines):
            paragraph = etree.SubElement(element, f"{w}p")
            properties = etree.SubElement(paragraph, f"{w}pPr")
            if "text" in looks:
                etree.SubElement(properties, f"{w}pStyle", {f"{w}val": looks["text"]})
            # Indents and spaces of the letter's own text are too wide for the margin.
            etree.SubElement(properties, f"{w}spacing", {f"{w}before": "0", f"{w}after": "0", f"{w}line": "240"})
            etree.SubElement(properties, f"{w}ind", {f"{w}left": "0", f"{w}right": "0", f"{w}firstLine": "0"})
            etree.SubElement(properties, f"{w}jc", {f"{w}val": "left"})
            if number == 0:
                mark = etree.SubElement(paragraph, f"{w}r")
                mark.append(_reference_look(mark, looks))
                etree.SubElement(mark, f"{w}annotationRef")
            run = etree.SubElement(paragraph, f"{w}r")
            shape = etree.SubElement(run, f"{w}rPr")
            if look == "bold":
                etree.SubElement(shape, f"{w}b")
            size = _SMALL_SIZE if look == "small" else _TEXT_SIZE
            etree.SubElement(shape, f"{w}sz", {f"{w}val": size})
            etree.SubElement(shape, f"{w}szCs", {f"{w}val": size})
            words = etree.SubElement(run, f"{w}t", {XML_SPACE: "preserve"})
            words.text = " ".join(FORBIDDEN_CHARACTERS.sub("", text).split("\n"))
        return element

    def _looks(self) -> dict[str, str]:
        """Ids of the styles that Word has for comments, as far as the letter has them (Russian Word numbers its own)."""
        part = self._package.related(self._package.main, "styles")
        found: dict[str, str] = {}
        for style in self._package.xml(part) if part is not None else ():
            name, known = value(child(style, "name")), value(style, "styleId")
            if known and name in ("annotation text", "annotation reference"):
                found[name.removeprefix("annotation ")] = known
        return found

    def _new_part(self) -> str:
        """An empty comments part, named in the content types and in the relations of the document."""
        package, space = self._package, etree.QName(self._package.xml(self._package.main)).namespace or names.WORD[0]
        folder = posixpath.dirname(package.main)
        taken = {part.casefold() for part in package}
        part, number = posixpath.join(folder, "comments.xml"), 1
        while part.casefold() in taken:
            number += 1
            part = posixpath.join(folder, f"comments{number}.xml")
        root = etree.Element(f"{{{space}}}comments", nsmap={"w": space})
        package.put(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
        types = package.xml("[Content_Types].xml")
        known = {str(node.get("PartName", "")).casefold(): node for node in types}
        override = known.get(f"/{part}".casefold())
        if override is None:
            override = etree.SubElement(types, f"{{{names.CONTENT_TYPES}}}Override", {"PartName": f"/{part}"})
        override.set("ContentType", _TYPE)
        package.touch("[Content_Types].xml")
        self._relate(part, names.REFERENCE[names.WORD.index(space)] if space in names.WORD else names.REFERENCE[0])
        return part

    def _relate(self, part: str, family: str) -> None:
        package = self._package
        rels = posixpath.join(posixpath.dirname(package.main), "_rels", posixpath.basename(package.main) + ".rels")
        if rels not in package:
            empty = etree.Element(f"{{{names.RELATIONSHIPS}}}Relationships", nsmap={None: names.RELATIONSHIPS})
            package.put(rels, etree.tostring(empty, xml_declaration=True, encoding="UTF-8", standalone=True))
        taken = set(package.relations(package.main))
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        said = {"Id": f"rId{number}", "Type": f"{family}/comments", "Target": posixpath.basename(part)}
        etree.SubElement(package.xml(rels), f"{{{names.RELATIONSHIPS}}}Relationship", said)
        package.touch(rels)


class _Marks:
    """Sets the marks of comments into the main document, runs cut where a mark stands inside one."""

    def __init__(self, package: Package, pieces: Sequence[Piece]) -> None:
        self._root = package.xml(package.main)
        self._w = f"{{{etree.QName(self._root).namespace}}}"
        self._looks: dict[str, str] = {}
        self._starts: dict[int, etree._Element] = {}
        self._ends: dict[int, etree._Element] = {}
        self._pieces: dict[int, etree._Element] = {}
        self._bounds: list[tuple[int, int]] = []
        for piece in pieces:
            if piece.part == package.main and piece.element is not None:
                self._starts[piece.start], self._ends[piece.end] = piece.element, piece.element
                self._bounds.append((piece.start, piece.end))
        # The last thing set after a node, so that what is set there later follows it.
        self._last_after: dict[etree._Element, etree._Element] = {}

    def set(self, comments: Sequence[_Comment]) -> None:
        ranges = [(comment.id, comment.spot.start, comment.spot.end) for comment in comments]
        spans = [(name, start, end) for name, start, end in ranges if start is not None and end is not None]
        self._cut({edge.at for _, *edges in spans for edge in edges if edge.holder is None})
        # Outer ranges open first and close last.
        for name, start, _ in sorted(spans, key=lambda span: (span[1].at, -span[2].at)):
            self._before(start).addprevious(self._mark("commentRangeStart", name))
        for name, _, end in sorted(spans, key=lambda span: (span[2].at, -span[1].at)):
            self._close(self._after(end), name)
        for comment in comments:
            if comment.spot.start is None:
                self._point(comment.spot, comment.id)

    def _cut(self, places: set[int]) -> None:
        for at in sorted(places):
            inside = next(((start, end) for start, end in self._bounds if start < at < end), None)
            if inside is not None:
                start, end = inside
                left, right = self._starts[start], cut_before(self._starts[start], at - start)
                self._ends[at], self._starts[at], self._ends[end] = left, right, right
                self._bounds.remove(inside)
                self._bounds += [(start, at), (at, end)]
            if at in self._ends:
                cut_after(self._ends[at])
            if at in self._starts:
                cut_before(self._starts[at])

    def _before(self, edge: Edge) -> etree._Element:
        return edge.holder if edge.holder is not None else _run(self._starts[edge.at])

    def _after(self, edge: Edge) -> etree._Element:
        return edge.holder if edge.holder is not None else _run(self._ends[edge.at])

    def _close(self, node: etree._Element, name: int) -> None:
        """The end of a range after ``node``; its reference after whatever in the paragraph ``node`` is a part of.

        A reference in a tracked insertion would go when the insertion is refused.
        """
        self._put_after(node, self._mark("commentRangeEnd", name))
        outermost = node
        for above in node.iterancestors():
            if local(above.tag) == "p":
                break
            outermost = above
        self._put_after(outermost, self._reference(name))

    def _point(self, spot: Spot, name: int) -> None:
        marks = [self._mark("commentRangeStart", name), self._mark("commentRangeEnd", name), self._reference(name)]
        paragraph = spot.paragraph if spot.paragraph is not None else self._only_paragraph()
        if spot.before is not None:
            for mark in marks:
                spot.before.addprevious(mark)
            return
        place = spot.after if spot.after is not None else child(paragraph, "pPr")
        if place is None and paragraph in self._last_after:
            place = paragraph
        for mark in marks:
            if place is None:
                paragraph.insert(0, mark)
                place = self._last_after[paragraph] = mark
            else:
                self._put_after(place, mark)

    def _only_paragraph(self) -> etree._Element:
        """A body that holds no paragraph is given one, as Word does when it opens such a file."""
        body = child(self._root, "body")
        if body is None:
            body = etree.SubElement(self._root, f"{self._w}body")
        paragraph = child(body, "p")
        if paragraph is None:
            paragraph = body.makeelement(f"{self._w}p")
            body.insert(0, paragraph)
        return paragraph

    def _put_after(self, node: etree._Element, mark: etree._Element) -> None:
        last = self._last_after.get(node, node)
        last.addnext(mark)
        self._last_after[node] = mark

    def _mark(self, kind: str, name: int) -> etree._Element:
        return self._root.makeelement(f"{self._w}{kind}", {f"{self._w}id": str(name)}, self._root.nsmap)

    def _reference(self, name: int) -> etree._Element:
        run = self._root.makeelement(f"{self._w}r", None, self._root.nsmap)
        run.append(_reference_look(run, self._looks))
        run.append(self._mark("commentReference", name))
        return run


def _run(element: etree._Element) -> etree._Element:
    run = element.getparent()
    if run is None:
        raise AssertionError("a piece of text stands in a run")
    return run


def _reference_look(run: etree._Element, looks: dict[str, str]) -> etree._Element:
    w = f"{{{etree.QName(run).namespace}}}"
    shape = run.makeelement(f"{w}rPr", None, run.nsmap)
    if "reference" in looks:
        etree.SubElement(shape, f"{w}rStyle", {f"{w}val": looks["reference"]})
    else:
        etree.SubElement(shape, f"{w}sz", {f"{w}val": _REFERENCE_SIZE})
        etree.SubElement(shape, f"{w}szCs", {f"{w}val": _REFERENCE_SIZE})
    return shape
