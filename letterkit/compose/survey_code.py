"""The invitation to the survey in a letter (6.9): an address, a code to type, a QR code in the place of its own words.

A blank prints ``{{ feedback.qr }}`` like any other value, as the address that the code leads to; so all the proofs of
``fill`` hold for it, and the fast way gives the same bytes. Then ``draw_codes`` puts a picture in the place of those
words.
"""

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

from letterkit.compose.catalogue import Blank
from letterkit.compose.inspect import blank_fields

SIDE_MM = 17
"""The side of the picture with its quiet zone: four lines of the executor's mark; a module is 0.4 mm."""
_EMU_MM = 36_000
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_PICTURE, _ID, _DRAWING_ID = "word/media/survey-qr.png", "rIdSurveyQr", 9101
_MOMENT = (1980, 1, 1, 0, 0, 0)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_DRAWING = """<w:drawing xmlns:w="{w}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{office}"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
<wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="{side}" cy="{side}"/><wp:docPr id="{number}" name="QR" descr=""/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>
<pic:cNvPr id="{number}" name="QR"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/><a:stretch>
<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing>"""


@dataclass(frozen=True, slots=True)
class SurveyCode:
    """``address`` of the page without its scheme, as people type it; ``code`` as it is printed; ``link`` with both."""

    address: str
    code: str
    link: str

    def context(self) -> dict[str, str]:
        """What a blank prints."""
        return {"qr": self.link, "address": self.address, "code": self.code}


def survey_code(page: str, code: str) -> SurveyCode:
    """The invitation to the survey at the address ``page``, with ``code`` of twelve digits."""
    page = page.strip().rstrip("/")
    spaced = "\u00a0".join(code[start : start + 4] for start in range(0, len(code), 4))
    whole = page if "://" in page else f"https://{page}"
    return SurveyCode(page.partition("://")[2] or page, spaced, f"{whole}/{code}")


def prints_code(blank: Blank) -> bool:
    """Whether ``blank`` has a place for the invitation, and so asks for a code."""
    return any(name in ("feedback.qr", "feedback.code") for name in blank_fields(blank))


def draw_codes(docx: bytes, link: str) -> bytes:
    """``docx`` with a QR code wherever a run says ``link`` and nothing else; the same file where none does."""
    with zipfile.ZipFile(io.BytesIO(docx)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    root = etree.fromstring(parts[_DOCUMENT], _PARSER)
    words = [each for each in root.iter(f"{{{_W}}}t") if (each.text or "").strip() == link]
    if not words:
        return docx
    for number, each in enumerate(words):
        parent = each.getparent()
        assert parent is not None
        parent.replace(each, _drawing(link, _DRAWING_ID + number))
    parts[_DOCUMENT] = _bytes(root)
    parts[_RELATIONS] = _add_relation(parts[_RELATIONS])
    parts[_TYPES] = _add_png_type(parts[_TYPES])
    parts[_PICTURE] = _png(link)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.external_attr = 0o600 << 16
            made.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def _drawing(link: str, number: int) -> etree._Element:
    side = SIDE_MM * _EMU_MM
    made = etree.fromstring(_DRAWING.format(w=_W, office=_OFFICE, side=side, number=number, id=_ID), _PARSER)
    properties = next(made.iter("{*}docPr"))
    properties.set("descr", f"QR-код: оценить ответ, {link}")
    return made


def _png(link: str) -> bytes:
    import segno

    out = io.BytesIO()
    # M: a fold through the letter leaves it readable. The quiet zone is that of ISO/IEC 18004, four modules.
    segno.make_qr(link, error="m").save(out, kind="png", scale=8, border=4)
    return out.getvalue()


def _add_relation(data: bytes) -> bytes:
    root = etree.fromstring(data, _PARSER)
    kind = {"Id": _ID, "Type": f"{_OFFICE}/image", "Target": "media/survey-qr.png"}
    etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", kind)
    return _bytes(root)


def _add_png_type(data: bytes) -> bytes:
    root = etree.fromstring(data, _PARSER)
    default = f"{{{_PACKAGE}/content-types}}Default"
    if not any((each.get("Extension") or "").lower() == "png" for each in root.iter(default)):
        root.insert(0, etree.Element(default, {"Extension": "png", "ContentType": "image/png"}))
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
