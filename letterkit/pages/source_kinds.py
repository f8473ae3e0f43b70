"""What a letter is inside, by its content: web systems call everything .doc, and people rename files."""

import re
from typing import Literal

SourceKind = Literal[".odt", ".doc", ".rtf", ".html", ".mht", ".xml", ".fodt", ".opc"]
"""Named by its usual suffix; ``.xml`` is Word 2003 XML, ``.opc`` a Word file of today as one XML (Flat OPC)."""

_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"
# Names of parts stand unpacked in a ZIP: the first is in each OpenDocument file, the second in each Word file.
_OF_ODF, _OF_WORD = b"META-INF/manifest.xml", b"[Content_Types].xml"
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LOOKED_AT = 8_192
# What may stand before the first element: white, instructions, comments, a doctype.
_PROLOGUE = re.compile(r"\ufeff?(?:\s+|<\?.*?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+", re.S | re.I)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)")
_BY_ELEMENT: dict[str, tuple[str, SourceKind]] = {
    "wordDocument": ("http://schemas.microsoft.com/office/word/2003/wordml", ".xml"),
    "document": ("application/vnd.oasis.opendocument.text", ".fodt"),
    "package": ("http://schemas.microsoft.com/office/2006/xmlPackage", ".opc"),
}
_OF_HTML = frozenset("html head meta title style body div p span table font center h1 h2 h3 b br".split())
_HEADER = re.compile(r"(?:MIME-Version|From|To|Subject|Date|Message-ID|Content-[\w-]+|X-[\w-]+):", re.I)
_OF_MIME = re.compile(r"^Content-Type:\s*(?:multipart/|text/html)", re.I | re.M)


def kind_inside(data: bytes) -> SourceKind | None:
    """What LibreOffice is to take ``data`` for; None for a Word file of today and for what is no letter."""
    if data.startswith(_ZIP):
        return ".odt" if _OF_ODF in data and _OF_WORD not in data else None
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith(_RTF):
        return ".rtf"
    head = data[:_LOOKED_AT].decode(_UTF_16.get(data[:2], "utf-8"), "replace").lstrip("\ufeff \t\r\n")
    if _HEADER.match(head):
        return ".mht" if _OF_MIME.search(head) else None
    begun = _PROLOGUE.match(head)
    first = _ELEMENT.match(head, begun.end() if begun else 0)
    if first is None:
        return None
    named, kind = _BY_ELEMENT.get(first[1], ("", None))
    if kind:
        return kind if named in first[2] else None
    return ".html" if first[1].lower() in _OF_HTML else None
