"""Tables that make LibreOffice lay out a joined document the way it lays out a letter.

Before it lays out more than 100 paragraphs, LibreOffice guesses how many of them go on a page and breaks pages by that
guess; from 1000 on it also hangs in frames only afterwards (CalcPageCount in sw/source/core/layout/laycache.cxx). Text
that ends near the foot of a page may then fall otherwise than in the letter alone. In its count it takes off 25 for
each table: with enough small ones, on a page that belongs to no letter, it guesses nothing.
"""

from lxml import etree

from letterkit.ooxml.names import WORD, local

FEWEST_TO_GUESS = 100
"""Above this count LibreOffice guesses for a letter alone as well."""

_W = f"{{{WORD[0]}}}"
_WIDTH_TWIPS = "100"
_OFF_FOR_A_TABLE = 25
# A table and a cell have two ends each.
_COUNTED = {"p": 1, "tbl": 2 - _OFF_FOR_A_TABLE, "tc": 2}
_TAGS = tuple(f"{{*}}{name}" for name in _COUNTED)
_OFF_FOR_BALLAST = _OFF_FOR_A_TABLE - 2 - 2 - 1 - 1  # its ends, those of its cell, the paragraph in it, that before it


def count_paragraphs(body: etree._Element) -> int:
    """How many paragraphs LibreOffice takes ``body`` for, frames among them: at least as many as it really counts."""
    return sum(_COUNTED.get(local(node.tag), 0) for node in body.iter(_TAGS))


def ballast(count: int) -> list[etree._Element]:
    """Tables that bring ``count`` down to nothing, each after a paragraph: side by side they would merge."""
    nodes = []
    for _ in range(max(0, -(-count // _OFF_FOR_BALLAST))):
        nodes += [etree.Element(f"{_W}p"), _table()]
    return nodes


def _table() -> etree._Element:
    table = etree.Element(f"{_W}tbl")
    etree.SubElement(table, f"{_W}tblPr")
    etree.SubElement(etree.SubElement(table, f"{_W}tblGrid"), f"{_W}gridCol", {f"{_W}w": _WIDTH_TWIPS})
    cell = etree.SubElement(etree.SubElement(table, f"{_W}tr"), f"{_W}tc")
    width = {f"{_W}w": _WIDTH_TWIPS, f"{_W}type": "dxa"}
    etree.SubElement(etree.SubElement(cell, f"{_W}tcPr"), f"{_W}tcW", width)
    etree.SubElement(cell, f"{_W}p")
    return table
