"""The text of what came in, cut where values were found in it, so that a page can mark each at its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from letterkit.office.incoming.settling import QUESTIONS, REPRESENTATIVE
from letterkit.reports.field_words import value_label
from letterkit.reports.intake_text import label_of

_LINE_BREAK = re.compile(r"([^\S\n]*\n\s*)")
"""Blanks at the edges of lines are not marked."""
_FAMILIES: Mapping[str, Sequence[str]] = {
    "who": ("applicant.surname", "applicant.name", "applicant.patronymic", "applicant.organisation", REPRESENTATIVE),
    "where": ("applicant.address", "applicant.email", "applicant.phone"),
    "asks": (QUESTIONS,),
    "about": ("appeal.subject", "appeal.kind", "reply.ground"),
    "to": ("appeal.addressed_to", "appeal.sent", "appeal.repeat_of", "appeal.attachments"),
}
FAMILIES: Mapping[str, str] = {
    "who": "кто пишет",
    "where": "куда ответить",
    "asks": "вопросы",
    "about": "о чём",
    "to": "кому, когда, номера",
}
"""The tints of marks, in words; of two that say as much the earlier one is shown."""
_FAMILY_OF = {path: family for family, paths in _FAMILIES.items() for path in paths}
_ORDER = tuple(_FAMILIES)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of the text; a marked one names its ``paths``, ``anchors`` are ids of places that begin with it."""

    words: str
    family: str = ""
    paths: tuple[str, ...] = ()
    label: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextPart:
    """What one file says; ``unread`` is why it could not be read, ``is_scan``: its words were recognised."""

    name: str
    is_appeal: bool
    is_scan: bool
    confidence: float
    unread: str
    pieces: tuple[TextPiece, ...]


def text_parts(reading: Mapping[str, Any] | None, text: str) -> tuple[TextPart, ...]:
    """``text`` part by part with the values of ``reading`` marked; the whole of it as it is where nothing was read."""
    if reading is None:
        return (TextPart("", True, False, 1.0, "", (TextPiece(text),)),) if text else ()
    places = [
        (start, end, path)
        for path, spans in reading["places"].items()
        if path in _FAMILY_OF
        for start, end in spans
        if start < end
    ]
    return tuple(
        TextPart(
            part["name"],
            part["appeal"],
            part["read_by"] == "ocr",
            part["confidence"],
            part["unread"] or "",
            tuple(_pieces(text, places, part["start"], part["end"])),
        )
        for part in reading["parts"]
    )


def anchor_of(path: str) -> str:
    """The id of the first place where the value at ``path`` stands."""
    return f"at-{path.replace('.', '-')}"


def _pieces(text: str, places: Sequence[tuple[int, int, str]], begin: int, end: int) -> Iterator[TextPiece]:
    inside = [each for each in places if each[0] < end and begin < each[1]]
    edges = sorted({begin, end, *(max(begin, start) for start, _, _ in inside), *(min(end, at) for _, at, _ in inside)})
    first = {path: min(start for start, _, other in places if other == path) for _, _, path in inside}
    for start, stop in pairwise(edges):
        here = [each for each in inside if each[0] <= start and stop <= each[1]]
        if not here:
            yield TextPiece(text[start:stop])
            continue
        here.sort(key=lambda each: (each[1] - each[0], _ORDER.index(_FAMILY_OF[each[2]])))
        paths = tuple(dict.fromkeys(path for _, _, path in here))
        anchors = tuple(anchor_of(path) for path in paths if first[path] == start)
        labels = ", ".join(dict.fromkeys(_label(path) for path in paths))
        for words in _LINE_BREAK.split(text[start:stop]):
            if words.isspace():
                yield TextPiece(words)
            elif words:
                yield TextPiece(words, _FAMILY_OF[paths[0]], paths, labels, anchors)
                anchors = ()


def _label(path: str) -> str:
    return "Вопрос" if path == QUESTIONS else value_label(path) if path == REPRESENTATIVE else label_of(path)
