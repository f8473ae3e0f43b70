"""Blanks for tests, made of XML as Word writes it: the body's own blank with its salutation put somewhere else.

So every other requisite is there, and what becomes of one tag is what is tested.
"""

import dataclasses
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from letterkit.compose import Blank, Catalogue

HOME = Path(__file__).resolve().parents[2]
TAG = "{{ salutation }}"
WORD = "щит-обращение"
"""What ``inspect.sentinels`` has for the tag."""
OTHER_WORD = "щит-заключение"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
_HEAD = re.compile(r"<w:document[^>]*>")
_SALUTATION = re.compile(r"<w:p>(?:(?!<w:p>).)*?\{\{ salutation \}\}.*?</w:p>", re.DOTALL)


def corner() -> Blank:
    """The body's own blank, as it is."""
    return Catalogue(HOME / "templates").blank("corner")


def parts_of(docx: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of ``parts``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of runs and whatever else."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{''.join(inside)}</w:p>"


def blank(
    body: str = paragraph(run(TAG)),
    *,
    extra: Mapping[str, tuple[str, str, str]] | None = None,
    section: str = "",
    closing: str = "",
) -> Blank:
    """The corner blank with ``body`` instead of its salutation.

    ``extra`` are parts by name: what they are («header»), the id of their relation, their XML within the root.
    ``section`` stands first in the properties of the last section, ``closing`` in the paragraph of the closing words.
    """
    given = corner()
    parts = parts_of(given.data)
    document = parts["word/document.xml"].decode()
    document = _HEAD.sub(f"<w:document {SPACES}>", document, count=1)
    assert len(_SALUTATION.findall(document)) == 1
    document = _SALUTATION.sub(lambda _: body, document)
    document = document.replace("<w:sectPr>", f"<w:sectPr>{section}", 1)
    document = document.replace("{{ closing }}</w:t></w:r>", f"{{{{ closing }}}}</w:t></w:r>{closing}", 1)
    parts["word/document.xml"] = document.encode()
    for name, (kind, id, inside) in (extra or {}).items():
        parts[name] = (
            f'<?xml version="1.0" encoding="UTF-8"?><w:{_ROOTS[kind]} {SPACES}>{inside}</w:{_ROOTS[kind]}>'.encode()
        )
        target = name.removeprefix("word/") if name.startswith("word/") else f"/{name}"
        _add(
            parts,
            "word/_rels/document.xml.rels",
            f'<Relationship Id="{id}" Type="{_RELATION}{kind}" Target="{target}"/>',
        )
        _add(parts, "[Content_Types].xml", f'<Override PartName="/{name}" ContentType="{_TYPE}{kind}+xml"/>')
    return dataclasses.replace(given, data=zipped(parts), file="бланк.docx")


def _add(parts: dict[str, bytes], part: str, line: str) -> None:
    whole = parts[part].decode()
    close = whole.rindex("</")
    parts[part] = (whole[:close] + line + whole[close:]).encode()


def cell(*inside: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc>{properties and f'<w:tcPr>{properties}</w:tcPr>'}{''.join(inside)}</w:tc>"


def table(*rows: str) -> str:
    """A table; each row is its cells."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{cells}</w:tr>' for cells in rows)}</w:tbl>"


def field(code: str, result: str) -> str:
    """A field as Word writes most of them: its code and its result between signs."""

    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return sign("begin") + code + sign("separate") + result + sign("end")


def picture(about: str = "") -> str:
    """A run with a picture that says nothing but what is said ``about`` it."""
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="7" name="герб" descr="{about}"/></wp:inline></w:drawing></w:r>'


def text_box(inside: str) -> str:
    """A run with a text box, the new kind and the old one beside it, as Word writes both."""
    words = f"<w:txbxContent>{inside}</w:txbxContent>"
    new = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="надпись"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{words}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
