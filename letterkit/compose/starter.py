"""The starter blank: an ordinary Word file made from the geometry of a description, to begin one's own from.

The same geometry gives the same bytes.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from letterkit.compose.starter_body import RELATIONS as NAMESPACE
from letterkit.compose.starter_body import document, p
from letterkit.compose.starter_parts import FONTS, LISTS, THEME
from letterkit.compose.starter_styles import HEAD, WORD, styles

_CORNER_LINE_MM = 80.0


def header(text: str) -> str:
    return f"{HEAD}<w:hdr {WORD} {NAMESPACE}>{text}</w:hdr>"


PAGE = (
    '<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{KIND}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{KIND}.fontTable+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{KIND}.numbering+xml"/>'
    '<Override PartName="/word/theme/theme1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{KIND}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{KIND}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Target="docProps/core.xml" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId4" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rId5" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>'
    f'<Relationship Id="rId10" Type="{OFFICE}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId11" Type="{OFFICE}/header" Target="header2.xml"/></Relationships>'
)
SETTINGS = (
    f'{HEAD}<w:settings {WORD}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl '
    'w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="ru-RU"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
# The title is that of the letter; the author is the body, never a person.
CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{% if title %}{{ title }}{% else %}{{ salutation }}{% endif %}</dc:title>"
    "<dc:creator>{{ organisation.name }}</dc:creator><dc:language>ru-RU</dc:language></cp:coreProperties>"
)


def package(blank: dict[str, Any]) -> bytes:
    """The whole .docx."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": CORE,
        "word/document.xml": document(blank),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": styles(blank),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": FONTS,
        "word/numbering.xml": LISTS,
        "word/theme/theme1.xml": THEME,
        "word/header1.xml": header(PAGE),
        "word/header2.xml": header(p("PageNumber")),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def starter(layout: str, limits: Mapping[str, float], pack: str) -> bytes:
    """A blank of the ``layout`` «corner» or «longitudinal» within the ``limits`` of a profile and its ``pack``."""
    corner = layout == "corner"
    line_mm = limits.get("corner_line_mm", _CORNER_LINE_MM) if corner else 120
    geometry = {
        "left_mm": max(limits["margin_left_mm"], 30),  # kept for more than ten years
        "right_mm": max(limits["margin_right_mm"], 15),
        "top_mm": limits["margin_top_mm"],
        "bottom_mm": limits["margin_bottom_mm"],
        "requisite_mm": line_mm,
        "arms_mm": 8,
        "text_pt": limits["font_max_pt"],
        "name_pt": 12 if corner else 13,
        "reference_pt": 11,
        "executor_pt": 10,
        "line": 1.1,
    }
    return package({"layout": layout, "pack": pack, "geometry": {name: _plain(mm) for name, mm in geometry.items()}})


def _plain(number: float) -> float:
    """Whole numbers without a point: «w:sz» takes no other."""
    return int(number) if number == int(number) else number
