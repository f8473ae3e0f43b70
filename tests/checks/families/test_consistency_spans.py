"""Time that runs backwards, sentences pasted twice, figures that differ from their words."""

import pytest

from .conftest import Letter, Look

TERM = "Дорогу отремонтируют до 1 октября 2024 года."


def excerpts(letter: Letter, look: Look, body: str, code: str) -> list[str]:
    found = look(letter(body=f"{TERM} {body}"), code.split(".")[0])
    return [finding.excerpt for finding in found if finding.code == code]


@pytest.mark.parametrize(
    ("body", "span"),
    [
        ("Приём ведут с 16 до 9 часов.", "с 16 до 9 часов"),
        ("Склад открыт с 15:00 до 8:00.", "с 15:00 до 8:00"),
        ("Кабинет открыт с 13.00 до 9.00.", "с 13.00 до 9.00"),
        ("Дорогу чинили в 2023–2019 годах.", "2023–2019 годах"),
        ("Проверку вели с 2023 года по 2020 год.", "с 2023 года по 2020 год"),
        ("Осмотры вели с 5 мая 2024 года по 25 апреля 2024 года.", "с 5 мая 2024 года по 25 апреля 2024 года"),
        ("Ремонт шёл с 20.03.2024 по 10.03.2024.", "с 20.03.2024 по 10.03.2024"),
    ],
)
def test_a_span_does_not_end_before_it_begins(letter: Letter, look: Look, body: str, span: str) -> None:
    assert excerpts(letter, look, body, "consistency.span-reversed") == [span]


@pytest.mark.parametrize(
    "body",
    [
        "Приёмная работает с 8.30 до 17.30.",
        "Шум запрещён с 23 часов до 7 часов.",
        "С 22.00 до 6.00 действует ночной тариф.",
        "Охрана дежурит с 17 до 8 часов.",
        "Рейс задержали с 14 часов 5 мая до 9 часов 6 мая.",
        "Отопительный сезон длится с 15 октября по 15 мая.",
        "Отопление дают с 15.10 до 15.05.",
        "Температура упала с 20 до 17 градусов.",
        "Дороги чинили с 2021 по 2023 год.",
        "Каникулы продлятся с 30 декабря по 8 января 2025 года.",
        "Движение закроют с 25.12.2024 по 10.01.2025.",
    ],
)
def test_nights_winters_and_measures_run_as_they_run(letter: Letter, look: Look, body: str) -> None:
    assert excerpts(letter, look, body, "consistency.span-reversed") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Инспектор проверил подвал 12.06.2025.", ["12.06.2025"]),
        ("15 июня 2024 года мы вывезли мусор.", ["15 июня 2024 года"]),
        ("Вашу семью поставили на учёт 18.12.2025.", ["18.12.2025"]),
        ("Инспектор проверил подвал 12.05.2024.", []),
        ("Осмотр назначен на 12.06.2025.", []),
        ("Договор заключили на срок до 31.12.2025.", []),
        ("Комиссия решила провести осмотр 12.06.2025.", []),
        ("Администрация сообщила о собрании 12.06.2025.", []),
        ("Министр утвердил график, по которому работы начнутся 01.07.2025.", []),
    ],
)
def test_what_is_done_has_no_date_after_the_letter(letter: Letter, look: Look, body: str, found: list[str]) -> None:
    assert excerpts(letter, look, body, "consistency.done-in-future") == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "Лифт остановили из-за поломки двери. Мастер придёт утром. Лифт остановили из-за поломки двери.",
            ["Лифт остановили из-за поломки двери."],
        ),
        ("За май Вам начислили 320 рублей. За июнь Вам начислили 350 рублей.", []),
        ("Первый подъезд дома покрасят в июне. Второй подъезд дома покрасят в июне.", []),
    ],
)
def test_a_sentence_is_not_said_twice(letter: Letter, look: Look, body: str, found: list[str]) -> None:
    assert excerpts(letter, look, body, "consistency.repeated-sentence") == found


def test_of_a_passage_pasted_again_the_first_sentence_is_shown(letter: Letter, look: Look) -> None:
    passage = (
        "Лифт остановили из-за поломки двери. Мастер придёт завтра в девять утра. Плату за лифт Вам пересчитают. "
        "О пуске лифта жителям скажут отдельно."
    )
    found = excerpts(letter, look, f"{passage} {passage}", "consistency.repeated-sentence")
    assert found == ["Лифт остановили из-за поломки двери."]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Смета – 250 000 (двести тысяч) рублей.", ["250 000 (двести тысяч)"]),
        ("Ответ дадут в течение десяти (12) дней.", ["десяти (12)"]),
        ("Смета – 1 250 000 (один миллион двести пятьдесят тысяч) рублей.", []),
        ("Ответ дадут в течение 30 (тридцати) дней.", []),
        ("Сорок два (42) дома подключили.", []),
        ("Дом № 5 (первый подъезд) утеплили.", []),
        ("Пустует 12 (шесть в каждом подъезде) квартир.", []),
    ],
)
def test_figures_and_words_name_one_number(letter: Letter, look: Look, body: str, found: list[str]) -> None:
    assert excerpts(letter, look, body, "consistency.figure-words") == found


@pytest.mark.parametrize(
    ("title", "found"),
    [("О дороге на улице Весенней", ["Весенней"]), ("О дороге на улице Мира", []), ("О дороге на ул. Мира", [])],
)
def test_title_and_text_are_about_one_street(letter: Letter, look: Look, title: str, found: list[str]) -> None:
    seen = look(letter(title=title), "consistency")
    assert [finding.excerpt for finding in seen if finding.code == "consistency.street"] == found


def test_a_clash_of_outcomes_is_told_once(letter: Letter, look: Look) -> None:
    body = "Лавочки поставили 10 мая 2024 года. Лавочки поставят до 1 июля 2024 года."
    codes = {finding.code for finding in look(letter(body=f"{TERM} {body}"), "consistency", "outcome")}
    assert len(codes & {"consistency.done-and-promised", "outcome.contradiction"}) == 1


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Я осмотрел дом. Мы напишем Вам до 1 июля 2024 года. Нас можно спросить о сроке.", ["Я"]),
        ("Мы осмотрели дом. Мы напишем Вам до 1 июля 2024 года.", []),
    ],
)
def test_one_body_speaks_as_one(letter: Letter, look: Look, body: str, found: list[str]) -> None:
    assert excerpts(letter, look, body, "consistency.speaker") == found
