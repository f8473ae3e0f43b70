"""Where the words looked for stand in an appeal: the text around them, with them marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letterkit.office.register.search import Term, terms
from letterkit.russian.search_words import forms

_WORD = re.compile(r"[^\W\d_]+|\d+")
_AROUND = 70


@dataclass(frozen=True, slots=True)
class SnippetPiece:
    """A stretch of text; ``is_found``: one of the words looked for."""

    words: str
    is_found: bool = False


def highlight(text: str, words: str) -> tuple[SnippetPiece, ...]:
    """The whole ``text`` in pieces, the words looked for apart."""
    return _cut(text, _places(text, terms(words)), 0, len(text))


def snippet(texts: Iterable[str], words: str) -> tuple[SnippetPiece, ...]:
    """The first of ``texts`` that has most of the words, cut to what stands around them; nothing when none has any."""
    asked = terms(words)
    best: tuple[int, str, list[tuple[int, int]]] = (0, "", [])
    for text in texts:
        places = _places(text, asked)
        if len(places) > best[0]:
            best = (len(places), text, places)
    _, text, places = best
    if not places:
        return ()
    begin, end = _window(text, places)
    pieces = _cut(text, [each for each in places if begin <= each[0] and each[1] <= end], begin, end)
    before = (SnippetPiece("… "),) if begin else ()
    after = (SnippetPiece(" …"),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _places(text: str, asked: Sequence[Term]) -> list[tuple[int, int]]:
    wanted = frozenset().union(*(each for term in asked for each in term.forms))
    begun = tuple(term.begins for term in asked if term.begins)
    return [found.span() for found in _WORD.finditer(text) if _is_found(found[0], wanted, begun)]


def _is_found(word: str, wanted: frozenset[str], begun: tuple[str, ...]) -> bool:
    token = word.casefold().replace("ё", "е")
    return not wanted.isdisjoint(forms(token)) or (token.startswith(begun) and bool(begun))


def _window(text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """From a whole word before the first place to one after it: as much as fits in a line."""
    first = places[0]
    begin, end = max(0, first[0] - _AROUND), min(len(text), first[1] + _AROUND)
    if begin:
        begin = text.find(" ", begin, first[0]) + 1 or first[0]
    if end < len(text):
        end = max(text.rfind(" ", first[1], end), first[1])
    return begin, end


def _cut(text: str, places: Sequence[tuple[int, int]], begin: int, end: int) -> tuple[SnippetPiece, ...]:
    pieces: list[SnippetPiece] = []
    at = begin
    for start, stop in places:
        if start > at:
            pieces.append(SnippetPiece(text[at:start]))
        pieces.append(SnippetPiece(text[start:stop], is_found=True))
        at = stop
    if at < end:
        pieces.append(SnippetPiece(text[at:end]))
    return tuple(pieces)
