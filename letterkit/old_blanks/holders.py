"""What a program has put around words of an old blank: taken off a mark, which Word would else fill anew."""

import re
from collections.abc import Iterator

from lxml import etree

from letterkit.ooxml.names import local
from letterkit.ooxml.styles import child, value

_AROUND = frozenset({"fldSimple", "hyperlink", "smartTag"})
_MERGED = re.compile(r"(?i)\b(?:MERGEFIELD|DOCPROPERTY|DOCVARIABLE)\b")


def free_marks(root: etree._Element) -> None:
    """Takes merge fields, content controls and links off the marks in ``root``; their words and their look stay."""
    for paragraph in [node for node in root.iter("{*}*") if local(node.tag) == "p"]:
        if "{" in "".join(paragraph.itertext()):
            _free_fields(paragraph)
    for control in [node for node in root.iter("{*}*") if local(node.tag) == "sdt"]:
        content = child(control, "sdtContent")
        if content is not None and "{" in "".join(content.itertext()):
            for style in [node for node in content.iter("{*}rStyle") if "laceholder" in (value(node) or "")]:
                _drop(style)
            _unwrap(control, content)
    for around in [node for node in root.iter("{*}*") if local(node.tag) in _AROUND]:
        if "{" in "".join(around.itertext()):
            _unwrap(around, around)
    for fallback in [node for node in root.iter("{*}*") if local(node.tag) == "mc:Fallback"]:
        if "{" in "".join(fallback.itertext()):
            _drop(fallback)


def _free_fields(paragraph: etree._Element) -> None:
    for runs in list(_fields(paragraph)):
        shown = "".join(node.text or "" for run in runs for node in run.iter("{*}t"))
        code = "".join(node.text or "" for run in runs for node in run.iter("{*}instrText"))
        if "{" not in shown and (shown or not _MERGED.search(code)):
            continue
        for run in runs:
            for node in [node for node in run if local(node.tag) in ("fldChar", "instrText")]:
                run.remove(node)
            if not any(local(node.tag) != "rPr" for node in run):
                _drop(run)


def _fields(paragraph: etree._Element) -> Iterator[list[etree._Element]]:
    """The runs of each complex field that begins and ends in ``paragraph``, the inner ones within the outer."""
    depth, runs = 0, []
    for run in paragraph.iter("{*}r"):
        kinds = [value(node, "fldCharType") for node in run if local(node.tag) == "fldChar"]
        depth += kinds.count("begin")
        if depth:
            runs.append(run)
        depth -= kinds.count("end")
        if runs and depth <= 0:
            yield runs
            depth, runs = 0, []


def _unwrap(around: etree._Element, content: etree._Element) -> None:
    above = around.getparent()
    if above is not None:
        at = above.index(around)
        above[at : at + 1] = list(content)


def _drop(node: etree._Element) -> None:
    above = node.getparent()
    if above is not None:
        above.remove(node)
