"""What Word leaves in a file and every letter made of it would carry: remarks, changes, hidden text, fields."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from letterkit.compose import Blank
from letterkit.core.errors import TemplateError
from letterkit.core.finding import Level
from letterkit.office.content.blanks.places import Places, Spot
from letterkit.office.content.remark import Remark
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import switched_on

_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"})


def leftover_remarks(blank: Blank, places: Places) -> Iterator[Remark]:
    """Each kind once for a paragraph, each field that changes by itself."""
    for code, names, level in (
        ("blank.comment", frozenset({"commentReference"}), Level.ERROR),
        ("blank.change", _CHANGES, Level.ERROR),
        ("blank.hidden", frozenset({"vanish"}), Level.WARNING),
    ):
        for spot in _with(places, names):
            place = spot.place
            error = TemplateError(code, file=blank.file, part=place.part, paragraph=place.paragraph)
            yield Remark(error, level, place)
    for each in places.found.fields:
        place = places.span(each.start, each.end)
        error = TemplateError(
            "blank.changing-field", file=blank.file, part=place.part, paragraph=place.paragraph, field=each.name
        )
        yield Remark(error, place=place)


def without_comments(data: bytes, name: str) -> tuple[bytes, int]:
    """The blank without any comment of Word, and how many there were: a copy with ours in it may be mended and
    brought back. Raises LetterFileError as ``guard.inspect``.
    """
    from letterkit.ooxml.comments import without_comments as unmarked

    package = Package.open(data, name)
    part = package.related_part(package.main, "comments")
    count = sum(local(node.tag) == "comment" for node in package.xml(part)) if part is not None else 0
    if part is None:
        return data, 0
    package = Package.open(unmarked(data, name), name)
    for each in [p for p in package if posixpath.basename(p).startswith(("comments", "people"))]:
        package.remove(each)
    return package.save(), count


def _with(places: Places, names: frozenset[str]) -> Iterator[Spot]:
    for spots in places.spots.values():
        for spot in spots:
            inner = (node for node in spot.element.iter() if isinstance(node.tag, str))
            if any(local(node.tag) in names and _counts(node) and _of(node, spot) for node in inner):
                yield spot


def _counts(node: etree._Element) -> bool:
    """Hidden is what a run says of its words; a hidden mark of a paragraph hides nothing."""
    if local(node.tag) != "vanish":
        return True
    above = node.getparent()
    run = above.getparent() if above is not None else None
    return run is not None and local(run.tag) == "r" and switched_on(node)


def _of(node: etree._Element, spot: Spot) -> bool:
    """Whether the paragraph around ``node`` is that of ``spot`` and not one of a text box in it."""
    above = node.getparent()
    while above is not None and local(above.tag) != "p":
        above = above.getparent()
    return above is spot.element
