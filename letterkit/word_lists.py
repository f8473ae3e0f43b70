"""Lists of words as they are in force: the files that come with letterkit, with what a body has changed in them.

The files themselves are never edited. Whoever reads a list asks for it by ``words_file`` while a letter is on the
table: which lists are in force then, the rule book says with ``reading``, for its own thread alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import regex

from letterkit.core.errors import RuleError

_EXAMPLE = regex.compile(r"пример\s*:\s*(?P<wrong>[^=>\s][^=>]*?)\s*(?:=>\s*(?P<mended>[^=>\s][^=>]*))?")


@dataclass(frozen=True, slots=True)
class ChangedList:
    """The list of words at ``path`` with other ``text`` than stands there; two of one ``digest`` are the same."""

    path: Path
    digest: str
    text: str = field(compare=False, repr=False)

    def __str__(self) -> str:
        return str(self.path)


WordList = Path | ChangedList
"""A list to be read with ``words_text``; caches of what was read go by it."""


def words_text(file: WordList) -> str:
    """The text of ``file``; raises RuleError ``file.*``."""
    from letterkit.datafile import read_text  # with all of pydantic, which is not loaded before a list is read

    return file.text if isinstance(file, ChangedList) else read_text(file, RuleError)


@dataclass(frozen=True, slots=True)
class ListedExample:
    """A sentence in which an entry is found, and what its first mend makes of it; empty when that is not told."""

    wrong: str
    mended: str = ""


def listed_example(note: str) -> ListedExample | None:
    """The example that an indented line of a list is; None for another note."""
    read = _EXAMPLE.fullmatch(note.strip())
    return ListedExample(read["wrong"], (read["mended"] or "").rstrip()) if read else None


def list_lines(file: WordList) -> Iterator[tuple[int, str]]:
    """(number, line) of all that ``file`` says, without comments and examples; raises RuleError ``words.line``."""
    entry = False
    for number, raw in enumerate(words_text(file).splitlines(), 1):
        line = raw.split("#")[0].strip()
        if not line:
            continue
        if not raw[0].isspace():
            entry = not line.startswith("[")
            yield number, line
        elif not entry or listed_example(line) is None:
            raise RuleError("words.line", file=str(file), line=number, text=line)


class WordLists:
    """The lists of the folder ``words``, some of them ``changed`` (by name); equal ones hold the same words."""

    def __init__(self, words: Path, changed: Iterable[ChangedList] = ()) -> None:
        self.folder = words
        self.changed: Mapping[str, ChangedList] = {each.path.name: each for each in changed}
        self._known: dict[str, WordList] = dict(self.changed)
        self._same = (words, frozenset((each.path, each.digest) for each in self.changed.values()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordLists) and self._same == other._same

    def __hash__(self) -> int:
        return hash(self._same)

    def __reduce__(self) -> tuple[object, ...]:
        return WordLists, (self.folder, tuple(self.changed.values()))

    def file(self, name: str) -> WordList:
        """The list ``name`` («jargon.txt»), whether it is there or not; asked for every paragraph of a letter."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self.folder / name
        return found

    @contextmanager
    def reading(self) -> Iterator[None]:
        """These lists are in force for this thread."""
        before = _IN_FORCE.set(self)
        try:
            yield
        finally:
            _IN_FORCE.reset(before)


_IN_FORCE: ContextVar[WordLists | None] = ContextVar("letterkit-word-lists", default=None)


def words_file(name: str) -> WordList:
    """The list ``name`` of rules/words as it is in force."""
    return (_IN_FORCE.get() or shipped_lists()).file(name)


def changed_list(path: Path, text: str) -> ChangedList:
    """The list at ``path`` with ``text`` in the place of its own."""
    return ChangedList(path, sha256(text.encode()).hexdigest()[:16], text)


def shipped_lists() -> WordLists:
    """The lists that come with letterkit, unchanged."""
    from letterkit.settings import load_settings

    return _lists_of(load_settings().rules_dir)


@cache
def _lists_of(rules: Path) -> WordLists:
    return WordLists(rules / "words")
