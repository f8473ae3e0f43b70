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
    place = pages.place(finding.start, finding.end)
    return finding if place is None else replace(finding, page=place[0], box=place[1])


def _part_placed(part: Part, pages: PageMap) -> Part:
    if part.page is not None:
        return part
    place = pages.place(part.start, part.end)
    return part if place is None else replace(part, page=place[0])
