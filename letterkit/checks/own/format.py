"""One file of a body's own pack, ``packs/ID.yml``, read strictly.

    id: own
    title: Правила министерства
    levels:                                   # another level, or «off», for a rule that comes with letterkit
      tone.order: {level: advice, reason: Сроки и порядок действий называем прямо}
    words:                                    # a list of rules/words/: lines in its own syntax, and what is taken out
      jargon.txt:
        add: ["мониторинг = проверка | наблюдение"]
        remove: ["лимит"]                     # the line as it stands there, or what stands before its «=» or «:»
      officialese.txt:
        add: ["[работы] обследование"]        # in a list with [sections], with the section in front
    exceptions:                               # where a rule is silent
      jargon.unexplained:
        - {words: лимит бюджетных обязательств, note: Так называется документ}
    rules: []                                 # new rules, each as a rule file is

An exception's words are written in their dictionary form and found in any form each. The rule is silent where its
finding shares a character with them; with ``within: sentence``, wherever they stand in the sentence of the finding. A
finding without a place, of something that is missing, is never spared by words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from letterkit.checks.rule_file import Code
from letterkit.core.errors import BadValue, RuleError
from letterkit.core.finding import Level
from letterkit.datafile import place_of, read_text, validate
from letterkit.yaml_cache import YamlMemory

FOLDER = "packs"
EVERYWHERE = "own"
"""The pack that is in force whatever a profile names."""
Within = Literal["phrase", "sentence"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5)]
ListName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.txt$")]
PackId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]


def _one_line(written: str) -> str:
    if "\n" in written:
        raise BadValue("list.several-lines")
    return written


def _demand_words(written: str) -> str:
    if not any(sign.isalnum() for sign in written):
        raise BadValue("exception.no-words")
    return written


Line = Annotated[Text, AfterValidator(_one_line)]


class _PackModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LevelChange(_PackModel):
    """How grave the findings of a rule are for this body; ``off``: the rule is not asked."""

    level: Literal["error", "warning", "advice", "off"]
    reason: Reason

    @property
    def grade(self) -> Level | None:
        """None for ``off``."""
        return None if self.level == "off" else Level(self.level)


class WordsChange(_PackModel):
    """Lines that come to a list, an entry with its notes («кроме: …») as one text, and lines or words taken out."""

    add: tuple[Text, ...] = ()
    remove: tuple[Line, ...] = ()


class RuleException(_PackModel):
    """Words at which a rule is silent."""

    words: Annotated[Line, AfterValidator(_demand_words)]
    note: Reason
    within: Within = "phrase"


class _PackFile(_PackModel):
    id: PackId
    title: Line
    levels: dict[Code, LevelChange] = {}
    words: dict[ListName, WordsChange] = {}
    exceptions: dict[Code, Annotated[tuple[RuleException, ...], Field(min_length=1)]] = {}
    rules: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class OwnPack:
    """A pack as it is written; what in it can be used is seen only beside the rules that come with letterkit.

    ``source`` is its text, ``file`` the name for messages.
    """

    id: str
    title: str
    levels: Mapping[str, LevelChange]
    words: Mapping[str, WordsChange]
    exceptions: Mapping[str, tuple[RuleException, ...]]
    rules: tuple[Mapping[str, Any], ...]
    source: str = field(repr=False)
    file: str = ""

    def fault(self, code: str, path: tuple[int | str, ...], **details: object) -> RuleError:
        """What is wrong with the part ``path`` of this pack, with its place."""
        line, column = place_of(self.source, path)
        return RuleError(code, file=self.file, line=line, column=column, **details)


def parse_pack(text: str, file: str, memory: YamlMemory | None = None) -> OwnPack:
    """The pack ``text``; raises RuleError ``yaml.syntax``, ``data.*`` with file, line and column."""
    data = (memory or YamlMemory(None)).parse(text, file=file, error=RuleError)
    read = validate(data, _PackFile, file=file, error=RuleError, text=text)
    return OwnPack(read.id, read.title, read.levels, read.words, read.exceptions, read.rules, text, file)


def load_pack(path: Path, memory: YamlMemory | None = None) -> OwnPack:
    """The pack of the file ``path``, which is named after it; raises as ``parse_pack``, ``file.*``, ``pack.name``."""
    pack = parse_pack(read_text(path, RuleError), str(path), memory)
    if pack.id != path.stem:
        raise pack.fault("pack.name", ("id",), id=pack.id, name=path.name)
    return pack


def pack_files(folder: Path) -> tuple[Path, ...]:
    """The packs in ``folder``, in order."""
    return tuple(sorted(folder.glob("*.yml")))
