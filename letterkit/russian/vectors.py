"""natasha's word vectors, one copy for the whole program: made from a billion words of news, they tell which words are
used near each other, and how often each is used."""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from natasha import NewsEmbedding

_loading = Lock()


def vectors() -> "NewsEmbedding":
    """The vectors; about 0.3 s and 50 MB when first asked for."""
    with _loading:
        return _vectors()


def occurrences(word: str) -> int:
    """How often ``word`` stands in a billion words of news; 0 for one seen less than some 100 times or not at all.

    Letter case is ignored, and so are the dots of ё, which news leave out.
    """
    known = counts()
    low = word.lower()
    return max(known.get(low, 0), known.get(low.replace("ё", "е"), 0))


@cache
def _vectors() -> "NewsEmbedding":
    from natasha import NewsEmbedding

    return NewsEmbedding()


@cache
def counts() -> dict[str, int]:
    """How often each of some 250,000 words in lower case stands in a billion words of news; to be read only."""
    vocabulary = vectors().vocab
    return dict(zip(vocabulary.words, vocabulary.counts, strict=True))
