"""Every rule of an engine by its own name, refused ones too, and what is dropped behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bench.accuracy.engine_rules import EngineRules
from bench.accuracy.precision import Pair, level_for, measure
from letterkit.checking.checker import Checker, CheckOptions
from letterkit.core.finding import Level
from letterkit.language.judge import load_judge
from letterkit.language.ports import EngineName, Match
from letterkit.settings import Settings

WRONG, RIGHT = "Дом сдан в течении года.", "Дом сдан в течение года."
RULES = Settings(_env_file=None).rules_dir


@dataclass
class Engine:
    """Says ``rule`` of some words wherever they stand."""

    rule: str
    words: str
    engine: EngineName = "embedded"
    version: str = ""

    def matches(self, text: str) -> tuple[Match, ...]:
        at = text.find(self.words)
        return (Match(self.rule, "", at, at + len(self.words), "", ("течение",)),) if at >= 0 else ()

    def matches_each(self, units: Sequence[str]) -> list[tuple[Match, ...]]:
        return [self.matches(unit) for unit in units]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(CheckOptions(rules=RULES, profile=RULES / "profile.yml", engine="off", pages=False))


def test_each_rule_is_right_or_wrong_by_itself(checker: Checker) -> None:
    engines = (Engine("V_TECHENII", "течении"), Engine("TIRE", "Дом"))
    rules = EngineRules(engines, load_judge(RULES), checker)
    tallies = measure(rules.findings, [Pair(WRONG, RIGHT, "")], [RIGHT])
    (right,) = (tally for (code, _), tally in tallies.items() if code == "V_TECHENII")
    assert (right.said, right.right, right.mended, right.alone, level_for(right)) == (1, 1, 1, 1, Level.ERROR)
    refused = tallies["TIRE", Level.ADVICE]
    assert (refused.right, refused.vain, level_for(refused)) == (0, 1, None)


def test_what_others_find_too_nobody_finds_alone(checker: Checker) -> None:
    rules = EngineRules((Engine("V_TECHENII", "течении"),), load_judge(RULES), checker)
    tallies = measure(rules.findings, [Pair(WRONG, RIGHT, "")], [RIGHT], beside=rules.findings)
    assert [tally.alone for tally in tallies.values()] == [0]
