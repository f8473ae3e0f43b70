"""How the text falls into lines on paper: short words left at the end of a line (clause 3.3)."""

from collections.abc import Iterator

from letterkit.checks.check import Need
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.page import PageWord
from letterkit.russian.words import HANGING

_OTHER_LINE = 0.5  # of a word's height


@function_check("typography.hanging", needs=Need.PAGES)
def hanging(subject: Subject) -> Iterator[Hit]:
    """A preposition, a conjunction or «№» at the end of a line: one finding a letter, at the first of them."""
    if subject.page_map is None:
        return
    found: list[tuple[int, int]] = []
    last: tuple[int, PageWord, int | None] | None = None
    for page, word, offset in subject.page_map.printed_words():
        if last is not None and last[2] is not None and offset is not None and _ends_line(last, page, word):
            found.append((last[2], last[2] + len(last[1].text)))
        last = page, word, offset
    text = subject.letter.text
    placed = [(start, end) for start, end in found if _in_prose(subject, start) and text[end : end + 1] == " "]
    if placed:
        start, end = placed[0]
        words = text[start:end]
        yield Hit(start, end + 1, {"word": words, "count": str(len(placed))}, (f"{words}\u00a0",), raw=True)


def _ends_line(last: tuple[int, PageWord, int | None], page: int, word: PageWord) -> bool:
    before = last[1]
    lower = word.box.y_mm - before.box.y_mm > _OTHER_LINE * before.box.height_mm
    return last[0] == page and lower and before.text.lower() in HANGING


def _in_prose(subject: Subject, offset: int) -> bool:
    return any(part.start <= offset < part.end for part in subject.letter.parts if part.role in PROSE)
