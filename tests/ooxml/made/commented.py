"""What a commented letter must be, whatever the comments: checked on its parts, not on how they were made."""

import re
from collections.abc import Iterator

from lxml import etree
from word_files import W, unpack

from letterkit.ooxml.styles import value

MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
# Where the standard lets the marks of a range stand (CT_P, CT_Hyperlink, CT_RunTrackChange, CT_SmartTagRun …).
RANGE_PARENTS = {"p", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir"}
WORD_IGNORES = {"txbxContent", "hdr", "ftr", "footnote", "endnote"}


def name_of(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def document(data: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(unpack(data)[part])


def marks(data: bytes, part: str = "word/document.xml") -> dict[str, list[etree._Element]]:
    """The marks of each comment in the order of the document."""
    found: dict[str, list[etree._Element]] = {}
    for node in document(data, part).iter():
        if isinstance(node.tag, str) and name_of(node) in MARKS:
            found.setdefault(value(node, "id") or "", []).append(node)
    return found


def comments(data: bytes, part: str = "word/comments.xml") -> dict[str, list[str]]:
    """The paragraphs of each comment by its id."""
    return {
        value(comment, "id") or "": ["".join(line.itertext()) for line in comment] for comment in document(data, part)
    }


def commented_words(data: bytes) -> list[str]:
    """What stands between the marks of each comment, by id."""
    root = document(data)
    words: dict[int, str] = {}
    open_now: set[int] = set()
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if name_of(node) == "commentRangeStart":
            open_now.add(int(value(node, "id") or ""))
            words[int(value(node, "id") or "")] = ""
        elif name_of(node) == "commentRangeEnd":
            open_now.discard(int(value(node, "id") or ""))
        elif name_of(node) == "t" and "Fallback" not in map(name_of, node.iterancestors()):
            for number in open_now:
                words[number] += node.text or ""
    return [words[number] for number in sorted(words)]


def assert_valid(data: bytes) -> None:
    """Every comment has its three marks in order, where Word looks for them; properties stand first."""
    parts = unpack(data)
    root = document(data)
    for node in root.iter(f"{{{W}}}pPr", f"{{{W}}}rPr"):
        if name_of(node.getparent()) in ("p", "r"):
            assert node.getprevious() is None
    for node in root.iter(f"{{{W}}}r"):
        assert name_of(node.getparent()) != "r"
    said = comments(data)
    assert len(said) == len(document(data, "word/comments.xml")), "an id is used twice"
    hung = marks(data)
    assert set(said) == set(hung)
    for found in hung.values():
        assert [name_of(mark) for mark in found] == list(MARKS)
        for mark in found[:2]:
            assert name_of(mark.getparent()) in RANGE_PARENTS
        run = found[2].getparent()
        assert [name_of(node) for node in run] in (["rPr", "commentReference"], ["commentReference"])
        assert name_of(run.getparent()) == "p"
        for mark in found:
            assert not WORD_IGNORES & set(map(name_of, mark.iterancestors()))
    types = parts["[Content_Types].xml"].decode()
    assert types.count('PartName="/word/comments.xml"') == 1
    assert parts["word/_rels/document.xml.rels"].decode().count("/comments") == 1


def without_comments(root: etree._Element) -> bytes:
    """The document as it was before: marks taken out, neighbouring runs of one look joined, in canonical form."""
    for node in list(root.iter()):
        if isinstance(node.tag, str) and name_of(node) in MARKS:
            gone = node.getparent() if name_of(node) == "commentReference" else node
            gone.getparent().remove(gone)
    for run in list(root.iter(f"{{{W}}}r")):
        _join(run)
    for text in root.iter(f"{{{W}}}t"):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    return etree.tostring(root, method="c14n", exclusive=True)


def _join(run: etree._Element) -> None:
    before = run.getprevious()
    if before is None or name_of(before) != "r" or _look(before) != _look(run):
        return
    for node in list(run):
        if name_of(node) == "rPr":
            continue
        last = before[-1] if len(before) else None
        if last is not None and name_of(last) == name_of(node) == "t":
            last.text = (last.text or "") + (node.text or "")
        else:
            before.append(node)
    run.getparent().remove(run)


def _look(run: etree._Element) -> tuple[bytes, ...]:
    looks: Iterator[etree._Element] = (node for node in run if name_of(node) == "rPr")
    return tuple(re.sub(rb' xmlns:\w+="[^"]*"', b"", etree.tostring(node)) for node in looks)
