"""Fields of an OpenDocument letter that change by themselves, kept with the words that they show in the file.

LibreOffice fills them anew as it opens the file: the words that the writer saw would be lost without a trace. So it is
given a property of the file in their place, whose words it leaves alone and writes into a Word file with its name.
"""

import io
import re
import zipfile

from lxml import etree

from letterkit.ooxml import guard_parts

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_NAME, _FIXED = f"{{{_TEXT}}}name", f"{{{_TEXT}}}fixed"
_PROPERTY = f"{{{_TEXT}}}user-defined"
# OpenDocument 1.3, part 3, 7.3 to 7.6, by the names that Word has for what is the same.
_CHANGING = {
    "date": "DATE",
    "time": "TIME",
    "file-name": "FILENAME",
    "template-name": "TEMPLATE",
    "author-name": "USERNAME",
    "author-initials": "USERINITIALS",
    "initial-creator": "AUTHOR",
    "creator": "LASTSAVEDBY",
    "printed-by": "LASTSAVEDBY",
    "creation-date": "CREATEDATE",
    "creation-time": "CREATEDATE",
    "modification-date": "SAVEDATE",
    "modification-time": "SAVEDATE",
    "print-date": "PRINTDATE",
    "print-time": "PRINTDATE",
    "title": "TITLE",
    "subject": "SUBJECT",
    "keywords": "KEYWORDS",
    "description": "COMMENTS",
    "user-defined": "DOCPROPERTY",
    "editing-cycles": "REVNUM",
    "editing-duration": "EDITTIME",
    "word-count": "NUMWORDS",
    "character-count": "NUMCHARS",
    "conditional-text": "IF",
}
_SENDER = "sender-"
# Words that somebody typed; Word has no such fields, and asks for the words or counts them twice.
_TYPED = frozenset({"text-input", "variable-set"})
_ANY = re.compile(rb"<text:(?:%s|%s)" % ("|".join((*_CHANGING, *_TYPED)).encode(), _SENDER.encode()))


def keep_words(data: bytes, kind: str) -> bytes:
    """The letter of the kind ``kind`` with the words of its fields, told as such; any but OpenDocument as it is.

    Raises LetterFileError ``docx.xml`` and ``docx.entity``.
    """
    if kind == ".fodt":
        return _with_words_kept(data)
    if kind != ".odt":
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            content = given.read(entry)
            made.writestr(
                entry, _with_words_kept(content) if entry.filename in ("content.xml", "styles.xml") else content
            )
    return out.getvalue()


def _with_words_kept(content: bytes) -> bytes:
    if not _ANY.search(content):
        return content
    root = guard_parts.parse(content, "XML", "")
    for node in list(root.iter(f"{{{_TEXT}}}*")):
        name = etree.QName(node).localname
        if name in _CHANGING or name in _TYPED or name.startswith(_SENDER):
            _keep(node, name)
    kept: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return kept


def _keep(node: etree._Element, name: str) -> None:
    """Makes plain words of a fixed or typed field, and of any other the property that LibreOffice leaves alone."""
    words, fixed = "".join(map(str, node.itertext())), name in _TYPED or node.get(_FIXED) == "true"
    tail, known = node.tail, _CHANGING.get(name, name.upper())
    node.clear()
    node.text, node.tail = words, tail
    node.tag = f"{{{_TEXT}}}span" if fixed else _PROPERTY
    if not fixed:
        node.set(_FIXED, "true")
        node.set(_NAME, known)
