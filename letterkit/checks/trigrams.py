"""Three characters in a row within a word: one look at those of a text tells which of many pieces it may hold."""

from functools import lru_cache

_LETTERS = 3
_MOST_WORDS = 8192  # of all letters; some 4 MB


def threes_of(text: str) -> frozenset[str]:
    """Every three characters in a row of the words of ``text``, marks at their ends included."""
    return frozenset().union(*map(_of_word, text.split()))


def three_of(piece: str) -> str | None:
    """Three characters that stand among ``threes_of`` every text with ``piece``; None when it has too few in a row.

    The middle of a word tells more than «пре…» and «…ать».
    """
    longest = max(piece.split(), key=len, default="")
    at = max(0, (len(longest) - _LETTERS) // 2)
    found = longest[at : at + _LETTERS]
    return found if len(found) == _LETTERS else None


@lru_cache(maxsize=_MOST_WORDS)
def _of_word(word: str) -> tuple[str, ...]:
    return tuple(word[at : at + _LETTERS] for at in range(len(word) - _LETTERS + 1))
