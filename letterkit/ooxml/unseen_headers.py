"""Headers of which the first page shows nothing: a letter that ends on that page is printed without them.

LibreOffice makes styles of pages of their own for the headers of each section of a joined document; for short letters
that is a fifth of its time.
"""

import hashlib

from lxml import etree

from letterkit.ooxml.joinable import Joinable, names_in
from letterkit.ooxml.names import local
from letterkit.ooxml.styles import child, switched_on, value

_REFERENCES = frozenset({"headerReference", "footerReference"})
# What an empty line may say of itself without drawing anything.
_OF_AN_EMPTY_LINE = frozenset({"pStyle", "jc", "spacing", "ind", "tabs", "rPr"})
# What a style may draw on a line without words.
_DRAWN = frozenset({"pBdr", "shd"})


def unseen_headers(letter: Joinable) -> bytes | None:
    """A digest of the headers of ``letter`` whose first page prints nothing of them; None where it may print something.

    Letters with the same digest have the same sheet and margins and lose the same by being printed without headers: one
    of them tells for all whether anything moves.
    Raises KeyError for a letter that refers to what it has not.
    """
    package, section = letter.package, letter.body[-1]
    styles = package.related_part(package.main, "styles")
    if not switched_on(child(section, "titlePg")) or child(section, "pgBorders") is not None:
        return None
    if styles is not None and not _DRAWN.isdisjoint(names_in(package.content(styles))):
        return None
    relations, digest = package.relations(package.main), hashlib.sha256()
    for node in section:
        if local(node.tag) not in _REFERENCES:
            digest.update(etree.tostring(node))
            continue
        if local(node.tag) == "footerReference":
            return None  # where one is high, the page of another letter than the one compared would be too short
        part, where = relations[value(node, "id") or ""].target, value(node, "type") or "default"
        if where == "first" and not _is_empty_line(package.xml(part)):
            return None
        digest.update(repr((where, package.content(part))).encode())
    return digest.digest()


def without_headers(section: etree._Element) -> None:
    """Takes out of ``section`` what it says of headers."""
    for node in list(section):
        if local(node.tag) in (*_REFERENCES, "titlePg"):
            section.remove(node)


def _is_empty_line(header: etree._Element) -> bool:
    if len(header) != 1 or local(header[0].tag) != "p":
        return False
    return all(
        local(part.tag) == "pPr" and _OF_AN_EMPTY_LINE.issuperset(local(each.tag) for each in part)
        for part in header[0]
    )
