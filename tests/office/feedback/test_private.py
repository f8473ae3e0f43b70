"""Personal data in a comment: found and taken out, while dates, sums and numbers of acts stay."""

import pytest

from letterkit.office.feedback.personal_data import Private, private_in, without_private


@pytest.mark.parametrize(
    ("comment", "kind", "left"),
    [
        ("Позвоните мне: +7 914 123-45-67!", Private.PHONE, "Позвоните мне: [убрано]!"),
        ("Тел. 89141234567", Private.PHONE, "Тел. [убрано]"),
        ("мой номер 8 (4242) 50-12-34", Private.PHONE, "мой номер [убрано]"),
        ("звоните 50-12-34", Private.PHONE, "звоните [убрано]"),
        ("9141234567 Мария", Private.PHONE, "[убрано] Мария"),
        ("пишите на maria.ivanova@mail.ru.", Private.EMAIL, "пишите на [убрано]."),
        ("паспорт 6404 123456", Private.PASSPORT, "паспорт [убрано]"),
        ("паспорт 64 04 № 123456 выдан", Private.PASSPORT, "паспорт [убрано] выдан"),
        ("СНИЛС 112-233-445 95", Private.SNILS, "СНИЛС [убрано]"),
        ("карта 2200 1234 5678 9010", Private.CARD, "карта [убрано]"),
        ("живу на Мира, кв. 15", Private.FLAT, "живу на Мира, [убрано]"),
    ],
)
def test_it_is_named_and_taken_out(comment: str, kind: Private, left: str) -> None:
    assert private_in(comment) == (kind,)
    assert without_private(comment) == left
    assert private_in(left) == ()


@pytest.mark.parametrize(
    "comment",
    [
        "Ждал 45 дней, с 12.05.2024 по 26.06.2024",
        "письмо № 3.08-1201/24 от 14.05.2024, п. 2 ст. 10 закона № 59-ФЗ",
        "Прислали расчёт на 1 250 000,50 рублей вместо 900 000",
        "Дом 32, этаж 5, подъезд 2. Очередь 2025-2026 годов, номер 1452",
        "Дали 1, 2 и 3 ответ; спросил о квартире для семьи",
        "",
    ],
)
def test_what_is_nobody_s_stays(comment: str) -> None:
    assert private_in(comment) == ()
    assert without_private(comment) == comment


def test_several_are_told_once_each() -> None:
    comment = "8 914 123-45-67 или 8 914 765-43-21, a@b.ru"
    assert set(private_in(comment)) == {Private.PHONE, Private.EMAIL}
    assert without_private(comment) == "[убрано] или [убрано], [убрано]"
