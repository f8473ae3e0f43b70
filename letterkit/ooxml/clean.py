"""A copy of a .docx without what reaches out of it or runs: linked pictures, objects, macros, fields that fetch.

The copy is what LibreOffice is given and what is read; the file as it came keeps all it had. The guard has the last
word: a copy that it does not pass is no copy.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import TakenKind
from letterkit.ooxml import guard, guard_parts, names
from letterkit.ooxml.chunk import put_chunk
from letterkit.ooxml.field_marks import fields_in
from letterkit.ooxml.macros import demand_idle
from letterkit.ooxml.package import Package

_KINDS: dict[str, TakenKind] = {
    "docx.macro": "macro",
    "docx.activex": "object",
    "docx.ole-object": "object",
    "docx.nested-archive": "object",
    "docx.alt-chunk": "text",
    "docx.external-picture": "picture",
    "docx.external-template": "template",
    "docx.external-object": "source",
    "docx.external-field": "field",
}
# What the guard says of the main document of a .docm or .dotm, which has macros by its kind.
_OF_ITS_KIND = frozenset({"docx.not-word"})
_NO_PROGRAM = "application/octet-stream"
# Elements that are something without the target they name; the others are nothing but their target.
_STAY = frozenset({"blip", "imagedata", "fill", "stroke", "hyperlink", "hlinkClick", "hlinkHover", "background"})
# A letter has one, if any; a hundred of them would be read for minutes.
_MOST_CHUNKS = 20
_DRAWN = frozenset({"imagedata", "fill", "stroke", "image"})


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out: a part by its name, or a target elsewhere; from paragraph ``paragraph`` of the main document.

    Paragraphs are counted from 0 as ``paragraphs`` gives them.
    """

    kind: TakenKind
    what: str
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A Word file that is safe: its bytes, opened, and what is not in it of the file as it came."""

    docx: bytes
    package: Package
    taken: tuple[Removal, ...] = ()


def open_clean(data: bytes, name: str) -> CleanFile:
    """The Word file ``data`` as it is where it is safe, else a copy without what is not.

    Raises LetterFileError as ``guard.inspect`` for what cannot be mended so, and ``docx.macro-runs`` for macros that
    run by themselves.
    """
    try:
        return CleanFile(data, Package.open(data, name))
    except LetterFileError as fault:
        if fault.code not in _KINDS and fault.code not in _OF_ITS_KIND:
            raise
    package = Package.open(data, name, objects=True)
    cleaning = _Cleaning(package)
    cleaning.run()
    copy = package.save()
    return CleanFile(copy, Package.open(copy, name), cleaning.removals())


def open_to_change(data: bytes, name: str) -> Package:
    """The Word file with all it came with, to be changed in place and given back; raises as ``open_clean``.

    It is the copy where only that holds, as plain words, all that a reader sees.
    """
    clean = open_clean(data, name)
    if not clean.taken or any(each.kind == "text" for each in clean.taken):
        return clean.package
    return Package.open(data, name, objects=True)


class _Cleaning:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._taken: dict[tuple[TakenKind, str], etree._Element | None] = {}
        self._chunks = 0
        self._gone = self._parts_to_go()

    def run(self) -> None:
        for part in [each for each in self._package if each.endswith(".rels")]:
            if part in self._package:
                self._relations(part)
        for part in self._gone:
            self._package.remove(part)
        self._types()
        for part in list(self._package):
            content = self._package.content(part)
            if not part.endswith(".rels") and guard_parts.is_xml(part, content):
                self._inside(part, content)

    def removals(self) -> tuple[Removal, ...]:
        """What was taken out, each once, with its place in the copy."""
        numbers = {id(node): number for number, node in enumerate(paragraphs(self._package.xml(self._package.main)))}
        return tuple(
            Removal(kind, what, None if place is None else numbers.get(id(place)))
            for (kind, what), place in self._taken.items()
        )

    def _tell(self, kind: TakenKind, what: str, place: etree._Element | None = None) -> None:
        self._taken.setdefault((kind, what), place)

    def _parts_to_go(self) -> dict[str, TakenKind]:
        gone: dict[str, TakenKind] = {}
        for part in self._package:
            content = self._package.content(part)
            if guard_parts.is_macro(part):
                demand_idle(part, content, self._package.name)
                self._tell("macro", "")
                gone[part] = "macro"
            elif "activex" in part.lower() or guard_parts.is_object(part, content) or content.startswith(guard.ZIP):
                gone[part] = "object"
        owned = {posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels") for part in gone}
        return gone | {part: "object" for part in owned if part in self._package}

    def _relations(self, rels: str) -> None:
        """Takes out of ``rels`` what leads out of the file, and what the part that it belongs to says of it."""
        if rels in self._gone:
            return
        source = posixpath.join(posixpath.dirname(posixpath.dirname(rels)), posixpath.basename(rels)[: -len(".rels")])
        dropped: dict[str, etree._Element] = {}
        drawn = self._drawn_links(rels, source)
        for node in list(self._package.xml(rels)):
            if not isinstance(node.tag, str):
                continue
            target = _target(node, source)
            code = "docx.external-picture" if node in drawn else guard_parts.fault_of(node)
            if target in self._gone or code:
                dropped[str(node.get("Id"))] = node
                self._tell_relation(source, node, _KINDS[code] if code else self._gone[target])
        if not dropped:
            return
        if source in self._package:
            self._forget(source, dropped)
        for node in dropped.values():
            self._package.xml(rels).remove(node)
        self._package.touch(rels)

    def _drawn_links(self, rels: str, source: str) -> Sequence[etree._Element]:
        if source not in self._package or not guard_parts.is_xml(source, self._package.content(source)):
            return ()
        return guard_parts.drawn_links(self._package.xml(rels), self._package.xml(source))

    def _tell_relation(self, source: str, relation: etree._Element, kind: TakenKind) -> None:
        what = str(relation.get("Target", ""))
        if relation.get("TargetMode") != "External":
            what = posixpath.basename(what)
        if kind != "macro":
            self._tell(kind, what, self._place(source, str(relation.get("Id"))))

    def _place(self, source: str, id_: str) -> etree._Element | None:
        """The paragraph of the main document that names the relation ``id_``."""
        return self._named.get(id_) if source == self._package.main else None

    @cached_property
    def _named(self) -> Mapping[str, etree._Element]:
        """The paragraphs of the main document by the relations that they name."""
        found: dict[str, etree._Element] = {}
        for node in self._package.xml(self._package.main).iter():
            for name, said in node.attrib.items() if isinstance(node.tag, str) else ():
                if _is_reference(str(name)) and (paragraph := _paragraph(node)) is not None:
                    found.setdefault(str(said), paragraph)
        return found

    def _forget(self, source: str, dropped: dict[str, etree._Element]) -> None:
        root = self._package.xml(source)
        for node in [each for each in root.iter() if isinstance(each.tag, str)]:
            for attribute in _names(node, dropped):
                name, parent = etree.QName(node).localname, node.getparent()
                if name == "altChunk" and self._chunks < _MOST_CHUNKS:
                    self._chunks += 1
                    put_chunk(node, _content(self._package, dropped[node.attrib[attribute]], source))
                if name in _STAY or parent is None:
                    del node.attrib[attribute]
                else:
                    parent.remove(node)
                    _as_picture(parent)
                    break
        if any(guard_parts.kind_of(node).startswith("mailMerge") for node in dropped.values()):
            for data in [each for each in root if names.local(each.tag) == "mailMerge"]:
                root.remove(data)  # a letter of a merge without its table is a letter
        self._package.touch(source)

    def _types(self) -> None:
        root = self._package.xml("[Content_Types].xml")
        for node in [each for each in root if isinstance(each.tag, str)]:
            kind = str(node.get("ContentType", ""))
            if kind in names.MACRO_TYPES:
                node.set("ContentType", names.MACRO_TYPES[kind])
                self._tell("macro", "")
            elif guard_parts.is_macro_type(kind) or ("activex" in kind.lower() and node.get("PartName")):
                if node.get("PartName"):
                    root.remove(node)
                else:
                    node.set("ContentType", _NO_PROGRAM)
            else:
                continue
            self._package.touch("[Content_Types].xml")

    def _inside(self, part: str, content: bytes) -> None:
        drawn, fetched = guard_parts.is_drawn_from_outside(content), guard_parts.may_fetch(content)
        if drawn:
            for node in self._package.xml(part).iter():
                if isinstance(node.tag, str) and etree.QName(node).localname in _DRAWN and "src" in node.attrib:
                    self._tell("picture", str(node.attrib.pop("src")), _paragraph(node))
        if fetched:
            for each in list(fields_in(self._package.xml(part))):
                if each.fetches:
                    kind: TakenKind = "picture" if each.fetches == "INCLUDEPICTURE" else "field"
                    place = next((_paragraph(node) for node in (*each.result, *each.code)), None)
                    self._tell(kind, _source_of(each.instruction) or each.fetches, place)
                    each.flatten()
        if drawn or fetched:
            self._package.touch(part)


def paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a part, in its order: a place that is told by its number is found again in the copy."""
    return (node for node in root.iter() if names.local(node.tag) == "p")


def _paragraph(node: etree._Element) -> etree._Element | None:
    return next((above for above in node.iterancestors() if names.local(above.tag) == "p"), None)


def _names(node: etree._Element, ids: Mapping[str, etree._Element]) -> list[str]:
    """The attributes of ``node`` that name one of the relations ``ids``."""
    return [str(key) for key, said in node.attrib.items() if said in ids and _is_reference(str(key))]


def _is_reference(attribute: str) -> bool:
    return attribute.startswith("{") and attribute[1:].partition("}")[0] in names.REFERENCE


def _as_picture(element: etree._Element) -> None:
    """An object that has lost its file is the picture of it that Word keeps beside."""
    if names.local(element.tag) == "object":
        element.tag = f"{{{etree.QName(element).namespace}}}pict"


def _target(relation: etree._Element, source: str) -> str:
    target = str(relation.get("Target", ""))
    base = "" if target.startswith("/") else posixpath.dirname(source)
    return posixpath.normpath(posixpath.join(base, target.lstrip("/")))


def _content(package: Package, relation: etree._Element, source: str) -> bytes:
    part = _target(relation, source)
    return package.content(part) if part in package else b""


def _source_of(instruction: str) -> str:
    """What the field is told to take: the longest word of its instruction after the name."""
    return max((word.strip('"') for word in instruction.split()[1:]), key=len, default="")
