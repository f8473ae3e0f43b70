"""What reaches out of the file of a letter or runs in it: read and printed without it, and told here."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from letterkit.checks.check import Need
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject
from letterkit.core.letter import TakenKind

# By what the name of the part ends with, an «x», «m» or «b» after it left out; Word makes up the rest of the name.
_OBJECTS = {".xls": "таблица Excel", ".doc": "документ Word", ".ppt": "презентация PowerPoint", ".vsd": "схема Visio"}


@function_check("layout.linked-picture", needs=Need.LAYOUT)
def linked_picture(subject: Subject) -> Iterator[Hit]:
    """A picture that is not in the file."""
    return _hits(subject, "picture")


@function_check("layout.embedded-object", needs=Need.LAYOUT)
def embedded_object(subject: Subject) -> Iterator[Hit]:
    """A file of another kind within the letter, of which only the picture is printed."""
    for each in subject.letter.taken:
        if each.kind == "object":
            what = _OBJECTS.get(PurePosixPath(each.what).suffix.lower()[:4], "файл другой программы")
            yield Hit(each.start, each.end, {"what": what}, raw=True)


@function_check("layout.outside-template", needs=Need.LAYOUT)
def outside_template(subject: Subject) -> Iterator[Hit]:
    """A template on a share or a site, which Word seeks whenever the letter is opened."""
    return _hits(subject, "template")


@function_check("layout.outside-text", needs=Need.LAYOUT)
def outside_text(subject: Subject) -> Iterator[Hit]:
    """Words or data that Word takes from another file."""
    return _hits(subject, "source", "field", "text")


@function_check("layout.macros", needs=Need.LAYOUT)
def macros(subject: Subject) -> Iterator[Hit]:
    """Macros, none of which runs by itself: a file with one that does is not read."""
    return _hits(subject, "macro")


def _hits(subject: Subject, *kinds: TakenKind) -> Iterator[Hit]:
    for each in subject.letter.taken:
        if each.kind in kinds:
            yield Hit(each.start, each.end, {"what": each.what.removeprefix("file:///")}, raw=True)
