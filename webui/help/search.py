"""Search in the guide: words in any form, pages and headings that name them first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from letterkit.russian.search_words import forms, tokens
from webui.help.guide import Guide, Page
from webui.help.rendering import Section

MOST = 20
_LONGEST_QUERY = 200
_OF_TITLE, _OF_HEADING, _MOST_OF_TEXT = 8, 4, 3
_AROUND = 90
_BEGUN = 4
"""A word of so many letters that no page has is taken for the beginning of one."""
_WORD = re.compile(r"\w+")

Pieces = tuple[tuple[str, bool], ...]
"""Words in order, each with whether it was asked for."""


@dataclass(frozen=True, slots=True)
class GuideHit:
    """A place of the guide: a page, a heading of it, and some of its words."""

    page: Page
    section: Section
    excerpt: Pieces


@dataclass(frozen=True, slots=True)
class _Entry:
    page: Page
    section: Section
    title: frozenset[str]
    heading: frozenset[str]
    text: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Index:
    entries: tuple[_Entry, ...]
    known: frozenset[str]


def search(guide: Guide, words: str) -> list[GuideHit]:
    """Places that have most of ``words``, the best first; nothing where none of them is found."""
    index = _index_of(guide)
    asked = [_likely_forms(token, index.known) for token in tokens(words[:_LONGEST_QUERY])]
    rated = [(_rate(entry, asked), entry) for entry in index.entries]
    most = max((matched for (matched, _), _ in rated), default=0)
    if not most:
        return []
    best = sorted((each for each in rated if each[0][0] == most), key=lambda each: -each[0][1])
    meant = frozenset().union(*asked)
    return [GuideHit(entry.page, entry.section, _excerpt(entry.section.text, meant)) for _, entry in best[:MOST]]


@lru_cache(maxsize=2)
def _index_of(guide: Guide) -> _Index:
    entries = tuple(_entries(guide))
    known = frozenset().union(*(each.title | each.heading | each.text.keys() for each in entries))
    return _Index(entries, known)


def _entries(guide: Guide) -> Iterator[_Entry]:
    for page in guide.pages.values():
        for section in page.rendered.sections:
            said: dict[str, int] = {}
            for token in tokens(section.text):
                for form in forms(token):
                    said[form] = said.get(form, 0) + 1
            title = _forms_of(page.title) if not section.anchor else frozenset()
            yield _Entry(page, section, title, _forms_of(section.heading), said)


def _forms_of(text: str) -> frozenset[str]:
    return frozenset().union(*map(forms, tokens(text)))


def _likely_forms(token: str, known: frozenset[str]) -> frozenset[str]:
    """The forms that ``token`` may be of; where no page has any, the words that begin with it."""
    meant = forms(token)
    if meant & known or len(token) < _BEGUN:
        return meant
    return frozenset(each for each in known if each.startswith(token)) or meant


def _rate(entry: _Entry, asked: Sequence[frozenset[str]]) -> tuple[int, int]:
    """How many of the words the place has, and how much it is about them."""
    matched = weight = 0
    for meant in asked:
        of_text = min(sum(entry.text.get(form, 0) for form in meant), _MOST_OF_TEXT)
        here = of_text + _OF_TITLE * bool(meant & entry.title) + _OF_HEADING * bool(meant & entry.heading)
        matched += here > 0
        weight += here
    return matched, weight


def _excerpt(text: str, meant: frozenset[str]) -> Pieces:
    """Some words around the first that was asked for, or the beginning."""
    marks = [each.span() for each in _WORD.finditer(text) if any(forms(part) & meant for part in tokens(each[0]))]
    first = marks[0][0] if marks else 0
    begin = text.rfind(" ", 0, max(first - _AROUND, 0)) + 1
    end = text.find(" ", first + 2 * _AROUND)
    end = len(text) if end < 0 else end
    pieces = [("… ", False)] if begin else []
    at = begin
    for start, stop in marks:
        if start >= begin and stop <= end:
            pieces += [(text[at:start], False), (text[start:stop], True)]
            at = stop
    pieces.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return tuple(pieces)
