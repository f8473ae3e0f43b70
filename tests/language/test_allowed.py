from pathlib import Path

import pytest

from letterkit.core.errors import RuleError
from letterkit.core.finding import Level
from letterkit.language import spelling, tagger_match
from letterkit.language.languagetool.allowed import AllowList, load_allowed


def test_our_own_rules_are_named_too(allowed: AllowList) -> None:
    assert set(allowed.by_rule) - allowed.rules == spelling.OWN_RULES | tagger_match.RULES


def test_no_word_is_mended_without_asking(allowed: AllowList) -> None:
    assert {allowed.by_rule[rule].safe for rule in spelling.OWN_RULES} == {False}


def test_level_and_wording_are_read(allowed: AllowList) -> None:
    spelling = allowed.by_rule["SECOND_DICTIONARY"]
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
