"""One letter, one story."""

import pytest

from letterkit.core.finding import Finding

from .conftest import Letter, Look

TERM = "Дорогу отремонтируют до 1 октября 2024 года."


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_clean_letter_has_nothing(letter: Letter, look: Look) -> None:
    assert look(letter(), "consistency") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Дом осмотрел инспектор Кузнецов А.П. Акт составлен инспектором Кузнецовой А.П.", ["Кузнецовой А.П."]),
        ("Дом осмотрел инспектор Кузнецов А.П. Акт составлен инспектором Кузнецовым А.П.", []),
        ("Дом осмотрел инспектор Кузнецов А.П. Акт составлен инспектором Кузнецовой В.С.", []),
        ("Акт составил инспектор Кузнецова А.П., который приезжал в мае.", ["Кузнецова А.П., который"]),
        ("Акт составила инспектор Кузнецова А.П., которая приезжала в мае.", []),
        ("Доля принадлежит Ким А.П., который живёт в доме.", []),
    ],
)
def test_a_person_stays_a_man_or_a_woman(letter: Letter, look: Look, body: str, found: list[str]) -> None:
    seen = look(letter(body=f"{TERM} {body}"), "consistency")
    assert [finding.excerpt for finding in seen] == found
    assert set(codes(seen)) <= {"consistency.person-gender"}


def test_the_reader_is_not_called_by_another_patronymic(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(body=f"{TERM} Мария Павловна, просим прийти в отдел."), "consistency")
    assert (finding.code, finding.excerpt) == ("consistency.name-differs", "Мария Павловна")


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("Копию обращения от 15.05.2024 мы приложим.", ["consistency.appeal-date"]),
        ("Копию обращения от 14.05.2024 мы приложим.", []),
        ("На предыдущее обращение от 15.03.2024 мы ответили.", []),
        ("Копию обращения № И-354 мы приложим.", ["consistency.appeal-number"]),
    ],
)
def test_the_appeal_has_one_date_and_one_number(letter: Letter, look: Look, second: str, found: list[str]) -> None:
    opening = "На Ваше обращение от 14.05.2024 № И-345 о ремонте дороги министерство сообщает."
    assert codes(look(letter(opening=opening, body=f"{TERM} {second}"), "consistency")) == found


@pytest.mark.parametrize(
    ("opening", "second", "found"),
    [
        ("сообщаем", "Также сообщаю, что подрядчик выбран.", ["сообщаю"]),
        ("министерство строительства Сахалинской области сообщает", "Также информируем о сроках.", ["информируем"]),
        ("сообщаем", "О дне начала жителям сообщает управляющая компания.", []),
        ("министерство строительства Сахалинской области сообщает", "Мы проверим работы в июне.", []),
    ],
)
def test_one_speaker_tells_the_whole_letter(
    letter: Letter, look: Look, opening: str, second: str, found: list[str]
) -> None:
    text = letter(opening=f"Рассмотрев Ваше обращение по вопросу ремонта дороги, {opening} следующее.", body=second)
    assert [finding.excerpt for finding in look(text, "consistency")] == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("министерство строительства и архитектуры Сахалинской области", True),
        ("министерство строительства Хабаровского края", True),
        ("министерство строительства Сахалинской области", False),
        ("министерство строительства", False),
        ("министерство строительства и жилищно-коммунального хозяйства Российской Федерации", False),
        ("министерство транспорта Сахалинской области", False),
    ],
)
def test_the_body_is_called_as_on_its_blank(letter: Letter, look: Look, name: str, found: bool) -> None:
    opening = f"Рассмотрев Ваше обращение по вопросу ремонта дороги, поступившее в {name}, сообщаем."
    seen = [finding.excerpt for finding in look(letter(opening=opening), "consistency")]
    assert seen == ([name] if found else [])


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Крышу отремонтируют до 01.10.2024. Итак, крышу отремонтируют до 01.11.2024.", ["01.11.2024"]),
        ("Крышу отремонтируют до 01.10.2024. Подъезд отремонтируют до 01.11.2024.", []),
        ("Дом расселят до 01.10.2024. Второй дом расселят до 01.11.2024.", []),
    ],
)
def test_one_promise_has_one_term(letter: Letter, look: Look, body: str, found: list[str]) -> None:
    assert [finding.excerpt for finding in look(letter(body=body), "consistency")] == found
