"""PDFs of many letters by one document that holds them all, cut up again with proof that each is whole and alone.

LibreOffice spends two thirds of the time that a short letter takes on opening and closing its file. Letters made of one
blank are therefore joined, a section each, printed at once, and the PDF is cut at marks that are not seen. Whatever is
in doubt is printed the slower way, a file each: no page is ever given to a letter by mere counting.
"""

import logging
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.core.errors import LetterFileError, ToolFailed
from letterkit.ooxml.join import Marks, join
from letterkit.ooxml.joinable import Joinable, joinable
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.pages.preview import texts
from letterkit.pages.proved import holds, same_pages
from letterkit.pages.split import split

LETTERS_A_DOCUMENT = 100
# One letter of each document is printed alone as well: below this number that costs as much as joining saves.
FEWEST_TO_JOIN = 4

Fault = LetterFileError | ToolFailed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A letter to be printed; ``opened`` when it may be joined with others."""

    number: int
    docx: bytes
    opened: Joinable | None


def pdfs_joined(
    letters: Sequence[bytes], converter: Converter, at_once: int = LETTERS_A_DOCUMENT
) -> list[bytes | Fault]:
    """Each of ``letters`` (.docx) as a PDF, in their order, or the fault of the one that cannot be printed.

    Up to ``at_once`` letters go into one call of LibreOffice. A call that fails is made again with each half of its
    letters. Raises ToolMissing ``libreoffice.missing``.
    """
    results: dict[int, bytes | Fault] = {}
    for group in _groups(letters, at_once):
        printed = _joined if group[0].opened else _together
        for waiting, result in zip(group, printed(group, converter), strict=True):
            results[waiting.number] = result
    return [results[number] for number in range(len(letters))]


def _groups(letters: Sequence[bytes], at_once: int) -> Iterator[list[_Waiting]]:
    """Letters that can be printed in one call, each group as soon as it is full."""
    waiting: dict[bytes | None, list[_Waiting]] = {}
    for number, docx in enumerate(letters):
        opened = joinable(docx)
        likeness = opened.likeness if opened else None
        group = waiting.setdefault(likeness, [])
        group.append(_Waiting(number, docx, opened))
        if len(group) == at_once:
            yield waiting.pop(likeness)
    yield from waiting.values()


def _joined(group: Sequence[_Waiting], converter: Converter) -> list[bytes | Fault]:
    opened = [waiting.opened for waiting in group if waiting.opened]
    if len(group) < FEWEST_TO_JOIN:
        return _together(group, converter)
    try:
        pdfs = _proved(group, opened, converter)
    except ToolFailed as fault:
        log.info("%s letters in one document: %s", len(group), fault)
        middle = len(group) // 2
        return _joined(group[:middle], converter) + _joined(group[middle:], converter)
    if pdfs is None:
        log.info("%s letters in one document: not certain which page is whose", len(group))
        return _together(group, converter)
    return list(pdfs)


def _proved(group: Sequence[_Waiting], opened: Sequence[Joinable], converter: Converter) -> list[bytes] | None:
    """The PDFs of ``group``, cut out of one; None where something does not agree."""
    characters, *marks = [Marks(_unguessable(), _unguessable()) for _ in range(len(group) + 1)]
    # The longest letter, and the last of those: what a place within the document changes, it changes there.
    witness = max(range(len(group)), key=lambda number: (len(group[number].docx), number))
    try:
        document = join(opened, [characters, *marks])
        whole, alone = converter.pdfs([document, group[witness].docx], marked=True)
        cut = split(whole, [characters, *marks], [{}, *(letter.description for letter in opened)])
        if cut is None:
            return None
        pdfs = cut[1:]
        if not all(holds(letter, texts(pdf)) for letter, pdf in zip(opened, pdfs, strict=True)):
            return None
        return pdfs if same_pages(page_facts(pdfs[witness]), page_facts(alone)) else None
    except (LetterFileError, KeyError):
        return None


def _together(group: Sequence[_Waiting], converter: Converter) -> list[bytes | Fault]:
    """A file a letter, all in one call; by halves when it fails."""
    try:
        return list(converter.pdfs([waiting.docx for waiting in group]))
    except (LetterFileError, ToolFailed) as fault:
        if len(group) == 1:
            return [fault]
    middle = len(group) // 2
    return _together(group[:middle], converter) + _together(group[middle:], converter)


def _unguessable() -> str:
    """A name for a bookmark: no letter can hold it already."""
    return f"m{secrets.token_hex(12)}"
