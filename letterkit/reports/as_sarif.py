"""The report as SARIF 2.1.0, for review tools and editors that show findings of any program."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from letterkit import __version__
from letterkit.core.finding import Finding, Level
from letterkit.core.report import Report
from letterkit.reports.lines import Lines
from letterkit.reports.wording import FAMILIES, grouped_by_reason, reason

if TYPE_CHECKING:
    from letterkit.checking.checker import CheckedLetter

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}


def document(letters: "Iterable[CheckedLetter]") -> str:
    """One SARIF log with one run: an artifact a letter, a rule a code.

    Offsets and columns count code points of the artifact's text, which stands in the log: a .docx has none of its own.
    """
    letters = tuple(letters)
    titles = {clause: title for letter in letters for clause, title in letter.clause_titles.items()}
    reports = [letter.report for letter in letters]
    first = {finding.code: finding for report in reversed(reports) for finding in reversed(report.findings)}
    codes = sorted(first)
    run = {
        "tool": {
            "driver": {
                "name": "letterkit",
                "version": __version__,
                "language": "ru-RU",
                "rules": [_rule(first[code], titles) for code in codes],
            }
        },
        "language": "ru-RU",
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(report) for report in reports],
        "results": [result for index, report in enumerate(reports) for result in _results(report, index, codes)],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    _notification(report, index) for index, report in enumerate(reports) if report.not_checked
                ],
            }
        ],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(finding: Finding, titles: Mapping[str, str]) -> dict[str, Any]:
    described = FAMILIES.get(finding.family, finding.family)
    if finding.clause:
        title = titles.get(finding.clause, "")
        described += f" (п. {finding.clause}{': ' + title if title else ''})"
    return {
        "id": finding.code,
        "shortDescription": {"text": described},
        "defaultConfiguration": {"level": _LEVELS[finding.level]},
        "properties": {"clause": finding.clause},
    }


def _artifact(report: Report) -> dict[str, Any]:
    return {
        "location": {"uri": quote(report.source.name)},
        "hashes": {"sha-256": report.source.sha256},
        "contents": {"text": report.text},
    }


def _results(report: Report, index: int, codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    lines = Lines(report.text)
    artifact = {"uri": quote(report.source.name), "index": index}
    for finding in report.findings:
        regions = [region for place in finding.places if (region := _region(place, lines)) is not None]
        yield _result(finding, artifact, regions, codes.index(finding.code))


def _result(
    finding: Finding, artifact: Mapping[str, Any], regions: Sequence[Mapping[str, Any]], rule: int
) -> dict[str, Any]:
    """``regions`` are those of all its places: what is wrong is mended only when it is mended at each."""
    places = [{"artifactLocation": artifact, "region": region} for region in regions]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": {"text": " ".join(filter(None, (_add_full_stop(finding.message), finding.advice)))},
        "locations": [{"physicalLocation": place} for place in places or [{"artifactLocation": artifact}]],
        "properties": {"clause": finding.clause, "engine": finding.engine, "page": finding.page, "safe": finding.safe},
    }
    if regions and finding.suggestions:
        result["fixes"] = [
            {
                "description": {"text": f"Заменить на «{words}»" if words else "Убрать"},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": _replacements(finding, choice)}],
            }
            for choice, words in enumerate(finding.suggestions)
        ]
    return result


def _replacements(finding: Finding, choice: int) -> list[dict[str, Any]]:
    """The mend ``choice`` at each place that has it."""
    return [
        {
            "deletedRegion": {"charOffset": place.start, "charLength": place.end - place.start},
            "insertedContent": {"text": place.suggestions[choice]},
        }
        for place in finding.places
        if place.start is not None and place.end is not None and choice < len(place.suggestions)
    ]


def _region(finding: Finding, lines: Lines) -> dict[str, Any] | None:
    if finding.start is None or finding.end is None:
        return None
    start_line, start_column = lines.at(finding.start)
    end_line, end_column = lines.at(finding.end)
    return {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": lines.text[finding.start : finding.end]},
    }


def _notification(report: Report, index: int) -> dict[str, Any]:
    told = " ".join(f"{', '.join(titles)} — {reason(why)}" for why, titles in grouped_by_reason(report.not_checked))
    return {
        "level": "warning",
        "message": {"text": f"Не проверено: {told}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(report.source.name), "index": index}}}],
    }


def _add_full_stop(message: str) -> str:
    return message if message.endswith((".", "!", "?", "…")) else f"{message}."
