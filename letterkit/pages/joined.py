"""PDFs of many letters by documents that hold many of them, cut up again with proof that each is whole and alone.

LibreOffice spends most of the time that a short letter takes on opening and closing its file. Letters made of one blank
are therefore joined, a section each, printed at once, and the PDF is cut at marks that are not seen. Whatever is in
doubt is printed the slower way, a file each: no page is ever given to a letter by mere counting.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.core.errors import LetterFileError, ToolFailed
from letterkit.ooxml.joinable import Joinable, joinable
from letterkit.ooxml.package import Package
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.pages.proved import same_pages
from letterkit.pages.sheaf import Printed, sheaves

# A start of LibreOffice takes the time of 17 letters: of 100 in a call each takes 14 ms, of 200 13 ms.
LETTERS_A_CALL = 200
# One letter of each call is printed alone as well: below this number that costs as much as joining saves.
FEWEST_TO_JOIN = 4
# LibreOffice may have been killed from outside, as for want of memory: a letter that kills it each time is to blame.
TRIES_ALONE = 3

Fault = LetterFileError | ToolFailed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A letter to be printed; ``opened`` when it may be joined with others."""

    number: int
    docx: bytes
    opened: Joinable | None


def pdfs_joined(letters: Sequence[bytes], converter: Converter, at_once: int = LETTERS_A_CALL) -> list[bytes | Fault]:
    """As ``printed_joined``, the PDFs alone."""
    return [each.pdf if isinstance(each, Printed) else each for each in printed_joined(letters, converter, at_once)]


def printed_joined(
    letters: Sequence[bytes],
    converter: Converter,
    at_once: int = LETTERS_A_CALL,
    opened: Sequence[Package | None] | None = None,
) -> list[Printed | Fault]:
    """Each of ``letters`` (.docx) as a PDF, in their order, or the fault of the one that cannot be printed.

    ``opened`` are the same letters, as far as they have been opened already. Up to ``at_once`` letters go into one call
    of LibreOffice. A call that fails is made again with each half of its letters.
    Raises ToolMissing ``libreoffice.missing``.
    """
    results: dict[int, Printed | Fault] = {}
    for group in _groups(letters, opened or letters, at_once):
        printed = _joined if group[0].opened else _together
        for waiting, result in zip(group, printed(group, converter), strict=True):
            results[waiting.number] = result
    return [results[number] for number in range(len(letters))]


def _groups(
    letters: Sequence[bytes], packages: Sequence[bytes | Package | None], at_once: int
) -> Iterator[list[_Waiting]]:
    """Letters that can be printed in one call, each group as soon as it is full."""
    waiting: dict[bytes | None, list[_Waiting]] = {}
    for number, (docx, package) in enumerate(zip(letters, packages, strict=True)):
        opened = joinable(package or docx)
        likeness = opened.likeness if opened else None
        group = waiting.setdefault(likeness, [])
        group.append(_Waiting(number, docx, opened))
        if len(group) == at_once:
            yield waiting.pop(likeness)
    yield from waiting.values()


def _joined(group: Sequence[_Waiting], converter: Converter) -> list[Printed | Fault]:
    if len(group) < FEWEST_TO_JOIN:
        return _together(group, converter)
    try:
        printed = _proved(group, converter)
    except ToolFailed as fault:
        log.info("%s letters joined: %s", len(group), fault)
        return _by_halves(group, converter, joined=True)
    except KeyError as fault:
        log.info("%s letters not joined: one refers to %s, which it has not", len(group), fault)
        return _together(group, converter)
    doubtful = [waiting for waiting, each in zip(group, printed, strict=True) if each is None]
    if doubtful:
        log.info("%s of %s joined letters: in doubt, printed each from its own file", len(doubtful), len(group))
    apart = iter(_together(doubtful, converter) if doubtful else ())
    return [each or next(apart) for each in printed]


def _proved(group: Sequence[_Waiting], converter: Converter) -> Sequence[Printed | None]:
    """``group`` cut out of larger PDFs; None for each letter of a document in which something disagrees.

    The longest letter is printed alone beside them, and has to stand there word for word as it stands among others.
    """
    joined = sheaves([waiting.opened for waiting in group if waiting.opened])
    witness = max(range(len(group)), key=lambda number: (len(group[number].docx), number))
    *wholes, alone = converter.pdfs([*(each.docx for each in joined), group[witness].docx], marked=True)
    printed = [letter for sheaf, whole in zip(joined, wholes, strict=True) for letter in sheaf.cut(whole)]
    found = printed[witness]
    try:
        agreed = found is None or found.facts is None or same_pages(found.facts, page_facts(alone))
    except LetterFileError:
        agreed = False
    return printed if agreed else [None] * len(group)


def _together(group: Sequence[_Waiting], converter: Converter) -> list[Printed | Fault]:
    """A file a letter, all in one call; one that is left alone with LibreOffice dying is tried some times more."""
    fault: Fault | None = None
    for _ in range(TRIES_ALONE if len(group) == 1 else 1):
        try:
            return [Printed(pdf) for pdf in converter.pdfs([waiting.docx for waiting in group])]
        except (LetterFileError, ToolFailed) as last:
            fault = last
            if last.code != "libreoffice.died":
                break
    if fault is None:
        raise AssertionError("a letter is tried at least once")
    return [fault] if len(group) == 1 else _by_halves(group, converter, joined=False)


def _by_halves(group: Sequence[_Waiting], converter: Converter, joined: bool) -> list[Printed | Fault]:
    printed = _joined if joined else _together
    middle = len(group) // 2
    return printed(group[:middle], converter) + printed(group[middle:], converter)
