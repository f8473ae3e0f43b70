"""Every fault of the header is told before any row is read."""

from collections.abc import Callable

import pytest

from letterkit.compose.catalogue import Catalogue
from letterkit.core.errors import TableError
from letterkit.reports.wording import sentence
from letterkit.tables import Sheet

from .conftest import codes, places

Read = Callable[..., Sheet]


def header(read: Read, *headers: str) -> Sheet:
    return read(";".join(headers).encode())


def test_a_header_without_faults_has_none(read: Read) -> None:
    assert header(read, "О чём обращение", "ФИО", "Куда направлено").faults == ()


def test_all_faults_are_told_at_once(read: Read) -> None:
    sheet = header(
        read, "ФИО", "Примечание", "Почтовый адресс", "Адрес заявителя", "Адрес", "Фамилия", "Куда направлено"
    )
    assert places(sheet.faults) == [
        ("table.unknown-column", "B"),
        ("table.unknown-column", "C"),
        ("table.column-twice", "E"),
        ("table.name-twice", "F"),
        ("table.missing-column", None),
    ]


def test_a_guess_is_told_and_does_not_stand_in_the_way(read: Read) -> None:
    sheet = header(read, "О чем обращени", "ФИО", "Куда направлено")
    (fault,) = sheet.faults
    assert (fault.error.code, fault.is_warning, fault.error.details["meant"]) == (
        "table.guessed-column", True, "О чём обращение",
    )  # fmt: skip


def test_a_header_that_may_be_two_columns_is_refused_with_both_named(read: Read) -> None:
    sheet = header(read, "О чём обращение", "ФИО", "Куда направлено", "Должность")
    (fault,) = sheet.faults
    assert (fault.error.code, fault.is_warning) == ("table.ambiguous-column", False)
    assert fault.error.details["meant"] == "«Должность исполнителя» или «Должность подписанта»"
    assert "«Должность исполнителя» или «Должность подписанта»" in sentence(fault.error)


def test_a_header_in_another_order_of_words_is_no_guess(read: Read) -> None:
    sheet = header(read, "О чём обращение", "Исполнитель: фамилия", "ФИО заявителя", "Куда направлено")
    assert sheet.faults == ()
    assert [column.known.path for column in sheet.columns if column.known][1] == "executor.surname"


def test_a_column_that_is_there_is_not_guessed_a_second_time(read: Read) -> None:
    sheet = header(read, "О чём обращение", "О чём обращени", "ФИО", "Куда направлено")
    assert places(sheet.faults) == [("table.unknown-column", "B")]


@pytest.mark.parametrize("who", ["ФИО", "Фамилия", "Имя", "Организация", "Коллективное обращение"])
def test_any_way_to_name_the_applicant_is_enough(who: str, read: Read) -> None:
    assert header(read, "О чём обращение", who, "Куда направлено").faults == ()


def test_nobody_to_write_to_is_a_missing_column(read: Read) -> None:
    (fault,) = header(read, "О чём обращение", "Куда направлено").faults
    assert (fault.error.code, fault.error.details["headers"]) == ("table.missing-column", "«ФИО» или «Фамилия»")


def test_either_of_two_columns_satisfies_a_need(read: Read, catalogue: Catalogue) -> None:
    explained = catalogue.reply("explained")
    for answer in ("Ответ по существу", "Ответы на вопросы обращения"):
        assert read(f"ФИО;О чём обращение;{answer}".encode(), reply=explained).faults == ()
    (fault,) = read("ФИО;О чём обращение".encode(), reply=explained).faults
    assert fault.error.details["headers"] == "«Ответ по существу» или «Ответы на вопросы обращения»"


def test_counters_and_reasons_of_an_error_table_are_read_over(read: Read) -> None:
    sheet = read(
        "№;О чём обращение;ФИО;Куда направлено;Что исправить\n1;ремонт;Иванова Мария;инспекция;старое\n2;;;;\n".encode()
    )
    assert sheet.faults == ()
    (row,) = sheet.rows()
    assert row.faults == ()


def test_cells_under_no_header_are_told_once_for_each_column(read: Read) -> None:
    good = "ремонт;Иванова Мария;инспекция"
    rows = list(read(f"О чём обращение;ФИО;Куда направлено\n{good};;а\n{good};б;в\n".encode()).rows())
    assert [places(row.faults) for row in rows] == [
        [("table.cell-without-header", "E")],
        [("table.cell-without-header", "D")],
    ]


def test_a_cell_between_headers_is_told_in_a_row_that_breaks_off_too(read: Read) -> None:
    (row,) = read("О чём обращение;;ФИО;Куда направлено\nремонт;а\n".encode()).rows()
    assert ("table.cell-without-header", "B") in places(row.faults)


def test_a_missing_column_is_not_told_again_in_every_row(read: Read) -> None:
    sheet = read("О чём обращение;ФИО\nремонт;Иванова Мария\n".encode())
    assert codes(sheet.faults) == ["table.missing-column"]
    assert [row.faults for row in sheet.rows()] == [()]


def test_a_table_without_any_header_says_which_are_wanted(read: Read) -> None:
    with pytest.raises(TableError) as refused:
        read("а;б\n1;2\n".encode())
    assert refused.value.code == "table.no-header"
    assert "«Куда направлено»" in str(refused.value.details["known"])
