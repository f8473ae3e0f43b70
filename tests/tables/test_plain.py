"""calamine says of a plain book what openpyxl says; what calamine does not tell or cannot hold is not given to it."""

import datetime
import io
import resource
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from letterkit.core.errors import TableError
from letterkit.tables import xlsx_guard
from letterkit.tables.calamine_reader import PlainBook
from letterkit.tables.openpyxl_reader import UnusualBook
from letterkit.tables.workbook import Workbook

from .conftest import saved
from .test_wrong_files import changed, packed_with

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD, GOOD = ["Номер", "Дата"], ["И-1", datetime.date(2024, 5, 14)]
Book = Callable[..., bytes]


def opened(data: bytes) -> Workbook:
    return Workbook(data, "т.xlsx", lambda cells: sum(cell is not None for cell in cells))


def cells_of(data: bytes) -> dict[tuple[int, int], Any]:
    """Cells that are not empty by row and column, as the book's own reader gives them."""
    return {
        (number, index): (cell, type(cell))
        for number, cells in opened(data).rows()
        for index, cell in enumerate(cells)
        if cell is not None
    }


def by_openpyxl(data: bytes, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[int, int], Any]:
    with monkeypatch.context() as patch:
        patch.setattr(xlsx_guard._Look, "is_plain", False)
        assert isinstance(opened(data)._book, UnusualBook)
        return cells_of(data)


def sheet(rows: str) -> Callable[[bytes], bytes]:
    return lambda _: f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData></worksheet>'.encode()


PLAIN = {
    "words": ["Иванова", " с пробелами ", "первая\nвторая", "00345", "+7 914 000-00-00", "1.0", "'", "<&>", "😀"],
    "numbers": [345, 345.0, 1.5, 0.1, -3, 123456789012345, 79991234567, 1e15, True, False, 0],
    "days": [
        datetime.date(2024, 5, 14),
        datetime.datetime(2024, 5, 14, 9, 30),
        datetime.datetime(2024, 5, 14, 23, 59, 59),
        datetime.time(12, 30),
        datetime.timedelta(hours=30),
        datetime.date(1904, 3, 1),
    ],
    "gaps": [None, None, "третий", None, "пятый"],
    "nothing": [],
    "far to the right": [*[None] * 300, "х"],
}
FORMATS = ["0%", "0.00%", '#,##0.00" р."', "@", "dd.mm.yyyy", "[$-419]d mmmm yyyy", "mmm.yy", "[h]:mm", '0 "день"']


@pytest.mark.parametrize("row", PLAIN.values(), ids=PLAIN)
@pytest.mark.parametrize("is_mac", [False, True], ids=["1900", "1904"])
def test_a_plain_book_is_read_as_openpyxl_reads_it(
    row: list[Any], is_mac: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904 if is_mac else book.epoch
    book.active.append([])
    book.active.append(row)
    book.active.append([None, *row])
    data = saved(book)
    assert isinstance(opened(data)._book, PlainBook)
    assert cells_of(data) == by_openpyxl(data, monkeypatch)


@pytest.mark.parametrize("number", [45426, 45426.75, 0.5, 345])
def test_a_number_is_a_day_where_its_format_says_so(number: float, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for column, shown_as in enumerate(FORMATS, 1):
        book.active.cell(1, column, number).number_format = shown_as
    data = saved(book)
    assert isinstance(opened(data)._book, PlainBook)
    assert cells_of(data) == by_openpyxl(data, monkeypatch)


@pytest.mark.filterwarnings("ignore:Cell A1 is marked as a date")
def test_a_time_that_python_cannot_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A1"].number_format = 3e9, "[h]:mm"
    assert cells_of(saved(book)) == by_openpyxl(saved(book), monkeypatch)


def test_columns_before_the_first_cell_are_counted() -> None:
    book = openpyxl.Workbook()
    book.active["C4"] = "х"
    assert cells_of(saved(book)) == {(4, 2): ("х", str)}


ODD = {
    "an error": '<c r="A1" t="e"><v>#N/A</v></c>',
    "a formula": '<c r="A1"><f>1+1</f></c>',
    "a formula with its result": '<c r="A1"><f>1+1</f><v>2</v></c>',
    "a day as text": '<c r="A1" t="d"><v>2024-02-29</v></c>',
    "a remark amid a number": '<c r="A1"><v>1<!-- -->2</v></c>',
    "a cell without a place": "<c><v>1</v></c>",
    "a place told late": '<c t="n" r="A1"><v>1</v></c>',
    "a place in other marks": "<c r='A1'><v>1</v></c>",
    "a cell of another name": '<x:c xmlns:x="a" ><v>1</v></x:c>',
    "a corner far away": '<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>',
    "a cell far from its row": '<c r="A1"><v>1</v></c><c r="ZZ900000"><v>1</v></c>',
    "a row beyond all": '<c r="A1"><v>1</v></c><c r="A999999999999"><v>1</v></c>',
}


@pytest.mark.parametrize("cells", ODD.values(), ids=ODD)
def test_a_sheet_that_is_not_plain_is_left_to_openpyxl(cells: str, xlsx: Book) -> None:
    data = changed(xlsx([HEAD, GOOD]), SHEET, sheet(f'<row r="1">{cells}</row>'))
    assert not xlsx_guard.inspect(data, "т.xlsx", io.BytesIO()).is_plain


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16"])
def test_a_sheet_in_another_encoding_is_left_to_openpyxl(encoding: str, xlsx: Book) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + sheet('<row r="1"/>')(b"").decode()
    data = changed(xlsx([HEAD]), SHEET, lambda _: text.encode(encoding))
    assert not xlsx_guard.inspect(data, "т.xlsx", io.BytesIO()).is_plain


def test_cells_far_apart_do_not_fill_the_memory(xlsx: Book) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="GR200000"><v>2</v></c></row>'
    data = changed(xlsx([HEAD]), SHEET, sheet(rows))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert cells_of(data) == {(1, 0): (1, int), (200_000, 199): (2, int)}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_what_is_read_is_what_was_looked_at(xlsx: Book) -> None:
    """The same name twice: which of the two a reader of ZIPs takes is its own affair."""
    first = changed(xlsx([HEAD]), SHEET, sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    stream = io.BytesIO(first)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as book:
        book.writestr(SHEET, sheet('<row r="1"><c r="A1"><v>2</v></c></row>')(b""))
    assert not xlsx_guard.inspect(stream.getvalue(), "т.xlsx", io.BytesIO()).is_plain


def test_a_tag_that_lies_in_two_pieces_is_one_tag() -> None:
    whole = sheet("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 300)))(b"")
    pieces = [whole[start : start + 7] for start in range(0, len(whole), 7)]
    cut = list(xlsx_guard._whole_tags(iter(pieces)))
    assert b"".join(cut) == whole
    found = [place for piece in cut for place in xlsx_guard._PLACES.findall(piece)]
    assert found == xlsx_guard._PLACES.findall(whole)
    assert len(found) == 2 * 299


def test_a_tag_behind_a_long_text_is_not_cut_in_two() -> None:
    text, tag = b"x" * (xlsx_guard._LONG_TAG_BYTES + 10), b'<c r="XFD1048576">'
    for split in range(1, len(tag)):
        found = map(xlsx_guard._PLACES.findall, xlsx_guard._whole_tags(iter([b"<v>", text + tag[:split], tag[split:]])))
        assert [each for each in found if each] == [[(b"XFD", b"1048576")]]


def test_a_sheet_that_breaks_off_is_damaged_behind_the_rows_before(xlsx: Book) -> None:
    data = changed(xlsx([[number] for number in range(500)]), SHEET, lambda xml: xml[: len(xml) // 2])
    read: list[int] = []
    with pytest.raises(TableError, match=r"table\.damaged"):
        read.extend(number for number, _ in opened(data).rows())
    assert read == list(range(1, len(read) + 1))
    assert len(read) > 100


def test_a_sheet_nested_without_end_is_damaged_before_it_fills_the_memory(xlsx: Book) -> None:
    data = changed(xlsx([HEAD]), SHEET, sheet('<row r="1"><c>' + "<a>" * 300_000))
    with pytest.raises(TableError, match=r"table\.damaged"):
        opened(data)


@pytest.mark.parametrize("measured", [False, True], ids=["no size told", "size told"])
def test_a_sheet_is_read_to_its_last_row_whatever_size_it_tells(measured: bool) -> None:
    book = openpyxl.Workbook(write_only=not measured)
    written = book.active if measured else book.create_sheet("Письма")
    for number in range(5):
        written.append([f"строка {number}", number])
    assert [cells for _, cells in opened(saved(book)).rows()] == [[f"строка {number}", number] for number in range(5)]


def test_a_book_whose_parts_are_missing_is_damaged() -> None:
    with pytest.raises(TableError, match=r"table\.damaged"):
        opened(packed_with({"xl/workbook.xml": b"<x/>"}))
