"""The model of commas finds a comma that is missing and is silent where none is."""

from pathlib import Path

import pytest

from letterkit.proofing import commas

TEXTS = Path(__file__).parents[1] / "texts"


def _mended(text: str) -> list[str]:
    return [match.replacements[0] for match in commas.find_lost(text)]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Кабинет переехал на второй этаж вход теперь со двора.", "этаж, вход"),
        ("Вы просите проверить верно ли суд поделил дом.", "проверить, верно"),
        ("Позвоните по номеру указанному в конце письма.", "номеру, указанному"),
        ("Деньги, которые Вы внесли вернутся на ту же карту.", "внесли, вернутся"),
        ("Если вода появится снова позвоните диспетчеру.", "снова, позвоните"),
    ],
)
def test_a_comma_that_is_missing_is_put_in(text: str, mended: str) -> None:
    assert mended in _mended(text)


@pytest.mark.parametrize(
    "text",
    [
        "Кабинет переехал на второй этаж, вход теперь со двора.",
        "26 сентября 2025 года прокурор внёс главному инженеру предложение.",
        "Приём ведёт начальник отдела по четвергам с 14 до 17 часов.",
        "В январе управляющая организация пересчитала плату всем жильцам дома.",
        "После ремонта в здании разместятся библиотека и кружки для детей.",
        "Комиссия осмотрела подвал и чердак дома и составила акт.",
        "Да.",
        "",
        ", , ,",
    ],
)
def test_where_none_is_missing_nothing_is_said(text: str) -> None:
    assert _mended(text) == []


def test_a_missing_comma_is_reported_between_the_words_that_it_parts() -> None:
    text = "Позвоните по номеру указанному в конце письма."
    (match,) = commas.find_lost(text)
    assert text[match.start : match.end] == "номеру указанному"


def test_a_comma_before_and_that_nobody_would_miss_is_asked_about() -> None:
    text = "Заявление можно подать в кассу дворца, и отдел документов."
    (match,) = commas.needless(text)
    assert (text[match.start : match.end], match.replacements) == ("дворца,", ("дворца",))


@pytest.mark.parametrize(
    "text",
    ["Лампы заменят, и во дворе станет светло.", "Дом, в котором Вы живёте, и соседние дома включены в программу."],
)
def test_a_comma_between_clauses_is_no_needless_one(text: str) -> None:
    assert list(commas.needless(text)) == []


def test_a_needless_comma_is_seen_in_a_paragraph_of_any_length() -> None:
    text = "Подвал осушили, и продезинфицировали. " * 400
    found = list(commas.needless(text))
    assert len(found) == 400
    assert {text[match.start : match.end] for match in found} == {"осушили,"}


def test_words_of_two_rows_of_a_list_are_not_parted() -> None:
    assert _mended("К заявлению нужны:\nПаспорт\nСправку о составе семьи\nДоговор") == []


def test_one_row_of_running_text_goes_on_in_the_next() -> None:
    assert _mended("Позвоните по номеру\nуказанному в конце письма.") == ["номеру,\nуказанному"]


def test_sure_and_doubtful_places_are_told_apart() -> None:
    rules = {match.rule for match in commas.find_lost("Дорогу починят до 1 июня знаки поставят позже.")}
    assert rules == {commas.LOST}
