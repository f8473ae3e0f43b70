"""A mend that would make its paragraph worse is not offered."""

import pytest

from letterkit.checks.mend_trial import leaves_stump, place_before
from letterkit.core.finding import Finding, Level


def stump(text: str, was: str, now: str) -> bool:
    start = text.index(was)
    return leaves_stump(text, start, start + len(was), now)


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("закон № 326-ФЗ от 29.11.2010г. «Об охране»", "№ 326-ФЗ от 29.11.2010", "от 29.11.2010 № 326-ФЗ"),
        ("Работы начнутся в мае, но позже.", "в мае", "в мае,"),
        ("Ответ готов и готов давно.", "и готов", "готов"),
        ("Дом (новый) сдан.", "новый)", "новый"),
        ("К сожалению, срок прошёл.", "К сожалению", ""),
        ("Данный вопрос решён.", "Данный вопрос", "вопрос"),
        ("Срок прошёл давно.", "прошёл", "прошёл"),
        ("Вопрос решён.  ", "решён.", "решён.."),
    ],
)
def test_a_mend_that_leaves_a_stump_is_known(text: str, was: str, now: str) -> None:
    assert stump(text, was, now)


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("закон № 326-ФЗ от 29.11.2010 «Об охране»", "№ 326-ФЗ от 29.11.2010", "от 29.11.2010 № 326-ФЗ"),
        ("Работы начнутся с 09:00до 12:00.", "09:00", "09:00 "),
        ("Оплата 500р. в месяц.", "500р", "500 р"),
        ("Это не возможно сделать.", "не возможно", "невозможно"),
        ("Просим за за задержку извинить.", "за за", "за"),
        ("В случае если мастер не придёт, позвоните.", "В случае если", "Если"),
        ("Спор решает суд..", "..", "."),
    ],
)
def test_a_sound_mend_leaves_none(text: str, was: str, now: str) -> None:
    assert not stump(text, was, now)


def test_a_finding_is_led_back_over_what_was_changed() -> None:
    changes = [(0, 3, "двадцать"), (10, 10, ",")]  # «сто рублей и копеек» → «двадцать рублей, и копеек»

    def before(start: int, end: int) -> tuple[int, int]:
        return place_before(changes, Finding("a.b", None, Level.ERROR, "…", start=start, end=end))

    assert before(9, 15) == (4, 10)
    assert before(17, 18) == (11, 12)
    assert before(2, 4) == (0, 3)
