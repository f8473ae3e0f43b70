"""Noun phrases in all the cases and both numbers, and replacements in the form of what they replace."""

from pathlib import Path

import pytest

from letterkit.core.people import Case
from letterkit.russian.inflect import inflect
from letterkit.russian.inflect_like import agree, inflect_like
from letterkit.russian.names_tables import OBLIQUE


def _phrases() -> list[list[str]]:
    text = Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8")
    blocks = [[line for line in block.splitlines() if line[:1] != "#"] for block in text.strip().split("\n\n")]
    return [block for block in blocks if block]


@pytest.mark.parametrize("block", _phrases(), ids=lambda block: block[0])
def test_a_phrase_is_right_in_every_case(block: list[str]) -> None:
    phrase, *expected = block
    assert expected == [inflect(phrase, case) for case in OBLIQUE]
    assert inflect(phrase, Case.NOMINATIVE) == phrase


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(_phrases()) >= 60
    assert {len(block) for block in _phrases()} == {6}


@pytest.mark.parametrize(
    ("phrase", "case", "expected"),
    [
        ("жилое помещение", Case.NOMINATIVE, "жилые помещения"),
        ("управляющая компания", Case.DATIVE, "управляющим компаниям"),
        ("гражданин", Case.ACCUSATIVE, "граждан"),
        ("ответственное лицо", Case.INSTRUMENTAL, "ответственными лицами"),
        ("министр", Case.GENITIVE, "министров"),
    ],
)
def test_the_plural_can_be_asked_for(phrase: str, case: Case, expected: str) -> None:
    assert inflect(phrase, case, "plural") == expected


def test_the_singular_can_be_asked_for() -> None:
    assert inflect("жилые помещения", Case.GENITIVE, "singular") == "жилого помещения"


def test_spaces_and_marks_stay_where_they_were() -> None:
    assert inflect("  министерство,  агентство ", Case.DATIVE) == "  министерству,  агентству "


@pytest.mark.parametrize("phrase", ["", "   ", "«Уют»", "МКД", "123", "ООО «Сахалин-Сервис»", "кафе", "ЖКХ", "№ 5"])
def test_what_cannot_change_comes_back(phrase: str) -> None:
    assert inflect(phrase, Case.DATIVE) == phrase


@pytest.mark.parametrize(
    ("replacement", "original", "expected"),
    [
        ("проверять", "осуществляет контроль", "проверяет"),
        ("проверять", "осуществляют", "проверяют"),
        ("проверять", "осуществлять контроль", "проверять"),
        ("проверять", "осуществляя", "проверяя"),
        ("проверять", "осуществляющего", "проверяющего"),
        ("проверять", "осуществляющей", "проверяющей"),
        ("проверять", "осуществляла", "проверяла"),
        ("проверить", "осуществим", "проверим"),
        ("проверить", "проверена", "проверена"),
        ("отремонтировать", "произвели ремонт", "отремонтировали"),
        ("оказать помощь", "предоставим", "окажем помощь"),
        ("помочь", "Окажем содействие", "Поможем"),
        ("ремонтировать", "ПРОИЗВОДИЛИ", "РЕМОНТИРОВАЛИ"),
        ("проводиться", "осуществляется", "проводится"),
        ("многоквартирный дом", "объектов", "многоквартирных домов"),
        ("жители", "населению", "жителям"),
        ("ответ", "Распоряжением", "Ответом"),
        ("этот", "данного", "этого"),
        ("этот", "данные", "эти"),
        ("нужный", "необходимую", "нужную"),
        ("сейчас", "в настоящее время", "сейчас"),
    ],
)
def test_a_replacement_takes_the_form_of_the_original(replacement: str, original: str, expected: str) -> None:
    assert inflect_like(replacement, original) == expected


@pytest.mark.parametrize(
    ("replacement", "original"),
    [("проверить", "осуществляет"), ("проверять", "осуществляется"), ("дом", "осуществляет"), ("проверять", "быстро")],
)
def test_what_cannot_be_said_in_that_form_gives_nothing(replacement: str, original: str) -> None:
    assert inflect_like(replacement, original) is None


def test_a_rule_that_names_a_reflexive_verb_may_replace_it() -> None:
    assert inflect_like("работать", "занимается", named="заниматься") == "работает"


def test_the_case_can_be_told_where_the_ending_is_ambiguous() -> None:
    assert inflect_like("приказ", "распоряжения", case=Case.DATIVE) == "приказу"
    assert inflect_like("приказ министерства", "распоряжением", case=Case.DATIVE) == "приказу министерства"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("Мария", "уважаемая"),
        ("Иван", "уважаемый"),
        ("коллеги", "уважаемые"),
        ("Марии", "уважаемой"),
        ("Никита", "уважаемый"),
    ],
)
def test_an_adjective_agrees_with_its_noun(noun: str, expected: str) -> None:
    assert agree("уважаемый", noun) == expected
