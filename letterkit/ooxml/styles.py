"""What paragraph and run styles say of place and visibility, as far as reading a letter needs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from letterkit.core.lru_cache import Shelf
from letterkit.core.paper import Align
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package

_ALIGN: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
_OFF = frozenset({"0", "false", "off", "none"})
# A paragraph that starts further right than this stands in the right half of an A4 text area (160–180 mm wide).
_RIGHT_HALF_TWIPS = 4000
_MOST_WRITTEN = 512
"""Properties of paragraphs and runs, as written, for which it is kept what they come to: a letter has some ten."""


def xml_of(properties: etree._Element) -> bytes:
    """``properties`` as they stand in the file: those written alike come to the same in one document."""
    return etree.tostring(properties, with_tail=False)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child with this local name of WordprocessingML."""
    if element is not None:
        for node in element:
            if local(node.tag) == name:
                return node
    return None


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """The attribute ``w:name`` of an element, whichever namespace it is written in."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        text = str(key)
        if text.rpartition("}")[2] == name:
            return str(found)
    return None


def switched_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as ``w:vanish`` is there and not turned off."""
    return element is not None and (value(element) or "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """The inherited settings of one style."""

    align: Align | None = None
    left_twips: int | None = None
    hidden: bool = False
    num: tuple[str | None, str | None] = (None, None)


_PLAIN = Style()


class Styles:
    """Styles of one document by id; ``Styles(None)`` for a document without them. May be shared between threads."""

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._written: Shelf[bytes, Style] = Shelf(_MOST_WRITTEN)
        self.default: str | None = None
        for node in root if root is not None else ():
            if local(node.tag) != "style":
                continue
            name = value(node, "styleId")
            if name is None:
                continue
            self._raw[name] = node
            if value(node, "type") == "paragraph" and value(node, "default") in ("1", "true", "on"):
                self.default = name
        for name in self._raw:
            self.get(name)

    @classmethod
    def of(cls, package: Package) -> "Styles":
        """Those of ``package``, kept for the next with the same; raises LetterFileError ``docx.xml``."""
        part = package.related_part(package.main, "styles")
        if part is None:
            return _NONE
        if not package.is_as_read(part):
            return cls(package.xml(part))
        return _STYLES.of(package.content(part), lambda: cls(package.xml(part)))

    def get(self, name: str | None) -> Style:
        """The style with its ancestors' settings; a plain one for an unknown name."""
        if name is None or name not in self._raw:
            return _PLAIN
        if name not in self._known:
            self._known[name] = _PLAIN  # a style that is based on itself ends here
            self._known[name] = self._merge(name)
        return self._known[name]

    def _merge(self, name: str) -> Style:
        node = self._raw[name]
        base = self.get(value(child(node, "basedOn")))
        paragraph, run = child(node, "pPr"), child(node, "rPr")
        vanish = child(run, "vanish")
        return Style(
            align=align_of(paragraph) or base.align,
            left_twips=left_of(paragraph, base.left_twips),
            hidden=base.hidden if vanish is None else switched_on(vanish),
            num=num_of(paragraph, base.num),
        )

    def of_paragraph(self, properties: etree._Element | None) -> Style:
        """A paragraph's own settings over those of its style."""
        if properties is None:
            return self._of_paragraph(None)
        return self._written.of(xml_of(properties), lambda: self._of_paragraph(properties))

    def _of_paragraph(self, properties: etree._Element | None) -> Style:
        style = self.get(value(child(properties, "pStyle")) or self.default)
        align, left = align_of(properties) or style.align, left_of(properties, style.left_twips)
        if align in (None, "left", "justify") and left is not None and left >= _RIGHT_HALF_TWIPS:
            align = "right"
        return Style(align=align, left_twips=left, hidden=style.hidden, num=num_of(properties, style.num))

    def hides(self, properties: etree._Element | None, paragraph: Style) -> bool:
        """Whether a run with these properties, in such a paragraph, is hidden text."""
        vanish = child(properties, "vanish")
        if vanish is not None:
            return switched_on(vanish)
        return paragraph.hidden or (properties is not None and self.get(value(child(properties, "rStyle"))).hidden)


_NONE = Styles(None)
_STYLES: Shelf[bytes, Styles] = Shelf(8)


def align_of(properties: etree._Element | None) -> Align | None:
    return _ALIGN.get(value(child(properties, "jc")) or "")


def left_of(properties: etree._Element | None, inherited: int | None) -> int | None:
    indent = child(properties, "ind")
    said = value(indent, "left") or value(indent, "start")
    try:
        return inherited if said is None else int(float(said))
    except (ValueError, OverflowError):
        return inherited


def num_of(
    properties: etree._Element | None, inherited: tuple[str | None, str | None]
) -> tuple[str | None, str | None]:
    """(list id, level) as said here, the rest as inherited."""
    number = child(properties, "numPr")
    if number is None:
        return inherited
    return value(child(number, "numId")) or inherited[0], value(child(number, "ilvl")) or inherited[1]


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children with this local name."""
    return (node for node in element if local(node.tag) == name)
