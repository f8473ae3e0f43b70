"""Fields of Word (page numbers, dates, references): where in a paragraph they begin and end."""

from collections.abc import Iterator

from lxml import etree

from letterkit.ooxml.names import local
from letterkit.ooxml.styles import value


def complex_fields(paragraph: etree._Element) -> Iterator[tuple[list[etree._Element], etree._Element, etree._Element]]:
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
        depth += marks.count("begin") - marks.count("end")
        if depth <= 0:
            # An end without a begin belongs to a field that began in an earlier paragraph.
            depth = 0
            if first is not None:
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
