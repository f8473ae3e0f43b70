"""A .docx as its parts: read safely, changed part by part, saved with every other part untouched."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from letterkit.core.lru_cache import Shelf
from letterkit.ooxml import guard, guard_parts


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` is the last word of the relation's type («header», «styles»); ``target`` is a part or an address."""

    id: str
    kind: str
    target: str
    external: bool


_RELATIONS: Shelf[tuple[str, bytes], Mapping[str, Relation]] = Shelf(32)
"""Letters made here refer to the same parts."""


def _relations(root: etree._Element, part: str) -> Mapping[str, Relation]:
    found: dict[str, Relation] = {}
    for node in root:
        if not isinstance(node.tag, str):
            continue
        target, external = str(node.get("Target", "")), node.get("TargetMode") == "External"
        if not external:
            base = "" if target.startswith("/") else posixpath.dirname(part)
            target = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
        relation = Relation(str(node.get("Id")), str(node.get("Type", "")).rsplit("/", 1)[-1], target, external)
        found[relation.id] = relation
    return found


class Package:
    """The parts of one .docx by name; ``main`` names the main document."""

    def __init__(self, name: str, unpacked: guard.UnpackedDocument) -> None:
        self.name = name
        self.main = unpacked.main
        self._entries = unpacked.entries
        self._contents = {entry.filename: content for entry, content in unpacked.entries.items()}
        self._roots: dict[str, etree._Element] = {unpacked.main: unpacked.root}
        self._touched: set[str] = set()

    @classmethod
    def open(cls, data: bytes, name: str, *, objects: bool = False) -> "Package":
        """The package in ``data``, inspected; raises LetterFileError as ``guard.unpack`` does."""
        return cls(name, guard.unpack(data, name, objects=objects))

    def __contains__(self, part: str) -> bool:
        return part in self._contents

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def content(self, part: str) -> bytes:
        """The part as it was read; raises KeyError for a name that is not there."""
        return self._contents[part]

    def is_as_read(self, part: str) -> bool:
        """Whether nobody has said that the tree of ``part`` was changed."""
        return part not in self._touched

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part, one tree a part; raises KeyError, LetterFileError ``docx.xml``, ``docx.entity``."""
        if part not in self._roots:
            self._roots[part] = guard_parts.parse(self._contents[part], part, self.name)
        return self._roots[part]

    def touch(self, part: str) -> None:
        """Say that the tree of ``part`` was changed: ``save`` writes it anew."""
        self.xml(part)
        self._touched.add(part)

    def put(self, part: str, content: bytes) -> None:
        """Add a part, or replace its bytes."""
        if part not in self._contents:
            entry = zipfile.ZipInfo(part, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            self._entries[entry] = content
        else:
            self._entries = {e: content if e.filename == part else old for e, old in self._entries.items()}
        self._contents[part] = content
        self._roots.pop(part, None)
        self._touched.discard(part)

    def remove(self, part: str) -> None:
        """Takes a part out, with what names it: its content type and the relations of the main document."""
        self._entries = {entry: old for entry, old in self._entries.items() if entry.filename != part}
        self._contents.pop(part, None)
        self._roots.pop(part, None)
        self._touched.discard(part)
        gone = {relation.id for relation in self.relations(self.main).values() if relation.target == part}
        rels = posixpath.join(posixpath.dirname(self.main), "_rels", posixpath.basename(self.main) + ".rels")
        for holder, attribute, names in (
            (rels, "Id", gone),
            ("[Content_Types].xml", "PartName", {f"/{part}"}),
        ):
            for node in [each for each in self.xml(holder) if each.get(attribute) in names] if holder in self else ():
                self.xml(holder).remove(node)
                self.touch(holder)

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What ``part`` refers to, by relation id; empty when it refers to nothing."""
        rels = posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")
        if rels in self._roots:  # somebody may be changing them
            return _relations(self._roots[rels], part)
        content = self._contents.get(rels)
        if content is None:
            return {}
        return _RELATIONS.of((part, content), lambda: _relations(guard_parts.parse(content, rels, self.name), part))

    def related_part(self, part: str, kind: str) -> str | None:
        """The part that ``part`` refers to as its ``kind`` («styles»), or None."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and relation.target in self._contents:
                return relation.target
        return None

    def save(self) -> bytes:
        """The package as a .docx: same order of parts, untouched parts with the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in self._entries.items():
                if entry.filename in self._touched:
                    content = etree.tostring(
                        self._roots[entry.filename].getroottree(),
                        xml_declaration=True,
                        encoding="UTF-8",
                        standalone=True,
                    )
                copy = zipfile.ZipInfo(entry.filename, entry.date_time)
                copy.compress_type, copy.external_attr, copy.create_system = (
                    entry.compress_type,
                    entry.external_attr,
                    entry.create_system,
                )
                archive.writestr(copy, content)
        return out.getvalue()
