"""The report as one HTML file that asks nothing of the network: the letter with its findings marked, clauses, pages."""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from letterkit.core import clock
from letterkit.core.finding import Finding, Level
from letterkit.core.report import ClauseState, Report, Verdict
from letterkit.reports import answers, cuts
from letterkit.reports.lines import Lines
from letterkit.reports.marks import RemarkedSpan, marked_lines
from letterkit.reports.mends import mends_of, verb
from letterkit.reports.repeats import others_words
from letterkit.reports.wording import (
    CLAUSE_STATES,
    LEVEL_FORMS,
    LEVELS,
    PAGE_FORMS,
    ROLES,
    VERSIONS,
    WORD_FORMS,
    grade_words,
    grouped_by_reason,
    notes_of,
    plural,
    reason,
    tally,
    verdict_words,
)

if TYPE_CHECKING:
    from letterkit.checking.checker import CheckedLetter, Picture


def document(letters: "Sequence[CheckedLetter]") -> str:
    """One self-contained page for one letter or many; with many, a table of verdicts leads to each."""
    views = [letter_view(checked, f"a{index}", _inside) for index, checked in enumerate(letters, 1)]
    title = views[0]["name"] if len(views) == 1 else plural(len(views), ("письмо", "письма", "писем"))
    return _template().render(
        title=title, letters=views, made=clock.now(), style=_asset("report.css"), script=_asset("report.js")
    )


# Characters of the letter shown in the list of findings: on each side of the words, and of the words themselves.
_AROUND, _LONGEST_WORDS = 30, 160


@dataclass(frozen=True, slots=True)
class _NumberedFinding:
    """A finding and its number in the list, which stands in every id that links to it."""

    number: int
    finding: Finding


def in_order(report: Report) -> list[Finding]:
    """The findings as they are numbered on a page, gravest first."""
    return [finding for level in Level for finding in report.findings if finding.level is level]


def letter_view(
    checked: "CheckedLetter",
    key: str,
    source: "Callable[[Picture], str]",
    remarks: Sequence[RemarkedSpan] = (),
    *,
    most_lines: int | None = None,
    shown: slice = slice(None),
) -> dict[str, Any]:
    """All that a template shows of one letter; ``key`` begins its ids, ``source`` is where a picture comes from.

    ``remarks`` are words of its text that people have remarked on. Of more lines of its text than ``most_lines`` the
    first ones are shown, of the findings, gravest first, those of ``shown``, here and in the text; how many are not
    is told.
    """
    report, titles = checked.report, checked.clause_titles
    lines = Lines(report.text)
    findings = in_order(report)
    numbered = [_NumberedFinding(number, finding) for number, finding in enumerate(findings, 1)]
    shown_findings = numbered[shown]
    first = shown_findings[0].number if shown_findings else 1
    return {
        "key": key,
        "name": report.source.name,
        "sha256": report.source.sha256,
        "verdict": _verdict_class(report),
        "verdict_words": verdict_words(report),
        "tally": tally(report.findings),
        "count": len(report.findings),
        "facts": facts_told(report),
        "groups": list(_groups(numbered, shown_findings, lines, titles)),
        "earlier_findings": first - 1,
        "hidden_findings": len(numbered) - len(shown_findings) - first + 1,
        "safe": sum(finding.safe and bool(mends_of(finding)) for finding in findings),
        "lines": (
            marked := marked_lines(
                report.text,
                [each.finding for each in shown_findings],
                _role_starts(report, lines),
                remarks,
                most_lines,
                first,
            )
        ),
        "hidden_lines": lines.at(len(report.text))[0] - len(marked),
        "answers": answers.rows(report),
        "answers_heading": answers.HEADING,
        "cuts": cuts.rows(report),
        "cuts_heading": cuts.heading(report.cuts) if report.cuts else "",
        "cuts_verdict": cuts.verdict(report.cuts) if report.cuts else "",
        "clauses": [_clause_row(clause, titles.get(clause, ""), state) for clause, state in report.clauses.items()],
        "standards": [
            {
                "title": states.title,
                "clauses": [_clause_row(each.number, each.asks, each.state) for each in states.clauses],
            }
            for states in report.standards
        ],
        "not_checked": [
            {"why": reason(why), "titles": ", ".join(titles)} for why, titles in grouped_by_reason(report.not_checked)
        ],
        "waived": report.waived,
        "notes": notes_of(report),
        "pages": [_page_view(picture, shown_findings, source(picture)) for picture in checked.pictures],
        "hidden_pages": max(0, int(report.facts.get("pages") or 0) - len(checked.pictures)) if checked.pictures else 0,
        "versions": {VERSIONS.get(name, name): version for name, version in report.versions.items()},
        "total_ms": round(report.timing_ms.get("total", 0)),
    }


def _clause_row(number: str, title: str, state: ClauseState) -> dict[str, str]:
    return {"number": number, "title": title, "state": state.value, "state_words": CLAUSE_STATES[state]}


def _verdict_class(report: Report) -> str:
    warned = any(finding.level is Level.WARNING for finding in report.findings)
    return "warned" if report.verdict is Verdict.READY and warned else report.verdict.value


def facts_told(report: Report) -> list[tuple[str, str]]:
    """How long and how hard the letter is: figures, each with its words."""
    facts, shown = report.facts, []
    for name, forms, about in (
        ("pages", PAGE_FORMS, ""),
        ("words", WORD_FORMS, ""),
        ("longest_sentence", WORD_FORMS, " в самом длинном предложении"),
    ):
        if isinstance(count := facts.get(name), int):
            number, noun = plural(count, forms).split(" ", 1)
            shown.append((number, noun + about))
    if isinstance(grade := facts.get("grade"), int | float):
        shown.append((grade_words(grade), "– для понимания"))
    return shown


def _groups(
    numbered: Sequence[_NumberedFinding], shown: Sequence[_NumberedFinding], lines: Lines, titles: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for level in Level:
        count = sum(item.finding.level is level for item in numbered)
        if count:
            yield {
                "level": level.value,
                "title": LEVELS[level],
                "one": LEVEL_FORMS[level][0],
                "count": count,
                "items": [_item_view(item, lines, titles) for item in shown if item.finding.level is level],
            }


def _item_view(item: _NumberedFinding, lines: Lines, titles: Mapping[str, str]) -> dict[str, Any]:
    finding = item.finding
    return {
        "number": item.number,
        "finding": finding,
        "around": _around(finding, lines),
        "mends": mends_of(finding),
        "verb": verb(finding),
        "line": None if finding.start is None else lines.at(finding.start)[0],
        "others": others_words(finding, lines),
        "clause_title": titles.get(finding.clause or "", ""),
    }


def _around(finding: Finding, lines: Lines) -> tuple[str, str, str] | None:
    """The words of ``finding`` with some of their line before and after, so that a lone comma can be recognised."""
    if finding.start is None or finding.end is None:
        return None
    first, last = lines.span(lines.at(finding.start)[0])
    end = max(finding.end, finding.start)
    left, right = max(first, finding.start - _AROUND), max(end, min(last, end + _AROUND))
    before, words, after = lines.text[left : finding.start], lines.text[finding.start : end], lines.text[end:right]
    if left > first:
        before = "…" + before.partition(" ")[2]
    if right < last:
        after = after.rpartition(" ")[0] + "…"
    if len(words) > _LONGEST_WORDS:
        words, after = words[:_LONGEST_WORDS] + "…", ""
    return before, words, after


def _role_starts(report: Report, lines: Lines) -> dict[int, str]:
    """The Russian name of the part that begins on each line (1-based)."""
    starts: dict[int, str] = {}
    for part in report.parts:
        line, _ = lines.at(part.start)
        if ROLES[part.role] not in (name := starts.get(line, "")):
            starts[line] = f"{name}, {ROLES[part.role]}" if name else ROLES[part.role]
    return starts


def _inside(picture: "Picture") -> str:
    return f"data:image/png;base64,{base64.b64encode(picture.png).decode('ascii')}"


def _page_view(picture: "Picture", numbered: Sequence[_NumberedFinding], source: str) -> dict[str, Any]:
    """A page with its boxes in per cent of the page, so that they stay in place at any size."""
    boxes: list[dict[str, Any]] = []
    for item, place in ((each, place) for each in numbered for place in each.finding.places):
        box = place.box
        if box is None or place.page != picture.page:
            continue
        boxes.append(
            {
                "number": item.number,
                "level": item.finding.level.value,
                "message": item.finding.message,
                "left": 100 * box.x_mm / picture.width_mm,
                "top": 100 * box.y_mm / picture.height_mm,
                "width": 100 * box.width_mm / picture.width_mm,
                "height": 100 * box.height_mm / picture.height_mm,
            }
        )
    # Small boxes last: they lie above the large ones and stay within reach.
    boxes.sort(key=lambda box: -box["width"] * box["height"])
    return {
        "number": picture.page,
        "ratio": f"{picture.width_mm:g} / {picture.height_mm:g}",
        "src": source,
        "boxes": boxes,
    }


@cache
def _template() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    env = Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return env.get_template("report.html")


@cache
def _asset(name: str) -> str:
    return files("letterkit.reports").joinpath(name).read_text(encoding="utf-8")
