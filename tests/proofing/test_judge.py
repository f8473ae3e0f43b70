import pytest

from letterkit.core.finding import Level
from letterkit.proofing.judge import Judge
from letterkit.proofing.ports import Match


def _judged(judge: Judge, text: str, part: str, rule: str, *replacements: str) -> tuple[Match, ...]:
    start = text.index(part)
    return judge.judged(text, [Match(rule, "C", start, start + len(part), "слова движка", replacements)])


def test_a_rule_that_is_not_allowed_is_not_shown(judge: Judge) -> None:
    assert _judged(judge, "Дом построен.", "построен", "OPREDELENIA") == ()


def test_code_level_and_words_come_from_the_list(judge: Judge) -> None:
    (match,) = _judged(judge, "Дом дом построен.", "Дом дом", "WORD_REPEAT_RULE", "Дом")
    assert (match.code, match.level, match.safe) == ("grammar.languagetool", Level.ERROR, True)
    assert match.message == "Слово повторено дважды подряд"


def test_the_engines_words_stay_where_the_list_has_none(judge: Judge) -> None:
    (match,) = _judged(judge, "Сделаем в течении года.", "в течении года", "V_TECHENIЕ", "в течение года")
    assert match.message == "слова движка"


def test_without_a_mend_nothing_is_safe(judge: Judge) -> None:
    (match,) = _judged(judge, "Сделаем в течении года.", "в течении года", "V_TECHENIЕ")
    assert not match.safe


@pytest.mark.parametrize(
    ("text", "part", "rule", "mend"),
    [
        ("Нужен маневр.", "маневр", "RU_SIMPLE_REPLACE", "манёвр"),
        ("Идёт имплементация.", "имплементация", "RU_SIMPLE_REPLACE", "реализация"),
        ("Министр          Гаврилин.", "          ", "WHITESPACE_RULE", " "),
        ("провести собрание;", "провести", "UPPERCASE_SENTENCE_START", "Провести"),
        ("1) провести собрание;", "провести", "UPPERCASE_SENTENCE_START", "Провести"),
        ("Выплатили 1 200 тыс. рублей.", "рублей", "UPPERCASE_SENTENCE_START", "Рублей"),
        ("Размер – 12 500р. в месяц.", "в", "UPPERCASE_SENTENCE_START", "В"),
        ("Сосед платить отказался.", "платить", "missing_2_verb", ""),
        ("Если кто-либо, будь то врач или сестра, откажет, звоните.", " то", "ESLI_TO", ", то"),
        ("Прийти не обязательно, но полезно.", "не обязательно", "Ne_narech", "необязательно"),
        ("Звоните в столовую пункта.", "пункта", "PREP_V_and_Noun", ""),
        ("Плата за отопление, начисленная в мае, снята.", "отопление, начисленная", "Soglasovanie_NN_PT", ""),
        ("Сайт «Госуслуги.Дом» открыт.", "Дом", "SENTENCE_WHITESPACE", " Дом"),
    ],
)
def test_known_false_alarms_are_dropped(text: str, part: str, rule: str, mend: str, judge: Judge) -> None:
    assert [match for match in _judged(judge, text, part, rule, mend) if match.rule == rule] == []


def test_an_abbreviated_numeral_is_still_reported(judge: Judge) -> None:
    found = _judged(judge, "В 10-ти домах.", "10-ти", "RU_SIMPLE_REPLACE", "десяти")
    assert [match.replacements for match in found if match.rule == "RU_SIMPLE_REPLACE"] == [("десяти",)]


def test_two_blanks_between_words_are_reported(judge: Judge) -> None:
    (match,) = _judged(judge, "Дом  построен.", "  ", "WHITESPACE_RULE", " ")
    assert match.code == "typography.languagetool"


def test_a_preposition_after_a_noun_still_asks_for_its_case(judge: Judge) -> None:
    text = "Льготы по уплата пошлины отменены."
    assert judge.shown(text, Match("PREP_PO_and_Noun", "C", 7, 16, "")) is not None


def test_a_line_break_taken_along_is_left_out(judge: Judge) -> None:
    text = "Готово.\nИз за снега."
    (match,) = _judged(judge, text, "\nИз за", "RU_COMPOUNDS", "Из-за")
    assert text[match.start : match.end] == "Из за"


def test_a_post_in_the_masculine_may_be_a_womans(judge: Judge) -> None:
    text = "Учитель рассказала детям о правилах."
    assert _judged(judge, text, "Учитель рассказала", "SoglasovanieNN_Verb", "Учитель рассказал") == ()
