"""The title to the text: «О …», short, for every document (GOST R 7.0.97-2025)."""

from collections.abc import Iterator

import regex

from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import Subject
from letterkit.core.letter import Part, Role

_FORM = regex.compile(r"\s*[«\"]?\s*(?:О|Об|Обо|По\s+вопросу|По\s+вопросам)\s+\S", regex.IGNORECASE)
_LONGEST = 150
_HEAD = frozenset({Role.LETTERHEAD, Role.DATE, Role.NUMBER, Role.REFERENCE, Role.RESTRICTION, Role.ADDRESSEE})


@function_check("title.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """No title between the requisites and the salutation."""
    if subject.first(Role.TITLE) is None and _title_like(subject) is None:
        yield MISSING


@function_check("title.form")
def form(subject: Subject) -> Iterator[Hit]:
    """A title that does not answer «о чём?»."""
    part = subject.first(Role.TITLE) or _title_like(subject)
    if part and not _FORM.match(subject.text_of(part)):
        yield _whole(part, subject)


@function_check("title.long")
def long(subject: Subject) -> Iterator[Hit]:
    """A title of more than three lines."""
    part = subject.first(Role.TITLE)
    if part and (length := len(" ".join(subject.text_of(part).split()))) > _LONGEST:
        hit = _whole(part, subject)
        yield Hit(hit.start, hit.end, {"length": str(length)})


def _title_like(subject: Subject) -> Part | None:
    """A short line of no other part that stands right before the salutation."""
    before: Part | None = None
    for part in subject.parts:
        if part.role is Role.SALUTATION:
            words = subject.text_of(before).strip() if before else ""
            short = before is not None and before.role is Role.OTHER and 5 < len(words) < 200
            return before if short and not words.endswith((".", ":", ",")) else None
        if part.role not in _HEAD and part.role is not Role.OTHER:
            return None
        before = part
    return None


def _whole(part: Part, subject: Subject) -> Hit:
    text = subject.text_of(part)
    lead = len(text) - len(text.lstrip())
    return Hit(part.start + lead, part.start + len(text.rstrip()))
