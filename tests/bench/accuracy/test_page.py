"""docs/accuracy.md says how much was measured: as much as the letters and the planters give now."""

from pathlib import Path

import pytest

from bench.accuracy.labelled import load_labelled
from bench.accuracy.page import counts_line
from bench.accuracy.report import HALVES
from bench.accuracy.run import planted_in
from letterkit.settings import Settings

HOME = Settings(_env_file=None).home
FOLDERS = {"open": Path("tests") / "letters", "apart": Path("tests") / "letters_apart"}


@pytest.mark.parametrize("half", HALVES)
def test_the_page_counts_what_there_is(half: str) -> None:
    letters = load_labelled(HOME / FOLDERS[half])
    made = planted_in(letters)
    line = counts_line(
        HALVES[half],
        letters=sum(letter.clean for letter in letters),
        defects=sum(bool(each.families) for each in made),
        controls=sum(not each.families for each in made),
    )
    page = (HOME / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert line in page, "stale: make accuracy"
