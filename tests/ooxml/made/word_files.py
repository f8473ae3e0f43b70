# ruff: noqa: E501 - XML is easier to read unbroken
"""Word files written part by part, so that a test says exactly what is in them."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = {
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    "word/footnotes.xml": "footnotes",
    "word/endnotes.xml": "endnotes",
    "word/comments.xml": "comments",
}


def run(text: str, properties: str = "") -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t{space}>{escape(text)}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    """Runs that begin with < are XML, others words."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def text_box(content: str) -> str:
    """A run with a text box, as Word writes it: a drawing, and the old kind for programs that know no better."""
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def story(kind: str, content: str) -> str:
    """A whole part: document (content is the body), hdr, ftr, footnotes …"""
    inner = f"<w:body>{content}</w:body>" if kind == "document" else content
    return (
        f'{_DECLARATION}<w:{kind} xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{inner}</w:{kind}>'
    )


def parts(
    body: str = paragraph("Уважаемая Мария Петровна!"), more: Mapping[str, str] | None = None, links: str = ""
) -> dict[str, bytes]:
    """The parts of a small letter; ``more`` are further parts by name, ``links`` further relations of the document."""
    more = dict(more or {})
    overrides, relations = "", links
    for number, name in enumerate(more, start=1):
        kind = _KINDS.get(name) or ("header" if "header" in name else "footer" if "footer" in name else None)
        if kind:
            relations += f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{name.removeprefix("word/")}"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    written = {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_DECLARATION}<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": story("document", body),
        **more,
    }
    return {name: content.encode() for name, content in written.items()}


def pack(contents: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(
    body: str = paragraph("Уважаемая Мария Петровна!"), more: Mapping[str, str] | None = None, links: str = ""
) -> bytes:
    return pack(parts(body, more, links))


def unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
