"""How people spell headers and the words of fixed lists: what counts as the same."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from letterkit.core.card_values import known_words
from letterkit.core.errors import TableError
from letterkit.datafile import parse_yaml, validate
from letterkit.russian.morph import lemma

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s*){2,}")
_LINKS = frozenset({"и"})
_LONGEST_HEADER = 80


class Words(BaseModel):
    """values.yml: the words by value, of each fixed list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channel: dict[str, list[str]]
    kind: dict[str, list[str]]
    outcome: dict[str, list[str]]
    ground: dict[str, list[str]]
    gender: dict[str, list[str]]
    result: dict[str, list[str]]
    flag: dict[str, list[str]]
    skipped: list[str]


def values_of(path: str) -> Mapping[str, list[str]]:
    """The words by value that may stand at ``path``; empty when it takes anything.

    ``result`` is the register's own: how an appeal ended.
    """
    if path == "result":
        return words().result
    if not known_words(path):
        return {}
    name = path.rpartition(".")[2]
    found: Mapping[str, list[str]] = getattr(words(), "channel" if name == "delivery" else name)
    return found


def key(header: str) -> str:
    """``header`` without all that people write in many ways: case, spaces, signs, «ё», «№», remarks in brackets."""
    return bare(_IN_BRACKETS.sub(" ", header)) or bare(header)


def bare(header: str) -> str:
    """``key`` with the remarks in brackets kept."""
    return _NOT_WORD.sub("", _spelt(header))


def _spelt(header: str) -> str:
    return header.replace("№", "номер ").casefold().replace("ё", "е")


def in_any_order(header: str, *, remarks: bool = False) -> frozenset[str]:
    """The words of ``header`` in their dictionary forms: «Исполнитель: фамилия» has those of «Фамилия исполнителя».

    Those in brackets only with ``remarks``; initials stand as one word. Empty for what is too long to be a header.
    """
    kept = header if remarks else _IN_BRACKETS.sub(" ", header).strip() or header
    if len(kept) > _LONGEST_HEADER:
        return frozenset()
    text = _INITIALS.sub(lambda found: _NOT_WORD.sub("", found[0]), _spelt(kept))
    return frozenset(lemma(word).replace("ё", "е") for word in _WORD.findall(text)) - _LINKS


@cache
def words() -> Words:
    """The words of fixed lists."""
    data = parse_yaml(text_of("values.yml"), file="values.yml", error=TableError)
    return validate(data, Words, file="values.yml", error=TableError)


def text_of(name: str) -> str:
    """A data file that stands beside this module."""
    return files("letterkit.tables").joinpath(name).read_text(encoding="utf-8")
