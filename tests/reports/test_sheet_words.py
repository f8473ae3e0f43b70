"""What is wrong with a table is said so that the one who filled it in can mend it."""

import pytest

from letterkit.core.errors import CardError, InputError, TableError
from letterkit.reports.sheet_words import fault_line, fault_words
from letterkit.tables.card import card_faults
from letterkit.tables.fault import ColumnPlace, Fault


def words_of(error: InputError) -> str:
    return fault_words(Fault(error, 5, ColumnPlace(1, "Дата регистрации")))


def test_a_line_names_the_row_the_column_and_its_header() -> None:
    (error,) = card_faults({"appeal": {"registered": "31.02.2024"}}, "")
    told = fault_line(Fault(error, 5, ColumnPlace(27, "Дата\nрегистрации")))
    assert told.startswith("Строка 5, столбец AB «Дата регистрации»: такого дня нет; нужна дата вида 14.05.2024")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(TableError("table.example-row"), 2), "Строка 2: это строка-образец"),
        (Fault(TableError("table.missing-column", headers="«ФИО»")), "Нет столбца «ФИО»"),
        (
            Fault(TableError("table.cell-without-header"), 3, ColumnPlace(2, "")),
            "Строка 3, столбец C: над этой ячейкой",
        ),
        (
            Fault(TableError("table.cell-date", value="01.03.2024"), 3, ColumnPlace(0, "А")),
            "Строка 3, столбец A «А»: Excel ",
        ),
    ],
)
def test_a_line_has_as_much_of_the_place_as_is_known(fault: Fault, told: str) -> None:
    assert fault_line(fault).startswith(told)


def test_a_word_that_is_not_in_the_list_is_answered_with_the_list_in_russian() -> None:
    (error,) = card_faults({"appeal": {"channel": "голубь"}}, "")
    told = words_of(error)
    assert "«почта»" in told
    assert "post" not in told


def test_an_empty_cell_and_nobody_to_write_to_are_different_words() -> None:
    empty = words_of(CardError("card.missing", key="appeal.subject", reply="redirect"))
    nobody = words_of(CardError("card.missing", key="applicant.name"))
    assert "Ячейка пустая" in empty
    assert "кому отвечать" in nobody


def test_a_gender_is_asked_for_with_its_column() -> None:
    told = words_of(CardError("card.gender-unknown", key="applicant.gender", name="Ким Саша"))
    assert told.endswith("укажите пол в столбце «Пол», а если такого нет, добавьте его.")
