"""Which files are letters."""

from pathlib import Path

import pytest

from letterkit.checking.letter_files import find_letters, form_of, read_letter
from letterkit.core.errors import LetterFileError, RequestError


def test_a_folder_stands_for_its_letters_by_name(tmp_path: Path) -> None:
    for name in ("б.docx", "а.TXT", "в.pdf", "г.odt", "справка.xlsx", "~$б.docx", ".скрытый.txt", "б.docx.waivers.yml"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "вложенная.docx").mkdir()
    assert [path.name for path in find_letters([tmp_path])] == ["а.TXT", "б.docx", "в.pdf", "г.odt"]


def test_a_letter_named_twice_is_checked_once(tmp_path: Path) -> None:
    letter = tmp_path / "а.txt"
    letter.write_text("x")
    assert find_letters([letter, tmp_path, letter]) == (letter,)


def test_a_folder_without_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"request\.no-letters"):
        find_letters([tmp_path])


def test_a_file_is_not_looked_into_before_its_turn(tmp_path: Path) -> None:
    missing = tmp_path / "нет.docx"
    assert find_letters([missing]) == (missing,)
    with pytest.raises(LetterFileError, match=r"file\.not-found"):
        read_letter(missing)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("а.docx", b"PK\x03\x04", "docx"),
        ("а.DOCX", b"anything: the guard says why", "docx"),
        ("а.pdf", b"%PDF-1.7", "pdf"),
        ("а.txt", "текст".encode(), "text"),
        ("а.doc", b"\xd0\xcf\x11\xe0", "office"),
        ("а.doc", b"PK\x03\x04", "docx"),
        ("а.dot", b"\xd0\xcf\x11\xe0", "office"),
        ("а.docx", b"\xd0\xcf\x11\xe0", "office"),
        ("а.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "docx"),
        ("а.dotx", b"PK\x03\x04", "docx"),
        ("а.docm", b"PK\x03\x04", "docx"),
        ("а.rtf", b"{\\rtf1", "office"),
        ("а.docx", b"{\\rtf1", "office"),
        ("а.rtf", b"\xd0\xcf\x11\xe0", "office"),
        ("а.rtf", b"PK\x03\x04", "docx"),
        ("а.odt", b"PK\x03\x04 [Content_Types].xml word/document.xml", "docx"),
        ("а.doc", b"PK\x03\x04 mimetype META-INF/manifest.xml", "office"),
        ("а.docx", b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "office"),
    ],
)
def test_the_suffix_and_the_first_bytes_say_how_to_read(name: str, data: bytes, form: str) -> None:
    assert form_of(data, name) == form


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("а.docx", b"", "file.empty"),
        ("а.xlsx", b"PK\x03\x04", "letter.suffix"),
        ("а", b"x", "letter.suffix"),
        ("а.txt", b"%PDF-1.7", "file.not-as-named"),
        ("а.txt", b"PK\x03\x04", "file.not-as-named"),
        ("а.docx", b"%PDF-1.7", "file.not-as-named"),
        ("а.pdf", b"PK\x03\x04", "file.not-as-named"),
        ("а.odt", b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "file.not-loaded"),
    ],
)
def test_what_cannot_be_a_letter_says_why(name: str, data: bytes, code: str) -> None:
    with pytest.raises(LetterFileError) as refused:
        form_of(data, name)
    assert refused.value.code == code
    assert refused.value.file == name
