"""A text broken at a fixed width, as mail programs do, is the text that it was before."""

from pathlib import Path
from textwrap import wrap

import pytest

from letterkit.checking.checker import Checker

LETTERS = sorted((Path(__file__).parents[1] / "letters").glob("[ab][01][0-9]_*.txt"))


@pytest.mark.parametrize("letter", LETTERS[::4], ids=lambda letter: str(letter.stem))
@pytest.mark.parametrize("width", [64, 78])
def test_a_letter_broken_in_lines_has_the_findings_of_the_whole_one(checker: Checker, letter: Path, width: int) -> None:
    whole = letter.read_text(encoding="utf-8")
    lines = (
        wrap(line, width, break_on_hyphens=False) if len(line) > width and "   " not in line else [line]
        for line in whole.splitlines()
    )
    broken = "\n".join("\n".join(each) for each in lines)
    assert _findings(checker, broken) == _findings(checker, whole)


def _findings(checker: Checker, text: str) -> list[tuple[str, str]]:
    report = checker.check_bytes(text.encode(), "letter.txt").report
    return sorted((finding.code, " ".join((finding.excerpt or "").split())) for finding in report.findings)
