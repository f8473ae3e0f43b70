"""What letters bring into a joined document besides their text: headers, footers, pictures, addresses of links."""

import posixpath

from lxml import etree

from letterkit.ooxml.joinable import OWN_KINDS
from letterkit.ooxml.names import CONTENT_TYPES, REFERENCE, RELATIONSHIPS
from letterkit.ooxml.package import Package, Relation

_TYPES = "[Content_Types].xml"


class SharedParts:
    """The parts that letters bring into ``package``: equal ones, such as the arms on a blank, are put there once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._names: dict[tuple[object, ...], str] = {}
        self._ids: dict[tuple[str, str], str] = {}
        rels = posixpath.join(posixpath.dirname(package.main), "_rels", posixpath.basename(package.main) + ".rels")
        self._relations = package.xml(rels)
        package.touch(rels)

    def ids(self, letter: Package) -> dict[str, str]:
        """For each relation id in the main document of ``letter`` that of the joined one; raises KeyError."""
        return {
            relation.id: self._id(relation, self._target(letter, relation))
            for relation in letter.relations(letter.main).values()
            if relation.kind in OWN_KINDS
        }

    def _id(self, relation: Relation, target: str) -> str:
        known = self._ids.get((relation.kind, target))
        if known is None:
            known = self._ids[relation.kind, target] = f"joined{len(self._ids)}"
            self._relations.append(_relation(known, relation, target))
        return known

    def _target(self, letter: Package, relation: Relation) -> str:
        """What ``relation`` leads to in the joined document."""
        if relation.external:
            return relation.target
        part, inner = relation.target, letter.relations(relation.target).values()
        targets = [self._target(letter, each) for each in inner]
        content, kind = letter.content(part), _content_type(letter, part)
        key = (content, kind, *((each.id, each.kind, target) for each, target in zip(inner, targets, strict=True)))
        if key not in self._names:
            name = f"joined{len(self._names)}{posixpath.splitext(part)[1]}"
            self._names[key] = f"word/{name}"
            self._package.put(f"word/{name}", content)
            self._say_type(f"/word/{name}", kind)
            if targets:
                root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
                root.extend(_relation(each.id, each, target) for each, target in zip(inner, targets, strict=True))
                self._package.put(f"word/_rels/{name}.rels", etree.tostring(root, encoding="UTF-8"))
        return self._names[key]

    def _say_type(self, part: str, kind: str) -> None:
        types = self._package.xml(_TYPES)
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", {"PartName": part, "ContentType": kind})
        self._package.touch(_TYPES)


def _relation(name: str, relation: Relation, target: str) -> etree._Element:
    node = etree.Element(f"{{{RELATIONSHIPS}}}Relationship")
    node.set("Id", name)
    node.set("Type", f"{REFERENCE[0]}/{relation.kind}")
    node.set("Target", target if relation.external else f"/{target}")
    if relation.external:
        node.set("TargetMode", "External")
    return node


def _content_type(package: Package, part: str) -> str:
    """The type of ``part`` as the package says it; raises KeyError where it says nothing."""
    extension = posixpath.splitext(part)[1][1:].lower()
    by_default: dict[str, str] = {}
    for node in package.xml(_TYPES):
        if (node.get("PartName") or "").lower() == f"/{part}".lower():
            return str(node.get("ContentType"))
        if node.get("Extension"):
            by_default[str(node.get("Extension")).lower()] = str(node.get("ContentType"))
    return by_default[extension]
