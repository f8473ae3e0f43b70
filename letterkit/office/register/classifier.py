"""The classifier of appeals (6.12): two levels of groups with codes that stay, kept in rules/classifier.yml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from letterkit.core.errors import RuleError
from letterkit.datafile import parse_yaml, place_of, read_text, validate
from letterkit.intake.groups import GroupWords
from letterkit.settings import load_settings

FILE = "classifier.yml"
_CODE = r"^\d{1,3}(\.\d{1,3})?$"
_FIRST_WORD = re.compile(r"\s*(\S+?)\.?(?:\s+[–—-]?\s*(.*))?$", re.DOTALL)
_NAME_LIMIT = 190


class _ClassifierModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Name = Annotated[str, Field(min_length=1, max_length=_NAME_LIMIT)]


class GroupPart(_ClassifierModel):
    """One group; ``was`` are names that it had before: appeals that bear one belong to it.

    ``words`` are beginnings of words and of pairs of words that its appeals have: by them a new appeal is put to it.
    ``subjects`` are what such appeals are usually about, in the nominative, the most general one first.
    """

    code: Annotated[str, Field(pattern=_CODE)]
    name: _Name
    was: list[_Name] = []
    words: list[_Name] = []
    subjects: list[_Name] = []


class SectionPart(GroupPart):
    """A group of the first level with those of the second."""

    groups: list[GroupPart] = []


@dataclass(frozen=True, slots=True)
class ClassifierGroup:
    """``section`` is the name of the group of the first level that it belongs to; of such a one, its own."""

    code: str
    name: str
    section: str
    words: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    @property
    def is_section(self) -> bool:
        return "." not in self.code


@dataclass(frozen=True)
class Classifier:
    """All groups in their order, sections before what they hold."""

    groups: tuple[ClassifierGroup, ...]
    _by_key: Mapping[str, ClassifierGroup]

    def find(self, said: str) -> ClassifierGroup | None:
        """The group that ``said`` names: by its code, its name, a name it had, or code and name together."""
        if found := self._by_key.get(_key(said)):
            return found
        parted = _FIRST_WORD.match(said)
        if parted and (by_code := self._by_key.get(_key(parted[1]))) and by_code.code == parted[1]:
            return by_code
        return None

    @cached_property
    def group_words(self) -> tuple[GroupWords, ...]:
        """What a reader of appeals is to know of the groups of the second level."""
        return tuple(
            GroupWords(each.code, each.name, each.words, each.subjects) for each in self.groups if not each.is_section
        )

    @cached_property
    def sections(self) -> Mapping[str, tuple[ClassifierGroup, ...]]:
        """The groups to choose from by the name of their section, that itself first."""
        found: dict[str, list[ClassifierGroup]] = {}
        for group in self.groups:
            found.setdefault(group.section, []).append(group)
        return {name: tuple(groups) for name, groups in found.items()}

    def under(self, said: str) -> tuple[str, ...]:
        """The names that appeals of ``said`` may bear: of a section, those of its groups too; else as it is."""
        group = self.find(said)
        if group is None:
            return (said,)
        return tuple(each.name for each in self.sections[group.section]) if group.is_section else (group.name,)


def classifier() -> Classifier:
    """That of the rules in use, read again when its file has changed. Raises RuleError as ``load_classifier``."""
    path = load_settings().rules_file(FILE)
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        stamp = 0
    return _load_cached(path, stamp)


@lru_cache(maxsize=4)
def _load_cached(path: Path, stamp: int) -> Classifier:
    return load_classifier(path)


def load_classifier(path: Path) -> Classifier:
    """The classifier in the file at ``path``.

    Raises RuleError as ``datafile.load_model``, ``classifier.twice`` for a code or a name that two groups have,
    ``classifier.stray`` for a code that is not of its section; with file, line and column.
    """
    text = read_text(path, RuleError)
    data = parse_yaml(text, file=str(path), error=RuleError)
    if not isinstance(data, list):
        raise RuleError("classifier.not-list", file=str(path), line=1)
    sections = [_section(each, index, text, path) for index, each in enumerate(data)]
    groups: list[ClassifierGroup] = []
    by_key: dict[str, ClassifierGroup] = {}
    for place, part, section in _parts(sections):
        if (part is not section and part.code.split(".")[0] != section.code) or (part is section) == ("." in part.code):
            raise _fault("classifier.stray", path, text, place, value=part.code, section=section.name)
        group = ClassifierGroup(part.code, part.name, section.name, tuple(part.words), tuple(part.subjects))
        for name in (part.code, part.name, *part.was):
            if (other := by_key.setdefault(_key(name), group)) is not group:
                raise _fault("classifier.twice", path, text, place, value=name, other=other.code)
        groups.append(group)
    return Classifier(tuple(groups), by_key)


def _fault(code: str, path: Path, text: str, place: tuple[int | str, ...], **details: object) -> RuleError:
    line, column = place_of(text, place)
    return RuleError(code, file=str(path), line=line, column=column, **details)


def _section(data: object, index: int, text: str, path: Path) -> SectionPart:
    return validate(data, SectionPart, file=str(path), error=RuleError, text=text, at=(index,))


def _parts(sections: list[SectionPart]) -> Iterator[tuple[tuple[int | str, ...], GroupPart, SectionPart]]:
    for index, section in enumerate(sections):
        yield (index, "code"), section, section
        for number, group in enumerate(section.groups):
            yield (index, "groups", number), group, section


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
