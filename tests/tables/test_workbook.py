"""An .xlsx is read as people see it: the sheet with the table, what formulas gave, numbers as they were meant."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from letterkit.core.errors import TableError
from letterkit.tables import Sheet, SheetRow

from .conftest import codes, places, saved
from .test_wrong_files import changed

HEAD = ["Номер обращения", "Дата регистрации", "О чём обращение", "ФИО", "Куда направлено"]
GOOD = ["И-1", datetime.date(2024, 5, 14), "ремонт", "Иванова Мария Петровна", "инспекция"]
Book = Callable[..., bytes]
Read = Callable[..., Sheet]


def row_with(read: Read, xlsx: Book, column: int, value: Any) -> SheetRow:
    (row,) = read(xlsx([HEAD, [*GOOD[:column], value, *GOOD[column + 1 :]]])).rows()
    return row


def test_dates_may_be_cells_or_text(read: Read, xlsx: Book) -> None:
    for day in (
        datetime.date(2024, 5, 14),
        datetime.datetime(2024, 5, 14, 9, 30),
        "14.05.2024",
        "14.05.2024 г.",
        "2024-05-14",
    ):
        card = row_with(read, xlsx, 1, day).card
        assert card is not None
        assert card.appeal.registered == datetime.date(2024, 5, 14)


@pytest.mark.parametrize(
    ("number", "meant"), [(345, "345"), (345.0, "345"), ("00345", "00345"), ("3.08-15/24", "3.08-15/24")]
)
def test_a_whole_number_is_the_text_that_it_was(number: Any, meant: str, read: Read, xlsx: Book) -> None:
    card = row_with(read, xlsx, 0, number).card
    assert card is not None
    assert card.appeal.number == meant


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (3.1, "table.cell-fraction"),
        (datetime.date(2024, 3, 1), "table.cell-date"),
        (datetime.time(12, 30), "table.cell-date"),
        (1234567890123456789, "table.cell-long-number"),
        ("1,23E+15", "table.cell-long-number"),
        ("мар.24", "table.cell-date"),
        ("#N/A", "table.cell-error"),
        ("#ССЫЛКА!", "table.cell-error"),
        ("########", "table.cell-error"),
    ],
)
def test_what_excel_has_spoilt_is_told_and_not_guessed(number: Any, code: str, read: Read, xlsx: Book) -> None:
    row = row_with(read, xlsx, 0, number)
    assert (row.card, places(row.faults)) == (None, [(code, "A")])


def test_a_number_in_place_of_a_date_is_told_with_the_day_that_it_is(read: Read, xlsx: Book) -> None:
    (fault,) = row_with(read, xlsx, 1, 45426).faults
    assert (fault.error.code, fault.error.details["day"]) == ("table.cell-serial", datetime.date(2024, 5, 14))


def test_noughts_that_a_format_shows_are_read(read: Read, xlsx: Book) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([HEAD, [345, *GOOD[1:]]])))
    book.active["A2"].number_format = "000000"
    (row,) = read(saved(book)).rows()
    assert row.card is not None
    assert row.card.appeal.number == "000345"


def test_titles_above_the_header_and_blank_rows_are_passed_over(read: Read, xlsx: Book) -> None:
    rows = [
        ["Обращения за май"],
        [],
        [None, None, "для министерства"],
        HEAD,
        GOOD,
        [],
        [None, "  "],
        ["И-2", *GOOD[1:]],
    ]
    sheet = read(xlsx(rows))
    assert sheet.header.row == 4
    assert [row.number for row in sheet.rows()] == [5, 8]


def test_merged_titles_do_not_move_columns(read: Read, xlsx: Book) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["Обращения за май"], HEAD, GOOD])))
    book.active.merge_cells("A1:E1")
    (row,) = read(saved(book)).rows()
    assert (row.number, row.faults) == (3, ())


def test_the_sheet_with_the_table_is_found_and_a_second_table_is_told(read: Read, xlsx: Book) -> None:
    sheet = read(xlsx(Титул=[["Отчёт"]], Май=[HEAD, GOOD], Июнь=[HEAD, GOOD]))
    assert sheet.title == "Май"
    (fault,) = sheet.faults
    assert (fault.error.code, fault.is_warning, fault.error.details["others"]) == ("table.other-sheets", True, "«Июнь»")


def test_a_hidden_sheet_is_not_read(read: Read, xlsx: Book) -> None:
    assert read(xlsx(_Архив=[HEAD, GOOD], Май=[HEAD, GOOD])).title == "Май"
    with pytest.raises(TableError) as refused:
        read(xlsx(_Архив=[HEAD, GOOD], Титул=[["Отчёт"]]))
    assert (refused.value.code, refused.value.details["sheet"]) == ("table.hidden-sheet", "Архив")


def with_formula(xlsx: Book, stored: bytes) -> bytes:
    """A book whose cell C2 is a formula with ``stored`` as its result."""
    book = xlsx([HEAD, [*GOOD[:2], "=1", *GOOD[3:]]])
    return changed(book, "xl/worksheets/sheet1.xml", lambda xml: _put_result(xml, stored))


def _put_result(xml: bytes, stored: bytes) -> bytes:
    before, rest = xml.split(b'<c r="C2"', 1)
    return before + stored + rest.split(b"</c>", 1)[1]


def test_a_formula_counts_as_its_result(read: Read, xlsx: Book) -> None:
    book = with_formula(xlsx, '<c r="C2" t="str"><f>"ре"&amp;"монт"</f><v>ремонт</v></c>'.encode())
    (row,) = read(book).rows()
    assert row.card is not None
    assert row.card.appeal.subject == "ремонт"


def test_a_formula_that_nobody_has_counted_is_told(read: Read, xlsx: Book) -> None:
    (row,) = read(xlsx([HEAD, [*GOOD[:2], '="ре"&"монт"', *GOOD[3:]]])).rows()
    assert places(row.faults) == [("table.formula-empty", "C")]


def test_a_formula_that_gave_an_empty_text_is_an_empty_cell(read: Read, xlsx: Book) -> None:
    (row,) = read(with_formula(xlsx, b'<c r="C2" t="str"><f>""</f><v></v></c>')).rows()
    assert places(row.faults) == [("card.missing", "C")]


def test_the_size_that_a_sheet_tells_of_itself_is_not_believed(read: Read, xlsx: Book) -> None:
    book = changed(
        xlsx([HEAD, GOOD]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<dimension ref="A1:E2"', b'<dimension ref="A1:A1"'),
    )
    (row,) = read(book).rows()
    assert row.faults == ()


def test_a_row_beyond_the_last_one_of_excel_ends_the_table(read: Read, xlsx: Book) -> None:
    book = changed(
        xlsx([HEAD, GOOD]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999999"').replace(b'r="A2"', b'r="A99999999999"'),
    )
    rows = list(read(book).rows())
    assert codes(rows[-1].faults) == ["table.damaged"]
