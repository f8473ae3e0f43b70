"""Findings and parts of a letter on its pages."""

from dataclasses import replace

from letterkit.core.finding import Finding
from letterkit.core.letter import Part
from letterkit.core.report import Report
from letterkit.pages.locate import PageMap


def place_on_pages(report: Report, pages: PageMap) -> Report:
    """``report`` with the pages and boxes of its findings and the pages of its parts."""
    return replace(
        report,
        findings=tuple(_finding_placed(finding, pages) for finding in report.findings),
        parts=tuple(_part_placed(part, pages) for part in report.parts),
    )


def _finding_placed(finding: Finding, pages: PageMap) -> Finding:
    if finding.start is None or finding.end is None or finding.box is not None:
        return finding
    others = tuple(_finding_placed(each, pages) for each in finding.others)
    page, box = pages.place(finding.start, finding.end) or (finding.page, finding.box)
    return replace(finding, page=page, box=box, others=others)


def _part_placed(part: Part, pages: PageMap) -> Part:
    if part.page is not None:
        return part
    place = pages.place(part.start, part.end)
    return part if place is None else replace(part, page=place[0])
