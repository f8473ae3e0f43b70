"""What a letter says of itself, whatever its blank: its own title, the body as its author, Russian as its language.

An old blank has the properties of whoever made it, and they would go into every letter: its author, company, template,
picture of the first page.
"""

import io
import posixpath
import zipfile
from functools import lru_cache

from lxml import etree

from letterkit.compose.starter import CORE
from letterkit.ooxml import names

LANGUAGE = "ru-RU"
_CORE_PART, _RELATIONS, _TYPES = "docProps/core.xml", "_rels/.rels", "[Content_Types].xml"
_CORE_KIND = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_MAIN_RELATION, _STYLES_RELATION, _MADE_UP_RELATION = "/officeDocument", "/styles", "/custom-properties"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@lru_cache(maxsize=32)
def as_letter(data: bytes) -> bytes:
    """The blank ``data`` (a safe .docx) with the properties of a letter, as marks, in the place of its own.

    A package that names no main document stays as it is: whoever fills it says what is wrong.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    if _RELATIONS not in parts or _TYPES not in parts:
        return data
    relations = _parse(parts[_RELATIONS])
    main = _target(relations, _MAIN_RELATION, "")
    if main not in parts:
        return data
    # A field may print one of the properties that somebody has made up: they are words of the letter then.
    worded = any(b"DOCPROPERTY" in content for name, content in parts.items() if name.endswith(".xml"))
    gone = _keep((_MAIN_RELATION, *((_MADE_UP_RELATION,) if worded else ())), relations) & parts.keys()
    parts[_RELATIONS] = _bytes(relations)
    parts = {name: content for name, content in parts.items() if name not in gone} | {_CORE_PART: CORE.encode("utf-8")}
    parts[_TYPES] = _types(parts[_TYPES], gone)
    _speak_russian(parts, main)
    return _pack(parts)


def _keep(kinds: tuple[str, ...], relations: etree._Element) -> frozenset[str]:
    """Leaves ``kinds`` alone in ``relations``, beside them the letter's own properties; the parts that go."""
    gone = []
    for node in list(relations.iterchildren("{*}Relationship")):
        if not str(node.get("Type", "")).endswith(kinds):
            gone.append(posixpath.normpath(str(node.get("Target", "")).lstrip("/")))
            relations.remove(node)
    own = {"Id": "rIdLetterProperties", "Type": _CORE_RELATION, "Target": _CORE_PART}
    etree.SubElement(relations, f"{{{names.RELATIONSHIPS}}}Relationship", own)
    return frozenset(gone)


def _types(content: bytes, gone: frozenset[str]) -> bytes:
    types, override = _parse(content), f"{{{names.CONTENT_TYPES}}}Override"
    for node in list(types.iterchildren(override)):
        if str(node.get("PartName", "")).lstrip("/") in (*gone, _CORE_PART):
            types.remove(node)
    etree.SubElement(types, override, {"PartName": f"/{_CORE_PART}", "ContentType": _CORE_KIND})
    return _bytes(types)


def _speak_russian(parts: dict[str, bytes], main: str) -> None:
    """Makes Russian the language of all that does not name its own: a PDF takes its language from there."""
    folder, name = posixpath.split(main)
    beside = f"{folder}/_rels/{name}.rels".lstrip("/")
    styles = _target(_parse(parts[beside]), _STYLES_RELATION, folder) if beside in parts else ""
    if styles not in parts:
        return
    root = _parse(parts[styles])
    space = etree.QName(root).namespace
    defaults = _child(root, f"{{{space}}}docDefaults", first=True)
    run = _child(_child(defaults, f"{{{space}}}rPrDefault", first=True), f"{{{space}}}rPr")
    lang = _child(run, f"{{{space}}}lang")
    if lang.get(f"{{{space}}}val") != LANGUAGE:
        lang.set(f"{{{space}}}val", LANGUAGE)
        parts[styles] = _bytes(root)


def _child(parent: etree._Element, tag: str, *, first: bool = False) -> etree._Element:
    """The child ``tag`` of ``parent``, made where there is none."""
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        parent.insert(0 if first else len(parent), found)
    return found


def _target(relations: etree._Element, kind: str, folder: str) -> str:
    for node in relations.iterchildren("{*}Relationship"):
        target = str(node.get("Target", ""))
        if str(node.get("Type", "")).endswith(kind):
            return posixpath.normpath(posixpath.join("" if target.startswith("/") else folder, target.lstrip("/")))
    return ""


def _parse(content: bytes) -> etree._Element:
    return etree.fromstring(content, _PARSER)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _pack(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
