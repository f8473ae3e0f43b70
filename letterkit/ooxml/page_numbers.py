"""Page numbers in the headers and footers of a .docx: where each is printed, and what stands around it."""

import re
from collections.abc import Iterator

from lxml import etree

from letterkit.core.paper import Align, NumberField, Zone
from letterkit.ooxml.formats import Formats
from letterkit.ooxml.measures import millimetres
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child, children, switched_on, value

_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_ASIDE = frozenset({"framePr", "txbxContent", "tc"})
_REFERENCES = (("headerReference", Zone.HEADER, "header"), ("footerReference", Zone.FOOTER, "footer"))


def number_fields(package: Package, body: etree._Element | None, formats: Formats) -> tuple[NumberField, ...]:
    """The page numbers that are printed, those of the first section first; each part is looked at once."""
    relations = package.relations(package.main)
    found: list[NumberField] = []
    seen: set[str] = set()
    for at, section in enumerate(_sections(body)):
        first_differs = switched_on(child(section, "titlePg"))
        dashed = value(child(section, "pgNumType"), "fmt") == "numberInDash"
        for name, zone, distance in _REFERENCES:
            for reference in children(section, name):
                kind = value(reference, "type") or "default"
                relation = relations.get(value(reference, "id") or "")
                if relation is None or relation.target not in package or relation.target in seen:
                    continue
                if kind == "even" or (kind == "first" and not first_differs):
                    continue
                seen.add(relation.target)
                on_first = at == 0 and (kind == "first" or not first_differs)
                edge_mm = millimetres(value(child(section, "pgMar"), distance)) or 0.0
                for align, around in _numbers(package.xml(relation.target), formats):
                    shown = around.replace("#", "- # -") if dashed else around
                    found.append(NumberField(zone, on_first, align, shown, round(edge_mm, 2)))
    return tuple(found)


def _sections(body: etree._Element | None) -> Iterator[etree._Element]:
    for node in body if body is not None else ():
        section = node if local(node.tag) == "sectPr" else child(child(node, "pPr"), "sectPr")
        if section is not None:
            yield section


def _numbers(root: etree._Element, formats: Formats) -> Iterator[tuple[Align | None, str]]:
    """Paragraphs with the number of the page: where they stand, None when tabs or boxes decide, and their words."""
    for paragraph in root.iter():
        if local(paragraph.tag) != "p":
            continue
        words = _Words()
        words.read(paragraph)
        if "#" not in words.text:
            continue
        properties = child(paragraph, "pPr")
        around = [*paragraph.iterancestors(), *(properties if properties is not None else ())]
        placed_otherwise = any(local(node.tag) in _ASIDE for node in around) or "\t" in words.text
        yield None if placed_otherwise else formats.paragraph(properties).align, " ".join(words.text.split())


class _Words:
    """The words of a paragraph with «#» where Word sets the number of the page."""

    def __init__(self) -> None:
        self.text = ""
        self._fields: list[list[str]] = []

    def read(self, element: etree._Element) -> None:
        for node in element:
            name = local(node.tag)
            if (name == "fldSimple" and _PAGE.match(value(node, "instr") or "")) or name == "pgNum":
                self.text += "#"
            elif name == "fldChar":
                self._mark(value(node, "fldCharType"))
            elif name == "instrText" and self._fields:
                self._fields[-1].append(node.text or "")
            elif name in ("tab", "ptab"):
                self.text += "\t"
            elif name == "t":
                if not any(_PAGE.match("".join(code)) for code in self._fields):
                    self.text += node.text or ""
            elif name not in ("pPr", "txbxContent"):
                self.read(node)

    def _mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append([])
        elif kind == "end" and self._fields:
            code = "".join(self._fields.pop())
            self.text += "#" if _PAGE.match(code) else ""
