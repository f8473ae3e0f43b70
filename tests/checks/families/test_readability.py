"""Clause 3.7 by measure: what is counted, and what is not the writer's to shorten."""

import pytest

from letterkit.core.finding import Level

from .conftest import Letter, Look

_TAIL = ", который стоит рядом с домом и которым пользуются жители" * 4


def _codes(look: Look, text: str) -> list[tuple[str, Level]]:
    found = look(text, "readability")
    return [(each.code, each.level) for each in found if each.code != "readability.index"]


def test_a_long_sentence_is_advised_and_a_very_long_one_warned_of(letter: Letter, look: Look) -> None:
    long = "Двор" + ", который стоит рядом с домом и которым пользуются жители" * 3 + ", приведут в порядок до осени."
    assert _codes(look, letter(body=long)) == [("readability.long-sentence", Level.ADVICE)]
    assert _codes(look, letter(body=f"Двор{_TAIL}{_TAIL}, уберут.")) == [("readability.long-sentence", Level.WARNING)]


def test_titles_of_acts_names_and_addresses_do_not_make_a_sentence_long(letter: Letter, look: Look) -> None:
    body = (
        "Это право даёт статья 6 Федерального закона от 30.12.2004 № 214-ФЗ «Об участии в долевом строительстве "
        "многоквартирных домов и иных объектов недвижимости и о внесении изменений в некоторые законодательные акты "
        "Российской Федерации», а как им воспользоваться, расскажут в министерстве строительства Сахалинской области."
    )
    assert _codes(look, letter(body=body)) == []


def test_a_list_parted_by_semicolons_is_counted_item_by_item(letter: Letter, look: Look) -> None:
    item = "подрядчик починит крышу дома и заменит старые трубы в подвале"
    assert _codes(look, letter(body=f"До осени {item}; {item}; {item}; {item}.")) == []


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("Обсудили порядок проверки качества уборки.", Level.ADVICE),
        ("Обсудили порядок проверки качества уборки подъездов.", Level.WARNING),
        ("Обсудили порядок уборки подъездов.", None),
        ("Обсудили порядок работы министерства строительства Сахалинской области.", None),
    ],
)
def test_genitives_in_a_string_are_counted(letter: Letter, look: Look, body: str, level: Level | None) -> None:
    found = [each.level for each in look(letter(body=body), "readability")]
    assert found == ([] if level is None else [level])


def test_the_third_act_in_a_sentence_is_one_too_many(letter: Letter, look: Look) -> None:
    act = "приказом министерства от 05.02.2024 № 12"
    assert _codes(look, letter(body=f"Так решено {act} и {act}.")) == []
    (found,) = look(letter(body=f"Так решено {act}, {act} и {act}."), "readability")
    assert found.code == "readability.act-references"


def test_brackets_in_brackets_are_shown_whole(letter: Letter, look: Look) -> None:
    (found,) = look(letter(body="Дом (кирпичный (1974 года)) цел."), "readability")
    assert found.excerpt == "(кирпичный (1974 года))"


def test_passive_verbs_are_counted_among_all(letter: Letter, look: Look) -> None:
    passive = "Дом осмотрен, акт составлен, плата пересчитана, крыша починена, двор убран, подвал осушен."
    active = "Комиссия приехала, посмотрела, записала и уехала."
    assert _codes(look, letter(body=f"{passive} {active}")) == [("readability.passive", Level.ADVICE)]
    assert _codes(look, letter(body=f"Дом осмотрен. {active} {active} {active}")) == []


def test_indexes_are_not_given_for_a_few_words(letter: Letter, look: Look) -> None:
    hard = "Государственная жилищная инспекция предупреждает организации о необходимости выполнения мероприятий."
    assert "readability.index" not in [each.code for each in look(letter(body=hard), "readability")]
    assert "readability.index" in [each.code for each in look(letter(body=" ".join([hard] * 6)), "readability")]


def test_passive_three_times_in_a_sentence_is_found(letter: Letter, look: Look) -> None:
    three = "Осмотр был проведён мастером, акт был составлен инспектором, ключи были переданы старосте."
    assert ("readability.passive-row", Level.WARNING) in _codes(look, letter(body=three))
    assert _codes(look, letter(body="Осмотр был проведён, акт был составлен. Ключи были переданы.")) == []
