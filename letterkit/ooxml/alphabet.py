"""All characters of many letters on a page of their own, in the order of Unicode.

A PDF numbers the shapes of its letters as it meets them, in one table for all pages. With this page printed first, the
table says which characters the letters have between them; without it, it would spell the names in the first ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from letterkit.ooxml.joinable import Joinable
from letterkit.ooxml.names import WORD, local
from letterkit.ooxml.split import set_text
from letterkit.ooxml.styles import child, value

_W = f"{{{WORD[0]}}}"


def alphabet(letters: Iterable[Joinable]) -> list[etree._Element]:
    """All characters in the usual look, then a paragraph for each look that runs of ``letters`` have, with its own."""
    seen: defaultdict[tuple[str, bytes], set[str]] = defaultdict(set)
    looks: dict[tuple[str, bytes], etree._Element] = {}
    for letter in letters:
        for run in _runs(letter):
            paragraph = next(run.iterancestors(f"{_W}p"))
            style, properties = value(child(child(paragraph, "pPr"), "pStyle")) or "", child(run, "rPr")
            key = (style, b"" if properties is None else etree.tostring(properties))
            seen[key].update(*(node.text or "" for node in run.iter(f"{_W}t")))
            looks.setdefault(key, run)
    paragraphs = [_paragraph(style, looks[style, look], characters) for (style, look), characters in seen.items()]
    plain = etree.Element(f"{_W}r")
    return [_paragraph("", plain, set().union(*seen.values())), *paragraphs]


def _runs(letter: Joinable) -> Iterator[etree._Element]:
    for story in (letter.body, *(letter.package.xml(part) for part in letter.frills)):
        yield from story.iter(f"{_W}r")


def _paragraph(style: str, run: etree._Element, characters: set[str]) -> etree._Element:
    paragraph = run.makeelement(f"{_W}p", nsmap=run.nsmap)
    if style:
        etree.SubElement(etree.SubElement(paragraph, f"{_W}pPr"), f"{_W}pStyle", {f"{_W}val": style})
    bare = etree.SubElement(paragraph, f"{_W}r")
    bare.extend(deepcopy(each) for each in run if local(each.tag) == "rPr")
    set_text(etree.SubElement(bare, f"{_W}t"), "".join(sorted(characters)))
    return paragraph
