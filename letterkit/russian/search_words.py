"""Words as search knows them: every word in its dictionary forms, numbers in their parts."""

import re
from collections.abc import Iterable
from functools import lru_cache

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_LONGEST = 60
_BETWEEN = "qqq"
"""Stands between what two fields say: no phrase goes across it."""


def tokens(text: str) -> list[str]:
    """Words and numbers of ``text`` in order, in lower case, without «ё»: «И-345/24» is «и», «345», «24»."""
    return [token[:_LONGEST] for token in _TOKEN.findall(text.casefold().replace("ё", "е"))]


@lru_cache(maxsize=WORDS_KEPT)
def form(token: str) -> str:
    """The likeliest dictionary form."""
    return token if token.isdigit() else morph.lemma(token).replace("ё", "е")


@lru_cache(maxsize=WORDS_KEPT)
def forms(token: str) -> frozenset[str]:
    """All the dictionary forms that the token may be of, the likeliest among them."""
    if token.isdigit():
        return frozenset({token, token.lstrip("0") or token})
    return frozenset(each.replace("ё", "е") for each in morph.lemmas(token)) | {form(token)}


def index_of(texts: Iterable[str]) -> str:
    """What is kept of ``texts``: their words in order, as phrases are looked for, then all other forms of them."""
    in_order: list[str] = []
    others: set[str] = set()
    for text in texts:
        found = tokens(text)
        in_order += [*map(form, found), _BETWEEN]
        for token in found:
            others |= forms(token)
    return " ".join([*in_order, *sorted(others.difference(in_order))])
