"""Whether the end of a printed letter leaves no choice where its pages break.

LibreOffice keeps the last paragraphs, the signature and the executor mark together. Where they only just fit on a page,
or were only just pushed to one of their own, its answer depends on the order in which it lays things out, and that is
not the same in a joined document. Of 540 letters that end at every height of the page 18 broke elsewhere than alone,
each of them with nothing but its kept end on the last page. Such a letter is to be printed alone.
"""

from collections.abc import Sequence

from letterkit.ooxml.joinable import Joinable
from letterkit.ooxml.kept import kept_at_end
from letterkit.pages.preview import PageText
from letterkit.pages.proved import bare, words_of

ROOM_MM = 7.0
"""So much must be free on the last page: more than a line of 14 pt type (6.2 mm), so that it does not just fit."""
LETTERS_BEFORE_END = 200
"""So many letters of a further page must stand before the kept end: some three lines."""

_FOOT_MM = 20.0  # the bottom margin of letters


def is_settled(letter: Joinable, pages: Sequence[PageText]) -> bool:
    """Whether the last page has room left and, where it is not the first, holds more than the end of the letter."""
    last = pages[-1]
    if _room_mm(last) < ROOM_MM:
        return False
    if len(pages) == 1:
        return True
    kept = sum(len(bare(words)) for paragraph in kept_at_end(letter) for words in words_of(paragraph))
    return len(bare(last.words)) - kept >= LETTERS_BEFORE_END


def _room_mm(page: PageText) -> float:
    """The height of the largest band below the first line of ``page`` that has no words in it."""
    widest, lowest = 0.0, min((top for top, _ in page.lines_mm), default=0.0)
    for top, bottom in [*sorted(page.lines_mm), (page.height_mm - _FOOT_MM, page.height_mm)]:
        widest, lowest = max(widest, top - lowest), max(lowest, bottom)
    return widest
