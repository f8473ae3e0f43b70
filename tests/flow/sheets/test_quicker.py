"""openpyxl made quicker says what openpyxl says."""

import io
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from openpyxl import Workbook
from openpyxl.cell.text import Text
from openpyxl.worksheet._reader import WorkSheetParser

from letterkit.flow.sheets import quicker, workbook

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORDS = {
    "plain": "<t>Иванова</t>",
    "spaces kept": '<t xml:space="preserve"> Иванова </t>',
    "several lines": "<t>первая\nвторая</t>",
    "runs": "<r><t>Ива</t></r><r><rPr><b/></rPr><t>нова</t></r>",
    "runs after plain words": "<t>Ива</t><r><t>нова</t></r>",
    "a ruby": "<t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh>",
    "empty words": "<t/>",
    "nothing": "",
}


def node(inside: str) -> Element:
    return fromstring(f'<is xmlns="{SPACE}">{inside}</is>')


@pytest.mark.parametrize("inside", WORDS.values(), ids=WORDS)
def test_the_words_of_a_cell_are_those_that_openpyxl_reads(inside: str) -> None:
    assert quicker._CellWords.from_tree(node(inside)).content == Text.from_tree(node(inside)).content


@pytest.mark.parametrize("measured", [False, True], ids=["no size told", "size told"])
def test_a_sheet_is_read_to_its_last_row_whatever_size_it_tells(measured: bool) -> None:
    book = Workbook(write_only=not measured)
    sheet = book.active if measured else book.create_sheet("Письма")
    for number in range(5):
        sheet.append([f"строка {number}", number])
    out = io.BytesIO()
    book.save(out)
    read = workbook.Workbook(out.getvalue(), "таблица.xlsx", lambda cells: len(cells))
    assert [cells for _, cells in read.rows()] == [[f"строка {number}", number] for number in range(5)]


ROWS = {
    "words of the book": '<c r="A1" t="s"><v>1</v></c><c r="C1" t="s" s="2"><v>0</v></c>',
    "words of the cell": '<c r="B1" t="inlineStr"><is><t>Иванова</t></is></c>',
    "words of the cell in runs": '<c r="B1" t="inlineStr"><is><r><t>Ива</t></r><r><t>нова</t></r></is></c>',
    "words without a place": '<c t="inlineStr"><is><t>а</t></is></c><c t="s"><v>0</v></c>',
    "a place after none": '<c t="s"><v>0</v></c><c r="D1" t="s"><v>1</v></c><c t="s"><v>0</v></c>',
    "no words": '<c r="A1" t="inlineStr"/><c r="B1" t="s"/><c r="C1" t="s"><v></v></c><c r="D1"/>',
    "numbers": '<c r="A1"><v>7</v></c><c r="B1" t="n"><v>7.5</v></c><c r="AA1"><v>1E+20</v></c>',
    "days": '<c r="A1" s="1"><v>45000</v></c><c r="B1" t="d"><v>2024-02-29</v></c>',
    "yes and an error": '<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c>',
    "a text that was counted": '<c r="C1" t="str"><v>а</v></c><c r="D1" t="str"/>',
    "a result of a formula": '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"а"</f><v>а</v></c>',
    "a remark amid words": '<c r="A1" t="inlineStr"><is><t>Ива<!-- не то -->нова</t></is></c><!-- и тут --><?п и?>',
    "nothing": "",
}


def sheet(rows: str) -> bytes:
    before = '<sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="1" max="1" width="9"/></cols>'
    after = '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'
    return f'<worksheet xmlns="{SPACE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def parsed(parser: type[WorkSheetParser], data: bytes) -> list[tuple[int, list[dict[str, Any]]]]:
    reader = parser(io.BytesIO(data), ["первое", "второе"], data_only=True, date_formats={1})
    return [(number, list(cells)) for number, cells in reader.parse()]


@pytest.mark.parametrize("cells", ROWS.values(), ids=ROWS)
def test_the_cells_of_a_row_are_those_that_openpyxl_reads(cells: str) -> None:
    data = sheet(f'<row r="1" spans="1:3" ht="20">{cells}</row><row><c t="s"><v>1</v></c></row><row r="9"/>')
    assert parsed(quicker._RowParser, data) == parsed(WorkSheetParser, data)


@pytest.mark.parametrize("place", ["", "1", "ABCD1", "Я1", "A1A"])
def test_a_cell_at_no_place_is_refused_as_openpyxl_refuses_it(place: str) -> None:
    data = sheet(f'<row r="1"><c r="{place}" t="inlineStr"><is><t>а</t></is></c></row>')
    outcomes = []
    for parser in (WorkSheetParser, quicker._RowParser):
        try:
            outcomes.append(str(parsed(parser, data)))
        except workbook._BROKEN as fault:
            outcomes.append(type(fault).__name__)
    assert outcomes[0] == outcomes[1]


def test_a_sheet_that_breaks_off_is_damaged_behind_the_rows_before() -> None:
    whole = sheet("".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, 500)))
    read: list[int] = []
    with pytest.raises(workbook._BROKEN):
        read.extend(number for number, _ in parsed_in_turn(whole[: len(whole) // 2]))
    assert read == list(range(1, len(read) + 1))
    assert len(read) > 100


def test_a_sheet_nested_without_end_is_damaged_before_it_fills_the_memory() -> None:
    with pytest.raises(workbook._BROKEN):
        list(parsed_in_turn(sheet("<a>" * 300_000)))


def parsed_in_turn(data: bytes) -> Iterator[tuple[int, Any]]:
    return iter(quicker._RowParser(io.BytesIO(data), [], data_only=True).parse())
