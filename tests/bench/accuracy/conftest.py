"""The open letters, read and planted once for all tests; and small made letters."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bench.accuracy.labelled import load_labelled
from bench.accuracy.planter import PlantedLetter
from bench.accuracy.run import clean_sheets, planted_in
from bench.accuracy.sheet import Sheet
from letterkit.core.case import CaseCard
from letterkit.reading import read_text
from letterkit.settings import Settings

LETTERS = Settings(_env_file=None).home / "tests" / "letters"


@pytest.fixture(scope="session")
def open_letters() -> Path:
    return LETTERS


@pytest.fixture(scope="session")
def sheets() -> Sequence[Sheet]:
    return clean_sheets(load_labelled(LETTERS))


@pytest.fixture(scope="session")
def all_planted() -> Sequence[PlantedLetter]:
    return planted_in(load_labelled(LETTERS))


@pytest.fixture(scope="session")
def sheet_of(clean: str) -> Callable[..., Sheet]:
    """A sheet of the clean letter with some words of it replaced by others."""

    def made(*changes: tuple[str, str], card: CaseCard | None = None, name: str = "made.txt") -> Sheet:
        text = clean
        for was, now in changes:
            assert text.count(was) == 1, f"{was!r} stands {text.count(was)} times"
            text = text.replace(was, now)
        return Sheet(read_text(text.encode(), name), card)

    return made


@pytest.fixture
def folder(tmp_path: Path, clean: str) -> Path:
    """A folder of one clean letter and one with two labels, of which the second is of nothing wrong."""
    (tmp_path / "a.txt").write_text(clean, encoding="utf-8")
    faulty = clean.replace("Уважаемая Мария Петровна!", "Уважаемый Мария Петровна!")
    (tmp_path / "f.txt").write_text(faulty, encoding="utf-8")
    label = {"family": "salutation", "fragment": "Уважаемый Мария"}
    unseen = {"family": "privacy", "fragment": "Фамильев"}
    letters = [
        {"file": "a.txt", "clean": True, "expect": []},
        {"file": "f.txt", "clean": False, "expect": [label, unseen]},
    ]
    (tmp_path / "expected.json").write_text(json.dumps(letters), encoding="utf-8")
    return tmp_path
