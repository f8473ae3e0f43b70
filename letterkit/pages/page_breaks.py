"""Whether the end of a printed letter leaves no choice where its pages break.

LibreOffice keeps the last paragraphs, the signature and the executor mark together. Where they only just fit on a page,
or were only just pushed to one of their own, its answer depends on the order in which it lays things out, and that is
not the same in a joined document. Of 540 letters that end at every height of the page 18 broke elsewhere than alone,
each of them with nothing but its kept end on the last page. Such a letter is to be printed alone.
"""

from collections.abc import Callable, Iterable, Sequence

from letterkit.core.errors import LetterFileError
from letterkit.core.page import Page
from letterkit.ooxml.joinable import Joinable
from letterkit.ooxml.keep_together import kept_at_end
from letterkit.pages.preview import PageText
from letterkit.pages.print_proof import bare, words_of

ROOM_MM = 7.0
"""So much must be free on the last page: more than a line of 14 pt type (6.2 mm), so that it does not just fit."""
LETTERS_BEFORE_END = 200
"""So many letters of a further page must stand before the kept end: some three lines."""

_FOOT_MM = 20.0  # the bottom margin of letters


def is_settled(letter: Joinable, pages: Sequence[Page], inked: Callable[[], PageText]) -> bool:
    """Whether the last page has room left and, where it is not the first, holds more than the end of the letter.

    ``inked`` reads the last page by its ink. It is asked where the boxes of words, which are as high as their fonts and
    so never smaller than the ink, leave too little room to be sure.
    """
    last = pages[-1]
    boxes = {(word.box.y_mm, word.box.bottom_mm) for word in last.words}
    if _room_mm(boxes, last.height_mm) < ROOM_MM and not _has_room(inked):
        return False
    if len(pages) == 1:
        return True
    kept = sum(len(bare(words)) for paragraph in kept_at_end(letter) for words in words_of(paragraph))
    return sum(len(bare(word.text)) for word in last.words) - kept >= LETTERS_BEFORE_END


def _has_room(inked: Callable[[], PageText]) -> bool:
    try:
        page = inked()
    except LetterFileError:
        return False
    return _room_mm(page.lines_mm, page.height_mm) >= ROOM_MM


def _room_mm(lines_mm: Iterable[tuple[float, float]], height_mm: float) -> float:
    """The height of the largest band below the first line of a page that has no words in it."""
    lines = sorted(lines_mm)
    widest, lowest = 0.0, lines[0][0] if lines else 0.0
    for top, bottom in [*lines, (height_mm - _FOOT_MM, height_mm)]:
        widest, lowest = max(widest, top - lowest), max(lowest, bottom)
    return widest
