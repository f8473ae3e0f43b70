"""Numbers agree with their nouns, sums are grouped, words decline."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.core.people import Case
from letterkit.russian.numbers import format_grouped, money, number_words, plural

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("number", "noun"),
    [
        (0, "дней"),
        (1, "день"),
        (2, "дня"),
        (4, "дня"),
        (5, "дней"),
        (11, "дней"),
        (12, "дней"),
        (14, "дней"),
        (21, "день"),
        (22, "дня"),
        (25, "дней"),
        (101, "день"),
        (111, "дней"),
        (112, "дней"),
        (1001, "день"),
        (-1, "день"),
        (-2, "дня"),
        (1.5, "дня"),
        (Decimal("28.5"), "дня"),
        (2.0, "дня"),
    ],
)
def test_the_noun_agrees_with_the_number(number: float, noun: str) -> None:
    assert plural(number, "день", "дня", "дней") == noun


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5, "5"),
        (1000, "1 000"),
        (1250000, "1 250 000"),
        (28.5, "28,5"),
        (-1234, "−1 234"),
        (Decimal("1234.50"), "1 234,50"),
    ],
)
def test_groups_of_three_stand_apart(number: float, text: str) -> None:
    assert format_grouped(number) == text.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (1250000, "1 250 000 рублей"),
        (1, "1 рубль"),
        (2, "2 рубля"),
        (0, "0 рублей"),
        (Decimal("10.05"), "10 рублей 05 копеек"),
        (101.01, "101 рубль 01 копейка"),
        (2.5, "2 рубля 50 копеек"),
        (999.999, "1 000 рублей"),
        (0.1 + 0.2, "0 рублей 30 копеек"),
    ],
)
def test_money_is_written_with_its_nouns(amount: float, text: str) -> None:
    assert money(amount) == text.replace(" ", NBSP)
    assert money(amount, " ") == text


def test_a_negative_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        money(-1)


@pytest.mark.parametrize(
    ("number", "gender", "case", "text"),
    [
        (0, "masculine", Case.NOMINATIVE, "ноль"),
        (1, "feminine", Case.NOMINATIVE, "одна"),
        (1, "neuter", Case.NOMINATIVE, "одно"),
        (2, "feminine", Case.NOMINATIVE, "две"),
        (2, "neuter", Case.NOMINATIVE, "два"),
        (14, "masculine", Case.NOMINATIVE, "четырнадцать"),
        (21, "masculine", Case.GENITIVE, "двадцати одного"),
        (21, "feminine", Case.ACCUSATIVE, "двадцать одну"),
        (40, "masculine", Case.GENITIVE, "сорока"),
        (58, "masculine", Case.INSTRUMENTAL, "пятьюдесятью восемью"),
        (90, "masculine", Case.DATIVE, "девяноста"),
        (200, "masculine", Case.PREPOSITIONAL, "двухстах"),
        (345, "masculine", Case.DATIVE, "трёмстам сорока пяти"),
        (600, "masculine", Case.INSTRUMENTAL, "шестьюстами"),
        (1000, "masculine", Case.NOMINATIVE, "одна тысяча"),
        (2000, "masculine", Case.GENITIVE, "двух тысяч"),
        (21000, "masculine", Case.ACCUSATIVE, "двадцать одну тысячу"),
        (5001, "feminine", Case.NOMINATIVE, "пять тысяч одна"),
        (1250000, "masculine", Case.NOMINATIVE, "один миллион двести пятьдесят тысяч"),
        (3_000_000, "masculine", Case.NOMINATIVE, "три миллиона"),
        (5_000_000_000, "masculine", Case.DATIVE, "пяти миллиардам"),
        (-3, "masculine", Case.NOMINATIVE, "минус три"),
    ],
)
def test_numbers_are_written_in_words(number: int, gender: str, case: Case, text: str) -> None:
    assert number_words(number, gender, case) == text  # type: ignore[arg-type]


def test_a_number_beyond_words_is_refused() -> None:
    with pytest.raises(ValueError, match=r"number\.too-large"):
        number_words(10**15)


@given(st.integers(0, 10**12), st.sampled_from(list(Case)))
def test_every_word_of_a_number_is_russian(number: int, case: Case) -> None:
    from letterkit.russian.morph import is_known

    assert all(is_known(word) for word in number_words(number, case=case).split())


@given(st.integers(0, 10**6))
def test_different_numbers_are_different_words(number: int) -> None:
    assert number_words(number) != number_words(number + 1)
    assert number_words(number, case=Case.GENITIVE) != number_words(number + 1, case=Case.GENITIVE)
