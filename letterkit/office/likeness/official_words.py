"""Words with capitals that are nobody's own: those of public bodies and of acts."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import regex

from letterkit.checks.families.law.act_list import known_acts
from letterkit.core.profile import Body
from letterkit.russian.body_words import HEADS
from letterkit.russian.search_words import forms, tokens

_STEM = 4
"""Letters of a word that all its forms have."""


def capitals(text: str) -> Iterator[str]:
    """The words of ``text`` that begin with a capital."""
    return (word for word in regex.findall(r"\p{L}[\p{L}-]*", text) if word[0].isupper())


def forms_of(texts: Iterable[str]) -> frozenset[str]:
    """All the dictionary forms of the words of ``texts``, and the words themselves; single letters left out."""
    return frozenset(
        form for text in texts for token in tokens(text) if len(token) > 1 for form in {token, *forms(token)}
    )


def official(body: Body) -> frozenset[str]:
    """Words with capitals that name ``body``, its superior, other bodies and acts."""
    return _words_of_body(tuple(filter(None, (*body.names.values(), body.superior)))) | _words_of_acts()


@lru_cache(maxsize=8)
def _words_of_body(names: tuple[str, ...]) -> frozenset[str]:
    return forms_of(word for name in names for word in capitals(name)) | HEADS


@cache
def _words_of_acts() -> frozenset[str]:
    """Words with capitals inside the names of acts: «Правительства Российской Федерации», not the first ones."""
    said = (f"{act.kind}\n{act.name}" for act in known_acts())
    inner = (word for text in said for line in text.split("\n") for word in capitals(line.partition(" ")[2]))
    return forms_of(inner)


@cache
def words_in_acts() -> frozenset[str]:
    """The words of the titles of acts, in their dictionary forms: whom and what laws are about."""
    return forms_of(act.name for act in known_acts())


@cache
def names_of_acts() -> "regex.Pattern[str]":
    """«Жилищного кодекса», «ЖК РФ»: what acts are called without a number, in any case."""
    named = {" ".join(name.split()) for act in known_acts() for name in act.names if name[:1].isupper()}
    shapes = (r"\s+".join(_any_ending(word) for word in name.split()) for name in sorted(named, key=len, reverse=True))
    return regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(shapes)})(?!\p{{L}})")


def _any_ending(word: str) -> str:
    return (
        regex.escape(word)
        if word.isupper() or len(word) < _STEM
        else rf"{regex.escape(word[: max(_STEM, len(word) - 2)])}\p{{Ll}}{{0,4}}"
    )
