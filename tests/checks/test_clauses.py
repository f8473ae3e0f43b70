"""Clauses and rules agree both ways: each clause has its rules or a reason, each rule its clause or an explicit «–»."""

from collections.abc import Callable
from pathlib import Path

import pytest

from letterkit.checks.clauses import NO_CLAUSE
from letterkit.checks.rule_book import RuleBook, load_rulebook
from letterkit.core.errors import RuleError

from .conftest import EXISTENCE

Rules = Callable[..., Path]
INTERNAL = "no_clause: {internal: О работе самой программы.}\n"
CLAUSES = """\
clauses:
  "3.3": {asks: Без ошибок, not_text: Так.}
  "3.7": {asks: Просто, rules: [officialese]}
"""


def faults(rules: Path) -> list[tuple[str, str]]:
    book = load_rulebook(rules, ["own"])
    return book.clauses.faults(book.checks)


def test_no_clause_lacks_rules_or_a_reason(book: RuleBook) -> None:
    for clause in book.clauses.by_number.values():
        assert clause.rules or clause.not_text or clause.not_yet, clause.number


def test_no_rule_lacks_a_clause_or_an_explicit_dash(book: RuleBook) -> None:
    for check in book.checks:
        named = check.clause in book.clauses.by_number
        assert named or {check.code, check.family} & book.clauses.no_clause.keys(), check.code


def test_what_a_clause_asks_fits_a_line_of_the_report(book: RuleBook) -> None:
    assert [clause.number for clause in book.clauses.by_number.values() if len(clause.asks) > 76] == []


def test_families_without_a_clause_are_those_of_the_contract(book: RuleBook) -> None:
    assert set(book.clauses.no_clause) == {"title", "attachment", "privacy", "consistency", "internal"}


def test_a_clause_file_that_says_it_all_has_no_fault(rules_of: Rules) -> None:
    assert faults(rules_of(CLAUSES + INTERNAL, one=EXISTENCE)) == []


def test_a_rule_without_a_clause_that_nobody_explains_is_a_fault(rules_of: Rules) -> None:
    text = EXISTENCE.replace('clause: "3.7"\n', "")
    found = faults(rules_of(CLAUSES + INTERNAL, one=text))
    assert (NO_CLAUSE, "officialese.test-word") in found


def test_an_explanation_for_rules_that_are_not_there_is_a_fault(rules_of: Rules) -> None:
    clauses = CLAUSES + INTERNAL.replace("{", "{title: Так требует стандарт., ")
    assert faults(rules_of(clauses, one=EXISTENCE)) == [(NO_CLAUSE, "title")]


@pytest.mark.parametrize("also", ["officialese.no-such", "tone"])
def test_a_clause_may_not_lean_on_a_rule_that_is_not_there(rules_of: Rules, also: str) -> None:
    clauses = CLAUSES.replace("not_text: Так.", f"not_text: Так., also: [{also}]") + INTERNAL
    assert faults(rules_of(clauses, one=EXISTENCE)) == [("3.3", also)]


def test_a_clause_may_not_lean_on_rules_of_its_own(rules_of: Rules) -> None:
    clauses = CLAUSES.replace("rules: [officialese]", "rules: [officialese], also: [officialese]") + INTERNAL
    assert faults(rules_of(clauses, one=EXISTENCE)) == [("3.7", "officialese")]


def test_a_clause_leans_on_rules_of_another(rules_of: Rules) -> None:
    clauses = CLAUSES.replace("not_text: Так.", "not_text: Так., also: [officialese.test-word]") + INTERNAL
    assert faults(rules_of(clauses, one=EXISTENCE)) == []


def test_a_clause_with_both_rules_and_a_reason_is_refused(rules_of: Rules) -> None:
    rules = rules_of(CLAUSES.replace("rules: [officialese]", "rules: [officialese], not_text: Так."), one=EXISTENCE)
    with pytest.raises(RuleError) as refused:
        load_rulebook(rules, ["own"])
    assert (refused.value.code, refused.value.line) == ("data.bad-value", 3)
