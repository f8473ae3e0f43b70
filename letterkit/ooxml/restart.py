"""Lists of a letter that count from their beginning again, though others in the document have used them before."""

from copy import deepcopy

from lxml import etree

from letterkit.ooxml.names import WORD, local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child, children, value

_W = f"{{{WORD[0]}}}"
_LEVELS = 9


def restart_lists(body: etree._Element, package: Package) -> None:
    """Give each list of ``body`` an instance of its own in the numbering of ``package``, begun at its first number.

    Raises KeyError for a list that is not there or takes its levels from a style.
    """
    part = package.related_part(package.main, "numbering")
    fresh: dict[str, str] = {}
    for number in body.iter(f"{_W}numPr"):
        said = child(number, "numId")
        old = value(said)
        if said is None or old in (None, "0"):
            continue
        if part is None:
            raise KeyError(old)
        if old not in fresh:
            fresh[old] = _new_instance(package.xml(part), old)
            package.touch(part)
        said.set(f"{_W}val", fresh[old])


def _new_instance(numbering: etree._Element, number: str) -> str:
    """A copy of list ``number`` in which every level begins anew (17.9.26); its id."""
    instances = {value(node, "numId") or "": node for node in children(numbering, "num")}
    copy = deepcopy(instances[number])
    name = str(1 + max(int(each) for each in instances if each.isdecimal()))
    copy.set(f"{_W}numId", name)
    starts = _starts(numbering, value(child(copy, "abstractNumId")))
    overrides = {value(node, "ilvl"): node for node in children(copy, "lvlOverride")}
    for depth in range(_LEVELS):
        override = overrides.get(str(depth))
        if override is None:
            override = etree.SubElement(copy, f"{_W}lvlOverride", {f"{_W}ilvl": str(depth)})
        if child(override, "startOverride") is None:
            level = child(override, "lvl")
            start = value(child(level, "start")) if level is not None else starts.get(str(depth))
            beginning = override.makeelement(f"{_W}startOverride", {f"{_W}val": start or "1"})
            override.insert(0, beginning)
    instances[number].addnext(copy)
    return name


def _starts(numbering: etree._Element, abstract: str | None) -> dict[str, str]:
    """The first number of each level."""
    for node in children(numbering, "abstractNum"):
        if value(node, "abstractNumId") != abstract:
            continue
        if any(local(each.tag) in ("numStyleLink", "styleLink") for each in node):
            raise KeyError(abstract)
        return {value(level, "ilvl") or "": value(child(level, "start")) or "1" for level in children(node, "lvl")}
    raise KeyError(abstract)
