"""Spans of time are told as people say them."""

from datetime import timedelta

import pytest

from letterkit.reports.spans import ago_words, left_words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=40), "только что"),
        (timedelta(minutes=1), "минуту назад"),
        (timedelta(minutes=21), "21 минуту назад"),
        (timedelta(hours=1, minutes=50), "час назад"),
        (timedelta(hours=5), "5 часов назад"),
        (timedelta(days=1), "день назад"),
        (timedelta(days=3, hours=23), "3 дня назад"),
    ],
)
def test_how_long_ago(span: timedelta, words: str) -> None:
    assert ago_words(span) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "сегодня"), (1, "завтра"), (2, "осталось 2 дня"), (21, "остался 21 день"), (-1, "просрочено на 1 день")],
)
def test_how_many_days_are_left(days: int, words: str) -> None:
    assert left_words(days) == words
