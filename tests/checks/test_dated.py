"""Whether what a sentence promises has a term beside it."""

import datetime

import pytest

from letterkit.checks.promised_terms import is_dated

LETTER = datetime.date(2024, 5, 20)


@pytest.mark.parametrize(
    "sentence",
    [
        "В ближайшее время, до 1 октября 2024 года, протечку устранят.",
        "Протечку устранят в ближайшее время, до 5 июня.",
        "Протечку устранят в ближайшее время – в течение трёх дней.",
        "Яму засыплют в ближайшее время, чтобы к 5 июня открыть дорогу.",
        "Дом отремонтируют в ближайшее время: работы начнутся 5 июня 2024 года.",
        "Деньги придут в ближайшее время, не позднее 15 января.",
    ],
)
def test_a_day_beside_the_promise_is_its_term(sentence: str) -> None:
    assert is_dated(sentence, sentence.lower().index("в ближайшее"), LETTER)


@pytest.mark.parametrize(
    "sentence",
    [
        "Подрядчика выберут в ближайшее время, работы закончат до 01.10.2025.",
        "Выплата за июнь придёт в ближайшее время.",
        "13 мая мы обязали магазин убрать шум в ближайшее время.",
        "Работы по приказу от 06.05.2024 № 354 закончат в ближайшее время.",
    ],
)
def test_a_day_of_something_else_is_none(sentence: str) -> None:
    assert not is_dated(sentence, sentence.index("в ближайшее"), LETTER)
