"""Words of what Word draws beside its text: a watermark, a chart, a diagram; which branch of a drawing is shown."""

from collections.abc import Iterator

from lxml import etree

from letterkit.ooxml.names import REFERENCE, local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child, children

# What names the part that holds the words: a chart its own, a diagram that of its data.
_NAMED_BY = {"chart": "id", "relIds": "dm"}
# Names that the makers of Word and of the standard gave to what they added: the shape that Word shows is one of them.
_KNOWN = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")


def choose_branch(alternate: etree._Element) -> etree._Element:
    """The branch of mc:AlternateContent that is shown: the first choice whose needs are known; else the fallback."""
    for branch in children(alternate, "mc:Choice"):
        needs = [branch.nsmap.get(prefix) or "" for prefix in str(branch.get("Requires", "")).split()]
        if all(space.startswith(_KNOWN) for space in needs):
            return branch
    fallback = child(alternate, "mc:Fallback")
    return alternate.makeelement(alternate.tag) if fallback is None else fallback


def drawn_words(drawing: etree._Element, package: Package, part: str) -> list[str]:
    """The lines that ``drawing`` of ``part`` shows outside of its text boxes, each once."""
    return list(dict.fromkeys(line for line in _lines(drawing, package, part) if line))


def _lines(element: etree._Element, package: Package, part: str) -> Iterator[str]:
    for node in element if local(element.tag) != "mc:AlternateContent" else choose_branch(element):
        if not isinstance(node.tag, str) or local(node.tag) == "txbxContent":
            continue
        name = etree.QName(node).localname
        if name == "textpath":
            yield " ".join(str(node.get("string", "")).split())
        elif name in _NAMED_BY:
            ids = [node.get(f"{{{space}}}{_NAMED_BY[name]}") for space in REFERENCE]
            relation = next((package.relations(part)[str(id_)] for id_ in ids if id_ in package.relations(part)), None)
            if relation is not None and not relation.external and relation.target in package:
                yield from _words_of(package.xml(relation.target))
        elif name == "p":
            yield _paragraph(node)
        else:
            yield from _lines(node, package, part)


def _words_of(root: etree._Element) -> Iterator[str]:
    """Titles, captions and points of a chart or a diagram, in their order."""
    for node in root.iter("{*}p", "{*}v"):
        above = node.getparent()
        if etree.QName(node).localname == "p":
            yield _paragraph(node)
        elif above is not None and any(etree.QName(each).localname == "strCache" for each in above.iterancestors()):
            yield " ".join((node.text or "").split())


def _paragraph(node: etree._Element) -> str:
    return " ".join("".join(each.text or "" for each in node.iter("{*}t")).split())
