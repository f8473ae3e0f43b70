"""Page facts made by hand: rows of words at a place, as a PDF of 14 pt text would have them."""

import re

from letterkit.core.box import Box
from letterkit.core.page import Page, PageFacts, PageWord

HEIGHT_MM, PITCH_MM, CHARACTER_MM, SPACE_MM = 5.4, 5.7, 2.3, 1.2
LEFT_MM, RIGHT_MM = 30.0, 195.0


def row(
    text: str, y_mm: float, x_mm: float = LEFT_MM, *, justified: bool = False, height_mm: float = HEIGHT_MM
) -> list[PageWord]:
    """The words of ``text`` on one line; two spaces between words are printed as two."""
    words = text.split()
    spaces = [len(gap) for gap in re.findall(r" +", text)]
    size = CHARACTER_MM * height_mm / HEIGHT_MM
    space = SPACE_MM
    if justified:
        space = (RIGHT_MM - x_mm - size * sum(map(len, words))) / sum(spaces)
    placed = []
    for word, after in zip(words, [*spaces, 0], strict=True):
        placed.append(PageWord(word, Box(x_mm, y_mm, size * len(word), height_mm)))
        x_mm += size * len(word) + after * space
    return placed


def facts_of(*pages: list[list[PageWord]]) -> PageFacts:
    return PageFacts(
        tuple(
            Page(number, 210.0, 297.0, tuple(word for one in rows for word in one))
            for number, rows in enumerate(pages, start=1)
        )
    )
