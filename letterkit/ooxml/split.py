"""A run cut in two where a mark or other words must stand between its characters; both halves keep its look."""

from copy import deepcopy

from lxml import etree

from letterkit.ooxml.names import XML_SPACE, local


def set_text(element: etree._Element, text: str) -> None:
    """Give ``element`` the words ``text``, spaces at their ends kept."""
    element.text = text
    # Without the mark Word drops spaces at the ends (XML 1.0, 2.10); where it stands already it stays.
    if text != text.strip() or "  " in text:
        element.set(XML_SPACE, "preserve")


def cut_before(node: etree._Element, offset: int = 0) -> etree._Element:
    """Make a run begin at character ``offset`` of ``node``, a child of a run; returns what holds that character now.

    ``node`` itself keeps what stands before the cut; nothing happens where a run begins already.
    """
    text = node.text or ""
    if 0 < offset < len(text):
        right = node.makeelement(node.tag, dict(node.attrib), node.nsmap)
        set_text(right, text[offset:])
        set_text(node, text[:offset])
        node.addnext(right)
        node = right
    run = node.getparent()
    if run is None or local(run.tag) != "r":
        return node
    properties = [child for child in run if local(child.tag) == "rPr"]
    if all(before in properties for before in node.itersiblings(preceding=True)):
        return node
    fresh = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    fresh.extend(deepcopy(child) for child in properties)
    fresh.extend([node, *node.itersiblings()])
    run.addnext(fresh)
    return node


def cut_after(node: etree._Element) -> None:
    """Make the run of ``node`` end after it."""
    following = node.getnext()
    if following is not None:
        cut_before(following)
