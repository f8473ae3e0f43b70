"""The reason that a comment is filed under: the words of rules/opinion_reasons.yml, in any form, counted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from letterkit.core.errors import BadValue, RuleError
from letterkit.datafile import parse_model, read_text
from letterkit.russian import morph

OTHER = "other"
"""Where comments go that no words speak for; the file always has it."""
FILE = "opinion_reasons.yml"
_WORD = re.compile(r"[а-яёa-z]+(?:-[а-яёa-z]+)*", re.IGNORECASE)
_END = "."
"""Stands between sentences: no turn goes over it."""


class ReasonPart(BaseModel):
    """One reason as the file has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=60)]
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    words: list[Annotated[str, StringConstraints(min_length=1, max_length=80)]] = Field(max_length=200)


class ReasonsPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reasons: list[ReasonPart] = Field(min_length=1, max_length=60)

    @field_validator("reasons")
    @classmethod
    def _whole(cls, reasons: list[ReasonPart]) -> list[ReasonPart]:
        ids = [each.id for each in reasons]
        if len(set(ids)) != len(ids) or OTHER not in ids:
            raise BadValue("reasons.twice")
        return reasons


@dataclass(frozen=True, slots=True)
class Reasons:
    """``titles`` by id in the order of the file; ``turns`` by id are lemmas that stand together."""

    titles: Mapping[str, str]
    turns: Mapping[str, Sequence[tuple[frozenset[str], ...]]]

    def of(self, comment: str) -> str | None:
        """The id of the reason whose words are most of those in ``comment``; None for an empty one."""
        if not comment.strip():
            return None
        said = list(_lemmas(comment))
        found = {each: sum(_stands(turn, said) for turn in turns) for each, turns in self.turns.items()}
        best = max(found, key=lambda each: found[each])  # of equals the first in the file
        return best if found[best] else OTHER


def reasons_in(path: Path) -> Reasons:
    """The reasons of the file ``path``; raises RuleError as ``datafile.parse_model``."""
    return _read(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Reasons:
    parts = parse_model(read_text(path, RuleError), ReasonsPart, file=str(path), error=RuleError).reasons
    turns = {part.id: [_turn(words) for words in part.words] for part in parts}
    return Reasons({part.id: part.title for part in parts}, turns)


def _turn(words: str) -> tuple[frozenset[str], ...]:
    return tuple(_forms(word) for word in words.split())


def _stands(turn: tuple[frozenset[str], ...], said: Sequence[frozenset[str]]) -> int:
    """How often ``turn`` stands in ``said``; a word with «не» before it is only found by a turn that has it."""
    count = 0
    for start in range(len(said) - len(turn) + 1):
        if all(wanted & given for wanted, given in zip(turn, said[start:], strict=False)):
            denied = start > 0 and "не" in said[start - 1] and "не" not in turn[0]
            # «не помогли»: the turn that has the «не» counts for more than the word alone.
            count += 0 if denied else len(turn)
    return count


def _lemmas(comment: str) -> Iterator[frozenset[str]]:
    for sentence in re.split(r"[.!?;\n]+", comment):
        yield from (_forms(word) for word in _WORD.findall(sentence))
        yield frozenset({_END})


def _forms(word: str) -> frozenset[str]:
    low = word.lower().replace("ё", "е")
    return frozenset({low, *(each.replace("ё", "е") for each in morph.lemmas(low))})
