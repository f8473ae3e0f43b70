"""natasha's word vectors, one copy for the whole program: made from a billion words of news, they tell which words are
used near each other, and how often each is used."""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from letterkit.core.loading import loading

if TYPE_CHECKING:
    from natasha import NewsEmbedding

_loading = Lock()
_NUMBER = "00"


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


def numberless(words: Sequence[str]) -> tuple[str, ...]:
    """``words`` with one number of several digits for all such: models of language see of each only that it is one.

    The vectors have no numbers. Sentences that are alike so are read alike, and letters of a batch often differ in a
    date or the number of a house.
    """
    return tuple([_NUMBER if len(word) > 1 and word[0].isdecimal() else word for word in words])


@loading("natasha")
@cache
def _vectors() -> "NewsEmbedding":
    from natasha import NewsEmbedding

    return NewsEmbedding()


@cache
def counts() -> dict[str, int]:
    """How often each of some 250,000 words in lower case stands in a billion words of news; to be read only."""
    vocabulary = vectors().vocab
    return dict(zip(vocabulary.words, vocabulary.counts, strict=True))
