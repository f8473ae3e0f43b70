"""The part of a .docx that holds what its comments say."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from lxml import etree

from letterkit.ooxml import names
from letterkit.ooxml.comment_places import Spot
from letterkit.ooxml.names import FORBIDDEN_CHARACTERS, XML_SPACE
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child, value

Look = Literal["plain", "bold", "small"]
Line = tuple[str, Look]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# Sizes in half-points: those that Word's own styles of comments have.
_SIZES: Mapping[Look, str] = {"plain": "20", "bold": "20", "small": "16"}
_SIGN_SIZE = "16"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who comments, and when (aware of its zone)."""

    author: str
    initials: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """``lines`` are its paragraphs; ``id`` ties them to the marks at ``spot``."""

    id: int
    spot: Spot
    lines: tuple[Line, ...]


class CommentPart:
    """The comments of one package; the part is made when the first comment is written."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._name = package.related_part(package.main, "comments")

    def roots(self) -> Iterator[etree._Element]:
        """The root of the part, where there is one."""
        if self._name is not None:
            yield self._package.xml(self._name)

    @cached_property
    def _styles(self) -> Mapping[str, str]:
        """Ids of the styles «annotation text» and «annotation reference», as far as the letter has them.

        Ids differ between languages of Word, names do not.
        """
        part = self._package.related_part(self._package.main, "styles")
        found: dict[str, str] = {}
        for style in self._package.xml(part) if part is not None else ():
            name, known = value(child(style, "name")), value(style, "styleId")
            if known and name in ("annotation text", "annotation reference"):
                found[name] = known
        return found

    def write(self, comments: Sequence[Comment], signature: Signature) -> None:
        """Add ``comments`` after those that are there."""
        part = self._name or self._new()
        root = self._package.xml(part)
        for comment in comments:
            root.append(_body(comment, signature, str(etree.QName(root).namespace), self._styles))
        self._package.touch(part)

    def _new(self) -> str:
        """An empty part, named in the content types and in the relations of the document."""
        package = self._package
        strict = etree.QName(package.xml(package.main)).namespace == names.WORD[1]
        taken = {part.casefold() for part in package}
        candidates = (f"comments{number or ''}.xml" for number in range(len(taken) + 1))
        folder = posixpath.dirname(package.main)
        part = next(
            path for path in (posixpath.join(folder, each) for each in candidates) if path.casefold() not in taken
        )
        package.put(part, _empty(names.WORD[strict], "comments", "w"))
        types = package.xml("[Content_Types].xml")
        known = {str(node.get("PartName", "")).casefold(): node for node in types}
        override = known.get(f"/{part}".casefold())
        if override is None:
            override = etree.SubElement(types, f"{{{names.CONTENT_TYPES}}}Override", {"PartName": f"/{part}"})
        override.set("ContentType", _TYPE)
        package.touch("[Content_Types].xml")
        self._relate(part, names.REFERENCE[strict])
        return part

    def _relate(self, part: str, family: str) -> None:
        package = self._package
        rels = posixpath.join(posixpath.dirname(package.main), "_rels", posixpath.basename(package.main) + ".rels")
        if rels not in package:
            package.put(rels, _empty(names.RELATIONSHIPS, "Relationships", None))
        taken = set(package.relations(package.main))
        free = next(name for name in (f"rId{number}" for number in range(1, len(taken) + 2)) if name not in taken)
        said = {"Id": free, "Type": f"{family}/comments", "Target": posixpath.basename(part)}
        etree.SubElement(package.xml(rels), f"{{{names.RELATIONSHIPS}}}Relationship", said)
        package.touch(rels)


def _sign_look(namespace: str, styles: Mapping[str, str]) -> etree._Element:
    w = f"{{{namespace}}}"
    look = etree.Element(f"{w}rPr", nsmap={"w": namespace})
    if "annotation reference" in styles:
        etree.SubElement(look, f"{w}rStyle", {f"{w}val": styles["annotation reference"]})
    else:
        etree.SubElement(look, f"{w}sz", {f"{w}val": _SIGN_SIZE})
        etree.SubElement(look, f"{w}szCs", {f"{w}val": _SIGN_SIZE})
    return look


def _body(comment: Comment, signature: Signature, namespace: str, styles: Mapping[str, str]) -> etree._Element:
    w = f"{{{namespace}}}"
    said = {
        f"{w}id": str(comment.id),
        f"{w}author": signature.author,
        # Word takes the date for the reader's own time and writes the sign of UTC after it all the same.
        f"{w}date": f"{signature.moment:%Y-%m-%dT%H:%M:%S}Z",
        f"{w}initials": signature.initials,
    }
    element = etree.Element(f"{w}comment", said, {"w": namespace})
    for number, (text, look) in enumerate(comment.lines):
        paragraph = etree.SubElement(element, f"{w}p")
        paragraph.append(_paragraph_look(namespace, styles))
        if number == 0:
            mark = etree.SubElement(paragraph, f"{w}r")
            mark.append(_sign_look(namespace, styles))
            etree.SubElement(mark, f"{w}annotationRef")
        run = etree.SubElement(paragraph, f"{w}r")
        shape = etree.SubElement(run, f"{w}rPr")
        if look == "bold":
            etree.SubElement(shape, f"{w}b")
        etree.SubElement(shape, f"{w}sz", {f"{w}val": _SIZES[look]})
        etree.SubElement(shape, f"{w}szCs", {f"{w}val": _SIZES[look]})
        words = etree.SubElement(run, f"{w}t", {XML_SPACE: "preserve"})
        words.text = " ".join(FORBIDDEN_CHARACTERS.sub("", text).split("\n"))
    return element


def _paragraph_look(namespace: str, styles: Mapping[str, str]) -> etree._Element:
    """Paragraph properties without the indents and spaces of the letter's own text, which are wide for a margin."""
    w = f"{{{namespace}}}"
    left, right = ("start", "end") if namespace == names.WORD[1] else ("left", "right")
    look = etree.Element(f"{w}pPr", nsmap={"w": namespace})
    if "annotation text" in styles:
        etree.SubElement(look, f"{w}pStyle", {f"{w}val": styles["annotation text"]})
    etree.SubElement(look, f"{w}spacing", {f"{w}before": "0", f"{w}after": "0", f"{w}line": "240"})
    etree.SubElement(look, f"{w}ind", {f"{w}{left}": "0", f"{w}{right}": "0", f"{w}firstLine": "0"})
    etree.SubElement(look, f"{w}jc", {f"{w}val": left})
    return look


def _empty(namespace: str, name: str, prefix: str | None) -> bytes:
    root = etree.Element(f"{{{namespace}}}{name}", nsmap={prefix: namespace})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
