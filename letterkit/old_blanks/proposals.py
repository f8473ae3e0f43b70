"""Which words of an old blank a mark may take the place of, and where a mark that has no place yet may stand."""

from collections.abc import Sequence

from letterkit.compose.inspect import REQUIRED
from letterkit.core.paper import Zone
from letterkit.old_blanks.executor import find_executor
from letterkit.old_blanks.found import ADDED, FoundMarks, Fresh, Proposal
from letterkit.old_blanks.letter import find_addressee, find_opening, find_signature, find_words
from letterkit.old_blanks.letterhead import find_contacts, find_letterhead
from letterkit.old_blanks.lines import Line, read_lines
from letterkit.old_blanks.registration import find_named, find_registration
from letterkit.ooxml.package import Package

__all__ = ["Proposal", "propose"]

_HEAD = ("organisation.address_lines", "organisation.phone", "organisation.email", "organisation.site")
_LETTER = (
    "restriction", "addressee", "title", "salutation", "paragraphs", "attachments", "closing", "signer.post_lines",
    "signer.name", "executor",
)  # fmt: skip
"""The parts of a letter in their order: what the blank lacks stands between those it has."""
_WITH = {
    "number": "date",
    "incoming.date": "incoming.number",
    "signer.name": "signer.post_lines",
    "copy_number": "restriction",
}
"""Fields that get their place together with another one where both are missing."""


def propose(package: Package) -> tuple[Proposal, ...]:
    """Proposals for the old blank ``package`` in the order of its text; nothing is changed.

    A field is proposed once. What the blank lacks and a letter needs is proposed as a line of its own.
    """
    found = FoundMarks(read_lines(package))
    find_registration(found)
    find_named(found)
    find_signature(found)
    find_opening(found)
    find_addressee(found)
    find_executor(found)
    find_letterhead(found, _head(found))
    find_contacts(found, [line for line in found.lines if line.zone is Zone.FOOTER and not found.takes_line(line)])
    find_words(found)
    _add_missing(found)
    return tuple(sorted(found.proposals, key=lambda each: (each.start, each.end, _place(each.field))))


def _head(found: FoundMarks) -> Sequence[Line]:
    """Lines above the letter and in the header, but for those of the addressee."""
    starts = ("title", "salutation", "paragraphs", "signer.post_lines", "signer.name")
    until = min((at for at in (found.index(name) for name in starts) if at is not None), default=len(found.lines))
    other = found.lines_of("addressee", "restriction")
    return [
        line
        for at, line in enumerate(found.lines)
        if (line.zone is Zone.HEADER or (at < until and line.zone is not Zone.FOOTER)) and line not in other
    ]


def _add_missing(found: FoundMarks) -> None:
    missing = [name for name in REQUIRED if not found.has(name)]
    for name in missing:
        if name == "restricted" or (name in _WITH and _WITH[name] in missing):
            continue
        anchor, side = _beside(found, name)
        if anchor is not None:
            at = anchor.start if side == "before" else anchor.end
            found.add(name, at, at, ADDED, side)


def _beside(found: FoundMarks, name: str) -> tuple[Line | None, Fresh]:
    """The line beside which ``name`` may stand."""
    head = found.lines_of("organisation.lines", *_HEAD)
    if name in ("organisation.lines", *_HEAD):
        return (head[-1], "after") if head else (next(iter(_body(found)), None), "before")
    if name.startswith("incoming."):
        return next(iter(found.lines_of("number", "date")[-1:] or head[-1:]), None), "after"
    if name in ("date", "number"):
        return next(iter(head[-1:]), None), "after"
    at = _place(name)
    for other in _LETTER[at + 1 :]:
        if touched := found.lines_of(other):
            return touched[0], "before"
    for other in reversed(_LETTER[:at]):
        if touched := found.lines_of(other):
            return touched[-1], "after"
    return next(iter(reversed(_body(found))), None), "after"


def _body(found: FoundMarks) -> Sequence[Line]:
    return [line for line in found.lines if line.zone in (Zone.BODY, Zone.TABLE)]


def _place(name: str) -> int:
    return _LETTER.index(name) if name in _LETTER else len(_LETTER)
