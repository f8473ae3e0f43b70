"""What the parts of a .docx may not hold: programs, objects, targets outside the file, entities."""

import html
import posixpath
import re
from collections.abc import Callable, Mapping

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.core.lru_cache import Shelf
from letterkit.ooxml import names

_MACRO_PARTS = ("vbaproject", "vbadata", "attachedtoolbars")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSTRUCTION = re.compile(rb"<(?:\w+:)?instrText\b[^>]*>([^<]*)<|\binstr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FETCHING_FIELD = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b\s+\S")
_DRAWN_FROM_OUTSIDE = re.compile(
    rb"<(?:\w+:)?(?:imagedata|fill|stroke|image)\b[^>]*?\bsrc\s*=\s*[\"'](?:[a-z]{2,6}:|\\\\|//)", re.I
)
_ENCODING = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_ALLOWED_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "utf-16"})
# A template on the author's own disk is named in many honest letters and never fetched by anyone; a share or a site
# may be.
_LOCAL_TEMPLATE = re.compile(r"(?:file:///)?[A-Za-z]:[\\/](?!.*://)|[^\\/:]+$")

# Letters made here share all parts but one or two: what passed, byte for byte, in the last of them passes again.
_LARGEST_KEPT = 64_000
_PASSED: Shelf[tuple[str, str, bytes], None] = Shelf(128)
_TYPES: Shelf[bytes, Mapping[str, str]] = Shelf(8)
_TARGETS: Shelf[bytes, str | None] = Shelf(8)


def parser() -> etree.XMLParser:
    """A parser that expands nothing, fetches nothing and refuses giant or bottomless trees."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False
    )


def parse(content: bytes, part: str, file: str) -> etree._Element:
    """The root of an XML part; raises LetterFileError ``docx.xml`` or ``docx.entity``."""
    try:
        root = etree.fromstring(content, parser())
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise LetterFileError("docx.xml", file=file, part=part, why=str(fault)) from fault
    if root.getroottree().docinfo.doctype:
        raise LetterFileError("docx.entity", file=file, part=part)
    return root


def inspect(parts: Mapping[str, bytes], file: str) -> tuple[str, etree._Element]:
    """The name and the root of the main document among the parts of a Word letter; LetterFileError for any other.

    Codes, all ``docx.`` +: ``not-word``, ``no-document``, ``entity``, ``xml-encoding``, ``xml``, ``macro``,
    ``activex``, ``ole-object``, ``alt-chunk``, ``external-picture``, ``external-template``, ``external-object``,
    ``external-field``.
    """
    for part, content in parts.items():
        if is_xml(part, content):
            _pass(_entities, part, content, file)
    _programs(parts, file)
    types = _content_types(parts, file)
    for part, content in parts.items():
        if part.endswith(".rels"):
            _pass(_targets, part, content, file)
        elif is_xml(part, content):
            _pass(_inside, part, content, file)
    return _main_document(parts, types, file)


def _pass(check: Callable[[str, bytes, str], None], part: str, content: bytes, file: str) -> None:
    """``check`` the part, unless the same bytes have passed it under the same name."""
    if len(content) > _LARGEST_KEPT:
        check(part, content, file)
    else:
        _PASSED.of((check.__name__, part, content), lambda: check(part, content, file))


def is_xml(part: str, content: bytes) -> bool:
    """Whether the part is XML, by its name or by its first sign in whatever encoding (a name must not hide it)."""
    if part.lower().endswith((".xml", ".rels", ".vml")):
        return True
    return content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _entities(part: str, content: bytes, file: str) -> None:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:200]:
        # The tell-tale words in UTF-16 of either order.
        flat = content.replace(b"\0", b"")
    else:
        flat = content
        said = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf").lstrip())
        if said and said[1].decode("ascii", "replace").lower() not in _ALLOWED_ENCODINGS:
            raise LetterFileError(
                "docx.xml-encoding", file=file, part=part, encoding=said[1].decode("ascii", "replace")
            )
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
        raise LetterFileError("docx.entity", file=file, part=part)


def _programs(parts: Mapping[str, bytes], file: str) -> None:
    for part, content in parts.items():
        low = part.lower()
        base = posixpath.basename(low)
        if base.startswith(_MACRO_PARTS):
            raise LetterFileError("docx.macro", file=file, part=part)
        if "activex" in low:
            raise LetterFileError("docx.activex", file=file, part=part)
        if "/embeddings/" in f"/{low}" or content.startswith(_OLE):
            raise LetterFileError("docx.ole-object", file=file, part=part)


def _content_types(parts: Mapping[str, bytes], file: str) -> Mapping[str, str]:
    """Types by part name (with its leading slash, in lower case); objects and programs are refused by it too."""
    if "[Content_Types].xml" not in parts:
        raise LetterFileError("docx.not-word", file=file)
    content = parts["[Content_Types].xml"]
    return _TYPES.of(content, lambda: _types(content, file))


def _types(content: bytes, file: str) -> Mapping[str, str]:
    types: dict[str, str] = {}
    for node in parse(content, "[Content_Types].xml", file):
        kind = str(node.get("ContentType", ""))
        low = kind.lower()
        target = str(node.get("PartName") or node.get("Extension") or "")
        if "macroenabled" in low or "vbaproject" in low or "vbadata" in low:
            raise LetterFileError("docx.macro", file=file, part=target)
        if "activex" in low and node.get("PartName"):
            raise LetterFileError("docx.activex", file=file, part=target)
        if node.get("PartName"):
            types[target.lower()] = kind
    return types


def _targets(part: str, content: bytes, file: str) -> None:
    for node in parse(content, part, file):
        if not isinstance(node.tag, str):
            continue
        kind = str(node.get("Type", "")).rsplit("/", 1)[-1]
        target = str(node.get("Target", ""))
        if kind == "aFChunk":
            raise LetterFileError("docx.alt-chunk", file=file, part=target)
        if kind in ("oleObject", "package", "control") and node.get("TargetMode") != "External":
            raise LetterFileError("docx.ole-object", file=file, part=target)
        # A target with a scheme leaves the file even where the mode is not said.
        if node.get("TargetMode") != "External" and not re.match(r"[A-Za-z][A-Za-z+.-]+:|\\\\|//", target):
            continue
        _outside(kind, target, file)


def _outside(kind: str, target: str, file: str) -> None:
    if kind == "hyperlink":
        return
    if kind == "image":
        raise LetterFileError("docx.external-picture", file=file, target=target)
    if kind == "attachedTemplate":
        if _LOCAL_TEMPLATE.match(target):
            return
        raise LetterFileError("docx.external-template", file=file, target=target)
    raise LetterFileError("docx.external-object", file=file, target=target, kind=kind)


def _inside(part: str, content: bytes, file: str) -> None:
    """Outside targets that are named in the text of a part itself: drawings of the old kind and fields that fetch."""
    if b"src" in content and _DRAWN_FROM_OUTSIDE.search(content):
        raise LetterFileError("docx.external-picture", file=file, target=part)
    if b"instr" not in content:
        return
    found = b"".join(b"".join(groups) for groups in _INSTRUCTION.findall(content))
    field = _FETCHING_FIELD.search(html.unescape(found.decode("utf-8", "replace")).upper())
    if field and field[1] == "INCLUDEPICTURE":
        raise LetterFileError("docx.external-picture", file=file, target=field[1])
    if field:
        raise LetterFileError("docx.external-field", file=file, field=field[1])


def _main_document(parts: Mapping[str, bytes], types: Mapping[str, str], file: str) -> tuple[str, etree._Element]:
    main = _main_part(parts, file)
    if main is None:
        known = any(kind in names.MAIN_TYPES for kind in types.values()) or any(p.startswith("word/") for p in parts)
        raise LetterFileError("docx.no-document" if known else "docx.not-word", file=file)
    if types.get(f"/{main}".lower()) not in names.MAIN_TYPES:
        raise LetterFileError("docx.not-word", file=file)
    root = parse(parts[main], main, file)
    if names.local(root.tag) != "document":
        raise LetterFileError("docx.no-document", file=file)
    return main, root


def _main_part(parts: Mapping[str, bytes], file: str) -> str | None:
    """The name of the main document, as the package says (Word on the web writes word/document2.xml)."""
    if "_rels/.rels" not in parts:
        return None
    content = parts["_rels/.rels"]
    target = _TARGETS.of(content, lambda: _main_target(content, file))
    return target if target in parts else None


def _main_target(content: bytes, file: str) -> str | None:
    for node in parse(content, "_rels/.rels", file):
        if str(node.get("Type", "")).endswith("/officeDocument"):
            return posixpath.normpath(str(node.get("Target", "")).lstrip("/"))
    return None
