"""Which paragraph of the editor's text a line of the printed letter is: a remark is made at words of a paragraph."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

_UNLIKE = re.compile(r"[\s\u00ad\u2010-\u2015>•-]+")
_LIKE = re.compile(r"[^\s\u00ad\u2010-\u2015>•-]")


class _Remark(Protocol):
    start: int | None
    excerpt: str
    version_id: int


def paragraphs(printed: Iterable[str], text: str) -> Mapping[int, int]:
    """Paragraph (from 1) of ``text`` for each line (from 1) of ``printed`` that bears its words, in the order of both.

    Composing changes spaces, dashes and the signs of lists; lines of the blank have no paragraph.
    """
    wanted = [(number, plain) for number, line in enumerate(text.split("\n"), 1) if (plain := _plain(line))]
    found: dict[int, int] = {}
    following = 0
    for number, line in enumerate(printed, 1):
        plain = _plain(line)
        here = next((i for i in range(following, len(wanted)) if plain and wanted[i][1] == plain), None)
        if here is not None:
            found[number] = wanted[here][0]
            following = here + 1
    return found


def paragraph_of(remark: _Remark, version_id: int, text: str) -> int | None:
    """The paragraph (from 1) of ``text`` that ``remark`` is about; None when its words are there no more.

    In another version than its own it is looked for by its words, for paragraphs may have moved.
    """
    place = _place(remark, version_id, text)
    return None if place is None else text.count("\n", 0, place) + 1


def words_of(remark: _Remark, version_id: int, text: str) -> tuple[int, int] | None:
    """Where in its paragraph the words of ``remark`` stand; None for one about the whole paragraph, or about none."""
    place = _place(remark, version_id, text)
    if place is None:
        return None
    first = text.rfind("\n", 0, place) + 1
    paragraph = text[first:].partition("\n")[0]
    start, end = place - first, min(place - first + len(remark.excerpt), len(paragraph))
    return None if _plain(paragraph[start:end]) == _plain(paragraph) else (start, end)


def printed_at(start: int, end: int, paragraph: str, line: str) -> tuple[int, int] | None:
    """Where ``paragraph[start:end]`` stands in ``line``, which it is printed as; None when nothing of it is there."""
    letters = [found.start() for found in _LIKE.finditer(line)]
    before, among = (len(_plain(words)) for words in (paragraph[:start], paragraph[start:end]))
    here = letters[before : before + among]
    return (here[0], here[-1] + 1) if here else None


def _place(remark: _Remark, version_id: int, text: str) -> int | None:
    if remark.start is None or not remark.excerpt:
        return None
    place = remark.start if remark.version_id == version_id else text.find(remark.excerpt)
    return None if place < 0 else place


def _plain(line: str) -> str:
    return _UNLIKE.sub("", line)
