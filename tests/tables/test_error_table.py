"""The table that goes back shows what to mend, and can be handed in again once it is mended."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from letterkit.reports.sheet_words import fault_words
from letterkit.tables import Sheet, error_table
from letterkit.tables.marked_copy import COLUMNS, REASON, TABLE
from letterkit.tables.style import DOUBTFUL, WRONG

from .conftest import codes

Read = Callable[..., Sheet]
GIVEN = """Обращения за май

№ обращения;Дата регистраци;О чём обращение;ФИО;Куда направлено;Примечание
И-1;14.05.2024;ремонт;Иванова Мария;инспекция;
И-2;31.02.2024;;Иванова Мария;инспекция;

И-1;14.05.2024;ремонт;Петров Иван;инспекция;
"""


@pytest.fixture
def sheet(read: Read) -> Sheet:
    return read(GIVEN.encode())


def made(sheet: Sheet, **options: Any) -> Any:
    faults = [fault for row in sheet.rows() for fault in row.faults]
    return openpyxl.load_workbook(io.BytesIO(error_table(sheet, faults, fault_words, **options)))


def colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)[-6:]


def test_rows_keep_their_numbers_and_wrong_cells_are_marked(sheet: Sheet) -> None:
    table = made(sheet)[TABLE]
    assert [cell.value for cell in table[3]][-2:] == ["Примечание", REASON]
    assert [table.cell(row, 1).value for row in range(1, 8)] == [
        "Обращения за май", None, "№ обращения", "И-1", "И-2", None, "И-1",
    ]  # fmt: skip
    wrong = WRONG.fgColor.rgb[-6:]
    marked = {cell.coordinate for row in table.iter_rows() for cell in row if colour(cell) == wrong}
    assert marked == {"F3", "B5", "C5", "G5"}
    assert colour(table["A7"]) == colour(table["B3"]) == DOUBTFUL.fgColor.rgb[-6:]


def test_reasons_stand_beside_and_in_comments(sheet: Sheet) -> None:
    table = made(sheet)[TABLE]
    date, empty = table["G5"].value.split("\n")
    assert date.startswith("Дата регистраци: Такого дня нет")
    assert empty.startswith("О чём обращение: Ячейка пустая")
    assert table["B5"].comment.text in date
    assert table["G4"].value is None


def test_only_faulty_rows_are_told_by_their_numbers(sheet: Sheet) -> None:
    table = made(sheet, only_faulty=True)[TABLE]
    assert [table.cell(row, 1).value for row in range(1, table.max_row + 1)] == ["№ обращения", "И-2", "И-1"]
    assert [table.cell(row, 7).value.split(".")[0] for row in (2, 3)] == ["Строка 5", "Строка 7"]


def test_faults_of_the_columns_have_a_sheet_of_their_own(sheet: Sheet, read: Read) -> None:
    rows = [[cell.value for cell in row] for row in made(sheet)[COLUMNS].iter_rows()]
    assert [row[:2] for row in rows[1:]] == [["B", "Дата регистраци"], ["F", "Примечание"]]
    good = read("О чём обращение;ФИО;Куда направлено\nремонт;Иванова Мария;инспекция\n".encode())
    assert made(good).sheetnames == [TABLE]


def test_the_table_can_be_mended_and_read_again(sheet: Sheet, read: Read) -> None:
    book = made(sheet)
    table = book[TABLE]
    table["B3"], table["F3"], table["B5"], table["C5"] = "Дата регистрации", None, "14.06.2024", "уборка"
    table.delete_rows(7)
    stream = io.BytesIO()
    book.save(stream)
    mended = read(stream.getvalue(), "т.xlsx")
    assert mended.faults == ()
    assert [(row.number, codes(row.faults)) for row in mended.rows()] == [(4, []), (5, [])]


@pytest.mark.parametrize("text", ["=1+1", "+7 924", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "#N/A"])
def test_text_never_becomes_a_formula(text: str, read: Read) -> None:
    quoted = text.replace('"', '""')
    sheet = read(f'О чём обращение;ФИО;Куда направлено\n"{quoted}";"{quoted}";"{quoted}"\n'.encode())
    table = made(sheet)[TABLE]
    for cell in table[2][:3]:
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix is (text[0] in "=+-@")


def test_signs_that_xml_forbids_are_left_out(read: Read) -> None:
    sheet = read("О чём обращение;ФИО;Куда направлено\nре\x0bмо\x02нт;Ив4;инспекция\n".encode())
    assert made(sheet)[TABLE]["A2"].value == "ре\nмонт"


def test_a_table_that_breaks_off_keeps_the_rows_before_and_says_why(read: Read) -> None:
    sheet = read('О чём обращение;ФИО;Куда направлено\nремонт;Иванова Мария;инспекция\n"уборка;а;б\n'.encode())
    table = made(sheet)[TABLE]
    assert table["A2"].value == "ремонт"
    assert "Кавычка" in table["D3"].value


def test_dates_and_numbers_of_a_book_stay_what_they_are(read: Read, xlsx: Callable[..., bytes]) -> None:
    import datetime

    head = ["Номер обращения", "Дата регистрации", "О чём обращение", "ФИО", "Куда направлено"]
    sheet = read(xlsx([head, [345, datetime.date(2024, 5, 14), None, "Иванова Мария", "инспекция"]]))
    table = made(sheet)[TABLE]
    assert (table["A2"].value, table["B2"].value) == (345, datetime.datetime(2024, 5, 14))


def test_comments_stop_where_a_spreadsheet_would_choke_and_reasons_go_on(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("letterkit.tables.marked_copy.MOST_COMMENTS", 1)
    table = made(sheet)[TABLE]
    assert sum(cell.comment is not None for row in table.iter_rows() for cell in row) == 1
    assert table["G5"].value
