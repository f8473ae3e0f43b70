"""Which word of a paragraph hangs on which: the tree of each of its sentences, by the numbers of its whole words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from letterkit.language.whole_words import WholeWord, sentences_of
from letterkit.russian.syntax import links_of

_SIGN = re.compile(r"\S")


class Edge(NamedTuple):
    """The word number ``kid`` hangs on that numbered ``head`` as ``relation`` of Universal Dependencies."""

    relation: str
    kid: int
    head: int


def edges_of_each(paragraphs: Iterable[tuple[str, Sequence[WholeWord]]]) -> Iterator[list[Edge]]:
    """The edges between words of each paragraph, a text and its words, by the places of the kids; all read together."""
    cuts = [(text, words, sentences_of(words)) for text, words in paragraphs]
    sentences = [_signs(text, words, places) for text, words, pieces in cuts for places in pieces]
    links = iter(links_of([tuple(sign for sign, _ in signs) for signs in sentences]))
    each = iter(sentences)
    for _, _, pieces in cuts:
        edges = []
        for _ in pieces:
            signs = next(each)
            for (_, kid), link in zip(signs, next(links), strict=False):
                head = signs[link.head][1] if link.head >= 0 else None
                if kid is not None and head is not None and kid != head:
                    edges.append(Edge(link.relation, kid, head))
        yield edges


def _signs(text: str, words: Sequence[WholeWord], places: range) -> list[tuple[str, int | None]]:
    """The words at ``places`` with their numbers, and the marks between and after them."""
    signs: list[tuple[str, int | None]] = []
    for at in places:
        word = words[at]
        signs.append((text[word.start : word.end], at))
        end = words[at + 1].start if at + 1 < len(words) else len(text)
        signs += [(mark, None) for mark in _SIGN.findall(text[word.end : end])]
    return signs
