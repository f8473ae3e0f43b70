"""Tracked changes of a Word file accepted: what a reader of the letter as it will be sent sees."""

from lxml import etree

from letterkit.ooxml.cells import is_deleted, parts_of
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child

_GONE, _KEPT = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
# Of these only their parent is told to be new or gone; elsewhere they hold what is.
_PROPERTIES = frozenset({"rPr", "trPr", "numPr", "m:ctrlPr"})
_STORIES = frozenset({"header", "footer", "footnotes", "endnotes"})
_CELLS = frozenset({"cellIns", "cellDel"})
_RANGES = frozenset({f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End")})


def without_changes(data: bytes, name: str) -> bytes:
    """The letter with all tracked changes accepted, to be printed; raises LetterFileError as ``guard.inspect``."""
    package = Package.open(data, name)
    relations = package.relations(package.main).values()
    stories = [each.target for each in relations if each.kind in _STORIES and each.target in package]
    for part in (package.main, *stories):
        _accept(package.xml(part))
        package.touch(part)
    return package.save()


def _accept(root: etree._Element) -> None:
    for part in [each for each in root.iter() if local(each.tag) in ("tr", "tc") and is_deleted(each)]:
        _drop(part)
    for node in list(root.iter()):
        name, above = local(node.tag), node.getparent()
        if above is None:
            continue
        if (name in _GONE and local(above.tag) not in _PROPERTIES) or name in _CELLS:
            above.remove(node)
        elif name in _KEPT and local(above.tag) not in _PROPERTIES:
            for inner in list(node):
                node.addprevious(inner)
            above.remove(node)
        elif name in _KEPT or name in _RANGES or name.endswith("Change"):
            above.remove(node)
    for paragraph in [each for each in root.iter() if local(each.tag) == "p"]:
        _join(paragraph)


def _drop(part: etree._Element) -> None:
    """Takes out a row or a cell, and the table that has no row left."""
    table = next((above for above in part.iterancestors() if local(above.tag) == "tbl"), None)
    parent = part.getparent()
    if table is None or parent is None:
        return
    parent.remove(part)
    above = table.getparent()
    if above is not None and next(parts_of(table, "tr"), None) is None:
        above.remove(table)


def _join(paragraph: etree._Element) -> None:
    """Joins ``paragraph``, if its mark was deleted, to the next one, whose look the two then have."""
    properties = child(paragraph, "pPr")
    mark = child(properties, "rPr")
    deleted = [each for each in (child(mark, name) for name in _GONE) if each is not None]
    following, above = paragraph.getnext(), paragraph.getparent()
    if mark is None or not deleted or above is None:
        return
    for each in deleted:
        mark.remove(each)
    if following is None or local(following.tag) != "p" or child(properties, "sectPr") is not None:
        return
    own = child(following, "pPr")
    at = 0 if own is None else following.index(own) + 1
    following[at:at] = [each for each in paragraph if each is not properties]
    above.remove(paragraph)
