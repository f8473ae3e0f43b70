"""The report as CONTRACT's ``letterkit-report/1``; its JSON Schema is ``report.schema.json`` beside this module."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from letterkit.core.box import Box
from letterkit.core.cuts import CutPlan
from letterkit.core.finding import Finding
from letterkit.core.report import NotChecked, Report, StandardStates, WaivedFinding
from letterkit.reports.wording import reason

SCHEMA = "letterkit-report/1"


def report_object(report: Report) -> dict[str, Any]:
    """``report`` as values that JSON knows; offsets in code points, boxes in millimetres from the page's top left."""
    return {
        "schema": SCHEMA,
        "source": {"name": report.source.name, "kind": report.source.kind, "sha256": report.source.sha256},
        "verdict": report.verdict.value,
        "text": report.text,
        "parts": [
            {"role": part.role.value, "start": part.start, "end": part.end, "page": part.page} for part in report.parts
        ],
        "facts": {
            **report.facts,
            **({"length": _length(report.cuts)} if report.cuts else {}),
            **({"questions": [asdict(answer) for answer in report.answers]} if report.answers else {}),
        },
        "findings": [_finding(finding) for finding in report.findings],
        "clauses": [{"clause": clause, "state": state.value} for clause, state in report.clauses.items()],
        **({"standards": [_standard(each) for each in report.standards]} if report.standards else {}),
        "not_checked": [_not_checked(item) for item in report.not_checked],
        "waived": [_waiver_object(item) for item in report.waived],
        "versions": dict(report.versions),
        "timing_ms": {step: round(spent, 1) for step, spent in report.timing_ms.items()},
    }


def one_line(report: Report) -> str:
    """One JSON object on one line, without a line end."""
    return json.dumps(report_object(report), ensure_ascii=False)


def document(reports: Iterable[Report], *, single: bool) -> str:
    """An object when ``single``, else a list; indented, with a line end."""
    objects = [report_object(report) for report in reports]
    return json.dumps(objects[0] if single else objects, ensure_ascii=False, indent=2) + "\n"


def _standard(states: StandardStates) -> dict[str, Any]:
    rows = [{"clause": each.number, "asks": each.asks, "state": each.state.value} for each in states.clauses]
    return {"standard": states.title, "clauses": rows}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "clause": finding.clause,
        "level": finding.level.value,
        "message": finding.message,
        "advice": finding.advice,
        **_place(finding),
        "engine": finding.engine,
        "others": [_place(other) for other in finding.others],
    }


def _place(finding: Finding) -> dict[str, Any]:
    return {
        "excerpt": finding.excerpt,
        "start": finding.start,
        "end": finding.end,
        "page": finding.page,
        "box": _box(finding.box),
        "suggestions": list(finding.suggestions),
        "safe": finding.safe,
    }


def _length(plan: CutPlan) -> dict[str, Any]:
    """How the letter can be shortened; ``least`` are ranks of ``cuts``."""
    return {
        "pages": plan.pages,
        "wanted": plan.wanted,
        "measured": plan.measured,
        "over_lines": plan.over_lines,
        "lines_a_page": plan.lines_a_page,
        "cuts": [asdict(cut) for cut in plan.cuts],
        "least": list(plan.least),
        "left": plan.left,
    }


def _box(box: Box | None) -> list[float] | None:
    return None if box is None else [round(mm, 2) for mm in (box.x_mm, box.y_mm, box.width_mm, box.height_mm)]


def _not_checked(item: NotChecked) -> dict[str, str]:
    return {"what": item.what, "why": reason(item.why), "code": item.why}


def _waiver_object(item: WaivedFinding) -> dict[str, str | None]:
    return {
        "code": item.code,
        "reason": item.reason,
        "by": item.by,
        "until": None if item.until is None else item.until.isoformat(),
    }
