"""Letters that are HTML, MHT or XML inside: a copy for LibreOffice that names nothing outside of itself.

Of HTML and MHT a page is built anew of what is known to be harmless; out of XML goes what is known to fetch or to run.
"""

import base64
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.message import Message
from pathlib import PurePosixPath
from typing import NamedTuple

from lxml import etree, html

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import extent, guard_parts
from letterkit.ooxml.names import FORBIDDEN_CHARACTERS
from letterkit.pages.source_kinds import SourceKind

_MAX_DEPTH = 256
"""Elements within one another; libxml2 reads no further."""
_TAGS = frozenset(
    """html head body style p div span br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th
    caption colgroup col b strong i em u s strike del ins sub sup font center blockquote pre code tt big small address
    a img""".split()
)
_ATTRIBUTES = frozenset(
    """align valign width height border cellpadding cellspacing colspan rowspan span bgcolor color face size style class
    id dir lang start type value nowrap alt title clear""".split()
)
_GONE = frozenset(
    """script noscript object applet embed iframe frame frameset link base meta title template svg math audio video
    source input select textarea button xml""".split()
)
"""Tags that go with all they hold; of others that are not known the words stay."""
_SHOWN_FROM = {"iframe": "src", "frame": "src", "object": "data", "embed": "src"}
_BLOCK = re.compile(rb"<(?:p|div|li|d[td]|t[rdh]|br|h[1-6r]|pre)(?=[\s/>])", re.I)
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.I)
_FETCHES = re.compile(r"url|import|expression|binding|\\", re.I)
_CSS_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_AT_IMPORT = re.compile(r"@import[^;]*;?", re.I)
_DECLARATION = re.compile(r"[^;{}]+")
_PICTURE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a")
_DATA = re.compile(r"\s*data:image/[\w.+-]+;base64,", re.I)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{1,40})", re.I
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

_HREF = "{http://www.w3.org/1999/xlink}href"
# Parts of XML that run, or hold or name files of other programs. A picture of what they show stands beside them.
_OF_ODF = frozenset(
    """scripts event-listeners object object-ole plugin applet floating-frame dde-source dde-connection-decls forms
    font-face-src section-source database-display""".split()
)
_MACROS_OF_ODF = frozenset(("script", "event-listeners"))
_CODE_OF_ODF = re.compile(
    r"(?:[^/]*/)*?(?:Scripts/.+[^/]|Basic/(?!.*script-l[bc]\.xml$)(?!.*dialog-l[bc]\.xml$).+[^/])"
)
"""Parts of an OpenDocument package that hold programs; the others under Basic are lists of them, maybe empty."""
_OF_WORD_2003 = frozenset(("docOleData", "docSuppData", "attachedTemplate", "ocx", "OLEObject", "subDoc"))
_TEXT_TWIPS = 9_640
"""The width of the text of an A4 page between margins of 2 cm."""
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


_MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_MACRO, _MACRO_PART = "macro", "word/vbaProject.bin"
"""Macros of another format are not looked into, for none is kept: an empty part says that there were some."""


class SafeCopy(NamedTuple):
    """A copy that LibreOffice may be given as a letter of ``kind`` (``.docx``: it need not be asked).

    ``outside`` are the addresses that the letter has named, each with what stands there: ``image`` or ``frame``;
    ``macro`` with no address where it had macros.
    """

    data: bytes
    kind: str
    outside: tuple[tuple[str, str], ...] = ()


def safe_copy(data: bytes, kind: SourceKind) -> SafeCopy:
    """A safe copy of a letter of the kind ``kind``; of a kind that is not markup, the letter itself.

    Raises LetterFileError ``file.not-as-named``, ``file.too-deep``, those of ``ooxml.extent``, ``docx.xml``,
    ``docx.entity``, and ``docx.macro-runs`` for macros that run by themselves.
    """
    return _COPIES[kind](data) if kind in _COPIES else SafeCopy(data, kind)


def name_outside(docx: bytes, outside: tuple[tuple[str, str], ...]) -> bytes:
    """The Word file with what was ``outside`` in its relations, where ``ooxml.clean`` finds and tells it."""
    if not outside:
        return docx
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                root = guard_parts.parse(content, entry.filename, "")
                for number, (what, address) in enumerate(outside):
                    relation = {"Id": f"outside{number}", "Type": _IMAGE + what, "Target": address}
                    if what == _MACRO:
                        relation |= {"Type": _MACROS, "Target": PurePosixPath(_MACRO_PART).name}
                    else:
                        relation["TargetMode"] = "External"
                    etree.SubElement(root, root.tag.replace("Relationships", "Relationship"), relation)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            made.writestr(entry, content)
        if any(what == _MACRO for what, _ in outside):
            made.writestr(_MACRO_PART, b"")
    return out.getvalue()


def _html(data: bytes) -> SafeCopy:
    return _page(_page_text(data), {}, "")


def _mht(data: bytes) -> SafeCopy:
    try:
        parts = [part for part in message_from_bytes(data).walk() if not part.is_multipart()]
    except RecursionError as fault:
        raise LetterFileError("file.too-deep", count=data.count(b"boundary="), limit=_MAX_DEPTH) from fault
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise LetterFileError("file.not-as-named", suffix=".doc")
    pictures: dict[str, bytes] = {}
    for part in parts:
        content = _content(part)
        if _PICTURE.match(content):
            pictures[f"cid:{str(part.get('Content-ID', '')).strip('<> ')}"] = content
            pictures[str(part.get("Content-Location", "")).strip()] = content
    base = str(page.get("Content-Location", "")).strip().rpartition("/")[0]
    return _page(_page_text(_content(page), page.get_content_charset()), pictures, f"{base}/" if base else "")


def _content(part: "Message[str, str]") -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _page_text(data: bytes, said: str | None = None) -> str:
    for mark, known in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(known, "replace")
    found = _CHARSET.search(data[:8_192])
    meta = next((each.decode("ascii") for each in found.groups() if each), None) if found else None
    for encoding in (said, meta, "utf-8"):
        try:
            return data.decode(encoding) if encoding else data.decode("utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1251", "replace")


def _page(text: str, pictures: Mapping[str, bytes], base: str) -> SafeCopy:
    """The page ``text`` with ``pictures`` by their addresses, those beside it counted from ``base``."""
    given = text.encode("utf-8", "replace")
    extent.demand_markup(given.count(b"<") + given.count(b"="))
    extent.demand_paragraphs(sum(1 for _ in _BLOCK.finditer(given)))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(FORBIDDEN_CHARACTERS.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as fault:
        raise LetterFileError("file.not-as-named", suffix=".doc") from fault
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise LetterFileError("file.too-deep", count=_MAX_DEPTH + 1, limit=_MAX_DEPTH)
    outside: dict[tuple[str, str], None] = {}
    for node in list(root.iter()):
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _SHOWN_FROM and node.get(_SHOWN_FROM[tag]):
            outside["frame", str(node.get(_SHOWN_FROM[tag]))] = None
        if tag in _GONE or not tag:
            _drop(node)
        elif tag not in _TAGS:
            node.drop_tag()
        else:
            _tidy(node, pictures, base, outside)
    return SafeCopy(b"<!DOCTYPE html>" + html.tostring(root, encoding="ascii"), ".html", tuple(outside))


def _drop(node: html.HtmlElement) -> None:
    if node.getparent() is not None:
        node.drop_tree()


def _tidy(
    node: html.HtmlElement, pictures: Mapping[str, bytes], base: str, outside: dict[tuple[str, str], None]
) -> None:
    """Leaves of ``node`` only what cannot lead out of the page, but for links, which nobody follows."""
    source = str(node.get("src") or node.get("background") or "").strip()
    link = str(node.get("href") or "").strip()
    for name in list(node.attrib):
        if name not in _ATTRIBUTES:
            del node.attrib[name]
    if node.get("style"):
        node.set("style", _still(str(node.get("style"))))
    if node.tag == "style":
        node.text = _still(_AT_IMPORT.sub("", _CSS_COMMENT.sub("", node.text or "")))
    if node.tag == "a" and _LINK.match(link):
        node.set("href", link)
    picture = pictures.get(source) or pictures.get(base + source) or _inline(source)
    if node.tag == "img" and picture:
        node.set("src", f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}")
    elif node.tag == "img":
        _drop(node)
    if source and not picture and not _DATA.match(source):
        outside["image", source] = None


def _inline(source: str) -> bytes:
    """The picture that an address holds itself; nothing where it is none that is known to be only that."""
    if not (found := _DATA.match(source)):
        return b""
    try:
        picture = base64.b64decode(source[found.end() :])
    except ValueError:
        return b""
    return picture if _PICTURE.match(picture) else b""


def _still(style: str) -> str:
    """``style`` without the declarations that fetch."""
    return _DECLARATION.sub(lambda found: "" if _FETCHES.search(found[0]) else found[0], style)


def _word_2003(data: bytes) -> SafeCopy:
    # Fields that fetch may stay: the stylesheet by which LibreOffice reads this format knows none of them.
    root, outside = _tree(data), dict[tuple[str, str], None]()
    for node in [each for each in root.iter() if isinstance(each.tag, str)]:
        source = str(node.get("src", ""))
        if source and not source.startswith("wordml://"):
            outside["image", source] = None
            del node.attrib["src"]
        name = etree.QName(node).localname
        if name == "docSuppData":  # macros, as Word saves them
            outside[_MACRO, ""] = None
        if name in _OF_WORD_2003:
            _remove(node)
        elif name == "tbl":
            _add_grid(node)
    return SafeCopy(_xml_bytes(root), ".xml", tuple(outside))


def _add_grid(table: etree._Element) -> None:
    """Columns for a table that counts none, as web systems write them: the stylesheet drops cells beyond."""
    space = f"{{{etree.QName(table).namespace}}}"
    if table.find(f"{space}tblGrid/{space}gridCol") is not None:
        return
    columns = max(
        (sum(1 for _ in row.iterchildren(f"{space}tc")) for row in table.iterchildren(f"{space}tr")), default=1
    )
    grid = etree.Element(f"{space}tblGrid")
    for _ in range(columns):
        etree.SubElement(grid, f"{space}gridCol").set(f"{space}w", str(_TEXT_TWIPS // columns))
    table.insert(1 if table.find(f"{space}tblPr") is not None else 0, grid)


def demand_idle_odf(data: bytes, part: str) -> None:
    """Pass OpenDocument XML that binds no macro to what happens to the document, as to its opening.

    Raises LetterFileError ``docx.macro-runs``, ``docx.xml`` and ``docx.entity``.
    """
    if "event-listener" in guard_parts.text_of(data):
        _demand_idle(guard_parts.parse(data, part, ""), part)


def _demand_idle(root: etree._Element, part: str) -> None:
    """Events of the document stand in its scripts; those of a button or a picture wait for a reader."""
    if next(root.iterfind(".//{*}scripts//{*}event-listener"), None) is not None:
        raise LetterFileError("docx.macro-runs", part=part)


def _holds_program(node: etree._Element) -> bool:
    """Whether anything stands in it that could run: LibreOffice writes a list of programs also where there are none."""
    listens = etree.QName(node).localname == "event-listeners" and len(node)
    return bool(listens) or bool("".join(map(str, node.itertext())).strip())


def _odt(data: bytes) -> SafeCopy:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        holds = any(_CODE_OF_ODF.fullmatch(name) for name in package.namelist())
    return SafeCopy(data, ".odt", ((_MACRO, ""),) if holds else ())


def _flat_odf(data: bytes) -> SafeCopy:
    root, outside = _tree(data), dict[tuple[str, str], None]()
    _demand_idle(root, "XML")
    for node in [each for each in root.iter() if isinstance(each.tag, str)]:
        name, target = etree.QName(node).localname, str(node.get(_HREF, ""))
        leads_out = bool(target) and not target.startswith("#") and name != "a"
        if leads_out:
            outside["image" if "image" in name else "frame", target] = None
        if name in _MACROS_OF_ODF and _holds_program(node):
            outside[_MACRO, ""] = None
        if leads_out or name in _OF_ODF:
            _remove(node)
    return SafeCopy(_xml_bytes(root), ".fodt", tuple(outside))


def _flat_package(data: bytes) -> SafeCopy:
    """The package as Word packs it; what is in it the guard of Word files looks at."""
    root, out = _tree(data), io.BytesIO()
    types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in root.iterchildren(f"{_PACKAGE}part"):
            name = str(part.get(f"{_PACKAGE}name", ""))
            kind = str(part.get(f"{_PACKAGE}contentType", ""))
            etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
            made.writestr(name.lstrip("/") or "unnamed", _part(part))
        made.writestr("[Content_Types].xml", _xml_bytes(types))
    return SafeCopy(out.getvalue(), ".docx")


def _part(part: etree._Element) -> bytes:
    held = next(iter(part), None)
    if held is not None and held.tag == f"{_PACKAGE}binaryData":
        try:
            return base64.b64decode(held.text or "")
        except ValueError:
            return b""
    inside = next((each for each in held if isinstance(each.tag, str)), None) if held is not None else None
    return b"" if inside is None else _xml_bytes(inside)


def _tree(data: bytes) -> etree._Element:
    extent.demand_xml([data])
    return guard_parts.parse(data, "XML", "")


def _xml_bytes(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, with_tail=False)
    return written


def _remove(node: etree._Element) -> None:
    """Takes ``node`` out; the words after it, which XML counts as its own, stay."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


_COPIES: dict[str, Callable[[bytes], SafeCopy]] = {
    ".odt": _odt,
    ".html": _html,
    ".mht": _mht,
    ".xml": _word_2003,
    ".fodt": _flat_odf,
    ".opc": _flat_package,
}
