"""A LanguageTool server by itself on the same letters: what its default rules find of our defects of language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.accuracy.figures import Tally
from bench.accuracy.labelled import load_labelled
from bench.accuracy.planter import PlantedLetter
from bench.accuracy.run import planted_in
from letterkit.checks.engine_reading import READ_BY_ENGINE
from letterkit.core.process_pool import spread
from letterkit.language.languagetool.client import LanguageToolServer
from letterkit.language.ports import Match
from letterkit.reading import read_text

LANGUAGE = ("spelling", "grammar", "punctuation", "typography")
_SENTENCES_KEPT = 20_000
_LIMIT_S = 120.0  # the first answer loads every rule of the language


@dataclass(slots=True)
class EngineFigures:
    """A server's own figures: defects of language that any match touches, and matches on the clean letters."""

    engine: str
    letters: int = 0
    alarms: int = 0
    families: dict[str, Tally] = field(default_factory=dict)

    @property
    def alarms_a_letter(self) -> float:
        return self.alarms / self.letters if self.letters else 0.0


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    data: bytes
    defects: tuple[PlantedLetter, ...]


@dataclass(frozen=True, slots=True)
class _EngineScore:
    alarms: int
    touched: tuple[tuple[str, bool], ...]


def beside(
    folder: Path,
    url: str,
    *,
    jobs: int | None = None,
    watched: Callable[[Iterable[_EngineScore], int], Iterable[_EngineScore]] = lambda done, total: done,
) -> EngineFigures:
    """The figures of the server at ``url`` on ``folder``; raises RequestError, CardError and ToolMissing."""
    letters = load_labelled(folder)
    made: dict[str, list[PlantedLetter]] = {}
    for defect in planted_in(letters):
        if defect.family in LANGUAGE:
            made.setdefault(defect.letter, []).append(defect)
    tasks = [_Task(letter.name, letter.data, tuple(made.get(letter.name, ()))) for letter in letters if letter.clean]
    figures = EngineFigures("languagetool")
    for done in watched(spread(_work, tasks, _begin, (url,), jobs), len(tasks)):
        figures.letters += 1
        figures.alarms += done.alarms
        for family, touched in done.touched:
            tally = figures.families.setdefault(family, Tally())
            tally.planted += 1
            tally.right += touched
            tally.touched += touched
    return figures


class _Process:
    """The server as this worker process asks it, and what it has said of a paragraph."""

    ask: Callable[[str], tuple[Match, ...]] | None = None
    known: dict[str, tuple[tuple[int, int], ...]]


def _begin(url: str) -> None:
    _Process.ask = LanguageToolServer(url, None, limit_s=_LIMIT_S).matches
    _Process.known = {}


def _work(task: _Task) -> _EngineScore:
    clean = _matches(task.data, task.name)
    touched = [(defect.family, _touches(defect)) for defect in task.defects]
    return _EngineScore(len(clean), tuple(touched))


def _touches(defect: PlantedLetter) -> bool:
    matches = _matches(defect.text.encode(), defect.letter)
    return any(first < end and start < last for start, end in matches for first, last in defect.faults)


def _matches(data: bytes, name: str) -> Sequence[tuple[int, int]]:
    """Spans in the letter, of its title, text and attachments: what our own checker hands to the engine."""
    assert _Process.ask is not None
    letter = read_text(data, name)
    found = []
    for part in letter.parts_of(*READ_BY_ENGINE):
        words = letter.text_of(part)
        if words not in _Process.known:
            if len(_Process.known) >= _SENTENCES_KEPT:
                _Process.known.clear()
            _Process.known[words] = tuple((match.start, match.end) for match in _Process.ask(words))
        found += [(part.start + start, part.start + end) for start, end in _Process.known[words]]
    return found
