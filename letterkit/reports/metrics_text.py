"""Quarterly figures as plain text for a terminal: key numbers, then a table a figure with its definition under it."""

import textwrap
from collections.abc import Iterator

from letterkit.reports.as_text import Style
from letterkit.reports.metrics_document import Document, Section
from letterkit.reports.metrics_words import NO_DATA

_LABEL = 40
_GAP = "  "


def metrics_text(documents: list[Document], style: Style) -> str:
    """All sections of ``documents``, one after another."""
    lines = [style.paint(documents[0].title, "bold")]
    quarter = documents[0].quarter
    if quarter.is_going_on:
        lines.append("Квартал ещё идёт: показатели изменятся.")
    if documents[0].is_empty:
        lines.append("За этот квартал обращений нет.")
    for document in documents:
        lines += ["", style.paint(document.name, "bold"), *_keys(document)]
        for section in document.sections:
            lines += ["", *_section(section, style)]
    return "\n".join(lines) + "\n"


def _keys(document: Document) -> Iterator[str]:
    wide, high = (max(map(len, words)) for words in zip(*((key.label, key.told) for key in document.keys), strict=True))
    for key in document.keys:
        yield f"  {key.label:<{wide}}{_GAP}{key.told:>{high}}{_GAP}{key.change}".rstrip()


def _section(section: Section, style: Style) -> Iterator[str]:
    yield style.paint(section.title, "bold")
    yield from textwrap.wrap(f"{section.finding or NO_DATA}.", style.width)
    rows = [section.head, *([line.label, *(cell.words for cell in line.cells)] for line in section.lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(section.head))]
    widths[0] = min(widths[0], _LABEL)
    for row in rows:
        cells = (f"{words:>{width}}" for words, width in zip(row[1:], widths[1:], strict=True))
        yield f"  {_cut(row[0], widths[0]):<{widths[0]}}{_GAP}{_GAP.join(cells)}".rstrip()
    yield from textwrap.wrap(section.definition, style.width, initial_indent="  ", subsequent_indent="  ")


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else f"{words[: width - 1]}…"
