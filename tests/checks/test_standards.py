"""Standards that packs map to rules: each clause is served or left to a person, and a report tells its state."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from letterkit.checking.checker import CheckedLetter
from letterkit.checks.clauses import Standard
from letterkit.checks.packs import MANIFEST, packs_of
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.run import check
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter, Role
from letterkit.core.profile import Profile
from letterkit.core.report import ClauseState
from letterkit.reports.as_json import report_object
from letterkit.reports.as_text import Style, document
from letterkit.reports.from_json import report_of

RULES = Path(__file__).resolve().parents[2] / "rules"
NAMES = sorted(path.parent.name for path in RULES.glob(f"*/{MANIFEST}"))
STANDARDS = {pack.folder.name: pack.standard for pack in packs_of(RULES, NAMES) if pack.standard is not None}
PLAIN = STANDARDS["iso-24495-1"]


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=list(STANDARDS))
def test_a_clause_is_served_by_rules_that_exist_or_says_why_a_person_looks(standard: Standard, book: RuleBook) -> None:
    served = standard.served_by(book.checks)
    assert standard.faults(book.checks) == []
    assert [each.number for each in standard.clauses if bool(served[each.number]) is bool(each.not_text)] == []


def test_the_four_principles_of_plain_language_have_all_their_guidelines() -> None:
    told = [clause.number for clause in PLAIN.clauses]
    wanted = {"5.1": range(2, 7), "5.2": range(2, 6), "5.3": range(2, 9), "5.4": range(2, 5)}
    assert told == [f"{principle}.{number}" for principle, numbers in wanted.items() for number in numbers]


def test_a_report_tells_the_states_of_a_standard_and_is_read_back_with_them(
    book: RuleBook, profile: Profile, letter_of: Callable[..., Letter]
) -> None:
    letter = letter_of((Role.BODY, "Подрядчик нарушил таймлайн."))
    report = check(letter, book=replace(book, standards=(PLAIN,)), profile=profile, text_only=True)
    (told,) = report.standards
    states = {clause.number: clause.state for clause in told.clauses}
    assert (states["5.3.2"], states["5.3.5"]) == (ClauseState.BROKEN, ClauseState.MET)
    assert not {"5.3.6", "5.4.3"} & states.keys()
    assert report_of(report_object(report)).standards == report.standards
    assert f"{told.title.upper()}\n" in document(CheckedLetter(report, {}), Style())


def state(book: RuleBook, number: str, *findings: Finding, unmade: frozenset[str] = frozenset()) -> ClauseState:
    served = PLAIN.served_by(book.checks)
    rows = PLAIN.states(served, findings, unmade, frozenset()).clauses
    return next(row.state for row in rows if row.number == number)


def test_the_state_of_a_clause_goes_by_the_findings_of_its_rules_and_of_no_others(book: RuleBook) -> None:
    found = Finding(code="readability.long-paragraph", clause="3.7", level=Level.ADVICE, message="", advice="")
    assert state(book, "5.3.5", found) is ClauseState.ADVICE
    assert state(book, "5.3.5", replace(found, level=Level.WARNING)) is ClauseState.BROKEN
    assert state(book, "5.3.5", replace(found, code="readability.passive")) is ClauseState.MET
    served = frozenset(check.code for check in PLAIN.served_by(book.checks)["5.3.5"])
    assert state(book, "5.3.5", unmade=served) is ClauseState.NOT_CHECKED
