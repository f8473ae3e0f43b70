"""The lists of words that rules ask (rules/words/*.txt) as people read them: entries with their notes, under headings.

    # The first comment says what the list is for and how its lines are written.

    # A later comment, or [a title], heads the entries below it.
    лимит = предел                            an entry: one line …
        кроме: лимит бюджетных обязательств   … with the indented lines that belong to it

What a line means to its rules each kind of list knows for itself; which rules ask a list says rules/words/lists.yml.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from letterkit.core.errors import RequestError, RuleError
from letterkit.datafile import load_model, read_text
from letterkit.word_lists import ListedExample, listed_example

FOLDER, ABOUT = "words", "lists.yml"


@dataclass(frozen=True, slots=True)
class ListLine:
    """An entry with its notes, as it is written on ``number`` (1-based); ``heading`` is that above it."""

    number: int
    heading: str
    words: str
    notes: tuple[str, ...] = ()

    @property
    def examples(self) -> list[ListedExample]:
        """The sentences in which the entry must be found."""
        return [example for note in self.notes if (example := listed_example(note)) is not None]

    def has(self, sought: str) -> bool:
        """Whether ``sought`` stands in it, in letters of any size, «ё» as «е»."""
        return _plain(sought) in _plain("\n".join((self.words, *self.notes)))


@dataclass(frozen=True, slots=True)
class WordsFile:
    """A list: ``name`` of its file without .txt, ``title``, what it ``is_for``, ``rules`` (codes) that ask it."""

    name: str
    title: str
    rules: tuple[str, ...]
    is_for: str
    lines: tuple[ListLine, ...]


class _About(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=3)
    rules: tuple[str, ...] = Field(min_length=1)


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid")

    lists: dict[str, _About]


def words_files(rules: Path) -> list[WordsFile]:
    """Every list of ``rules``, by title; raises RuleError when one, or what is said of them, cannot be read."""
    about = _about(rules)
    found = (_read(path, about) for path in (rules / FOLDER).glob("*.txt"))
    return sorted(found, key=lambda each: each.title)


def words_of(rules: Path, name: str) -> WordsFile:
    """The list ``name``; raises RequestError ``words.unknown``, RuleError as ``words_files``."""
    path = rules / FOLDER / f"{name}.txt"
    if path.name not in {each.name for each in (rules / FOLDER).glob("*.txt")}:
        raise RequestError("words.unknown", name=name)
    return _read(path, _about(rules))


def _about(rules: Path) -> Mapping[str, _About]:
    path = rules / FOLDER / ABOUT
    return _about_as_of(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=4)
def _about_as_of(path: Path, changed: int) -> Mapping[str, _About]:
    return load_model(path, _Lists, RuleError).lists


def _read(path: Path, about: Mapping[str, _About]) -> WordsFile:
    known = about.get(path.stem)
    title, rules = (known.title, known.rules) if known else (path.stem, ())
    return WordsFile(path.stem, title, rules, *_as_of(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=64)
def _as_of(path: Path, changed: int) -> tuple[str, tuple[ListLine, ...]]:
    """What a list is for and its lines, read once as long as its file stays the same."""
    text = read_text(path, RuleError)
    head, rest = _head(text)
    return head, tuple(_lines(text, rest))


def _head(text: str) -> tuple[str, int]:
    """The first comment without its signs, and how many lines it takes."""
    head: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        head.append(line[1:].removeprefix(" ").rstrip())
    return "\n".join(head).strip("\n"), len(head)


def _lines(text: str, after: int) -> Iterator[ListLine]:
    heading, entry = "", None
    for number, line in enumerate(text.splitlines(), 1):
        if number <= after or not line.strip():
            continue
        if line.startswith(("#", "[")):
            heading = line.strip("#[] ")
        elif line[0].isspace() and entry is not None:
            entry = ListLine(entry.number, entry.heading, entry.words, (*entry.notes, line.strip()))
            continue
        else:
            if entry is not None:
                yield entry
            entry = ListLine(number, heading, line.rstrip())
    if entry is not None:
        yield entry


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").split())
