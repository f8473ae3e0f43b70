"""Word letters: the text as the reader sees it, and what part of a letter each paragraph is."""

import hashlib
from collections.abc import Iterator

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter, Source, TakenOut
from letterkit.core.paper import Zone
from letterkit.ooxml.clean import CleanFile, open_clean, paragraphs
from letterkit.ooxml.package import Package
from letterkit.ooxml.paper import paper_of
from letterkit.ooxml.text import TextMap, text_map
from letterkit.reading.parts import assign


def read_docx(data: bytes, name: str) -> Letter:
    """The letter in the .docx file ``name`` with the layout it asks for; tracked changes as accepted (see its notes).

    Raises LetterFileError: those of ooxml.clean.open_clean and of ``read_package``.
    """
    return read_clean(open_clean(data, name), data)


def read_clean(clean: CleanFile, data: bytes) -> Letter:
    """As ``read_docx`` of the file ``data``, of which there is the copy ``clean``."""
    return _read(clean.package, data, clean)


def read_package(package: Package, data: bytes) -> Letter:
    """As ``read_docx`` of ``data``, opened already as ``package``, which stays as it is.

    Raises LetterFileError ``docx.scan`` where its main text is nothing but pictures, ``file.empty`` where there is
    nothing at all.
    """
    return _read(package, data)


def _read(package: Package, data: bytes, clean: CleanFile | None = None) -> Letter:
    found = text_map(package)
    if not found.text.strip():
        lost = clean is not None and any(each.kind == "picture" for each in clean.taken)
        drawn = lost or _has_picture(package) or any(part.startswith(_PICTURES) for part in package)
        raise LetterFileError("docx.scan" if drawn else "file.empty", file=package.name)
    if all(each.zone in _RUNNING for each in found.paragraphs) and _has_picture(package):
        raise LetterFileError("docx.scan", file=package.name)
    source = Source(name=package.name, kind="docx", sha256=hashlib.sha256(data).hexdigest())
    return Letter(
        source=source,
        text=found.text,
        paragraphs=found.paragraphs,
        parts=assign(found.text, found.paragraphs),
        notes=found.notes,
        paper=paper_of(package, found),
        fields=found.fields,
        taken=tuple(_find_places(clean, package, found)) if clean is not None and clean.taken else (),
    )


_PICTURES = "word/media/"
_RUNNING = frozenset({Zone.HEADER, Zone.FOOTER})


def _has_picture(package: Package) -> bool:
    """Whether the main text shows a picture, wherever in the file it lies."""
    return any(relation.kind == "image" for relation in package.relations(package.main).values())


def _find_places(clean: CleanFile, package: Package, found: TextMap) -> Iterator[TakenOut]:
    """What was taken out, each with the words of its paragraph, or of the nearest one before that has some."""
    known = {id(element): number for number, (_, _, _, element) in enumerate(found.places)}
    elements = list(paragraphs(package.xml(package.main)))
    for each in clean.taken:
        number = None if each.paragraph is None else known.get(id(elements[each.paragraph]))
        spans = reversed(found.places[: number + 1]) if number is not None else ()
        start, end = next(((start, end) for start, end, _, _ in spans if found.text[start:end].strip()), (None, None))
        yield TakenOut(each.kind, each.what, start, end)
