import pytest
from pylat_ru import LanguageToolRU, RuleMatch

from letterkit.proofing.allowed import AllowList
from letterkit.proofing.embedded import Embedded, load_embedded
from letterkit.proofing.spelling import ENGINE_RULE


def _plain_tool(rules: frozenset[str]) -> LanguageToolRU:
    """pylat_ru as its makers switch it, without our shortcut."""
    tool = LanguageToolRU()
    for native in tool.java_rules_engine.rules:
        switch = tool.java_rules_engine.enable_rule if native.rule_id in rules else tool.java_rules_engine.disable_rule
        switch(native.rule_id)
    for rule in tool.grammar_engine.get_all_rules():
        switch = tool.grammar_engine.enable_rule if rule.id in rules else tool.grammar_engine.disable_rule
        switch(rule.full_id)
    return tool


@pytest.mark.slow
@pytest.mark.long
def test_the_shortcut_loses_and_adds_nothing(engine: Embedded, allowed: AllowList, some_texts: dict[str, str]) -> None:
    tool = _plain_tool(allowed.rules)

    def theirs(match: RuleMatch) -> tuple[object, ...]:
        guesses = (
            () if match.rule_id == ENGINE_RULE else tuple(match.replacements)
        )  # ours are letterkit.proofing.suggest's
        return match.rule_id, match.offset, match.offset + match.length, guesses

    for name, text in some_texts.items():
        ours = [(match.rule, match.start, match.end, match.replacements) for match in engine.matches(text)]
        assert ours == [theirs(match) for match in tool.check(text)], name


def test_only_the_rules_given_are_run() -> None:
    text = "В течении месяца плошадку , построят."
    assert [match.rule for match in load_embedded(frozenset({"V_TECHENIЕ"})).matches(text)] == ["V_TECHENIЕ"]


def test_offsets_count_code_points(engine: Embedded) -> None:
    text = "🏠🏠 Дом построят в течении месяца."
    found = next(match for match in engine.matches(text) if match.rule == "V_TECHENIЕ")
    assert text[found.start : found.end] == "в течении месяца"


def test_messages_carry_no_markup(engine: Embedded) -> None:
    found = next(match for match in engine.matches("Срок продлён на пять год.") if match.rule == "Sklonenije_NUM_NN")
    assert "«пять лет»" in found.message
    assert "<" not in found.message


def test_nothing_is_found_in_nothing(engine: Embedded) -> None:
    assert engine.matches_each(["", " \n "]) == [(), ()]


def test_a_word_in_no_dictionary_is_doubted_without_a_search_for_likenesses(engine: Embedded) -> None:
    (found,) = engine.matches("Гражданка Отгрейдировалова получила ответ.")
    assert (found.rule, found.replacements) == (ENGINE_RULE, ())
