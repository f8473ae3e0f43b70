"""PDFs of many letters by documents that hold many of them, cut up again with proof that each is whole and alone.

LibreOffice spends most of the time that a short letter takes on opening and closing its file. Letters made of one blank
are therefore joined, a section each, printed at once, and the PDF is cut at marks that are not seen. Whatever is in
doubt is printed the slower way, a file each: no page is ever given to a letter by mere counting.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.core.errors import LetterFileError, ToolFailed
from letterkit.ooxml.joinable import Joinable, joinable
from letterkit.ooxml.package import Package
from letterkit.ooxml.unseen_headers import unseen_headers
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.pages.joined_document import LetterPdf, sheaves
from letterkit.pages.print_proof import same_pages, words_of

# A start of LibreOffice takes the time of more than 20 short letters.
LETTERS_A_CALL = 200
# One letter of each call is printed alone as well: below this number that costs as much as joining saves.
FEWEST_TO_JOIN = 4
# A letter with more lines, guessed by its paragraphs, is likely to go on to a second page, where a header shows.
LINES_A_PAGE = 47
LETTERS_A_LINE = 60
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
    return [each.pdf if isinstance(each, LetterPdf) else each for each in printed_joined(letters, converter, at_once)]


def printed_joined(
    letters: Sequence[bytes],
    converter: Converter,
    at_once: int = LETTERS_A_CALL,
    opened: Sequence[Package | None] | None = None,
) -> list[LetterPdf | Fault]:
    """Each of ``letters`` (.docx) as a PDF, in their order, or the fault of the one that cannot be printed.

    ``opened`` are the same letters, as far as they have been opened already. Up to ``at_once`` letters go into one call
    of LibreOffice. A call that fails is made again with each half of its letters.
    Raises ToolMissing ``libreoffice.missing``.
    """
    results: dict[int, LetterPdf | Fault] = {}
    for group in _groups(letters, opened or letters, at_once):
        printed = _join_group if group[0].opened else _together
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


def _join_group(group: Sequence[_Waiting], converter: Converter, bare: bool = True) -> list[LetterPdf | Fault]:
    """``group`` joined; ``bare``: short letters without headers that their first page does not show."""
    if len(group) < FEWEST_TO_JOIN:
        return _together(group, converter)
    try:
        parties = _parties(group) if bare else [_whole(group)]
        printed = _prove_group(group, parties, converter)
    except ToolFailed as fault:
        log.info("%s letters joined: %s", len(group), fault)
        return _by_halves(group, converter, joined=True)
    except KeyError as fault:
        log.info("%s letters not joined: one refers to %s, which it has not", len(group), fault)
        return _together(group, converter)
    found: list[LetterPdf | Fault | None] = [*printed]
    for party in parties:
        doubtful = [number for number in party.numbers if printed[number] is None]
        if doubtful:
            how = "with their headers" if party.bare else "each from its own file"
            log.info("%s of %s joined letters: in doubt, printed %s", len(doubtful), len(party.numbers), how)
            again = [group[number] for number in doubtful]
            apart = _join_group(again, converter, bare=False) if party.bare else _together(again, converter)
            for number, each in zip(doubtful, apart, strict=True):
                found[number] = each
    return [each for each in found if each is not None]


@dataclass(frozen=True, slots=True)
class _Party:
    """Letters of one call, by their places in it, that are joined in one way: ``bare`` ones without their headers."""

    numbers: Sequence[int]
    bare: bool


def _whole(group: Sequence[_Waiting]) -> _Party:
    return _Party(range(len(group)), bare=False)


def _parties(group: Sequence[_Waiting]) -> list[_Party]:
    """Short letters with headers that their first page does not show, the same in all of them; then all the others."""
    headers = [unseen_headers(each.opened) if each.opened and _is_short(each.opened) else None for each in group]
    usual, count = Counter(headers).most_common(1)[0]
    if usual is None or count < FEWEST_TO_JOIN:
        return [_whole(group)]
    short = [number for number, each in enumerate(headers) if each == usual]
    others = [number for number, each in enumerate(headers) if each != usual]
    return [_Party(short, bare=True), *([_Party(others, bare=False)] if others else ())]


def _is_short(letter: Joinable) -> bool:
    """Whether the letter is likely to end on its first page."""
    return sum(1 + len(words) // LETTERS_A_LINE for words in words_of(letter.body)) <= LINES_A_PAGE


def _prove_group(
    group: Sequence[_Waiting], parties: Sequence[_Party], converter: Converter
) -> Sequence[LetterPdf | None]:
    """``group`` cut out of larger PDFs; None for each letter of a document in which something disagrees.

    The longest letter of each party is printed alone beside them, and has to stand there word for word as it stands
    among others.
    """
    joined = [sheaves([each.opened for each in _of(group, party) if each.opened], party.bare) for party in parties]
    witnesses = [max(party.numbers, key=lambda number: (len(group[number].docx), number)) for party in parties]
    alone = [group[number].docx for number in witnesses]
    pdfs = iter(converter.pdfs([*(sheaf.docx for each in joined for sheaf in each), *alone], marked=True))
    cut = [[letter for sheaf in each for letter in sheaf.cut(next(pdfs))] for each in joined]
    printed: list[LetterPdf | None] = [None] * len(group)
    for party, letters, witness, pdf in zip(parties, cut, witnesses, pdfs, strict=True):
        found = dict(zip(party.numbers, letters, strict=True))
        if _agrees(found[witness], pdf, party.bare):
            for number, letter in found.items():
                printed[number] = letter
    return printed


def _of(group: Sequence[_Waiting], party: _Party) -> list[_Waiting]:
    return [group[number] for number in party.numbers]


def _agrees(found: LetterPdf | None, alone: bytes, bare: bool) -> bool:
    """Whether a letter that was printed among others as ``found`` stands on its pages as it does ``alone``.

    Of one that breaks elsewhere nothing is known; without headers that may be for want of them.
    """
    if found is None:
        return not bare
    try:
        return found.facts is None or same_pages(found.facts, page_facts(alone))
    except LetterFileError:
        return False


def _together(group: Sequence[_Waiting], converter: Converter) -> list[LetterPdf | Fault]:
    """A file a letter, all in one call; one that is left alone with LibreOffice dying is tried some times more."""
    fault: Fault | None = None
    for _ in range(TRIES_ALONE if len(group) == 1 else 1):
        try:
            return [LetterPdf(pdf) for pdf in converter.pdfs([waiting.docx for waiting in group])]
        except (LetterFileError, ToolFailed) as last:
            fault = last
            if last.code != "libreoffice.died":
                break
    if fault is None:
        raise AssertionError("a letter is tried at least once")
    return [fault] if len(group) == 1 else _by_halves(group, converter, joined=False)


def _by_halves(group: Sequence[_Waiting], converter: Converter, joined: bool) -> list[LetterPdf | Fault]:
    printed = _join_group if joined else _together
    middle = len(group) // 2
    return printed(group[:middle], converter) + printed(group[middle:], converter)
