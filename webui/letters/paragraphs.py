"""Which paragraph of the editor's text a line of the printed letter is: a remark is made at a paragraph."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

_UNLIKE = re.compile(r"[\s\u00ad\u2010-\u2015>•-]+")


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
    if remark.start is None:
        return None
    place = remark.start if remark.version_id == version_id else text.find(remark.excerpt)
    return None if place < 0 or not remark.excerpt else text.count("\n", 0, place) + 1


def _plain(line: str) -> str:
    return _UNLIKE.sub("", line)
