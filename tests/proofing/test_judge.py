import pytest

from letterkit.core.finding import Level
from letterkit.proofing.judge import Judge
from letterkit.proofing.ports import Match

_DOUBLED = "grammar_Duplication_by_the_pronoun_of_the_noun-subject"


def _judged(judge: Judge, text: str, part: str, rule: str, *replacements: str) -> tuple[Match, ...]:
    start = text.index(part)
    return judge.judged(text, [Match(rule, "C", start, start + len(part), "слова движка", replacements)])


def test_a_rule_that_is_not_allowed_is_not_shown(judge: Judge) -> None:
    assert _judged(judge, "Дом построен.", "построен", "OPREDELENIA") == ()


def test_code_level_and_words_come_from_the_list(judge: Judge) -> None:
    (match,) = _judged(judge, "Дом дом построен.", "Дом дом", "WORD_REPEAT_RULE", "Дом")
    assert (match.code, match.level, match.safe) == ("grammar.word-twice", Level.ERROR, True)
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
        ("За метками следит мастер, он приходит по средам.", "мастер, он приходит", _DOUBLED, "мастер приходит"),
        ("Дом признаёт аварийным комиссия.", "аварийным комиссия", "Unify_Adj_NN_case", "аварийная комиссия"),
        ("Пишут на русском и на аварском языках.", "аварском языках", "Unify_Adj_NN_number", "аварском языке"),
        ("Вправе ли учитель снизить оценку?", "снизить", "missing_2_verb", ""),
        ("Если кто-либо, будь то врач или сестра, откажет, звоните.", " то", "ESLI_TO", ", то"),
        ("Прийти не обязательно, но полезно.", "не обязательно", "Ne_narech", "необязательно"),
        ("Зодчий, друживший с Линде, помог.", "с Линде", "PREP_C_and_Noun", ""),
        ("Плата за отопление, начисленная в мае, снята.", "отопление, начисленная", "Soglasovanie_NN_PT", ""),
        ("Ребёнка сняли с льготного питания.", "с льготного", "S_SO", "со льготного"),
        ("Коляску за место не считают.", "за место", "Pravopisanie_slitno1", "заместо"),
        ("До тех пор пока дом строят, ждите.", "До тех пор пока", "Nesmotrja_na_to_chto", "До тех пор, пока"),
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
    assert match.code == "typography.spaces"


def test_a_line_break_taken_along_is_left_out(judge: Judge) -> None:
    text = "Готово.\nИз за снега."
    (match,) = _judged(judge, text, "\nИз за", "RU_COMPOUNDS", "Из-за")
    assert text[match.start : match.end] == "Из за"


def test_a_post_in_the_masculine_may_be_a_womans(judge: Judge) -> None:
    text = "Учитель рассказала детям о правилах."
    assert _judged(judge, text, "Учитель рассказала", "SoglasovanieNN_Verb", "Учитель рассказал") == ()
