"""Which fonts LibreOffice prints with where a blank asks for this or that one, and whether it prints formulas."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from letterkit.compose.catalogue import Catalogue
from letterkit.core.errors import ToolFailed
from letterkit.pages.convert import Converter

USUAL = "Times New Roman"
"""What letters are set in where a blank does not say."""
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "timesnewroman": ("liberationserif", "tinos"),
    "arial": ("liberationsans", "arimo"),
    "couriernew": ("liberationmono", "cousine"),
    "calibri": ("carlito",),
    "cambria": ("caladea",),
}
"""Fonts of the same widths: pages break where they would."""
_FONT = re.compile(rb'w:(?:ascii|hAnsi)="([^"]{1,60})"')
_FORMULA = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>12345</m:t></m:r></m:oMath>'
_FOUND_IN = ("word/document.xml", "word/styles.xml")


def fonts_of_blanks(catalogue: Catalogue) -> list[str]:
    """The fonts that the blanks in force name, and the usual one, in order."""
    found = {USUAL}
    for blank in catalogue.blanks():
        with zipfile.ZipFile(io.BytesIO(blank.data)) as archive:
            for member in set(_FOUND_IN) & set(archive.namelist()):
                found |= {name.decode("utf-8", "replace") for name in _FONT.findall(archive.read(member))}
    return sorted(found)


def print_fonts(converter: Converter, names: Iterable[str]) -> dict[str, str]:
    """The font that a page is printed with for each of ``names``; raises what printing raises.

    ToolFailed ``health.libreoffice`` when not one page with all the words comes out.
    """
    from docx import Document
    from docx.oxml.ns import qn

    from letterkit.pages.facts import page_facts

    names = list(names)
    document, file = Document(), io.BytesIO()
    for number, name in enumerate(names):
        run = document.add_paragraph().add_run(f"Шрифт{number}")
        fonts = run._element.get_or_add_rPr()._add_rFonts()
        for each in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(each), name)
    document.save(file)
    pages = page_facts(converter.pdf(file.getvalue())).pages
    used = {word.text: word.font or "" for page in pages for word in page.words}
    if len(pages) != 1 or any(f"Шрифт{number}" not in used for number in range(len(names))):
        raise ToolFailed("health.libreoffice")
    return {name: used[f"Шрифт{number}"] for number, name in enumerate(names)}


def prints_formulas(converter: Converter) -> bool:
    """Whether a formula is printed: LibreOffice without its part Math leaves it out and says nothing."""
    from docx import Document
    from docx.oxml import parse_xml

    from letterkit.pages.facts import page_facts

    document, file = Document(), io.BytesIO()
    document.add_paragraph()._p.append(parse_xml(_FORMULA))
    document.save(file)
    return any("12345" in word.text for page in page_facts(converter.pdf(file.getvalue())).pages for word in page.words)


def is_alike(wanted: str, used: str) -> bool:
    """Whether ``used`` is ``wanted`` itself or has its widths."""
    plain, meant = re.sub(r"[^a-z0-9]", "", used.lower()), re.sub(r"[^a-z0-9]", "", wanted.lower())
    return any(plain.startswith(each) for each in (meant, *_ALIKE.get(meant, ())))
