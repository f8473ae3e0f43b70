"""Places in the Word file of a blank, by whichever count somebody names them: as people count, and in its text."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from letterkit.core.paper import Zone
from letterkit.office.content.remark import NOWHERE, BlankPlace, Cell
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import TextMap, text_map

LONGEST_WORDS = 90
_PRINTED = re.compile(r"(?:header|footer)\d*\.xml$|footnotes\.xml$")
_STORIES = {"hdr": Zone.HEADER, "ftr": Zone.FOOTER, "footnotes": Zone.FOOTNOTE}


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of the file: its element and its place, whole."""

    element: etree._Element
    place: BlankPlace


class Places:
    """The places of one blank."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.found: TextMap = text_map(package)

    @classmethod
    def of(cls, data: bytes, name: str) -> "Places":
        """Those of the Word file ``data``; raises LetterFileError as ``Package.open``."""
        return cls(Package.open(data, name))

    @property
    def text(self) -> str:
        """The words of the blank, marks of the template among them."""
        return self.found.text

    @cached_property
    def spots(self) -> Mapping[str, tuple[Spot, ...]]:
        """All paragraphs of each part whose marks are filled in, those in text boxes too, in the order of the file."""
        folder = posixpath.dirname(self.package.main)
        parts = [self.package.main]
        parts += sorted(p for p in self.package if posixpath.dirname(p) == folder and _PRINTED.search(p))
        offsets = {element: (start, end) for start, end, _, element in self.found.places}
        return {part: tuple(_spots(self.package.xml(part), part, offsets, self.text)) for part in parts}

    def part_named(self, label: str) -> str:
        """The part that docxtpl-lint calls ``label``: «body», «header2»."""
        if label == "body":
            return self.package.main
        return posixpath.join(posixpath.dirname(self.package.main), f"{label}.xml")

    def paragraph(self, part: str, number: int) -> BlankPlace:
        """The paragraph ``number`` (1-based) of ``part``."""
        spots = self.spots.get(part, ())
        return spots[number - 1].place if 1 <= number <= len(spots) else BlankPlace(part=part)

    def words_in(self, place: BlankPlace, words: str, near: int = 0) -> BlankPlace:
        """``words`` within ``place``, the nearest to its character ``near``; ``place`` itself where they are not."""
        if place.start is None or place.end is None or not words:
            return place
        starts = [found.start() for found in re.finditer(re.escape(words), self.text[place.start : place.end])]
        if not starts:
            return place
        start = place.start + min(starts, key=lambda at: abs(at - near))
        return self.within(place, start, start + len(words))

    def within(self, place: BlankPlace, start: int, end: int) -> BlankPlace:
        """``text[start:end]`` of the paragraph ``place``."""
        return replace(place, start=start, end=end, words=shorten(self.text[start:end]))

    def span(self, start: int, end: int) -> BlankPlace:
        """``text[start:end]``; a span over several paragraphs has the place of the first of them."""
        for spot in self._printed:
            at, until = spot.place.start, spot.place.end
            if at is not None and until is not None and at <= start <= until:
                return self.within(spot.place, start, max(start, min(end, until)))
        return NOWHERE

    @cached_property
    def _printed(self) -> tuple[Spot, ...]:
        return tuple(spot for spots in self.spots.values() for spot in spots if spot.place.start is not None)


def shorten(words: str) -> str:
    """``words`` in one line, not too long to be read in a list."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS].rstrip()}…"


def _spots(
    root: etree._Element, part: str, offsets: Mapping[etree._Element, tuple[int, int]], text: str
) -> Iterator[Spot]:
    """Paragraphs in the order of the file, which is how docxtpl-lint counts them, tables counted as it does."""
    story = _STORIES.get(local(root.tag))
    counts = {"tbl": 0, "p": 0, "line": 0}
    cells: list[list[int]] = []

    def visit(node: etree._Element, zone: Zone) -> Iterator[Spot]:
        name = local(node.tag)
        if name == "tbl":
            counts["tbl"] += 1
            cells.append([counts["tbl"], 0, 0, 0])
            for child in node:
                yield from visit(child, story or (Zone.TABLE if zone is Zone.BODY else zone))
            cells.pop()
            return
        if name == "tr" and cells:
            cells[-1][1:3] = [cells[-1][1] + 1, 0]
        elif name == "tc" and cells:
            cells[-1][2:4] = [cells[-1][2] + 1, 0]
        elif name == "txbxContent":
            zone = story or Zone.TEXTBOX
        elif name == "p":
            counts["p"] += 1
            if cells:
                cells[-1][3] += 1
            elif zone is not Zone.TEXTBOX:
                counts["line"] += 1
            yield Spot(node, _place(node, part, zone, counts, cells, offsets, text))
        for child in node:
            if isinstance(child.tag, str):
                yield from visit(child, zone)

    yield from visit(root, story or Zone.BODY)


def _place(
    node: etree._Element,
    part: str,
    zone: Zone,
    counts: Mapping[str, int],
    cells: list[list[int]],
    offsets: Mapping[etree._Element, tuple[int, int]],
    text: str,
) -> BlankPlace:
    start, end = offsets.get(node, (None, None))
    framed = zone is Zone.BODY and any(local(each.tag) == "framePr" for each in node.iterfind("{*}pPr/{*}framePr"))
    words = text[start:end] if start is not None else "".join(node.itertext())
    cell = Cell(*cells[-1][:3]) if cells else None
    line = cells[-1][3] if cells else counts["line"]
    return BlankPlace(part, Zone.FRAME if framed else zone, counts["p"], cell, line, shorten(words), start, end)
