"""Names read as people write them, in whatever order."""

import pytest

from letterkit.russian.names import parse_name

# text | surname | name | patronymic
READ = """
Иванова Мария Петровна | Иванова | Мария | Петровна
Мария Петровна Иванова | Иванова | Мария | Петровна
Мария Петровна | | Мария | Петровна
Иванова М.П. | Иванова | М. | П.
Иванова М. П. | Иванова | М. | П.
М.П. Иванова | Иванова | М. | П.
Ивановой М.П. | Ивановой | М. | П.
Алиев Рашид Гасан оглы | Алиев | Рашид | Гасан оглы
Ким А. | Ким | А. |
Иванов | Иванов | |
Мария | | Мария |
Петровна | | | Петровна
иванов пётр ильич | иванов | пётр | ильич
ИВАНОВ ПЁТР ИЛЬИЧ | ИВАНОВ | ПЁТР | ИЛЬИЧ
Соловьёв-Седой Василий Павлович | Соловьёв-Седой | Василий | Павлович
Салтыков-Щедрин М.Е. | Салтыков-Щедрин | М. | Е.
Анна Рабинович | Рабинович | Анна |
Иван Петрович Рабинович | Рабинович | Иван | Петрович
Рабинович Пётр Иванович | Рабинович | Пётр | Иванович
Пак Чен Ир | Пак | Чен Ир |
Иванов Иван | Иванов | Иван |
Иван Иванов | Иванов | Иван |
Кузьмина Дарья | Кузьмина | Дарья |
Анна-Мария Шмидт | Шмидт | Анна-Мария |
фон Бюлов Ганс | фон Бюлов | Ганс |
Лев Николаевич Толстой | Толстой | Лев | Николаевич
Рабинович | Рабинович | |
Петров, Иван Сергеевич | Петров | Иван | Сергеевич
"""


@pytest.mark.parametrize("line", READ.strip().splitlines(), ids=lambda line: line.split(" |")[0])
def test_the_parts_are_found(line: str) -> None:
    text, *expected = (piece.strip() or None for piece in line.split("|"))
    person = parse_name(text or "")
    assert [person.surname, person.name, person.patronymic] == expected


def test_a_no_break_space_parts_words() -> None:
    assert parse_name("Иванова\u00a0М.П.").surname == "Иванова"


@pytest.mark.parametrize("text", ["", "   ", ",", "12", "«»", "A" * 500, "М."])
def test_nothing_is_raised_whatever_is_given(text: str) -> None:
    parse_name(text)
