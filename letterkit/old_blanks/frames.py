"""Frames that LibreOffice has frozen when it saved a blank: they no longer grow, or hang from where it saw them last.

It writes a frame at the foot of the text with the height and the place of one moment, and a frame of an .odt or .doc as
a drawing of a fixed size. Both become the frames of Word again, which grow with their words.
"""

import re
from collections.abc import Iterator

from lxml import etree

from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child, value

_NAMED = re.compile(r"(?:Frame|Врезка)\s?\d+$")
"""How LibreOffice calls its frames; text boxes of Word have other names."""
_EMU_A_TWIP = 635
_NEAR_TWIPS = 60


def mend_frames(data: bytes, name: str) -> tuple[bytes, int]:
    """The blank ``data`` with its frames freed, and how many there were; errors as ``Package.open``."""
    package = Package.open(data, name)
    root = package.xml(package.main)
    foot = _foot_twips(root)
    count = sum(_free_frame(node, foot) for node in list(root.iter("{*}framePr")))
    count += sum(map(_make_frame, list(_drawn_frames(root))))
    if not count:
        return data, 0
    package.touch(package.main)
    return package.save(), count


def _foot_twips(root: etree._Element) -> int:
    """How far the foot of the text is below the top margin, in the last section."""
    section = next((node for node in reversed(list(root.iter("{*}sectPr")))), None)
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    return _number(size, "h", 16838) - _number(margins, "top", 1134) - _number(margins, "bottom", 1134)


def _free_frame(frame: etree._Element, foot: int) -> bool:
    """Lets one of a fixed height grow: up from the foot of the text where it stands there, else down."""
    if value(frame, "hRule") != "exact":
        return False
    bottom = _number(frame, "y", 0) + _number(frame, "h", 0)
    at_foot = value(frame, "vAnchor") == "margin" and abs(bottom - foot) <= _NEAR_TWIPS
    names = {"hRule", "h"} | ({"y"} if at_foot else set())
    if value(frame, "hAnchor") == "margin" and _number(frame, "x", 0) == 0 and not value(frame, "xAlign"):
        names.add("x")
        frame.set(_name(frame, "xAlign"), "left")
    for key in [key for key in frame.attrib if etree.QName(key).localname in names]:
        del frame.attrib[key]
    if at_foot:
        frame.set(_name(frame, "yAlign"), "bottom")
    return True


def _drawn_frames(root: etree._Element) -> Iterator[etree._Element]:
    """Drawings that were frames: named so, with words alone in them, outside of tables."""
    for anchor in root.iter("{*}anchor"):
        named = next((value(node, "name") or "" for node in anchor.iter("{*}docPr")), "")
        above = {local(node.tag) for node in anchor.iterancestors()}
        has_words = next(anchor.iter("{*}txbxContent"), None) is not None
        if has_words and _NAMED.match(named) and not above & {"tc", "txbxContent"}:
            yield anchor


def _make_frame(anchor: etree._Element) -> bool:
    """The words of a drawing as framed paragraphs before the one that it hangs on."""
    paragraph = next((node for node in anchor.iterancestors() if local(node.tag) == "p"), None)
    content = next(anchor.iter("{*}txbxContent"))
    wrappers = {local(node.tag): node for node in anchor.iterancestors()}
    outer = wrappers.get("mc:AlternateContent", wrappers.get("drawing"))
    if paragraph is None or outer is None or any(local(node.tag) != "p" for node in content):
        return False
    for framed in list(content):
        properties = child(framed, "pPr")
        if properties is None:
            properties = framed.makeelement(_name(framed, "pPr"), None, framed.nsmap)
            framed.insert(0, properties)
        frame = properties.makeelement(_name(properties, "framePr"), None, properties.nsmap)
        for key, said in _frame_of(anchor).items():
            frame.set(_name(properties, key), said)
        properties.insert(1 if child(properties, "pStyle") is not None else 0, frame)
        paragraph.addprevious(framed)
    run = outer.getparent()
    if run is not None:
        run.remove(outer)
    return True


def _frame_of(anchor: etree._Element) -> dict[str, str]:
    across, down = anchor.find("{*}positionH"), anchor.find("{*}positionV")
    width = _number(anchor.find("{*}extent"), "cx", 0) // _EMU_A_TWIP
    said = {"w": str(width), "hSpace": "0", "vSpace": "0", "wrap": "around", "hAnchor": "margin", "vAnchor": "margin"}
    x, y = _offset(across), _offset(down)
    if value(across, "relativeFrom") == "rightMargin":
        said["xAlign"] = "right"  # a .doc has it so when a frame stood at the right margin
    elif x is None or x <= 0:
        said["xAlign"] = _align_of(across) or "left"
    else:
        said |= {"x": str(x), "hAnchor": "page" if value(across, "relativeFrom") == "page" else "margin"}
    if y is None:
        said["yAlign"] = _align_of(down) or "top"
    else:
        anchors = {"page": "page", "margin": "margin"}
        said |= {"y": str(y), "vAnchor": anchors.get(value(down, "relativeFrom") or "", "text")}
    return said


def _offset(position: etree._Element | None) -> int | None:
    """Twips; None where the place is told by a word."""
    said = position.findtext("{*}posOffset") if position is not None else None
    return None if said is None else int(float(said)) // _EMU_A_TWIP


def _align_of(position: etree._Element | None) -> str:
    return (position.findtext("{*}align") if position is not None else None) or ""


def _number(element: etree._Element | None, name: str, other: int) -> int:
    try:
        return int(float(value(element, name) or other))
    except ValueError:
        return other


def _name(like: etree._Element, name: str) -> str:
    return f"{{{etree.QName(like).namespace}}}{name}"
