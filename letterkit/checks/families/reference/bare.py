"""Clause 4.1: the line of the reference without the words that make it one."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role

_LINKED = regex.compile(r"(?i)\s*(?:на|к)\s")


@function_check("reference.not-linked", alone=(Role.REFERENCE,))
def not_linked(subject: Subject) -> Iterator[Hit]:
    """«И-345 от 14.05.2024» below the date and the number: what is it?"""
    for part in subject.parts_of(Role.REFERENCE):
        words = subject.text_of(part)
        if not _LINKED.match(words):
            mend = f"На № {words.strip().removeprefix('№').strip()}"
            yield Hit(part.start, part.end, suggestions=(mend,))
