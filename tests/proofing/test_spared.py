import pytest

from letterkit.proofing.false_positives import is_spared
from letterkit.proofing.ports import Match


def _match(rule: str, marked: str) -> tuple[str, Match]:
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), Match(rule, "GRAMMAR", start, end, "", ())


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("PREP_K_and_Num", "Чердаки осмотрят [к двадцать] пятому августа."),
        ("CASE_AFTER_PREPOSITION", "Здание построено в [тысяча] восемьсот девяносто шестом году."),
        ("PUNKT_KOTORIJ1", "Осмотр, к [участию в котором] мы зовём и Вас, пройдёт 14.05."),
        ("Lishnij_sojuz", "[Если тем не менее] Вы решите ждать, напишите нам."),
        ("Verb_INF_OR_3P_3", "Сельсовет [распоряжаться] лесом не уполномочен."),
        ("Comma_before_kak", "Принят ряд таких правовых актов[, как постановления]."),
        ("SoglasovanieNN_Verb", "Жители хутора [Вязовка обратились] с просьбой."),
        ("Pravopisanie_slitno1", "Груз доставлен [в место] хранения."),
        ("LC_AFTER_PERIOD_RU", "Финансовый контроль ведут по ст.[ст]. 265 и 270.2 кодекса."),
        ("Unify_PADJ_NN_gender", "Мы узнали, почему [Ваше ЭКО] отложили."),
        ("Sklonenije_chislitelnih", "Сумма равна [двумстам сорока] рублям."),
    ],
)
def test_what_a_rule_takes_for_wrong_is_let_be(rule: str, marked: str) -> None:
    assert is_spared(*_match(rule, marked))


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("PREP_K_and_Num", "Работы завершат [к двадцать] процентам."),
        ("CASE_AFTER_PREPOSITION", "Плата выросла в [тысяча] рублей."),
        ("Lishnij_sojuz", "Дом ветхий, [однако тем не менее] жильцы остались."),
        ("Verb_INF_OR_3P_3", "Сельсовет [распоряжаться] лесом."),
        ("WORD_REPEAT_RULE", "Деньги поступят на [счёт счёт] товарищества."),
    ],
)
def test_the_mistake_itself_is_shown(rule: str, marked: str) -> None:
    assert not is_spared(*_match(rule, marked))
