from letterkit.core.finding import Level
from letterkit.language.judge import Judge
from letterkit.language.ports import Match


def _shown(judge: Judge, text: str, part: str, rule: str, *replacements: str) -> tuple[Match, ...]:
    start = text.index(part)
    (own,) = judge.own_words([text])
    return judge.decide(text, own, [Match(rule, "C", start, start + len(part), "слова движка", replacements)])


def test_a_rule_that_is_not_allowed_is_not_shown(judge: Judge) -> None:
    assert _shown(judge, "Дом построен.", "построен", "OPREDELENIA") == ()


def test_code_level_and_words_come_from_the_list(judge: Judge) -> None:
    (match,) = _shown(judge, "Дом дом построен.", "Дом дом", "WORD_REPEAT_RULE", "Дом")
    assert (match.code, match.level, match.safe) == ("grammar.languagetool", Level.ERROR, True)
    assert match.message == "Слово повторено дважды подряд"


def test_the_engines_words_stay_where_the_list_has_none(judge: Judge) -> None:
    (match,) = _shown(judge, "Сделаем в течении года.", "в течении года", "V_TECHENIЕ", "в течение года")
    assert match.message == "слова движка"


def test_without_a_mend_nothing_is_safe(judge: Judge) -> None:
    (match,) = _shown(judge, "Сделаем в течении года.", "в течении года", "V_TECHENIЕ")
    assert not match.safe


def test_a_mend_that_only_dots_an_e_is_none(judge: Judge) -> None:
    assert _shown(judge, "Счет, верно, уехал.", "Счет", "DoubleNE", "Счёт") == ()


def test_a_line_break_taken_along_is_left_out(judge: Judge) -> None:
    text = "Готово.\nИз за снега."
    (match,) = _shown(judge, text, "\nИз за", "RU_COMPOUNDS", "Из-за")
    assert text[match.start : match.end] == "Из за"
