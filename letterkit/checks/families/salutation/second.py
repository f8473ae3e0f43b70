"""A second salutation in one file: left over, or that of another letter."""

from collections.abc import Iterator

import regex

from letterkit.checks.families.salutation.form import salutations
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Role

_GREETING_LINE = regex.compile(r"(Уважаем(?:ая|ый|ые)(?:\s+\p{Lu}[\p{Ll}-]+){1,3})!")


@function_check("salutation.repeated")
def repeated_salutation(subject: Subject) -> Iterator[Hit]:
    """A second salutation in the same letter; one in a line of its own further down begins another letter."""
    for form in salutations(subject)[1:]:
        yield Hit(*form.span)
    if subject.first(Role.SALUTATION) is None:
        return
    for part in subject.parts_of(*PROSE):
        if found := _GREETING_LINE.fullmatch(subject.text[part.start : part.end].strip()):
            at = subject.text.index(found[1], part.start)
            yield Hit(at, at + len(found[1]))
