"""Titles of rules read as sentences: what a finding would name is left out where the words stand without it."""

from dataclasses import replace
from pathlib import Path

import pytest

from letterkit.checks.check import Check
from letterkit.checks.rule_book import load_rulebook
from letterkit.reports.rule_words import title_of

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def check() -> Check:
    return replace(load_rulebook(RULES, ["order-2024"]).checks[0], why="Так легче прочесть; проверьте сами. И ещё.")


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("Слово «{word}» требует другого падежа – «{mend}»", "Слово «…» требует другого падежа"),
        ("У обращения два номера – {one} и {other}", "У обращения два номера"),
        ("Письмо противоречит себе: «{one}», но «{other}»", "Письмо противоречит себе"),
        ("Адресат и клиент, – разные люди – «{one}» и «{other}»", "Адресат и клиент, – разные люди"),
        ("В заголовке улица {one}, а в тексте – {other}", "В заголовке улица …, а в тексте – …"),
        ("Переписку прекращают, но не сказано: {what}", "Переписку прекращают, но не сказано: …"),
        ("Пишут слитно – «{mend}»", "Пишут слитно – «…»"),
        ("«{word}» – назовите само дело", "Назовите само дело"),
        ("{side} поле {mm} мм, можно – {least} мм", "Поле … мм, можно – … мм"),
        ("Акт позже самого письма ({day})", "Акт позже самого письма"),
        ("В строке «На № … от …» не заполнено – {what}", "В строке «На № … от …» не заполнено"),
        ("Текст читать трудно – {a}, индекс {b}, ступень {c}", "Текст читать трудно"),
        ("На бланке {what} – «{one}», а в профиле – «{other}»", "Так легче прочесть"),
        ("{engine} – «{one}», здесь пишут «{other}»", "Так легче прочесть"),
        ("{engine}", "Так легче прочесть; проверьте сами"),
    ],
)
def test_a_title_is_a_sentence(check: Check, message: str, title: str) -> None:
    assert title_of(replace(check, message=message)) == title
