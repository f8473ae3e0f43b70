"""Letters with their labels, as they lie in a folder: *.txt, expected.json and, where there is one, NAME.card.yml.

A label that the checks do not find yet says ``"missed": true``: regression tests know of it, the benchmark counts it.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError
from letterkit.datafile import parse_yaml, read_text, validate
from letterkit.tables.card import load_card

LABELS = "expected.json"
CARD_SUFFIX = ".card.yml"


@dataclass(frozen=True, slots=True)
class Label:
    """A defect that people see: its families and the wrong words; empty words mean that something is missing."""

    families: tuple[str, ...]
    fragment: str


@dataclass(frozen=True, slots=True)
class LabelledLetter:
    """A letter and all that is wrong with it; a clean one has no labels."""

    name: str
    data: bytes
    clean: bool
    labels: tuple[Label, ...]
    card: CaseCard | None


class _Label(BaseModel):
    model_config = ConfigDict(extra="ignore")

    family: str
    fragment: str


class _Letter(BaseModel):
    model_config = ConfigDict(extra="ignore")

    file: str
    clean: bool
    expect: tuple[_Label, ...]


class _File(BaseModel):
    letters: tuple[_Letter, ...]


def load_labelled(folder: Path) -> tuple[LabelledLetter, ...]:
    """The letters that ``folder``'s expected.json names, by name. Raises RequestError and CardError."""
    letters = _read(folder / LABELS)
    return tuple(_load_labelled(folder, letters[name]) for name in sorted(letters))


def _read(path: Path) -> dict[str, _Letter]:
    data = parse_yaml(read_text(path, RequestError), file=str(path), error=RequestError)
    letters = validate({"letters": data}, _File, file=str(path), error=RequestError).letters
    return {letter.file: letter for letter in letters}


def _load_labelled(folder: Path, letter: _Letter) -> LabelledLetter:
    path = folder / letter.file
    if not path.is_file():
        raise RequestError("file.not-found", file=str(path))
    card = path.with_name(path.stem + CARD_SUFFIX)
    return LabelledLetter(
        path.name,
        path.read_bytes(),
        letter.clean,
        tuple(Label(tuple(label.family.split("|")), label.fragment) for label in letter.expect),
        load_card(card) if card.is_file() else None,
    )
