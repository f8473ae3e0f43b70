"""What the parts of a .docx may not hold: programs, objects, targets outside the file, entities."""

import html
import posixpath
import re
from collections.abc import Callable, Container, Mapping

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.core.lru_cache import Shelf
from letterkit.ooxml import names
from letterkit.ooxml.field_marks import fields_in

_MACRO_PARTS = ("vbaproject", "vbadata", "attachedtoolbars")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSTRUCTION = re.compile(r"<(?:\w+:)?instrText\b[^>]*>([^<]*)<|\binstr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# Cheap to ask of every part; whether such a word is the name of a field is asked of its tree.
_FETCHING_FIELD = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b")
_DRAWN_FROM = re.compile(
    r"<(?:\w+:)?(?:imagedata|fill|stroke|image)\b[^>]*?\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I
)
# Words may be hidden in these from whoever looks for them in the text of a part; its tree has them all the same.
_HIDDEN_WORDS = re.compile("<!\\[CDATA\\[|<!--|<\\?(?!xml )")
# A target with a scheme leaves the file even where the mode is not said.
_AWAY = re.compile(r"\s*(?:[A-Za-z][A-Za-z+.-]+:|\\\\|//)")
_REFERENCES = tuple(f"{{{space}}}" for space in names.REFERENCE)
# Elements that follow a link only when a reader does.
_LINKS = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
# Relations whose target is a file or a program of another kind.
_OBJECT_KINDS = frozenset({"oleObject", "package", "control"})
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


def inspect(parts: Mapping[str, bytes], file: str, *, objects: bool = False) -> tuple[str, etree._Element]:
    """The name and the root of the main document among the parts of a Word letter; LetterFileError for any other.

    Codes, all ``docx.`` +: ``not-word``, ``no-document``, ``entity``, ``xml-encoding``, ``xml``, and unless ``objects``
    (which are for ``ooxml.clean`` to take out) ``macro``, ``activex``, ``ole-object``, ``alt-chunk``,
    ``external-picture``, ``external-template``, ``external-object``, ``external-field``.
    """
    for part, content in parts.items():
        if is_xml(part, content):
            _pass(_entities, part, content, file)
    if "[Content_Types].xml" not in parts:
        raise LetterFileError("docx.not-word", file=file)
    types = _content_types(parts["[Content_Types].xml"], file)
    if not objects:
        _programs(parts, types, file)
        for part, content in parts.items():
            if part.endswith(".rels"):
                _pass(_targets, part, content, file)
            elif is_xml(part, content):
                _pass(_inside, part, content, file)
        _demand_links_only_lead(parts, file)
    return _main_document(parts, types, file, names.MAIN_TYPES | (names.MACRO_TYPES.keys() if objects else frozenset()))


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


def is_macro(part: str) -> bool:
    """Whether the part holds macros, by its name."""
    return posixpath.basename(part.lower()).startswith(_MACRO_PARTS)


def is_object(part: str, content: bytes) -> bool:
    """Whether the part is a file of another kind laid into the document."""
    return "/embeddings/" in f"/{part.lower()}" or content.startswith(_OLE)


def _programs(parts: Mapping[str, bytes], types: Mapping[str, str], file: str) -> None:
    for part, content in parts.items():
        if is_macro(part):
            raise LetterFileError("docx.macro", file=file, part=part)
        if "activex" in part.lower():
            raise LetterFileError("docx.activex", file=file, part=part)
        if is_object(part, content):
            raise LetterFileError("docx.ole-object", file=file, part=part)
    for target, kind in types.items():
        if is_macro_type(kind):
            raise LetterFileError("docx.macro", file=file, part=target.lstrip("/"))
        if "activex" in kind.lower() and target.startswith("/"):
            raise LetterFileError("docx.activex", file=file, part=target.lstrip("/"))


def is_macro_type(kind: str) -> bool:
    """Whether a content type is one of programs."""
    low = kind.lower()
    return "macroenabled" in low or "vbaproject" in low or "vbadata" in low


def _content_types(content: bytes, file: str) -> Mapping[str, str]:
    """Types by part name with its leading slash, by extension with its full stop; all in lower case."""
    return _TYPES.of(content, lambda: _types(content, file))


def _types(content: bytes, file: str) -> Mapping[str, str]:
    types: dict[str, str] = {}
    for node in parse(content, "[Content_Types].xml", file):
        part, extension = node.get("PartName"), node.get("Extension")
        if part or extension:
            types[(part or f".{extension}").lower()] = str(node.get("ContentType", ""))
    return types


def _targets(part: str, content: bytes, file: str) -> None:
    for node in parse(content, part, file):
        if isinstance(node.tag, str) and (code := fault_of(node)):
            kind, target = kind_of(node), str(node.get("Target", ""))
            if code in ("docx.alt-chunk", "docx.ole-object"):
                raise LetterFileError(code, file=file, part=target)
            raise LetterFileError(code, file=file, target=target, kind=kind)


def kind_of(relation: etree._Element) -> str:
    """The last word of the relation's type: «image», «hyperlink»."""
    return str(relation.get("Type", "")).rsplit("/", 1)[-1]


def fault_of(relation: etree._Element) -> str:
    """The code of what is wrong with the target of ``relation``; empty where nothing is."""
    kind, target = kind_of(relation), str(relation.get("Target", ""))
    outside = relation.get("TargetMode") == "External"
    if kind == "aFChunk":
        return "docx.alt-chunk"
    if kind in _OBJECT_KINDS and not outside:
        return "docx.ole-object"
    if kind == "hyperlink" or not (outside or _AWAY.match(target)):
        return ""
    if kind == "image":
        return "docx.external-picture"
    if kind == "attachedTemplate":
        return "" if _LOCAL_TEMPLATE.match(target) else "docx.external-template"
    return "docx.external-object"


def drawn_links(relations: etree._Element, source: etree._Element) -> list[etree._Element]:
    """Those of ``relations`` that call themselves links and that ``source`` draws: they are fetched like a picture."""
    links = {str(node.get("Id")): node for node in relations if isinstance(node.tag, str) and _is_link_away(node)}
    if not links:
        return []
    drawn = dict[str, etree._Element]()
    for node in source.iter():
        if isinstance(node.tag, str) and etree.QName(node).localname not in _LINKS:
            for key, said in node.attrib.items():
                if said in links and str(key).startswith(_REFERENCES):
                    drawn[str(said)] = links[str(said)]
    return list(drawn.values())


def _is_link_away(relation: etree._Element) -> bool:
    away = relation.get("TargetMode") == "External" or _AWAY.match(str(relation.get("Target", ""))) is not None
    return kind_of(relation) == "hyperlink" and away


def _demand_links_only_lead(parts: Mapping[str, bytes], file: str) -> None:
    for rels, content in parts.items():
        if not rels.endswith(".rels") or b"hyperlink" not in content.replace(b"\0", b""):
            continue
        folder, name = posixpath.split(rels)
        part = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
        if part in parts and is_xml(part, parts[part]):
            for each in drawn_links(parse(content, rels, file), parse(parts[part], part, file)):
                raise LetterFileError("docx.external-picture", file=file, target=str(each.get("Target", "")))


def is_drawn_from_outside(content: bytes) -> bool:
    """Whether a drawing of the old kind in the part names a picture elsewhere."""
    said = text_of(content)
    if "src" not in said:
        return False
    return any(_AWAY.match(html.unescape(found[1] or found[2] or "")) for found in _DRAWN_FROM.finditer(said))


def may_fetch(content: bytes) -> bool:
    """Whether a field in the part may fetch; for certain its tree tells (``field_marks``)."""
    said = text_of(content)
    if "instr" not in said:
        return False
    found = "".join("".join(groups) for groups in _INSTRUCTION.findall(said))
    return _HIDDEN_WORDS.search(said) is not None or _FETCHING_FIELD.search(html.unescape(found).upper()) is not None


def text_of(content: bytes) -> str:
    """The text of an XML part as it is written, in the encodings that are let in."""
    if b"\0" not in content[:200]:
        return content.decode("utf-8", "replace")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    return content.decode("utf-16-be" if content[:1] == b"\0" else "utf-16-le", "replace")


def _inside(part: str, content: bytes, file: str) -> None:
    """Outside targets that are named in the text of a part itself: drawings of the old kind and fields that fetch."""
    if is_drawn_from_outside(content):
        raise LetterFileError("docx.external-picture", file=file, target=part)
    if not may_fetch(content):
        return
    for each in fields_in(parse(content, part, file)):
        if each.fetches == "INCLUDEPICTURE":
            raise LetterFileError("docx.external-picture", file=file, target=each.fetches)
        if each.fetches:
            raise LetterFileError("docx.external-field", file=file, field=each.fetches)


def _main_document(
    parts: Mapping[str, bytes], types: Mapping[str, str], file: str, known: Container[str]
) -> tuple[str, etree._Element]:
    main = _main_part(parts, file)
    if main is None:
        ours = any(kind in known for kind in types.values()) or any(part.startswith("word/") for part in parts)
        raise LetterFileError("docx.no-document" if ours else "docx.not-word", file=file)
    extension = posixpath.splitext(main)[1]
    if (types.get(f"/{main}".lower()) or types.get(extension.lower())) not in known:
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
