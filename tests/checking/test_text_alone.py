"""A text without the other parts of a letter: nobody is told that it has no blank, no salutation and no signature."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.core.finding import Level
from letterkit.core.report import ClauseState

ROOT = Path(__file__).resolve().parents[2]
BODY = "Крышу дома отремонтируют до 1 сентября 2026 года.\n\nСогласно графика работы идут с мая."


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    options = CheckOptions(ROOT / "rules" / "profile.yml", ROOT / "rules", engine="off", pages=False)
    with Checker(options) as opened:
        yield opened


def codes(checker: Checker, text: str, **how: bool) -> dict[str, Level]:
    report = checker.check_bytes(text.encode(), "a.txt", **how).report
    return {finding.code: finding.level for finding in report.findings}


def test_what_is_missing_is_not_told_and_what_is_wrong_is(checker: Checker) -> None:
    whole = {code.split(".")[0] for code in codes(checker, BODY)}
    assert whole >= {"salutation", "signature", "executor", "grammar"}
    assert list(codes(checker, BODY, text_only=True)) == ["grammar.soglasno-dative"]


def test_clauses_about_parts_are_not_called_met(checker: Checker) -> None:
    report = checker.check_bytes("Крыша починена.".encode(), "a.txt", text_only=True).report
    assert {each.why for each in report.not_checked} == {"proofreader.off"}
    assert {report.clauses[clause] for clause in ("3.2", "3.5", "3.6", "6.2")} == {ClauseState.NOT_CHECKED}
    assert report.clauses["3.7"] is ClauseState.MET


def test_a_salutation_that_is_there_is_checked(checker: Checker) -> None:
    assert "salutation.gender" in codes(checker, f"Уважаемый Мария Петровна!\n\n{BODY}", text_only=True)
