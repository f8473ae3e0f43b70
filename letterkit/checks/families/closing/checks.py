"""The closing formula: a salutation and «С уважением,» go together (GOST R 7.0.97)."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role

_RIGHT = regex.compile(r"С\s+уважением,?")
_RESPECT = regex.compile(r"(?i)с\s+(?:глубоким\s+|искренним\s+)?уважением")


@function_check("closing.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """A salutation without a closing formula."""
    if subject.first(Role.SALUTATION) and not subject.first(Role.CLOSING):
        yield MISSING


@function_check("closing.without-salutation")
def without_salutation(subject: Subject) -> Iterator[Hit]:
    """A closing formula without a salutation."""
    if subject.first(Role.SALUTATION) is None:
        for part in subject.parts_of(Role.CLOSING):
            yield Hit(part.start, part.end)


@function_check("closing.form")
def form(subject: Subject) -> Iterator[Hit]:
    """Another formula than «С уважением», or another mark after it; both with and without a comma are right."""
    for part in subject.parts_of(Role.CLOSING):
        words = subject.text_of(part)
        if not _RIGHT.fullmatch(words.strip()):
            right = subject.profile.texts.get("closing", "С уважением,")
            lead = len(words) - len(words.lstrip())
            yield Hit(
                part.start + lead,
                part.start + len(words.rstrip()),
                suggestions=(right,),
                safe=bool(_RESPECT.match(words)),
            )
