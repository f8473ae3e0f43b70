"""Fields and content controls of Word: words in them are set anew by Word itself when the file is opened or updated."""

from collections.abc import Iterator

from lxml import etree

from letterkit.ooxml.names import local
from letterkit.ooxml.styles import value

# What lies between a paragraph and its runs and leaves them as they are. All else may fill its runs anew: a content
# control that is bound to data, a simple field.
_LEAVES_ALONE = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir"})


def filled_by_word(element: etree._Element) -> tuple[etree._Element, etree._Element] | None:
    """The first and the last element of what around ``element`` (in a run) Word fills anew; None where nothing is.

    Both stand among what Word leaves alone, so that a neighbour of theirs is safe. They differ for a complex field,
    whose marks are runs of their own.
    """
    run = element.getparent()
    paragraph = next((above for above in element.iterancestors() if local(above.tag) == "p"), None)
    if run is None or paragraph is None:
        return None
    for runs, first, last in _complex_fields(paragraph):
        if run in runs:
            return _outermost(first, paragraph) or first, _outermost(last, paragraph) or last
    around = _outermost(run, paragraph)
    return None if around is None else (around, around)


def _outermost(run: etree._Element, paragraph: etree._Element) -> etree._Element | None:
    found = None
    for above in run.iterancestors():
        if above is paragraph:
            break
        if local(above.tag) not in _LEAVES_ALONE:
            found = above
    return found


def _complex_fields(paragraph: etree._Element) -> Iterator[tuple[list[etree._Element], etree._Element, etree._Element]]:
    """Outermost fields that begin and end in ``paragraph``: their runs, the run of the begin mark, that of the end."""
    depth = 0
    runs: list[etree._Element] = []
    first: etree._Element | None = None
    for run in _runs(paragraph):
        marks = [value(node, "fldCharType") for node in run if local(node.tag) == "fldChar"]
        if depth == 0 and "begin" in marks:
            runs, first = [], run
        if first is not None:
            runs.append(run)
        # An end without a begin belongs to a field that began in an earlier paragraph.
        depth = max(0, depth + marks.count("begin") - marks.count("end"))
        if depth == 0 and first is not None:
            yield runs, first, run
            first = None


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """Runs below ``element`` in their order, those of text boxes left out."""
    for node in element:
        name = local(node.tag)
        if name == "r":
            yield node
        elif name != "txbxContent":
            yield from _runs(node)
