"""Which letters may stand in one document, one section a letter, and be printed there as they are printed alone.

Only what is known to print alike is let in; any other letter is simply printed by itself.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.guard_parts import parse
from letterkit.ooxml.joining_tables import FEWEST_TO_GUESS, count_paragraphs
from letterkit.ooxml.names import WORD, local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import Styles, child, value

OWN_KINDS = frozenset({"header", "footer", "image", "hyperlink"})
"""Relations of the main document that differ from letter to letter."""

_SHARED_KINDS = frozenset(
    "styles settings numbering fontTable theme stylesWithEffects webSettings customXml footnotes endnotes".split()
)
# Parts that say who wrote the file and when, never how it is laid out.
_IDLE_KINDS = frozenset({"core-properties", "extended-properties", "custom-properties", "thumbnail", "officeDocument"})
# What counts through a whole document, is set anew there or draws with names of its own.
_REFUSED = frozenset(
    "footnoteReference endnoteReference commentReference altChunk object pict mc:AlternateContent dataBinding "
    "ins del moveFrom moveTo lnNumType subDoc".split()
)
# A letter that begins on another sheet of the joined document would have the margins or headers of the other side.
_REFUSED_SETTINGS = frozenset({"mirrorMargins", "evenAndOddHeaders", "bookFoldPrinting", "bookFoldRevPrinting"})
_SAME_ANYWHERE = frozenset({"PAGE", "HYPERLINK"})
_FIELDS = frozenset({"fldSimple", "instrText", "fldChar"})
# Styles and settings that letters of a few blanks have in common to the byte, looked at once.
_BLANKS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Joinable:
    """A letter of one section. Those of the same ``likeness`` share styles, lists and settings to the byte."""

    package: Package
    likeness: bytes

    @property
    def root(self) -> etree._Element:
        return self.package.xml(self.package.main)

    @property
    def body(self) -> etree._Element:
        return self.root[0]

    @property
    def frills(self) -> tuple[str, ...]:
        """The parts of its headers and footers."""
        relations = self.package.relations(self.package.main).values()
        return tuple(each.target for each in relations if each.kind in ("header", "footer"))

    @property
    def description(self) -> dict[str, str]:
        """What the file says of itself, by the words of Dublin Core («title», «creator», «subject»)."""
        part = self.package.related_part("", "core-properties")
        nodes = self.package.xml(part) if part else ()
        return {str(node.tag).rpartition("}")[2]: str(node.text) for node in nodes if node.text}


def joinable(docx: bytes | Package) -> Joinable | None:
    """``docx`` to be joined with others; None for a letter that is safer printed by itself."""
    try:
        package = docx if isinstance(docx, Package) else Package.open(docx, "")
        letter = Joinable(package, _likeness(package))
        return letter if _can_be_joined(letter) else None
    except (LetterFileError, KeyError):
        return None


def _likeness(package: Package) -> bytes:
    """A digest of all that letters of one document have in common."""
    root, digest = package.xml(package.main), hashlib.sha256()
    digest.update(repr((sorted(root.attrib.items()), sorted((str(k), v) for k, v in root.nsmap.items()))).encode())
    own = _own_parts(package)
    for part in sorted(set(package) - own):
        content = package.content(part)
        digest.update(repr((part, len(content))).encode() + content)
    return digest.digest()


def _own_parts(package: Package) -> set[str]:
    """The parts that may differ between letters of one document, those that only list the others among them."""
    own = {package.main, "[Content_Types].xml", "_rels/.rels"}
    own |= {relation.target for relation in package.relations("").values() if relation.kind in _IDLE_KINDS}
    pending = [package.main]
    while pending:
        part = pending.pop()
        folder, _, name = part.rpartition("/")
        own.add(f"{folder}/_rels/{name}.rels")
        for relation in package.relations(part).values():
            if relation.kind in OWN_KINDS and not relation.external and relation.target not in own:
                own.add(relation.target)
                pending.append(relation.target)
    return own


def _can_be_joined(letter: Joinable) -> bool:
    package, root = letter.package, letter.root
    if local(root.tag) != "document" or len(root) != 1 or not str(root.tag).startswith(f"{{{WORD[0]}}}"):
        return False
    for relation in package.relations(package.main).values():
        if relation.kind not in OWN_KINDS | _SHARED_KINDS or (relation.external and relation.kind != "hyperlink"):
            return False
    for part in letter.frills:
        if any(each.kind not in ("image", "hyperlink") for each in package.relations(part).values()):
            return False
        if "numPr" in _names(package.xml(part)):
            return False
    settings = package.related_part(package.main, "settings")
    if settings and not _REFUSED_SETTINGS.isdisjoint(names_in(package.content(settings))):
        return False
    if count_paragraphs(letter.body) > FEWEST_TO_GUESS:
        return False
    stories = [letter.body, *(package.xml(part) for part in letter.frills)]
    return _is_one_section(letter.body) and all(map(_prints_alike, stories)) and _lists_are_its_own(letter)


def _is_one_section(body: etree._Element) -> bool:
    """Whether the section ends the body, after a paragraph that can carry it."""
    if len(body) < 2 or local(body[-1].tag) != "sectPr" or local(body[-2].tag) != "p":
        return False
    if sum(local(node.tag) == "sectPr" for node in body.iter()) != 1:
        return False
    properties = child(body[-2], "pPr")
    return child(properties, "framePr") is None and child(properties, "pPrChange") is None


def _prints_alike(story: etree._Element) -> bool:
    """Whether nothing in ``story`` depends on what else is in the document."""
    names = _names(story)
    if not _REFUSED.isdisjoint(names):
        return False
    if "hyperlink" in names and any(local(node.tag) == "hyperlink" and value(node, "anchor") for node in story.iter()):
        return False
    return _FIELDS.isdisjoint(names) or all(_is_same_anywhere(code) for code in _field_codes(story))


def _names(story: etree._Element) -> set[str]:
    return set(map(local, {node.tag for node in story.iter()}))


@lru_cache(_BLANKS)
def names_in(part: bytes) -> frozenset[str]:
    """Those of the elements of an XML part; raises LetterFileError."""
    return frozenset(_names(parse(part, "", "")))


def _is_same_anywhere(code: str) -> bool:
    words = code.split()
    return not words or (words[0].upper() in _SAME_ANYWHERE and "\\l" not in words)


def _field_codes(story: etree._Element) -> Iterator[str]:
    """The instructions of all fields, complex ones put together from their runs."""
    open_codes: list[str] = []
    for node in story.iter():
        match local(node.tag):
            case "fldSimple":
                yield value(node, "instr") or ""
            case "instrText":
                if open_codes:
                    open_codes[-1] += node.text or ""
                else:
                    yield node.text or ""
            case "fldChar" if value(node, "fldCharType") == "begin":
                open_codes.append("")
            case "fldChar" if value(node, "fldCharType") == "end" and open_codes:
                yield open_codes.pop()
    yield from open_codes


def _lists_are_its_own(letter: Joinable) -> bool:
    """Whether paragraphs ask for their lists themselves: one asked for by a style goes on from letter to letter."""
    part = letter.package.related_part(letter.package.main, "styles")
    if part is None or "numPr" not in names_in(letter.package.content(part)):
        return True
    styles = Styles.of(letter.package)
    for paragraph in letter.body.iter(f"{{{WORD[0]}}}p"):
        properties = child(paragraph, "pPr")
        number = child(properties, "numPr")
        own = value(child(number, "numId")) if number is not None else None
        if own is None and styles.of_paragraph(properties).num[0] not in (None, "0"):
            return False
    return True
