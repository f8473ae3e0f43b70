"""Clause 4.1 on whole letters: which appeal is answered, and when."""

import pytest

from letterkit.core.finding import Finding

from .conftest import Letter, Look


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_clean_letter_has_nothing(letter: Letter, look: Look) -> None:
    assert look(letter(), "reference") == []


def test_a_letter_that_names_no_appeal_is_broken(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(reference=None), "reference")
    assert (finding.code, finding.start) == ("reference.missing", None)


@pytest.mark.parametrize(
    "opening",
    [
        "Ваше обращение о качестве отопления поступило в министерство 13.05.2024 и зарегистрировано 14.05.2024.",
        "На Ваше обращение от 14 мая 2024 г. сообщаем, что дорогу отремонтируют до октября.",
        "Ваше заявление о ремонте дороги зарегистрировано под № И-345, его рассмотрело министерство строительства.",
    ],
)
def test_the_opening_may_name_the_appeal_instead(letter: Letter, look: Look, opening: str) -> None:
    assert look(letter(reference=None, opening=opening), "reference") == []


def test_a_line_with_a_date_alone_is_enough(letter: Letter, look: Look) -> None:
    assert look(letter(reference="На обращение от 14.05.2024"), "reference") == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("На № ________ от ________", "номер и дата"),
        ("На № _____ от 14.05.2024", "номер"),
        ("На № И-345 от ______", "дата"),
    ],
)
def test_an_unfilled_line_says_what_is_empty(letter: Letter, look: Look, line: str, what: str) -> None:
    (finding,) = look(letter(reference=line), "reference", "placeholder")
    assert (finding.code, finding.excerpt) == ("reference.empty", line)
    assert what in finding.message


def test_an_appeal_later_than_its_reply_is_broken(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(reference="На № И-345 от 21.05.2024"), "reference")
    assert (finding.code, finding.excerpt) == ("reference.later-than-letter", "21.05.2024")


def test_another_date_in_the_opening_is_mended_from_the_reference(letter: Letter, look: Look) -> None:
    opening = "Рассмотрев Ваше обращение от 15.05.2024 о ремонте дороги, сообщаем."
    (finding,) = look(letter(opening=opening), "reference")
    assert (finding.code, finding.suggestions) == ("reference.date-differs", ("14.05.2024",))


def test_dates_of_the_bodys_own_earlier_letters_are_not_the_appeals(letter: Letter, look: Look) -> None:
    opening = "Министерство уже ответило Вам письмами от 12.01.2024 № 3.08-15/24 и от 20.02.2024 № 3.08-290/24."
    assert look(letter(opening=opening), "reference") == []


def test_look_alike_letters_do_not_make_another_number(letter: Letter, look: Look) -> None:
    opening = "Рассмотрев Ваше обращение № А-345 о ремонте дороги, сообщаем."
    assert look(letter(reference="На № A-345 от 14.05.2024", opening=opening), "reference") == []


def test_the_card_decides_which_number_and_date_are_right(letter: Letter, look: Look) -> None:
    card: dict[str, object] = {"appeal": {"number": "И-346", "registered": "13.05.2024"}}
    findings = look(letter(), "reference", card=card)
    assert [(each.code, each.suggestions) for each in findings] == [
        ("reference.card-differs", ("И-346",)),
        ("reference.card-differs", ("13.05.2024",)),
    ]


def test_a_letter_without_date_and_number_of_its_own_is_told(letter: Letter, look: Look) -> None:
    assert codes(look(letter(dated=None), "reference")) == [
        "reference.own-date-missing",
        "reference.own-number-missing",
    ]


@pytest.mark.parametrize("line", ["На № И-345", "На № от 14.05.2024"])
def test_half_a_line_is_an_unfilled_one(letter: Letter, look: Look, line: str) -> None:
    assert codes(look(letter(reference=line), "reference")) == ["reference.empty"]


def test_an_unfilled_date_and_number_of_the_letter_are_shown(letter: Letter, look: Look) -> None:
    findings = look(letter(dated="«___» _________ 2024 г. № ______"), "reference", "placeholder")
    assert [(each.code, each.excerpt) for each in findings] == [
        ("reference.own-blank", "«___» _________ 2024 г."),
        ("reference.own-blank", "№ ______"),
    ]
