"""Which word of a paragraph hangs on which: the tree of each of its sentences, by the numbers of its whole words."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterkit.language.clash import AskedWords
from letterkit.russian.syntax import Links, links_of

_SIGN = re.compile(r"\S")


class Edge(NamedTuple):
    """The word number ``kid`` hangs on that numbered ``head`` as ``relation`` of Universal Dependencies."""

    relation: str
    kid: int
    head: int


def edges_of_each(paragraphs: Sequence[AskedWords]) -> list[list[Edge]]:
    """The edges between the words of each of ``paragraphs``, by the places of the kids; all are read together."""
    signs = [[_signs(each, places) for places in each.sentences] for each in paragraphs]
    every = [sentence for sentences in signs for sentence in sentences]
    links = iter(links_of([tuple(sign for sign, _ in sentence) for sentence in every]))
    return [[edge for sentence in sentences for edge in _edges(sentence, next(links))] for sentences in signs]


def _edges(signs: Sequence[tuple[str, int | None]], links: Links) -> Iterator[Edge]:
    """The edges of a sentence, marks left out; none where it was too long to be read."""
    for (_, kid), link in zip(signs, links, strict=False):
        head = signs[link.head][1] if link.head >= 0 else None
        if kid is not None and head is not None and kid != head:
            yield Edge(link.relation, kid, head)


def _signs(paragraph: AskedWords, places: range) -> list[tuple[str, int | None]]:
    """The words at ``places`` with their numbers, and the marks between and after them."""
    text, words = paragraph.text, paragraph.words
    signs: list[tuple[str, int | None]] = []
    for at in places:
        word = words[at]
        signs.append((text[word.start : word.end], at))
        end = words[at + 1].start if at + 1 < len(words) else len(text)
        signs += [(mark, None) for mark in _SIGN.findall(text[word.end : end])]
    return signs
