"""The report as a reviewer reads it: findings first, then the clauses, then what was not checked."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.core.answers import AnswerState
from letterkit.core.finding import Finding, Level
from letterkit.core.report import ClauseState, Report, StandardStates, Verdict
from letterkit.reports import answers, cuts
from letterkit.reports.lines import Lines
from letterkit.reports.mends import mend_words
from letterkit.reports.repeats import others_words
from letterkit.reports.wording import (
    CLAUSE_STATES,
    LEVELS,
    PAGE_FORMS,
    SENTENCE_FORMS,
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
    from letterkit.checking.checker import CheckedLetter

_SIGNS = {
    ClauseState.MET: "✓",
    ClauseState.BROKEN: "✗",
    ClauseState.ADVICE: "•",
    ClauseState.NOT_CHECKED: "–",
}
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "36", "mark": "4"}
_LEVEL_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.ADVICE: "blue"}
_STATE_COLOURS = {
    ClauseState.MET: "green",
    ClauseState.BROKEN: "red",
    ClauseState.ADVICE: "blue",
    ClauseState.NOT_CHECKED: "dim",
}
_VERDICT_COLOURS = {Verdict.READY: "green", Verdict.FIX: "red", Verdict.INCOMPLETE: "yellow"}
_ANSWER_SIGNS = {AnswerState.ANSWERED: "✓", AnswerState.DOUBTFUL: "?", AnswerState.UNANSWERED: "✗"}
_ANSWER_COLOURS = {AnswerState.ANSWERED: "green", AnswerState.DOUBTFUL: "blue", AnswerState.UNANSWERED: "yellow"}
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Style:
    """How wide a line may be, in columns, and whether ANSI colours are welcome."""

    width: int = 100
    colour: bool = False

    def paint(self, text: str, *colours: str) -> str:
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[colour] for colour in colours)}m{text}\x1b[0m"


def document(checked: "CheckedLetter", style: Style) -> str:
    """The whole report of one letter, with a line end."""
    report = checked.report
    blocks = [
        "\n".join(_head(report, style)),
        *_findings(report, style),
        "\n".join(_answers(report, style)),
        "\n".join(_cuts(report, style)),
        "\n".join(_clauses(checked, style)),
        *("\n".join(_standard(states, style)) for states in report.standards),
        "\n".join(_not_checked(report, style)),
        "\n".join(_waiver_lines(report, style)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def summary(reports: Iterable[Report], style: Style) -> str:
    """One line a letter, for the end of a long run."""
    rows = list(reports)
    widest = max((len(verdict_words(report)) for report in rows), default=0)
    longest = max((len(report.source.name) for report in rows), default=0)
    counted = [
        f"{style.paint(verdict_words(report).ljust(widest), _VERDICT_COLOURS[report.verdict])}  "
        f"{report.source.name.ljust(longest)}  {tally(report.findings)}"
        for report in rows
    ]
    return "\n".join([style.paint(f"Всего писем: {len(rows)}", "bold"), *counted]) + "\n"


def _head(report: Report, style: Style) -> Iterator[str]:
    yield style.paint(report.source.name, "bold")
    verdict = style.paint(verdict_words(report), "bold", _VERDICT_COLOURS[report.verdict])
    yield f"{verdict}: {tally(report.findings)}"
    if facts := _facts_line(report):
        yield style.paint(facts, "dim")
    for note in notes_of(report):
        yield from _wrap(note, style.width, "")


def _facts_line(report: Report) -> str:
    facts = report.facts
    shown = []
    for name, forms in (("pages", PAGE_FORMS), ("words", WORD_FORMS), ("sentences", SENTENCE_FORMS)):
        count = facts.get(name)
        if isinstance(count, int):
            shown.append(plural(count, forms))
    longest, grade = facts.get("longest_sentence"), facts.get("grade")
    if isinstance(longest, int) and longest:
        shown.append(f"самое длинное предложение — {plural(longest, WORD_FORMS)}")
    if isinstance(grade, int | float):
        shown.append(f"для понимания: {grade_words(grade)}")
    return " · ".join(shown)


def _findings(report: Report, style: Style) -> Iterator[str]:
    lines = Lines(report.text)
    number = 0
    for level in Level:
        group = [finding for finding in report.findings if finding.level is level]
        if not group:
            continue
        yield style.paint(f"{LEVELS[level].upper()} ({len(group)})", "bold", _LEVEL_COLOURS[level])
        for finding in group:
            number += 1
            yield "\n".join(_finding(number, finding, lines, style))


def _finding(number: int, finding: Finding, lines: Lines, style: Style) -> Iterator[str]:
    colour = _LEVEL_COLOURS[finding.level]
    head = f"{number}.".ljust(len(_INDENT))
    message = _wrap(finding.message, style.width, head)
    yield style.paint(message[0], "bold")
    yield from (style.paint(line, "bold") for line in message[1:])
    if finding.start is not None and finding.end is not None and finding.end > finding.start:
        yield from _context(finding.start, finding.end, lines, style, colour)
    if mend := mend_words(finding):
        yield from (style.paint(line, "green") for line in _wrap(mend, style.width, _INDENT))
    if finding.advice:
        yield from _wrap(finding.advice, style.width, _INDENT)
    yield style.paint(_INDENT + _whereabouts(finding, lines), "dim")


def _whereabouts(finding: Finding, lines: Lines) -> str:
    """«стр. 1, строка 19 · п. 3.5 · salutation.gender»."""
    place = [f"стр. {finding.page}"] if finding.page else []
    if finding.start is not None:
        place.append(f"строка {lines.at(finding.start)[0]}")
    about = [", ".join(place)] if place else []
    if finding.others:
        about.append(others_words(finding, lines))
    if finding.clause:
        about.append(f"п. {finding.clause}")
    return " · ".join([*about, finding.code])


def _context(start: int, end: int, lines: Lines, style: Style, colour: str) -> Iterator[str]:
    """The line of the letter that holds the words, cut to the width, the words underlined below it."""
    line, _ = lines.at(start)
    first, last = lines.span(line)
    shown_end = min(end, last)
    room = max(20, style.width - len(_INDENT) - 4)
    left, right = _whole_words(
        lines.text, _window(first, last, start, shown_end, room), (first, last), (start, shown_end)
    )
    before, marked, after = lines.text[left:start], lines.text[start:shown_end], lines.text[shown_end:right]
    if len(marked) > room:
        marked = f"{marked[: room // 2 - 2]} … {marked[-(room // 2 - 2) :]}"
    prefix, suffix = "…" if left > first else "", "…" if right < last or end > last else ""
    before, marked, after = (_flat(piece) for piece in (before, marked, after))
    bar = style.paint("│ ", "dim")
    yield f"{_INDENT}{bar}{prefix}{before}{style.paint(marked, colour, 'mark')}{after}{suffix}"
    if not style.colour:
        yield f"{_INDENT}│ {' ' * len(prefix + before)}{'~' * max(1, len(marked))}"


def _window(first: int, last: int, start: int, end: int, room: int) -> tuple[int, int]:
    """The slice of the line ``first:last`` that shows ``start:end`` with words about it, no longer than ``room``."""
    if last - first <= room:
        return first, last
    spare = max(0, room - (end - start))
    left = max(first, start - spare // 2)
    right = min(last, end + spare - (start - left))
    return max(first, min(left, right - room) if right == last else left), right


def _whole_words(text: str, window: tuple[int, int], line: tuple[int, int], found: tuple[int, int]) -> tuple[int, int]:
    """``window`` narrowed so that it cuts no word, but never into ``found``."""
    left, right = window
    if left > line[0]:
        space = text.find(" ", left, found[0])
        left = space + 1 if space >= 0 else left
    if right < line[1]:
        space = text.rfind(" ", found[1], right)
        right = space if space >= 0 else right
    return left, right


def _flat(text: str) -> str:
    return "".join(" " if character in "\t\r\n\u00a0" else character for character in text)


def _answers(report: Report, style: Style) -> Iterator[str]:
    """Each question of the card, the passage that answers it, and by what it was found."""
    if not report.answers:
        return
    yield style.paint(answers.HEADING.upper(), "bold")
    for row in answers.rows(report):
        told = f"{_ANSWER_SIGNS[row.state]} {row.question} — {row.state_words}"
        yield _INDENT + style.paint(told, _ANSWER_COLOURS[row.state])
        if row.excerpt:
            near = "" if row.state is AnswerState.ANSWERED else "ближе всего "
            yield from _wrap(f"{near}«{row.excerpt}» (строка {row.line})", style.width, _INDENT * 2)
        if row.why:
            yield from _wrap(row.why, style.width, _INDENT * 2)


def _cuts(report: Report, style: Style) -> Iterator[str]:
    """What to cut in a letter over its pages, the dearest first; an arrow shows what suffices."""
    if report.cuts is None:
        return
    yield style.paint(cuts.heading(report.cuts).upper(), "bold")
    table = cuts.rows(report)
    widths = [max(len(cell) for cell in column) for column in zip(*map(_cut_cells, table), strict=True)]
    for row in table:
        cells = [cell.rjust(width) for cell, width in zip(_cut_cells(row), widths, strict=True)]
        told = f"{'→' if row.chosen else ' '} {'  '.join(cells)}  {row.what}"
        yield _INDENT + style.paint(told, *(("bold",) if row.chosen else ()))
    yield _INDENT + cuts.verdict(report.cuts)


def _cut_cells(row: cuts.CutRow) -> tuple[str, str, str, str]:
    return str(row.rank), row.saved_lines, row.saved_pages, f"строка {row.line}"


def _clauses(checked: "CheckedLetter", style: Style) -> Iterator[str]:
    if not checked.report.clauses:
        return
    yield style.paint("ПУНКТЫ ПОРЯДКА", "bold")
    for clause, state in checked.report.clauses.items():
        yield _clause_line(clause, checked.clause_titles.get(clause, ""), state, style)


def _standard(states: StandardStates, style: Style) -> Iterator[str]:
    yield style.paint(states.title.upper(), "bold")
    for clause in states.clauses:
        yield _clause_line(clause.number, clause.asks, clause.state, style)


def _clause_line(clause: str, title: str, state: ClauseState, style: Style) -> str:
    told = f"{_SIGNS[state]} {clause:<5} {CLAUSE_STATES[state]:<{12 if title else 0}}"
    return f"{_INDENT}{style.paint(told, _STATE_COLOURS[state])} {title}".rstrip()


def _not_checked(report: Report, style: Style) -> Iterator[str]:
    if not report.not_checked:
        return
    yield style.paint("НЕ ПРОВЕРЕНО", "bold")
    for why, titles in grouped_by_reason(report.not_checked):
        yield from _wrap(f"{', '.join(titles)} — {reason(why)}", style.width, _INDENT)


def _waiver_lines(report: Report, style: Style) -> Iterator[str]:
    if not report.waived:
        return
    yield style.paint("ПРИНЯТО ПОД ОТВЕТСТВЕННОСТЬ", "bold")
    for item in report.waived:
        until = f", до {item.until:%d.%m.%Y}" if item.until else ""
        yield from _wrap(f"{item.code}: {item.reason} ({item.by}{until})", style.width, _INDENT)


def _wrap(text: str, width: int, head: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        max(40, width),
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [head]
