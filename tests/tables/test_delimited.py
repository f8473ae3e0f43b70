"""A .csv is read in any encoding and with any delimiter that Russian offices use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from letterkit.compose.catalogue import ReplyText
from letterkit.core.errors import TableError
from letterkit.tables import Sheet, read_sheet

from .conftest import codes

ROWS = [
    ["Номер обращения", "Дата регистрации", "О чём обращение", "ФИО", "Почтовый адрес", "Куда направлено"],
    ["И-1", "14.05.2024", "ремонт крыши", "Иванова Мария Петровна", "ул. Ленина", "жилищная инспекция"],
]
Read = Callable[..., Sheet]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r"])
def test_every_encoding_and_delimiter_gives_the_same_card(encoding: str, delimiter: str, read: Read) -> None:
    sheet = read("\r\n".join(delimiter.join(row) for row in ROWS).encode(encoding))
    (row,) = sheet.rows()
    assert (sheet.faults, row.faults, row.number) == ((), (), 2)
    assert row.card is not None
    assert row.card.applicant.person.full == "Иванова Мария Петровна"
    assert row.card.reply.fields == {"to_body": "жилищная инспекция"}


def test_commas_inside_headers_do_not_hide_the_semicolons(read: Read) -> None:
    labels = [
        "Вопросы, по одному в строке",
        "О чём обращение",
        "ФИО",
        "Почему туда, одним предложением",
        "Куда направлено",
    ]
    sheet = read(";".join(labels).encode())
    assert [column.place.header for column in sheet.columns] == labels


def test_the_delimiter_that_excel_names_is_taken(read: Read) -> None:
    sheet = read("sep=|\r\nО чём обращение|ФИО|Куда направлено\r\nремонт|Иванова Мария|инспекция\r\n".encode())
    (row,) = sheet.rows()
    assert (row.number, row.faults) == (2, ())


def test_a_windows_file_whose_beginning_is_plain_latin_is_still_read(read: Read) -> None:
    body = ["appeal.subject;applicant.surname;applicant.name;reply.fields.to_body;applicant.email"]
    body += ["a;b;c;d;" + "e" * 80] * 1500
    body += ["ремонт крыши;Иванова;Мария;жилищная инспекция;"]
    sheet = read("\n".join(body).encode("cp1251"))
    last = list(sheet.rows())[-1]
    assert last.number == len(body)
    assert last.card is not None
    assert last.card.applicant.person.name == "Мария"


@pytest.mark.parametrize("cut", [b"\xd0;", b"\xff;"])
def test_a_byte_that_is_damaged_is_told_and_the_rest_not_read_as_gibberish(cut: bytes, read: Read) -> None:
    data = "\n".join(";".join(row) for row in ROWS).encode()
    with pytest.raises(TableError) as refused:
        read(data.replace("крыши;".encode(), cut))
    assert refused.value.code == "table.encoding"
    assert refused.value.details["byte"] == data.index("крыши;".encode())


def test_a_cell_of_several_lines_is_one_row(read: Read) -> None:
    text = 'О чём обращение;ФИО;Куда направлено;Вопросы обращения\n"ремонт";Иванова Мария;инспекция;"Когда?\nКем?"\n'
    second = "уборка;Петров Иван;инспекция;Когда?\n"
    first, other = read((text + second).encode()).rows()
    assert first.card is not None
    assert first.card.appeal.questions == ("Когда?", "Кем?")
    assert (first.number, other.number) == (2, 3)


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_row(read: Read) -> None:
    text = 'О чём обращение;ФИО;Куда направлено\nремонт;Иванова Мария;инспекция\n"ООО;Петров Иван;инспекция\nа;б;в\n'
    rows = list(read(text.encode()).rows())
    assert [(row.number, codes(row.faults)) for row in rows] == [(2, []), (3, ["table.unclosed-quote"])]
    assert rows[-1].card is None


def test_a_cell_longer_than_any_text_ends_the_table_with_its_row(read: Read) -> None:
    text = "О чём обращение;ФИО;Куда направлено\nремонт;Иванова Мария;инспекция\n" + "а" * 140_000 + ";б;в\n"
    rows = list(read(text.encode()).rows())
    assert [(row.number, codes(row.faults)) for row in rows] == [(2, []), (3, ["table.cell-too-long"])]


def test_a_path_and_its_bytes_give_the_same_rows(redirect: ReplyText, tmp_path: Path) -> None:
    data = "\n".join(";".join(row) for row in ROWS).encode("cp1251")
    path = tmp_path / "т.csv"
    path.write_bytes(data)
    assert list(read_sheet(path, "т.csv", redirect).rows()) == list(read_sheet(data, "т.csv", redirect).rows())
