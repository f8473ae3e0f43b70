"""What a letter says of itself, whatever its blank: its own title, the body as its author, Russian as its language.

An old blank has the properties of whoever made it, and they would go into every letter: its author, company, template,
picture of the first page.
"""

from functools import lru_cache

from lxml import etree

from letterkit.compose.starter import CORE
from letterkit.ooxml import names
from letterkit.ooxml.package import Package

LANGUAGE = "ru-RU"
_CORE_PART, _RELATIONS, _TYPES = "docProps/core.xml", "_rels/.rels", "[Content_Types].xml"
_CORE_KIND = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_MAIN, _MADE_UP = "officeDocument", "custom-properties"


@lru_cache(maxsize=32)
def as_letter(data: bytes) -> bytes:
    """The blank ``data`` with the properties of a letter, as marks, in the place of its own.

    Raises LetterFileError as ``Package.open``.
    """
    package = Package.open(data, "бланк")
    # A field may print one of the properties that somebody has made up: they are words of the letter then.
    worded = any(b"DOCPROPERTY" in package.content(part) for part in package if part.endswith(".xml"))
    _take_own_place(package, {_MAIN, _MADE_UP} if worded else {_MAIN})
    _speak_russian(package)
    return package.save()


def _take_own_place(package: Package, kept: set[str]) -> None:
    """Leaves the parts that the file names as ``kept``, and beside them the letter's own properties."""
    relations, known = package.xml(_RELATIONS), package.relations("")
    for node in list(relations):
        relation = known.get(str(node.get("Id")))
        if relation is not None and relation.kind not in kept:
            relations.remove(node)
            if relation.target in package:
                package.remove(relation.target)
    own = {"Id": "rIdLetterProperties", "Type": _CORE_RELATION, "Target": _CORE_PART}
    etree.SubElement(relations, f"{{{names.RELATIONSHIPS}}}Relationship", own)
    package.put(_CORE_PART, CORE.encode("utf-8"))
    said = {"PartName": f"/{_CORE_PART}", "ContentType": _CORE_KIND}
    etree.SubElement(package.xml(_TYPES), f"{{{names.CONTENT_TYPES}}}Override", said)
    package.touch(_RELATIONS)
    package.touch(_TYPES)


def _speak_russian(package: Package) -> None:
    """Makes Russian the language of all that does not name its own: a PDF takes its language from there."""
    styles = package.related_part(package.main, "styles")
    if styles is None:
        return
    root = package.xml(styles)
    space = etree.QName(root).namespace
    defaults = _child(root, f"{{{space}}}docDefaults", first=True)
    run = _child(_child(defaults, f"{{{space}}}rPrDefault", first=True), f"{{{space}}}rPr")
    _child(run, f"{{{space}}}lang").set(f"{{{space}}}val", LANGUAGE)
    package.touch(styles)


def _child(parent: etree._Element, tag: str, *, first: bool = False) -> etree._Element:
    """The child ``tag`` of ``parent``, made where there is none."""
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        parent.insert(0 if first else len(parent), found)
    return found
