from pathlib import Path

import pytest
from pylat_ru import LanguageToolRU

from letterkit.core.errors import RuleError
from letterkit.core.finding import Level
from letterkit.proofing import agreement, spelling, tagger_match
from letterkit.proofing.allowed import AllowList, load_allowed


@pytest.fixture(scope="module")
def engine_rules() -> dict[str, bool]:
    """Every rule of the engine, and whether all of it is for the picky mode only."""
    tool = LanguageToolRU()
    picky = {rule.rule_id: False for rule in tool.java_rules_engine.rules}
    for rule in tool.grammar_engine.get_all_rules():
        picky[rule.id] = picky.get(rule.id, True) and "picky" in rule.tags
    return picky


def test_every_rule_of_the_engine_is_either_allowed_or_refused(
    allowed: AllowList, engine_rules: dict[str, bool]
) -> None:
    assert allowed.rules | allowed.refused == set(engine_rules)


def test_no_allowed_rule_needs_the_picky_mode(allowed: AllowList, engine_rules: dict[str, bool]) -> None:
    assert [rule for rule in sorted(allowed.rules) if engine_rules[rule]] == []


def test_our_own_rules_are_named_too(allowed: AllowList) -> None:
    assert set(allowed.by_rule) - allowed.rules == spelling.OWN_RULES | agreement.OWN_RULES | tagger_match.RULES


def test_no_word_is_mended_without_asking(allowed: AllowList) -> None:
    unsafe = {allowed.by_rule[rule].safe for rule in ("MORFOLOGIK_RULE_RU_RU", *spelling.OWN_RULES)}
    assert unsafe == {False}


def test_level_and_wording_are_read(allowed: AllowList) -> None:
    spelling = allowed.by_rule["MORFOLOGIK_RULE_RU_RU"]
    assert (spelling.code, spelling.level, spelling.message) == (
        "spelling.word",
        Level.ERROR,
        "Возможно, в слове ошибка",
    )


def _file(folder: Path, groups: str, refused: str = "[{why: нет, rules: [C]}]") -> Path:
    (folder / "proofing").mkdir()
    own = "[{code: spelling.own, level: error, rules: [OWN]}]"
    (folder / "proofing" / "allowed.yml").write_text(
        f"groups: {groups}\nown: {own}\nrefused: {refused}\n", encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("groups", "refused"),
    [
        ("[{code: grammar.a, level: error, rules: [A, A]}]", "[{why: нет, rules: [C]}]"),
        ("[{code: grammar.a, level: error, rules: [A, OWN]}]", "[{why: нет, rules: [C]}]"),
        ("[{code: grammar.a, level: error, rules: [A]}]", "[{why: нет, rules: [A]}]"),
        ("[{code: grammar.a, level: error, rules: [B]}]", "[{why: нет, rules: [A]}, {why: шум, rules: [A]}]"),
    ],
)
def test_a_rule_that_stands_twice_is_an_error(tmp_path: Path, groups: str, refused: str) -> None:
    with pytest.raises(RuleError) as fault:
        load_allowed(_file(tmp_path, groups, refused))
    assert fault.value.code == "proofing.rule-twice"


@pytest.mark.parametrize(
    ("group", "code"),
    [
        ("{code: style.a, level: error, rules: [A]}", "data.bad-value"),
        ("{code: grammar.a, level: loud, rules: [A]}", "data.bad-value"),
        ("{code: grammar.a, level: error, rules: []}", "data.bad-value"),
        ("{code: grammar.a, level: error, rules: [A], picky: true}", "data.unknown-key"),
        ("{code: grammar.a, rules: [A]}", "data.missing-key"),
    ],
)
def test_a_group_that_cannot_be_used_is_an_error_with_its_line(tmp_path: Path, group: str, code: str) -> None:
    with pytest.raises(RuleError) as fault:
        load_allowed(_file(tmp_path, f"[{group}]"))
    assert (fault.value.code, fault.value.line) == (code, 1)
