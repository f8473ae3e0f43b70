import pytest

from letterkit.compose.typography import plain, unbroken, unbroken_phones, unbroken_text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("дом № 10 по ул. Ленина", "дом_№_10 по ул._Ленина"),
        ("г. Южно-Сахалинск", "г._Южно-Сахалинск"),
        ("Ивановой М.П.", "Ивановой_М.П."),
        ("И.О. Фамильев", "И.О._Фамильев"),
        ("И. О. Фамильев", "И.О._Фамильев"),
        ("до 12 мая 2024 г.", "до 12_мая 2024_г."),
        ("часть 3 статьи 8", "часть_3 статьи_8"),
        ("срок – 7 дней", "срок_– 7_дней"),
        ("от 02.05.2006 № 59-ФЗ", "от 02.05.2006 №_59-ФЗ"),
        ("– до 1 мая", "– до 1_мая"),
    ],
)
def test_lines_do_not_break_where_they_must_not(given: str, expected: str) -> None:
    assert expected == unbroken(given).replace("\u00a0", "_")


def test_words_stay_the_same() -> None:
    text = "Дом № 10, ул. Ленина, И.О. Фамильев – 5 мая 2024 г., 1 250 000 рублей, ст. 8 ч. 3"
    assert plain(unbroken(text)) == plain(text)


def test_a_telephone_number_stays_on_one_line() -> None:
    made = unbroken_phones("позвоните: +7 (4242) 00-00-00, Петрова")
    assert " " not in made[made.index("+") : made.index(", П")]
    assert "-" not in made
    assert plain(made) == "позвоните: +7 (4242) 00-00-00, Петрова"


def test_a_short_word_stays_with_the_next_one_in_running_text() -> None:
    text = "В письме от 5 мая мы не написали, кто и по какой причине, из-за чего во дворе сыро"
    assert unbroken_text(text).replace("\u00a0", "_") == (
        "В_письме от_5_мая мы не_написали, кто и_по_какой причине, из-за чего во_дворе сыро"
    )
    assert plain(unbroken_text(text)) == text
