"""A blank in which fields are still missing: its page can be judged all the same, so that all is told at once."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.compose.blank_fields import fields
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.blanks.printed import try_blank
from letterkit.office.content.remark import Remark
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child


def layout_remarks(blank: Blank, places: Places, missing: Sequence[str], checker: Checker) -> tuple[Remark, ...]:
    """What letters show of margins, fonts and page numbers once the fields ``missing`` stand at the end of ``blank``.

    Of everything else the same was said by their absence.
    """
    trial = try_blank(_add_missing(blank, missing), places, checker)
    return tuple(one for one in trial.remarks if str(one.error.details.get("rule", "")).startswith("layout."))


def _add_missing(blank: Blank, missing: Sequence[str]) -> Blank:
    package = Package.open(blank.data, blank.file)
    body = child(package.xml(package.main), "body")
    if body is None:
        return blank
    w = f"{{{etree.QName(body).namespace}}}"
    section = child(body, "sectPr")
    at = body.index(section) if section is not None else len(body)
    for line in (line for name in missing for line in fields()[name].mark):
        paragraph = etree.Element(f"{w}p")
        etree.SubElement(etree.SubElement(paragraph, f"{w}r"), f"{w}t").text = line
        body.insert(at, paragraph)
        at += 1
    package.touch(package.main)
    return replace(blank, data=package.save())
