"""Proof that a PDF is the print of a letter: all of its words and no others, in the places they have alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from letterkit.core.page import Page, PageFacts
from letterkit.ooxml.joinable import Joinable
from letterkit.ooxml.names import local

WITHIN_MM = 0.1

# A hyphen at the end of a line may be printed and may be soft.
_HYPHENS = re.compile("[\u00ad\u2010\u2011\u0002\ufffe-]+")
_SPACES = frozenset({"tab", "br", "cr"})
_WORDS = tuple(f"{{*}}{name}" for name in ("t", *_SPACES))
# «12.», «а)», a bullet: what Word sets before a paragraph of a list.
_LONGEST_LIST_MARK = 8
# A number may stand at the head and at the foot of a page.
_NUMBERS_A_PAGE = 2


def holds(letter: Joinable, pages: Sequence[str]) -> bool:
    """Whether ``pages``, the words printed on each, are those of ``letter``: every word of its body is there.

    Beyond them only its headers, footers, page numbers and list marks may be printed.
    """
    printed = bare("".join(pages))
    words = _plain("\n".join(words_of(letter.body))).split()
    if not all(word in printed for word in words):
        return False
    counted, wanted = Counter(printed), Counter("".join(words))
    if wanted - counted:
        return False
    frills = bare("".join(text for part in letter.frills for text in words_of(letter.package.xml(part))))
    numbers = "".join(str(number) for number in range(1, len(pages) + 1)) * _NUMBERS_A_PAGE
    spare = (counted - wanted) - Counter(frills * len(pages) + numbers)
    lists = sum(local(node.tag) == "numPr" for node in letter.body.iter())
    return spare.total() <= lists * _LONGEST_LIST_MARK


def same_pages(first: PageFacts, second: PageFacts) -> bool:
    """Whether the same words stand in the same places, within WITHIN_MM."""
    if len(first.pages) != len(second.pages):
        return False
    return all(map(_same_page, first.pages, second.pages))


def _same_page(first: Page, second: Page) -> bool:
    if [word.text for word in first.words] != [word.text for word in second.words]:
        return False
    sizes = (first.width_mm - second.width_mm, first.height_mm - second.height_mm)
    return max(map(abs, sizes)) <= WITHIN_MM and all(
        max(
            abs(one.box.x_mm - other.box.x_mm),
            abs(one.box.y_mm - other.box.y_mm),
            abs(one.box.right_mm - other.box.right_mm),
            abs(one.box.bottom_mm - other.box.bottom_mm),
        )
        <= WITHIN_MM
        for one, other in zip(first.words, second.words, strict=True)
    )


def bare(text: str) -> str:
    """Without spaces and hyphens, small and capital letters alike: a style may print capitals."""
    return "".join(_plain(text).split())


def _plain(text: str) -> str:
    return _HYPHENS.sub("", text).casefold()


def words_of(story: etree._Element) -> Iterator[str]:
    """The words of each paragraph in ``story``, itself included."""
    for paragraph in story.iter("{*}p"):
        if local(paragraph.tag) != "p":
            continue
        pieces = []
        for node in paragraph.iter(_WORDS):
            name = local(node.tag)
            if name == "t":
                pieces.append(node.text or "")
            elif name in _SPACES:
                pieces.append(" ")
        yield "".join(pieces)
