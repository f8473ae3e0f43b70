"""Letters to proofread, and the proofreaders: our own and one with a real server beside it a session."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from letterkit.language.cache import CachingProofreader
from letterkit.language.judge import Judge, load_judge
from letterkit.language.languagetool.allowed import AllowList, load_allowed
from letterkit.language.languagetool.server import Server, start
from letterkit.language.ports import Proofreader
from letterkit.language.proofreader import open_proofreader

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
LETTERS = Path(__file__).parent / "letters"
SERVER_HOME = ROOT / "var" / "languagetool"

# {неверно=>верно|семейство|семейство}; «unseen» marks what the engines pass over: the rule files see some of it.
_MARK = re.compile(r"\{([^{}]*?)=>([^{}|]*)((?:\|[a-z]+)+)\}")


@dataclass(frozen=True)
class Planted:
    """``text[start:end]`` of a faulty letter was made wrong on purpose."""

    start: int
    end: int
    wrong: str
    right: str
    families: frozenset[str]


@dataclass(frozen=True)
class FaultyLetter:
    name: str
    text: str
    planted: tuple[Planted, ...]


def _faulty(path: Path) -> FaultyLetter:
    marked = path.read_text(encoding="utf-8")
    text, planted, done = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        wrong, right = mark[1], mark[2]
        if wrong != right:
            planted.append(Planted(len(text), len(text) + len(wrong), wrong, right, frozenset(mark[3][1:].split("|"))))
        text += wrong
        done = mark.end()
    return FaultyLetter(path.stem, text + marked[done:], tuple(planted))


@pytest.fixture(scope="session")
def rules() -> Path:
    return RULES


@pytest.fixture(scope="session")
def clean_letters() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((LETTERS / "clean").glob("*.txt"))}


@pytest.fixture(scope="session")
def faulty_letters() -> tuple[FaultyLetter, ...]:
    return tuple(_faulty(path) for path in sorted((LETTERS / "faulty").glob("*.txt")))


@pytest.fixture(scope="session")
def faulty_paragraphs(faulty_letters: tuple[FaultyLetter, ...]) -> list[str]:
    return [line for letter in faulty_letters for line in letter.text.split("\n") if line]


@pytest.fixture(scope="session")
def some_texts(clean_letters: dict[str, str], faulty_letters: tuple[FaultyLetter, ...]) -> dict[str, str]:
    """The faulty letters and every fifth clean one, for tests that read each letter twice."""
    some = {name: text for number, (name, text) in enumerate(clean_letters.items()) if number % 5 == 0}
    return some | {letter.name: letter.text for letter in faulty_letters}


@pytest.fixture(scope="session")
def all_texts(clean_letters: dict[str, str], faulty_letters: tuple[FaultyLetter, ...]) -> dict[str, str]:
    """Every letter of ours, and those handed round beside the project where they are at hand."""
    shared = sorted((ROOT.parent / "shared" / "sample-letters").glob("*.txt"))
    return (
        clean_letters
        | {letter.name: letter.text for letter in faulty_letters}
        | {path.stem: path.read_text(encoding="utf-8") for path in shared}
    )


@pytest.fixture(scope="session")
def allowed() -> AllowList:
    return load_allowed(RULES)


@pytest.fixture(scope="session")
def judge() -> Judge:
    return load_judge(RULES)


@pytest.fixture(scope="session")
def proofreader() -> Proofreader:
    found = open_proofreader("embedded", rules=RULES)
    assert isinstance(found, CachingProofreader)
    return found


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    if not any((SERVER_HOME / "lib").glob("languagetool-server-*.jar")):
        pytest.skip("no LanguageTool server in var/languagetool/lib: run `make languagetool`")
    with start(0, SERVER_HOME) as running:
        yield running
