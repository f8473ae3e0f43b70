"""Date and number of the letter and of the appeal, and the places that the author of a blank has named."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from letterkit.core.paper import Zone
from letterkit.old_blanks.executor import tells_executor
from letterkit.old_blanks.found import CONTEXT, NAMED, PATTERN, FoundMarks
from letterkit.old_blanks.lines import Line, NamedPlace, TableCell
from letterkit.old_blanks.names import field_named
from letterkit.old_blanks.patterns import COPY, REFERENCE, REGISTRATION, RESTRICTION, SALUTATION

_BLOCKS = frozenset({"addressee", "executor", "paragraphs", "attachments", "signer.post_lines"})
"""Fields that several places one after the other may stand for: name and address, name and phone."""


def find_registration(found: FoundMarks) -> None:
    """Adds date, number, those of the appeal, the mark of restriction: above the salutation."""
    for line in _head(found.lines):
        if RESTRICTION.match(line.words):
            found.add_lines("restriction", [line], PATTERN)
        if copy := COPY.search(line.words):
            found.add("copy_number", line.start + copy.start("number"), line.start + copy.end("number"), PATTERN)
        if reference := REFERENCE.search(line.masked):
            for name in ("number", "date"):
                found.add(f"incoming.{name}", *_span(line, reference.span(name)), PATTERN)
            continue
        for pattern in REGISTRATION:
            if said := pattern.search(line.masked):
                for name in said.groupdict():
                    found.add(name, *_span(line, said.span(name)), PATTERN)
    _find_in_cells(found)


def find_named(found: FoundMarks) -> None:
    """Adds what has a name: a merge field, a content control, a bookmark, words in brackets."""
    for line in found.lines:
        if line.held and SALUTATION.match(line.words):
            found.add_lines("salutation", [line], NAMED)
    named = [(line, held, _field_at(found, line, held.name)) for line in found.lines for held in line.held]
    free = [(line, held, field) for line, held, field in named if field and not found.takes(held.start, held.end)]
    for field, group in groupby(free, key=lambda each: each[2]):
        places = list(group)
        last = places[-1][1] if field in _BLOCKS and _adjoin(found, places) else places[0][1]
        found.add(field, places[0][1].start, last.end, NAMED)


def _field_at(found: FoundMarks, line: Line, name: str) -> str:
    """The field that the place ``name`` in ``line`` stands for: a phone at the end of a letter is the executor's."""
    field = field_named(name)
    return "executor" if field == "organisation.phone" and tells_executor(found.lines, line) else field


def _adjoin(found: FoundMarks, places: Sequence[tuple[Line, NamedPlace, str]]) -> bool:
    """Whether nothing but the places themselves stands in their lines, one after the other."""
    numbers = sorted({found.lines.index(line) for line, _, _ in places})
    apart = any(after - before > 1 for before, after in pairwise(numbers))
    return not apart and len({(line.cell, line.zone) for line, _, _ in places}) == 1


def _head(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if SALUTATION.match(line.words):
            return
        if line.zone is not Zone.FOOTER:
            yield line


def _find_in_cells(found: FoundMarks) -> None:
    """Empty cells beside «№», «На №», «от»: lines to be written on are borders there."""
    for _, row in groupby((line for line in found.lines if line.cell), key=lambda line: _row(line.cell)):
        cells = [list(group) for _, group in groupby(row, key=lambda line: line.cell)]
        words = [" ".join(" ".join(line.words for line in cell).split()).lower() for cell in cells]
        incoming = False
        for at, said in enumerate(words):
            if said in ("№", "n"):
                _add_empty(found, "date", cells[:at][::-1])
                _add_empty(found, "number", cells[at + 1 :][:1])
            elif said in ("на №", "на"):
                incoming = True
                until = words.index("от", at) if "от" in words[at:] else len(words)
                _add_empty(found, "incoming.number", cells[at + 1 : until][::-1])
            elif said == "от":
                _add_empty(found, "incoming.date" if incoming else "date", cells[at + 1 :])


def _add_empty(found: FoundMarks, field: str, cells: Sequence[Sequence[Line]]) -> None:
    if cells and all(line.is_empty for line in cells[0]):
        found.add(field, cells[0][0].start, cells[0][0].start, CONTEXT)


def _row(cell: TableCell | None) -> tuple[int, int]:
    return (cell.table, cell.row) if cell else (-1, -1)


def _span(line: Line, within: tuple[int, int]) -> tuple[int, int]:
    return line.start + within[0], line.start + within[1]
