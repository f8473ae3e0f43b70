import pytest

from letterkit.language.name_like import Standing, standing
from letterkit.russian.words import words


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("Крыша обрашения не требует.", "обрашения", Standing.WORD),
        ("Застройшик сдал дом.", "Застройшик", Standing.STARTS),
        ("– Застройшик сдал дом.", "Застройшик", Standing.STARTS),
        ("Дом стоит на Набечежной улице.", "Набечежной", Standing.INSIDE),
        ("МИНИСТЕРСТВО СТРОИТЕЛЬТСВА", "СТРОИТЕЛЬТСВА", Standing.CAPITALS),
        ("Ответ дал МКДУ.", "МКДУ", Standing.NAME),
        ("Заявление подписал Кукаревич А.В.", "Кукаревич", Standing.NAME),
        ("Об этом сообщила Мария Кукарекина.", "Кукарекина", Standing.NAME),
        ("В ВВашей квитанции ошибка.", "ВВашей", Standing.INSIDE),
        ("Система ГосПочта работает.", "ГосПочта", Standing.NAME),
        ("Дом построен. Гильдеев доволен.", "Гильдеев", Standing.NAME),
        ("ул. Набережная, д. Веселово, 162340", "Веселово", Standing.NAME),
        ("Автобус ходит в деревню Какси.", "Какси", Standing.NAME),
        ("бульвар Петрковский, д. 5", "Петрковский", Standing.NAME),
        ("Дом стоит на ул. Набечежной, 5.", "Набечежной", Standing.INSIDE),
        ("Общество «Стройтоннель» выдало одежду.", "Стройтоннель", Standing.QUOTED),
    ],
)
def test_how_a_word_stands_tells_whether_it_may_be_a_name(unit: str, text: str, expected: Standing) -> None:
    word = next(word for word in words(unit) if word.text == text)
    assert standing(unit, word) is expected
