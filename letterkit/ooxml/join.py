"""Letters of the same blank as the sections of one document, each between two bookmarks."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from letterkit.ooxml.alphabet import alphabet
from letterkit.ooxml.joinable import Joinable
from letterkit.ooxml.joined_parts import SharedParts
from letterkit.ooxml.joining_tables import ballast, count_paragraphs
from letterkit.ooxml.names import REFERENCE, WORD, local
from letterkit.ooxml.package import Package
from letterkit.ooxml.restart import restart_lists
from letterkit.ooxml.styles import child
from letterkit.ooxml.unseen_headers import without_headers

_W = f"{{{WORD[0]}}}"
_REFERRING = etree.XPath(f"descendant-or-self::*/@*[namespace-uri()='{REFERENCE[0]}']")
_REFERENCES = ("headerReference", "footerReference")
# What follows in a section (17.6.17).
_AFTER_TYPE = ("pgSz", "pgMar", "paperSrc", "pgBorders", "pgNumType", "cols", "vAlign", "noEndnote", "titlePg")
_AFTER_NUMBERS = ("cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid")
_MOST_DRAWINGS = 1000


@dataclass(frozen=True, slots=True)
class Marks:
    """Names of the bookmarks at the beginning and at the end of a section; none stands twice in a document."""

    first: str
    last: str


def join(letters: Sequence[Joinable], marks: Sequence[Marks], bare: bool = False) -> bytes:
    """``letters``, all of the same likeness, as one .docx: a section each, numbered from page 1 as it is alone.

    ``bare``: without their headers, which is for letters that show nothing of them (letterkit.ooxml.unseen_headers).

    The first of ``marks`` are those of a section before the letters (see ``alphabet`` and ``ballast``), the others
    their own. Headers, footers and pictures stay those of each letter, its lists begin anew; its own bookmarks are left
    out, for nothing that may be joined refers to them. Raises KeyError for a letter that refers to what it has not.
    """
    package = Package.open(letters[0].package.save(), "")
    brought = SharedParts(package)
    sections = [_before_letters(letters)]
    for index, letter in enumerate(letters):
        own = deepcopy(letter.body)
        _drop_bookmarks(own)
        _number_drawings(own, index)
        if bare:
            without_headers(own[-1])
        _refer(own, brought.ids(letter.package))
        restart_lists(own, package)
        sections.append(own)
    body = package.xml(package.main)[0]
    body[:] = []
    for number, (own, names) in enumerate(zip(sections, marks, strict=True)):
        _set_section(own[-1])
        _begin_with_paragraph(own)
        _mark(own, names, 2 * number)
        section = own[-1]
        body.extend(own[:-1])
        if number < len(letters):
            _properties(body[-1]).append(section)
        else:
            body.append(section)
    package.touch(package.main)
    return package.save()


def _before_letters(letters: Sequence[Joinable]) -> etree._Element:
    """The body of the first section, which is no letter: it has their sheet, but no headers."""
    first = letters[0].body
    body = first.makeelement(first.tag, nsmap=first.nsmap)
    body.extend(alphabet(letters))
    body[:0] = ballast(count_paragraphs(body) + sum(count_paragraphs(letter.body) + 1 for letter in letters))
    section = etree.SubElement(body, f"{_W}sectPr")
    section.extend(deepcopy(node) for node in first[-1] if local(node.tag) not in (*_REFERENCES, "titlePg"))
    return body


def _refer(body: etree._Element, ids: dict[str, str]) -> None:
    """Give relation ids in ``body`` their names in the joined document."""
    for old in _REFERRING(body):
        old.getparent().set(old.attrname, ids[str(old)])


def _drop_bookmarks(body: etree._Element) -> None:
    for node in list(body.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd")):
        above = node.getparent()
        if above is not None:
            above.remove(node)


def _number_drawings(body: etree._Element, letter: int) -> None:
    """Ids of drawings unlike those of any other letter."""
    for number, node in enumerate(body.iter("{*}docPr"), start=1):
        node.set("id", str(letter * _MOST_DRAWINGS + number))


def _set_section(section: etree._Element) -> None:
    """A section that begins on a new page, with the number its first page has when the letter stands alone."""
    kind = child(section, "type")
    if kind is None:
        kind = section.makeelement(f"{_W}type")
        _before(section, kind, _AFTER_TYPE)
    kind.set(f"{_W}val", "nextPage")
    number = child(section, "pgNumType")
    if number is None:
        number = section.makeelement(f"{_W}pgNumType")
        _before(section, number, _AFTER_NUMBERS)
    if number.get(f"{_W}start") is None:
        number.set(f"{_W}start", "1")
    # LibreOffice 25.2 prints the wrong first-page footer where a footer is named before a header.
    references = [node for node in section if local(node.tag) in _REFERENCES]
    references.sort(key=lambda node: _REFERENCES.index(local(node.tag)))
    section[:0] = references


def _before(section: etree._Element, node: etree._Element, following: Sequence[str]) -> None:
    for place, other in enumerate(section):
        if local(other.tag) in following:
            section.insert(place, node)
            return
    section.append(node)


def _begin_with_paragraph(body: etree._Element) -> None:
    """A line of no height before a table: LibreOffice 25.2 restarts the numbers of pages at a paragraph alone."""
    if local(body[0].tag) == "p":
        return
    paragraph = body.makeelement(f"{_W}p")
    properties = etree.SubElement(paragraph, f"{_W}pPr")
    spacing = {"before": "0", "after": "0", "line": "0", "lineRule": "exact"}
    etree.SubElement(properties, f"{_W}spacing", {f"{_W}{name}": value for name, value in spacing.items()})
    etree.SubElement(etree.SubElement(properties, f"{_W}rPr"), f"{_W}sz", {f"{_W}val": "2"})
    body.insert(0, paragraph)


def _mark(body: etree._Element, names: Marks, number: int) -> None:
    """Bookmarks before the first word of the section and after its last one: nothing of them is printed.

    LibreOffice 25.2 leaves out an empty paragraph at the end of a section, and takes its bookmark to the next one.
    """
    first = next(body.iter(f"{_W}p"))
    properties = child(first, "pPr")
    place = 0 if properties is None else first.index(properties) + 1
    first[place:place] = _bookmark(body, number, names.first)
    _end(body).extend(_bookmark(body, number + 1, names.last))


def _end(body: etree._Element) -> etree._Element:
    """The last paragraph, or the last one with words where that is empty; a frame is copied with the marks in it."""
    last = body[-2]
    if _holds(last):
        return last
    held = (each for each in reversed(list(body.iter(f"{_W}p"))) if _holds(each))
    return next((each for each in held if next(each.iter(f"{_W}framePr"), None) is None), last)


def _holds(paragraph: etree._Element) -> bool:
    """Whether anything stands in ``paragraph``, be it a space."""
    pieces = (piece for run in paragraph.iter(f"{_W}r") for piece in run)
    return any(piece.text or local(piece.tag) not in ("t", "rPr") for piece in pieces)


def _bookmark(body: etree._Element, number: int, name: str) -> list[etree._Element]:
    start, end = body.makeelement(f"{_W}bookmarkStart"), body.makeelement(f"{_W}bookmarkEnd")
    start.set(f"{_W}id", str(number))
    start.set(f"{_W}name", name)
    end.set(f"{_W}id", str(number))
    return [start, end]


def _properties(paragraph: etree._Element) -> etree._Element:
    found = child(paragraph, "pPr")
    if found is None:
        found = paragraph.makeelement(f"{_W}pPr")
        paragraph.insert(0, found)
    return found
