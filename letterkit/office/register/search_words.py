"""Words of appeals as search knows them: every word in its dictionary forms, numbers in their parts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

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


def card_texts(card: Mapping[str, Any], *more: str | None) -> Iterator[str]:
    """Everything that the sections of a card say, and ``more``, a text each."""
    for section in card.values():
        for name, value in section.items() if isinstance(section, Mapping) else ():
            if isinstance(value, (list, tuple)):
                yield from map(str, value)
            elif name not in _NO_WORDS and value and not isinstance(value, bool):
                yield str(value)
    yield from (each for each in more if each)


_NO_WORDS = frozenset({"channel", "kind", "gender", "registered", "sent"})
"""What stands in a card as a code or a day: lists have filters for it."""
