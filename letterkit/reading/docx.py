"""Word letters: the text as the reader sees it, and what part of a letter each paragraph is."""

import hashlib

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter, Source
from letterkit.ooxml.package import Package
from letterkit.ooxml.paper import paper_of
from letterkit.ooxml.text import text_map
from letterkit.reading.parts import assign


def read_docx(data: bytes, name: str) -> Letter:
    """The letter in the .docx file ``name`` with the layout it asks for; tracked changes as accepted (see its notes).

    Raises LetterFileError: those of ooxml.guard.inspect, and ``file.empty`` when there is no text in it.
    """
    return read_package(Package.open(data, name), data)


def read_package(package: Package, data: bytes) -> Letter:
    """As ``read_docx`` of ``data``, opened already as ``package``, which stays as it is."""
    found = text_map(package)
    if not found.text.strip():
        raise LetterFileError("file.empty", file=package.name)
    source = Source(name=package.name, kind="docx", sha256=hashlib.sha256(data).hexdigest())
    return Letter(
        source=source,
        text=found.text,
        paragraphs=found.paragraphs,
        parts=assign(found.text, found.paragraphs),
        notes=found.notes,
        paper=paper_of(package, found),
    )
