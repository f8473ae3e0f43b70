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
_UNFORMATTED = ("General", "0", "@")


def choose_branch(alternate: etree._Element) -> etree._Element:
    """The branch of mc:AlternateContent that is shown: the first choice whose needs are known; else the fallback."""
    for branch in children(alternate, "mc:Choice"):
        needs = [branch.nsmap.get(prefix) or "" for prefix in str(branch.get("Requires", "")).split()]
        if all(space.startswith(_KNOWN) for space in needs):
            return branch
    fallback = child(alternate, "mc:Fallback")
    return alternate.makeelement(alternate.tag) if fallback is None else fallback


def shown_in(run: etree._Element) -> Iterator[etree._Element]:
    """What is in a run, of content with alternatives that which is shown."""
    for node in run:
        if local(node.tag) == "mc:AlternateContent":
            yield from shown_in(choose_branch(node))
        else:
            yield node


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Outermost w:txbxContent below ``element``, each branch of AlternateContent once."""
    for node in element:
        name = local(node.tag)
        if name == "txbxContent":
            yield node
        else:
            yield from text_boxes(choose_branch(node) if name == "mc:AlternateContent" else node)


def drawn_words(drawing: etree._Element, package: Package, part: str) -> list[str]:
    """The lines that ``drawing`` of ``part`` shows outside of its text boxes, each once."""
    return list(dict.fromkeys(line for line in _lines(drawing, package, part) if line))


def counts(drawing: etree._Element, package: Package, part: str) -> bool:
    """Whether ``drawing`` of ``part`` shows numbers that are not among its words: a scale, the values of a chart."""
    relations = package.relations(part)
    charts = [relations.get(_name_of(node)) for node in drawing.iter("{*}chart") if local(node.tag) == ""]
    return any(each is not None and each.kind.startswith("chart") for each in charts)


def _lines(element: etree._Element, package: Package, part: str) -> Iterator[str]:
    for node in element if local(element.tag) != "mc:AlternateContent" else choose_branch(element):
        if not isinstance(node.tag, str) or local(node.tag) == "txbxContent":
            continue
        name = etree.QName(node).localname
        if name == "textpath":
            yield " ".join(str(node.get("string", "")).split())
        elif name in _NAMED_BY:
            relation = package.relations(part).get(_name_of(node))
            if relation is not None and not relation.external and relation.target in package:
                yield from _words_of(package.xml(relation.target))
        elif name == "p":
            yield _paragraph(node)
        else:
            yield from _lines(node, package, part)


def _name_of(node: etree._Element) -> str:
    """The relation under which a chart or a diagram has its words."""
    attribute = _NAMED_BY[etree.QName(node).localname]
    return next(
        (str(node.get(f"{{{space}}}{attribute}")) for space in REFERENCE if node.get(f"{{{space}}}{attribute}")), ""
    )


def _words_of(root: etree._Element) -> Iterator[str]:
    """Titles, captions and points of a chart or a diagram, in their order; of numbers those that name points."""
    named = _names_series(root)
    for node in root.iter("{*}p", "{*}v", "{*}pt"):
        if etree.QName(node).localname == "p":
            yield _paragraph(node)
        elif _is_word(node, named):
            yield " ".join((node.text or "").split())


def _names_series(root: etree._Element) -> bool:
    """Whether a chart says what its series are called: in a legend, beside points, as the title of an only one."""
    if root.find(".//{*}legend") is not None or any(_is_on(node) for node in root.iter("{*}showSerName")):
        return True
    titled = root.find("{*}chart/{*}title") is not None or any(
        _is_on(node) for node in root.iter("{*}autoTitleDeleted")
    )
    return not titled and sum(1 for _ in root.iter("{*}ser")) == 1


def _is_on(node: etree._Element) -> bool:
    return node.get("val", "1") in ("1", "true")


def _is_word(node: etree._Element, named: bool) -> bool:
    """Whether a cached value is printed as it stands: words, and whole numbers without a format («2024»).

    Those of series count where they are ``named``.
    """
    around = [etree.QName(above).localname for above in node.iterancestors()]
    if "tx" in around and "ser" in around and not named:
        return False
    if not {"strCache", "strLit", "multiLvlStrCache", "strDim"}.isdisjoint(around) or around[:1] == ["tx"]:
        return True
    cache = next((above for above in node.iterancestors("{*}numCache", "{*}numLit")), None)
    if cache is None or "cat" not in around or not (node.text or "").strip().isdecimal():
        return False
    return (cache.findtext("{*}formatCode") or _UNFORMATTED[0]) in _UNFORMATTED


def _paragraph(node: etree._Element) -> str:
    return " ".join("".join(each.text or "" for each in node.iter("{*}t")).split())
