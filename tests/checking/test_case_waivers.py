"""A person answers for a finding in all letters of a case, in a file beside the case card."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from letterkit.checking.checker import CheckedLetter, Checker, CheckOptions
from letterkit.checking.waiver_files import waivers_of_case
from letterkit.core import clock
from letterkit.core.errors import RuleError

from .long_letter import long_letter

WRONG = "Уважаемый Мария Петровна"
ENTRY = "  - {{code: {code}, reason: Так просил сам заявитель, by: Петрова А. С., until: 2024-12-31}}\n"


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "дело.yml"
    path.write_text("applicant: {surname: Иванова, name: Мария, patronymic: Петровна}\n", encoding="utf-8")
    return path


@pytest.fixture
def checked(options: Callable[..., CheckOptions], card: Path, letter: Path) -> Callable[..., CheckedLetter]:
    """The letter ``text`` checked on 20 May 2024 with waivers for ``codes`` beside the card."""

    def outcome(text: str, *codes: str) -> CheckedLetter:
        beside = card.with_name(card.name + ".waivers.yml")
        beside.write_text("waivers:\n" + "".join(ENTRY.format(code=code) for code in codes), encoding="utf-8")
        letter.write_text(text, encoding="utf-8")
        chosen = replace(options(), waivers=waivers_of_case(card))
        with Checker(chosen) as checker, clock.stopped_at(datetime(2024, 5, 20, tzinfo=UTC)):
            return checker.check_file(letter)

    return outcome


def codes(outcome: CheckedLetter) -> set[str]:
    return {finding.code for finding in outcome.report.findings}


def test_a_waiver_beside_the_card_counts_for_the_letter(checked: Callable[..., CheckedLetter], clean: str) -> None:
    outcome = checked(clean.replace("Уважаемая Мария Петровна", WRONG), "salutation.gender")
    assert "salutation.gender" not in codes(outcome)
    assert [item.code for item in outcome.report.waived] == ["salutation.gender"]


def test_that_one_letter_has_no_use_for_it_is_not_told(checked: Callable[..., CheckedLetter], clean: str) -> None:
    assert "internal.waiver-unused" not in codes(checked(clean, "salutation.gender"))


def test_a_code_that_no_rule_has_is_told(checked: Callable[..., CheckedLetter], clean: str) -> None:
    assert "internal.waiver-unused" in codes(checked(clean, "salutation.gendre"))


def test_a_card_without_a_file_beside_it_has_none(card: Path) -> None:
    assert waivers_of_case(card) == ()


def test_a_broken_file_beside_the_card_is_refused(card: Path) -> None:
    card.with_name(card.name + ".waivers.yml").write_text("waivers: [{code: '*'}]\n", encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        waivers_of_case(card)
    assert refused.value.line == 1


def test_whoever_answers_for_a_long_letter_gets_no_advice_on_cutting_it(checked: Callable[..., CheckedLetter]) -> None:
    text = long_letter("gas").text
    assert {"length.estimate", "length.plan", "length.list"} <= codes(checked(text, "salutation.gender"))
    outcome = checked(text, "length.estimate")
    assert not [code for code in codes(outcome) if code.startswith("length.")]
    assert outcome.report.cuts is None
