"""A text without the other parts of a letter: a body pasted somewhere, a paragraph, a file of lines."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter, Paragraph, Part, Role, Source
from letterkit.reading.text import decode

_MOST_BYTES = 50_000_000
# No letterhead: the first short line of any text passes for one.
_AROUND_TEXT = frozenset({Role.ADDRESSEE, Role.SALUTATION, Role.CLOSING, Role.SIGNATURE, Role.EXECUTOR, Role.REFERENCE})


def is_text_alone(parts: Iterable[Part]) -> bool:
    """Whether nothing that stands around the text of a letter is among ``parts``."""
    return not any(part.role in _AROUND_TEXT for part in parts)


def text_alone(letter: Letter) -> Letter:
    """``letter`` all of whose paragraphs are its text, unless it has a salutation: then somebody wrote a letter."""
    if letter.first(Role.SALUTATION) is not None:
        return letter
    parts = (Part(Role.BODY, each.start, each.end, each.page) for each in letter.paragraphs)
    return replace(letter, parts=tuple(parts))


def read_lines(path: Path) -> Iterator[Letter]:
    """Each line of the text file ``path``, an empty one too, as a letter of one paragraph of text.

    Raises LetterFileError: ``file.not-found``, ``file.unreadable``, ``file.too-large``, and as ``reading.text.decode``.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise LetterFileError("file.not-found", file=str(path)) from None
    except OSError as fault:
        raise LetterFileError("file.unreadable", file=str(path), why=fault.strerror or str(fault)) from fault
    if len(data) > _MOST_BYTES:
        raise LetterFileError("file.too-large", file=str(path), size=len(data), limit=_MOST_BYTES)
    text, _ = decode(data, str(path))
    lines = text.removesuffix("\n").split("\n")
    return (line_letter(line.removesuffix("\r"), f"{path.name}:{number}") for number, line in enumerate(lines, 1))


def line_letter(text: str, name: str) -> Letter:
    """``text`` as a letter of one paragraph of text, none if it is blank."""
    source = Source(name, "text", sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    whole = (Paragraph(0, len(text)),) if text.strip() else ()
    return text_alone(Letter(source, text, whole, ()))
