"""Rows and cells of a table in a Word file, what programs have put around them looked through."""

from collections.abc import Iterator

from lxml import etree

from letterkit.ooxml.names import local
from letterkit.ooxml.styles import child, value

_AROUND = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_DELETED = {"tr": ("trPr", "del"), "tc": ("tcPr", "cellDel")}


def parts_of(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows («tr») of a table or the cells («tc») of a row."""
    for node in element:
        kind = local(node.tag)
        if kind == name:
            yield node
        elif kind in _AROUND:
            yield from parts_of(node, name)


def is_deleted(part: etree._Element) -> bool:
    """Whether the row or cell goes with the tracked changes: itself, or a row with each of its cells."""
    properties, mark = _DELETED[local(part.tag)]
    if child(child(part, properties), mark) is not None:
        return True
    cells = [is_deleted(cell) for cell in parts_of(part, "tc")] if mark == "del" else []
    return bool(cells) and all(cells)


def controls_around(part: etree._Element) -> Iterator[etree._Element]:
    """Content controls between the row or cell and the table or row that it belongs to, the inner ones first."""
    for above in part.iterancestors():
        if local(above.tag) in ("tbl", "tr"):
            return
        if local(above.tag) == "sdt":
            yield above


def width_of(cell: etree._Element) -> int:
    """The width of a cell in twips or fiftieths of a percent; only shares of it are used."""
    said = value(child(child(cell, "tcPr"), "tcW"), "w") or "0"
    return int(said) if said.isdecimal() else 0
