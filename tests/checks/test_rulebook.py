"""Rule files become checks, and what is wrong with one is said with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from letterkit.checks.rule_book import RuleBook, load_rulebook
from letterkit.core.errors import RuleError

from .conftest import EXISTENCE

Rules = Callable[..., Path]


def refused(rules: Path) -> RuleError:
    with pytest.raises(RuleError) as caught:
        load_rulebook(rules, ["own"])
    return caught.value


def test_a_rule_file_becomes_a_check(rules_of: Rules) -> None:
    check = load_rulebook(rules_of(one=EXISTENCE), ["own"]).check("officialese.test-word")
    assert (check.family, check.clause, check.kind) == ("officialese", "3.7", "existence")


def test_an_unknown_key_is_named_with_its_line(rules_of: Rules) -> None:
    error = refused(rules_of(one=EXISTENCE.replace("level: warning", "level: warning\nlevle: error")))
    assert (error.code, error.details["key"], error.line) == ("data.unknown-key", "levle", 5)


def test_a_phrase_that_cannot_be_read_is_named_with_its_place(rules_of: Rules) -> None:
    error = refused(rules_of(one=EXISTENCE.replace("- find: в целях", "- find: ~целями")))
    assert (error.code, error.line) == ("data.bad-value", 8)
    assert "цель" in str(error.details["why"])


def test_a_rule_without_examples_is_refused(rules_of: Rules) -> None:
    assert refused(rules_of(one=EXISTENCE.split("examples:")[0])).code == "data.bad-value"


def test_broken_yaml_is_refused_with_its_line(rules_of: Rules) -> None:
    error = refused(rules_of(one=EXISTENCE + "  right: [\n"))
    assert error.code == "yaml.syntax"
    assert error.line is not None


def test_an_unknown_kind_is_refused_with_the_known_ones(rules_of: Rules) -> None:
    error = refused(rules_of(one=EXISTENCE.replace("kind: existence", "kind: magic")))
    assert error.code == "rule.kind"
    assert "replace" in str(error.details["known"])


def test_a_file_must_be_named_as_its_rule(rules_of: Rules) -> None:
    rules = rules_of(one=EXISTENCE)
    (rules / "own" / "officialese.test-word.yml").rename(rules / "own" / "officialese.other.yml")
    assert refused(rules).code == "rule.name"


def test_a_function_rule_without_its_function_is_refused(rules_of: Rules) -> None:
    text = EXISTENCE.replace("kind: existence", "kind: function").replace("find:\n  - find: в целях\n", "")
    assert refused(rules_of(one=text)).code == "rule.no-function"


@pytest.mark.parametrize("name", ["nowhere", "own/../own", "long" * 100])
def test_a_pack_that_is_not_there_is_named(rules_of: Rules, name: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_rulebook(rules_of(one=EXISTENCE), [name])
    assert caught.value.code == "rule.no-pack"


def test_the_version_changes_with_any_rule(rules_of: Rules) -> None:
    rules = rules_of(one=EXISTENCE)
    before = load_rulebook(rules, ["own"]).version
    file = rules / "own" / "officialese.test-word.yml"
    file.write_text(EXISTENCE.replace("level: warning", "level: advice"), encoding="utf-8")
    assert load_rulebook(rules, ["own"]).version != before


def test_clauses_and_rules_agree_both_ways(book: RuleBook) -> None:
    assert book.clauses.faults(book.checks) == []


def test_every_clause_of_the_order_is_in_the_clauses_file(book: RuleBook) -> None:
    last = {1: 6, 2: 6, 3: 9, 4: 3, 5: 5, 6: 12, 7: 12}
    assert list(book.clauses.by_number) == [f"{part}.{n}" for part, end in last.items() for n in range(1, end + 1)]


def test_every_family_has_a_russian_name(book: RuleBook) -> None:
    from letterkit.reports.wording import FAMILIES

    assert {check.family for check in book.checks} <= set(FAMILIES)
