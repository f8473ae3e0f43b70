"""What a PDF says of itself (ISO 32000-1, 14.3.2), as PDF/A-2b and PDF/UA-1 want it said.

LibreOffice 7.4 claims both and leaves out the description of the claim of PDF/UA that PDF/A asks for (ISO 19005-2,
6.6.2.3.2), so each of its files fails a validator.
"""

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from letterkit.core.errors import ToolFailed
from letterkit.pages.accessible import keeps_accessible, mend_tags

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
{said}
</rdf:Description>{reader}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_ACCESSIBLE = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_SIMPLE = {"/Keywords": "pdf:Keywords", "/Producer": "pdf:Producer", "/Creator": "xmp:CreatorTool"}
_CREATED = "/CreationDate"


def describe(pdf: bytes) -> bytes:
    """``pdf`` as LibreOffice has made it, tagged and as PDF/A-2b, saying so soundly, and packed tighter.

    Raises ToolFailed ``libreoffice.no-result`` for what is no PDF.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            put_metadata(opened)
            return save(opened)
    except pikepdf.PdfError as fault:
        raise ToolFailed("libreoffice.no-result", numbers=(), said=str(fault)) from fault


def put_metadata(pdf: Any) -> None:
    """Sets what ``pdf`` says of itself from its title and author; it claims PDF/UA-1 where it keeps it.

    Tags that can be mended are, before that.
    """
    mend_tags(pdf)
    stream = pdf.make_stream(_packet(pdf).encode("utf-8"))
    stream["/Type"], stream["/Subtype"] = _name("/Metadata"), _name("/XML")
    pdf.Root["/Metadata"] = stream


def save(pdf: Any) -> bytes:
    """The file, its small things packed together: tags are thousands of them."""
    import pikepdf

    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        fix_metadata_version=False,
    )
    return out.getvalue()


def _packet(pdf: Any) -> str:
    said = {name: str(value) for name, value in pdf.docinfo.items()}
    return _PACKET.format(said="\n".join(_properties(said)), reader=_ACCESSIBLE if _is_accessible(pdf, said) else "")


def _properties(said: dict[str, str]) -> Iterator[str]:
    if title := said.get("/Title"):
        yield f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
    if author := said.get("/Author"):
        yield f"<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>"
    if subject := said.get("/Subject"):
        words = f'<rdf:li xml:lang="x-default">{escape(subject)}</rdf:li>'
        yield f"<dc:description><rdf:Alt>{words}</rdf:Alt></dc:description>"
    for name, tag in _SIMPLE.items():
        if name in said:
            yield f"<{tag}>{escape(said[name])}</{tag}>"
    if moment := _moment(said.get(_CREATED, "")):
        yield f"<xmp:CreateDate>{moment}</xmp:CreateDate>"


def _moment(said: str) -> str:
    """«D:20240520101500+11'00'» as «2024-05-20T10:15:00+11:00»."""
    digits, zone = said.removeprefix("D:")[:14], said.removeprefix("D:")[14:].replace("'", ":").rstrip(":")
    if len(digits) < 14 or not digits.isdecimal():
        return ""
    date = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{date}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}{'Z' if zone[:1] in ('', 'Z') else zone}"


def _is_accessible(pdf: Any, said: dict[str, str]) -> bool:
    """Whether there is a title, a language, and tags as PDF/UA asks for them."""
    return bool(said.get("/Title")) and "/Lang" in pdf.Root and keeps_accessible(pdf)


def _name(name: str) -> Any:
    import pikepdf

    return pikepdf.Name(name)
