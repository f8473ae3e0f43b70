"""openpyxl made quicker says what openpyxl says."""

import io
from xml.etree.ElementTree import Element, fromstring

import pytest
from openpyxl import Workbook
from openpyxl.cell.text import Text

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
