"""Data of its own that a Word file holds (customXml): content controls print their values."""

from collections.abc import Mapping

from letterkit.ooxml.package import Package

_DATA, _NAME = "customXml", "customXmlProps"


def stored_values(package: Package) -> Mapping[str, frozenset[str]]:
    """The values of each store by its name in capitals («{…}»), spaces at their ends left out."""
    found: dict[str, frozenset[str]] = {}
    for relation in package.relations(package.main).values():
        if relation.kind != _DATA or relation.external or relation.target not in package:
            continue
        named = package.related_part(relation.target, _NAME)
        if named is None:
            continue
        said = (str(value) for key, value in package.xml(named).attrib.items() if str(key).endswith("itemID"))
        nodes = list(package.xml(relation.target).iter())
        values = {(node.text or "").strip() for node in nodes if isinstance(node.tag, str)}
        values |= {str(value).strip() for node in nodes if isinstance(node.tag, str) for value in node.attrib.values()}
        found.update(dict.fromkeys((name.upper() for name in said), frozenset(values)))
    return found
