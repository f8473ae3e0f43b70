"""Packs of rules: what one brings along, and what it shares with another."""

from pathlib import Path

import pytest

from letterkit.checks.packs import packs_of
from letterkit.checks.rule_book import load_rulebook
from letterkit.core.errors import RuleError
from letterkit.core.profile import Profile

from .conftest import EXISTENCE


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Two editions that share a rule; the newer one has a limit of its own."""
    root = tmp_path / "rules"
    for name in ("shared", "old", "new", "internal"):
        (root / name).mkdir(parents=True)
    (root / "shared" / "officialese.test-word.yml").write_text(EXISTENCE, encoding="utf-8")
    (root / "shared" / "pack.yml").write_text("limits: {longest_mm: 75}\n", encoding="utf-8")
    (root / "old" / "pack.yml").write_text("includes: [shared]\n", encoding="utf-8")
    (root / "new" / "pack.yml").write_text("includes: [shared]\nlimits: {longest_mm: 80}\n", encoding="utf-8")
    (root / "clauses.yml").write_text('clauses:\n  "3.7": {asks: Просто, rules: [officialese]}\n', encoding="utf-8")
    return root


def test_both_editions_have_the_rules_they_share(rules: Path) -> None:
    for pack in ("old", "new"):
        assert [check.code for check in load_rulebook(rules, [pack]).checks] == ["officialese.test-word"]


def test_a_pack_shared_by_two_is_read_once(rules: Path) -> None:
    assert [pack.folder.name for pack in packs_of(rules, ["old", "new"])] == ["shared", "old", "new"]


def test_the_limit_of_a_pack_goes_before_that_of_what_it_includes(rules: Path) -> None:
    assert load_rulebook(rules, ["old"]).limits == {"longest_mm": 75}
    assert load_rulebook(rules, ["new"]).limits == {"longest_mm": 80}


def test_the_limit_of_the_profile_goes_before_that_of_a_pack(rules: Path, profile: Profile) -> None:
    from dataclasses import replace

    book = load_rulebook(rules, ["new"])
    assert book.complete(profile).limits["longest_mm"] == 80
    assert book.complete(replace(profile, limits={"longest_mm": 60})).limits["longest_mm"] == 60


def test_the_version_of_the_rules_changes_with_a_limit(rules: Path) -> None:
    before = load_rulebook(rules, ["new"]).version
    (rules / "new" / "pack.yml").write_text("includes: [shared]\nlimits: {longest_mm: 81}\n", encoding="utf-8")
    assert load_rulebook(rules, ["new"]).version != before


def test_packs_that_include_each_other_end(rules: Path) -> None:
    (rules / "shared" / "pack.yml").write_text("includes: [old]\n", encoding="utf-8")
    assert {pack.folder.name for pack in packs_of(rules, ["old"])} == {"shared", "old"}


@pytest.mark.parametrize(
    ("manifest", "code"),
    [("includes: [nowhere]\n", "rule.no-pack"), ("limit: {a: 1}\n", "data.unknown-key"), ("a: [", "yaml.syntax")],
)
def test_a_manifest_that_cannot_be_used_is_named(rules: Path, manifest: str, code: str) -> None:
    (rules / "old" / "pack.yml").write_text(manifest, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        packs_of(rules, ["old"])
    assert caught.value.code == code
