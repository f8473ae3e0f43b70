"""What a clause is said to be when some of its checks could not be made (docs/decisions/0003 and 0009)."""

from dataclasses import replace
from pathlib import Path

import pytest

from letterkit.checks.check import Check, Need
from letterkit.checks.clauses import load_clauses
from letterkit.checks.rule_book import RuleBook
from letterkit.core.finding import Level
from letterkit.core.report import ClauseState

ROOT = Path(__file__).resolve().parents[2]
CLAUSE = "3.2"


@pytest.fixture
def made(book: RuleBook) -> Check:
    """A check of the clause that is made and silent."""
    return replace(book.check("letterhead.missing"), clause=CLAUSE, needs=None)


def state(*checks: Check, unmade: Check, broken: bool = False) -> ClauseState:
    clauses = load_clauses(ROOT / "rules" / "clauses.yml")
    codes = frozenset({unmade.code})
    return clauses.states([*checks, unmade], [], codes, codes if broken else frozenset())[CLAUSE]


def left_out(needs: Need, level: Level, book: RuleBook) -> Check:
    return replace(book.check("layout.margin"), clause=CLAUSE, needs=needs, level=level)


def test_pages_that_were_not_seen_leave_the_clause_open(made: Check, book: RuleBook) -> None:
    assert state(made, unmade=left_out(Need.PAGES, Level.WARNING, book)) is ClauseState.NOT_CHECKED


@pytest.mark.parametrize("needs", [Need.CARD, Need.LAYOUT])
def test_what_the_letter_never_had_does_not(needs: Need, made: Check, book: RuleBook) -> None:
    assert state(made, unmade=left_out(needs, Level.WARNING, book)) is ClauseState.MET


def test_advice_not_given_does_not(made: Check, book: RuleBook) -> None:
    assert state(made, unmade=left_out(Need.PAGES, Level.ADVICE, book)) is ClauseState.MET


def test_a_clause_served_by_nothing_else_is_open(book: RuleBook) -> None:
    assert state(unmade=left_out(Need.LAYOUT, Level.ADVICE, book)) is ClauseState.NOT_CHECKED


@pytest.mark.parametrize("needs", list(Need))
def test_a_check_that_broke_is_never_passed_over(needs: Need, made: Check, book: RuleBook) -> None:
    assert state(made, unmade=left_out(needs, Level.ADVICE, book), broken=True) is ClauseState.NOT_CHECKED
