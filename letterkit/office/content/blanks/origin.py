"""From a letter back to its blank: which paragraph of the blank a paragraph of the letter was made from.

Word marks paragraphs by the session in which they were changed (w:rsidP); nothing depends on these numbers, they are
copied with a paragraph, in loops too. A traced blank has the number of each paragraph there.
"""

from dataclasses import dataclass, replace

from lxml import etree

from letterkit.compose import Blank
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.remark import NOWHERE, BlankPlace
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import TextMap, text_map

_PART = 1_000_000
"""Paragraphs that a part may have: far more than a blank has."""


@dataclass(frozen=True, slots=True)
class TracedBlank:
    """``blank`` with numbered paragraphs, and the places of the blank as it came, by those numbers."""

    blank: Blank
    places: dict[int, BlankPlace]


def trace_blank(blank: Blank, places: Places) -> TracedBlank:
    """Raises LetterFileError as ``Package.open``."""
    package = Package.open(blank.data, blank.file)
    copy = Places(package)
    numbered: dict[int, BlankPlace] = {}
    for at, (part, spots) in enumerate(copy.spots.items()):
        namespace = etree.QName(package.xml(part)).namespace
        for number, spot in enumerate(spots, 1):
            spot.element.set(f"{{{namespace}}}rsidP", f"{at * _PART + number:08X}")
            numbered[at * _PART + number] = places.paragraph(part, number)
        package.touch(part)
    return TracedBlank(replace(blank, data=package.save()), numbered)


class Origins:
    """The paragraphs of one letter made on a traced blank, by the offsets of its text."""

    def __init__(self, docx: bytes, name: str, of: TracedBlank) -> None:
        self.found: TextMap = text_map(Package.open(docx, name))
        self._of = of

    def place(self, start: int | None) -> BlankPlace:
        """Where in the blank the paragraph of ``text[start]`` comes from."""
        if start is None:
            return NOWHERE
        for at, end, _, element in self.found.places:
            if at <= start <= end:
                return self._of.places.get(_number(element), NOWHERE)
        return NOWHERE

    def paragraphs(self) -> list[tuple[int, int, BlankPlace]]:
        """Every paragraph: (start, end, place in the blank)."""
        return [
            (start, end, self._of.places.get(_number(element), NOWHERE)) for start, end, _, element in self.found.places
        ]


def _number(element: etree._Element) -> int:
    said = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}rsidP")), "0")
    try:
        return int(said, 16)
    except ValueError:
        return 0
