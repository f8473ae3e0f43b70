"""Clause 2.3: surnames that keep their form in every case, written as if they changed."""

from collections.abc import Iterator

import regex

from letterkit.checks.addressee_lines import addressees
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject

_ENKO = regex.compile(r"(?<=\p{L}{2}енк)(?:е|и|ой|ою)$")


@function_check("addressee.declined-in-vain")
def declined_in_vain(subject: Subject) -> Iterator[Hit]:
    """«Шевченке А.В.»: a surname in «-енко» is the same in all cases; «Гуменку» may be Гуменок and passes."""
    for one in addressees(subject):
        found = _ENKO.search(one.surname)
        if found:
            start = subject.text.index(one.surname, one.start)
            right = one.surname[: found.start()] + "о"
            yield Hit(start, start + len(one.surname), {"right": right}, (right,))
