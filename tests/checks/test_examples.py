"""Every rule is tried on its own examples: STYLE's «examples live in the rule, and are its test»."""

from pathlib import Path

import pytest

from letterkit.checking.examples.trial import Bench
from letterkit.checking.profile import load_profile
from letterkit.checks.rule_book import RuleBook, load_rulebook
from letterkit.core.profile import Profile
from letterkit.language.proofreader import open_proofreader

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PROFILE = load_profile(ROOT / "rules" / "profile.yml")
BOOK = load_rulebook(ROOT / "rules", PROFILE.packs)


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(BOOK, PROFILE, ROOT / "rules", open_proofreader("embedded"))


@pytest.mark.parametrize("code", [check.code for check in BOOK.checks if check.kind != "internal"])
def test_the_examples_of_the_rule_hold(bench: Bench, code: str) -> None:
    faults = list(bench.faults_of(BOOK.check(code)))
    assert faults == [], "\n".join(f"{each.what}: {each.example} {each.details}" for each in faults)


def test_both_layout_packs_can_be_in_force(profile: Profile) -> None:
    other = [{"gost-2025": "gost-2016"}.get(pack, pack) for pack in profile.packs]
    assert len(load_rulebook(ROOT / "rules", other).checks) > 0


def test_a_wrong_example_that_is_not_found_is_a_fault(bench: Bench, book: RuleBook) -> None:
    from dataclasses import replace

    from letterkit.checks.check import Example

    check = replace(book.check("address-form.thou"), wrong=(Example("Мы ждём [Вас] на приёме."),))
    assert [fault.what for fault in bench.faults_of(check)] == ["example.not-found"]


def test_a_right_example_that_another_rule_objects_to_is_a_fault(bench: Bench, book: RuleBook) -> None:
    from dataclasses import replace

    from letterkit.checks.check import Example

    check = replace(book.check("address-form.thou"), right=(Example("Мы сообщим вам о начале работ."),))
    (fault,) = bench.faults_of(check)
    assert (fault.what, "address-form.mixed" in fault.details) == ("example.alarm", True)


def test_a_bracket_at_another_place_is_a_fault(bench: Bench, book: RuleBook) -> None:
    from dataclasses import replace

    from letterkit.checks.check import Example

    check = replace(book.check("address-form.thou"), wrong=(Example("Мы [ждём] тебя на приёме."),))
    assert [fault.what for fault in bench.faults_of(check)] == ["example.other-place"]
