"""Long letters with their superfluous passages marked (long_letters/README.md)."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("long_letters")
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
_MARK = re.compile(r"\{\{(?P<kind>\w+)\|(?P<words>.*?)\}\}", re.S)


@dataclass(frozen=True)
class Marked:
    """``text[start:end]`` could go; ``kind`` says why."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class LongLetter:
    text: str
    marked: tuple[Marked, ...]


def long_letter(name: str) -> LongLetter:
    written = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    text, marked, at = "", [], 0
    for found in _MARK.finditer(written):
        text += written[at : found.start()]
        marked.append(Marked(found["kind"], len(text), len(text) + len(found["words"])))
        text += found["words"]
        at = found.end()
    return LongLetter(text + written[at:], tuple(marked))
