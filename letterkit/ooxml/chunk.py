"""A file that is laid whole into a Word file (w:altChunk): its words, as plain paragraphs in its place."""

import io
import re
import zipfile
from collections.abc import Sequence
from email import policy
from email.parser import BytesParser

from lxml import etree, html

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import guard
from letterkit.ooxml.chunk_text import words_of_rtf
from letterkit.ooxml.names import FORBIDDEN_CHARACTERS, local

_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li tr td th br table ul ol blockquote pre section article".split())
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_MOST_BYTES = 2_000_000


def put_chunk(place: etree._Element, content: bytes) -> None:
    """Sets the words of the file ``content`` as paragraphs before ``place``; of what cannot be read, none."""
    space = etree.QName(place).namespace
    for line in _lines(content):
        paragraph = place.makeelement(f"{{{space}}}p", None, place.nsmap)
        run = etree.SubElement(paragraph, f"{{{space}}}r")
        text = etree.SubElement(run, f"{{{space}}}t")
        text.text = line
        place.addprevious(paragraph)


def _lines(content: bytes) -> Sequence[str]:
    if len(content) > _MOST_BYTES:
        return ()
    text = _words(content)
    lines = (" ".join(FORBIDDEN_CHARACTERS.sub("", line).split()) for line in text.splitlines())
    return [line for line in lines if line]


def _words(content: bytes) -> str:
    if content.startswith(guard.ZIP):
        return _of_word(content)
    if content.lstrip().startswith(b"{\\rtf"):
        return words_of_rtf(content)
    if re.match(rb"\s*(?:MIME-Version|From|Content-)", content, re.I):
        message = BytesParser(policy=policy.default).parsebytes(content)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "text/plain"):
                found = part.get_payload(decode=True)
                content = found if isinstance(found, bytes) else b""
                break
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", "replace")
    return _of_markup(text) if re.search(r"<\w+[\s>]", text) else text


def _of_word(content: bytes) -> str:
    """The words of a Word file within, paragraph by paragraph; what it has within itself is left there."""
    try:
        unpacked = guard.unpack(content, "", objects=True)
    except (LetterFileError, zipfile.BadZipFile):
        return ""
    found = io.StringIO()
    for node in unpacked.root.iter():
        name = local(node.tag)
        if name == "p":
            found.write("\n")
        elif name in ("tab", "br"):
            found.write(" ")
        elif name == "t":
            found.write(node.text or "")
    return found.getvalue()


def _of_markup(text: str) -> str:
    try:
        root = html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    found = io.StringIO()
    _write_markup(root, found)
    return found.getvalue()


def _write_markup(root: etree._Element, found: io.StringIO) -> None:
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            if event == "end":
                found.write((node.tail or "").replace("\n", " "))
            continue
        hidden = any(above.tag in _UNSEEN for above in (node, *node.iterancestors()))
        if node.tag in _BLOCKS:
            found.write("\n")
        words = node.text if event == "start" else node.tail
        if words and (not hidden or (event == "end" and node.tag in _UNSEEN)):
            found.write(re.sub(r"\s+", " ", words))
