"""The text of a .docx as a reader sees it, each character tied to the place in the file that holds it.

Order: headers in use, body (tables cell by cell, text boxes after the paragraph they hang on), footnotes, endnotes,
footers in use. Tracked changes are read as accepted; hidden text and field codes are left out.
"""

from dataclasses import dataclass

from lxml import etree

from letterkit.core.letter import ChangingField, Paragraph
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import child, children, switched_on, value
from letterkit.ooxml.walk import TextPiece, Walk

__all__ = ["TextMap", "TextPiece", "text_map"]


@dataclass(frozen=True, slots=True)
class TextMap:
    """``text`` is all paragraphs joined by line feeds, empty ones kept as empty lines; ``paragraphs`` those with words.

    ``pieces`` in the order of the text; what no piece covers (line feeds between paragraphs) stands in no part.
    ``places`` are the paragraph elements by the offset they start at, empty ones included. ``notes``:
    ``changes-accepted``, ``hidden-dropped``, ``list-numbers`` (a list whose numbers could not be told), ``comments``
    (the file has some), ``chart-numbers`` (a chart shows numbers that are not in the text). ``fields`` are those that
    change by themselves. ``align`` of a paragraph is "right" also when its left indent puts it into the right half of
    the page.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    pieces: tuple[TextPiece, ...]
    places: tuple[tuple[int, int, str, etree._Element], ...]
    notes: tuple[str, ...]
    fields: tuple[ChangingField, ...] = ()


def text_map(package: Package) -> TextMap:
    """Read the text of ``package``; raises LetterFileError ``docx.xml`` for a part that is no XML."""
    walk = Walk(package)
    body = child(package.xml(package.main), "body")
    headers, footers = _running(package, body)
    for part in headers:
        walk.header(part)
    if body is not None:
        walk.body(body)
    for kind in ("footnote", "endnote"):
        walk.notes_of(kind)
    for part in footers:
        walk.footer(part)
    return TextMap(
        "".join(walk.text),
        tuple(walk.paragraphs),
        tuple(walk.pieces),
        tuple(walk.places),
        tuple(sorted(walk.remarks)),
        tuple(walk.changing),
    )


def _running(package: Package, body: etree._Element | None) -> tuple[list[str], list[str]]:
    """Parts of the headers and footers that are printed, in the order a reader meets them, each once."""
    relations = package.relations(package.main)
    settings = package.related_part(package.main, "settings")
    even_too = settings is not None and switched_on(child(package.xml(settings), "evenAndOddHeaders"))
    headers: list[str] = []
    footers: list[str] = []
    for section in _sections(body):
        first_too = switched_on(child(section, "titlePg"))
        for kind, used in (("first", first_too), ("default", True), ("even", even_too)):
            for name, parts in (("headerReference", headers), ("footerReference", footers)):
                for reference in children(section, name):
                    relation = relations.get(value(reference, "id") or "")
                    if not used or (value(reference, "type") or "default") != kind or relation is None:
                        continue
                    if relation.target in package and relation.target not in parts:
                        parts.append(relation.target)
    return headers, footers


def _sections(body: etree._Element | None) -> list[etree._Element]:
    """The sections of the letter, also those within a content control; what one was before a change is none."""
    nodes = body.iter("{*}sectPr") if body is not None else ()
    return [node for node in nodes if (above := node.getparent()) is not None and local(above.tag) in ("pPr", "body")]
