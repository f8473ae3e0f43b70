"""How people spell headers and the words of fixed lists: what counts as the same."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from letterkit.core.errors import TableError
from letterkit.datafile import parse_yaml, validate
from letterkit.flow.card import known_values

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_WORD = re.compile(r"[\W_]+")


class Words(BaseModel):
    """values.yml: the words by value, of each fixed list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channel: dict[str, list[str]]
    kind: dict[str, list[str]]
    outcome: dict[str, list[str]]
    ground: dict[str, list[str]]
    gender: dict[str, list[str]]
    flag: dict[str, list[str]]
    skipped: list[str]


def values_of(path: str) -> Mapping[str, list[str]]:
    """The words by value that may stand at ``path``; empty when it takes anything."""
    if not known_values(path):
        return {}
    name = path.rpartition(".")[2]
    found: Mapping[str, list[str]] = getattr(words(), "channel" if name == "delivery" else name)
    return found


def key(header: str) -> str:
    """``header`` without all that people write in many ways: case, spaces, signs, «ё», «№», remarks in brackets."""
    return bare(_IN_BRACKETS.sub(" ", header)) or bare(header)


def bare(header: str) -> str:
    """``key`` with the remarks in brackets kept."""
    return _NOT_WORD.sub("", header.replace("№", "номер ").casefold().replace("ё", "е"))


@cache
def words() -> Words:
    """The words of fixed lists."""
    data = parse_yaml(text_of("values.yml"), file="values.yml", error=TableError)
    return validate(data, Words, file="values.yml", error=TableError)


def text_of(name: str) -> str:
    """A data file that stands beside this module."""
    return files("letterkit.flow.sheets").joinpath(name).read_text(encoding="utf-8")
