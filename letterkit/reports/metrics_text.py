"""Quarterly figures as plain text for a terminal: a table a figure, its definition under it."""

import textwrap
from collections.abc import Iterator

from letterkit.reports.as_text import Style
from letterkit.reports.metrics_document import Document, Section

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
        for section in document.sections:
            lines += ["", *_section(section, style)]
    return "\n".join(lines) + "\n"


def _section(section: Section, style: Style) -> Iterator[str]:
    yield style.paint(section.title, "bold")
    yield from textwrap.wrap(section.lead, style.width)
    rows = [section.head, *([line.label, *(cell.words for cell in line.cells)] for line in section.lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(section.head))]
    widths[0] = min(widths[0], _LABEL)
    for row in rows:
        cells = (f"{words:>{width}}" for words, width in zip(row[1:], widths[1:], strict=True))
        yield f"  {_cut(row[0], widths[0]):<{widths[0]}}{_GAP}{_GAP.join(cells)}".rstrip()
    yield from textwrap.wrap(section.definition, style.width, initial_indent="  ", subsequent_indent="  ")


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else f"{words[: width - 1]}…"
