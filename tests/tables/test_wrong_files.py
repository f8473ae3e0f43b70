"""A file that is no table is refused with the one code that says what it is."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from letterkit.compose.catalogue import ReplyText
from letterkit.core.errors import TableError
from letterkit.reports.wording import codes as sentences
from letterkit.tables import read_sheet, source, template_table, xlsx_guard

from .conftest import PROFILE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed_with(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(book: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return packed_with(
            {name: (change if name == part else bytes)(archive.read(name)) for name in archive.namelist()}
        )


def refused(data: bytes, reply: ReplyText, name: str = "т.xlsx") -> TableError:
    with pytest.raises(TableError) as caught:
        read_sheet(data, name, reply)
    assert caught.value.code in sentences()
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.empty"),
        (b" \r\n\t", "table.empty"),
        (OLE, "table.old-excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "table.encrypted"),
        (b"%PDF-1.7 ...", "table.other-kind"),
        (b"\xef\xbb\xbf<html><table></table></html>", "table.other-kind"),
        (bytes(range(256)) * 20, "table.binary"),
        (b"PK\x03\x04 cut off", "table.damaged"),
        (packed_with({"word/document.xml": b"<x/>"}), "table.word"),
        (packed_with({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}), "table.opendocument"),
        (packed_with({"xl/workbook.bin": b""}), "table.binary-excel"),
        (packed_with({"a.txt": b"a"}), "table.not-table"),
        (packed_with({"xl/workbook.xml": b"<x/>"}), "table.damaged"),
        (packed_with({"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "table.entity"),
        (packed_with({f"xl/{n}.png": b"" for n in range(xlsx_guard.MAX_ENTRIES + 1)}), "table.bomb"),
        ("Привет, мир. Это просто письмо.\n".encode(), "table.no-header"),
        (b"a;b;c\n1;2;3\n", "table.no-header"),
    ],
)
def test_what_is_no_table_is_named(data: bytes, code: str, redirect: ReplyText) -> None:
    assert refused(data, redirect).code == code


def test_the_kind_is_told_by_the_bytes_and_not_by_the_name(redirect: ReplyText, xlsx: Callable[..., bytes]) -> None:
    book = xlsx([["ФИО", "О чём обращение", "Куда направлено"]])
    assert read_sheet(book, "таблица.csv", redirect).kind == "xlsx"
    assert read_sheet("ФИО;Адрес".encode(), "таблица.xlsx", redirect).kind == "csv"


def test_a_bomb_is_refused_before_it_is_unpacked(redirect: ReplyText) -> None:
    bomb = packed_with({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(40_000_000)})
    assert len(bomb) < 100_000
    assert refused(bomb, redirect).code == "table.bomb"


def test_texts_of_a_book_that_memory_would_not_hold_are_refused(
    redirect: ReplyText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_guard, "MAX_STRINGS_BYTES", 100)
    book = packed_with({"xl/workbook.xml": b"<x/>", "xl/sharedStrings.xml": b"<sst>" + b"a" * 200 + b"</sst>"})
    assert refused(book, redirect).code == "table.bomb"


def test_a_book_with_a_broken_sheet_is_damaged(redirect: ReplyText, xlsx: Callable[..., bytes]) -> None:
    book = changed(xlsx([["ФИО"], ["Иванова Мария"]]), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    assert refused(book, redirect).code == "table.damaged"


def test_a_file_over_the_limit_is_refused(redirect: ReplyText, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_CSV_BYTES", 10)
    fault = refused("ФИО;Адрес".encode(), redirect)
    assert (fault.code, fault.details["limit"]) == ("table.too-large", 10)


def test_a_file_that_is_not_there_is_named(redirect: ReplyText, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"file\.not-found"):
        read_sheet(tmp_path / "нет.csv", "нет.csv", redirect)


def test_a_table_too_wide_is_refused(redirect: ReplyText) -> None:
    headers = ["ФИО", *(f"столбец {n}" for n in range(200))]
    assert refused(";".join(headers).encode(), redirect).code == "table.too-many-columns"


def test_a_book_with_any_part_spoilt_is_refused_or_read_and_nothing_else(redirect: ReplyText) -> None:
    whole = template_table(redirect, PROFILE)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    outcomes = set()
    for name in names:
        for spoil in (lambda part: part[: len(part) // 2], lambda part: part.replace(b'"', b"'", 1), lambda part: b""):
            try:
                outcomes.add(read_sheet(changed(whole, name, spoil), "т.xlsx", redirect).kind)
            except TableError as fault:
                outcomes.add(fault.code)
    assert {"table.damaged", "xlsx"} <= outcomes <= {"table.damaged", "xlsx", "table.no-header", "table.not-table"}
