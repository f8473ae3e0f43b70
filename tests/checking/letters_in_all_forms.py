"""The letters of tests/letters as .txt, .docx and .pdf, each printed and checked once however many tests ask."""

import json
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest

from letterkit.checking.checker import CheckedLetter, Checker, CheckOptions
from letterkit.core.report import Report
from letterkit.pages.convert import Converter
from letterkit.settings import Settings

from .laid_out import Executor, laid_out

LETTERS = Path(__file__).parent.parent / "letters"
Form = Literal["txt", "docx", "pdf"]
FORMS: tuple[Form, ...] = ("txt", "docx", "pdf")

# Letters whose parts are so broken that the same lines, set in Word or printed, are taken for others.
READ_OTHERWISE: dict[Form, dict[str, str]] = {
    "txt": {},
    "docx": {"g07_landfill": "a title without «О» between two lines of a head"},
    "pdf": {
        "g07_landfill": "a title without «О» between two lines of a head",
        "g48_yard_address": "a bracket without a blank before it begins the next line",
    },
}


# Printing costs most: ``make test`` looks at each tenth letter in Word and in print, ``make test-all`` at the rest.
Part = Literal["all", "some", "rest"]
_EACH = 10


@dataclass(frozen=True, slots=True)
class Label:
    """One fault of a letter: any of ``families`` names it; an empty ``fragment`` means that something is missing.

    ``missed``: no check finds it yet.
    """

    families: tuple[str, ...]
    fragment: str
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A letter with all the faults that it has; a clean one has none."""

    name: str
    text: str
    labels: tuple[Label, ...]


@cache
def labelled_letters(folder: Path = LETTERS) -> tuple[Labelled, ...]:
    """The letters of ``folder`` with the labels of its expected.json."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return tuple(
        Labelled(
            Path(each["file"]).stem,
            (folder / each["file"]).read_text(encoding="utf-8"),
            tuple(
                Label(tuple(label["family"].split("|")), label["fragment"], label.get("missed", False))
                for label in each["expect"]
            ),
        )
        for each in expected
    )


@cache
def _some() -> frozenset[str]:
    names = [letter.name for letter in labelled_letters()]
    return frozenset([*names[::_EACH], *READ_OTHERWISE["pdf"]])


def part_of(name: str) -> Part:
    """Whether a letter of tests/letters is one of those that are always looked at in all forms."""
    return "some" if name in _some() else "rest"


def marks_of(name: str, form: Form) -> list[pytest.MarkDecorator]:
    """How a test of that letter in ``form`` is marked."""
    if form == "txt":
        return []
    return [pytest.mark.office, *([pytest.mark.long] if part_of(name) == "rest" else [])]


@cache
def checker() -> Checker:
    """One checker for all forms: a sentence that it has read once costs nothing the second time."""
    home = Settings(_env_file=None)
    return Checker(CheckOptions(home.profile_path, home.rules_dir, engine="embedded"))


@cache
def files(form: Form, folder: Path = LETTERS, part: Part = "all") -> dict[str, bytes]:
    """Each letter of ``part`` of ``folder`` in ``form``; sizes and places of the executor take turns."""
    letters = [letter for letter in labelled_letters(folder) if part == "all" or part_of(letter.name) == part]
    if form == "txt":
        return {letter.name: letter.text.encode() for letter in letters}
    if form == "docx":
        ways: cycle[tuple[Executor, int]] = cycle((("frame", 12), ("footer", 12), ("lines", 14)))
        way_of = dict(zip((letter.name for letter in labelled_letters(folder)), ways, strict=False))
        return {letter.name: laid_out(letter.text, *way_of[letter.name]) for letter in letters}
    made = files("docx", folder, part)
    with Converter() as converter:
        return dict(zip(made, converter.pdfs(list(made.values())), strict=True))


def report(form: Form, name: str) -> Report:
    """The report on a letter of tests/letters in ``form``."""
    return reports(form, part=part_of(name))[name]


@cache
def reports(form: Form, folder: Path = LETTERS, part: Part = "all") -> dict[str, Report]:
    """The report on each letter of ``part`` of ``folder`` in ``form``; those in Word are printed in one go."""
    with TemporaryDirectory() as place:
        paths = []
        for name, data in files(form, folder, part).items():
            paths.append(Path(place, f"{name}.{form}"))
            paths[-1].write_bytes(data)
        checked = list(checker().check_files(paths))
        checker().close()
    found = {}
    for path, outcome in checked:
        assert isinstance(outcome, CheckedLetter), f"{path.name}: {outcome}"
        found[path.stem] = outcome.report
    return found
