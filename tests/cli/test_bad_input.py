"""Bad input: one clear Russian line each, the right exit code, nothing half-written."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from pypdf import PdfWriter

from .conftest import LETTER

pytestmark = pytest.mark.slow

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word(text: str = "Уважаемая Мария Петровна!") -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """A Word file with its parts put through ``change`` and parts added (``word__vbaProject_bin`` names a path)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, change(name, given.read(name)))
        for name, data in added.items():
            made.writestr(name.replace("__", "/").replace("_bin", ".bin"), data)
    return stream.getvalue()


def with_macro() -> bytes:
    def change(name: str, data: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return data
        return data.replace(MAIN.encode(), b"application/vnd.ms-word.document.macroEnabled.main+xml")

    return changed(change, word__vbaProject_bin=b"Sub AutoOpen()")


def plain_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("письмо.txt", "Уважаемая Мария Петровна!")
    return stream.getvalue()


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("тайна")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def owned_pdf() -> bytes:
    """Locked the way that offices lock: AES-256, one password to read, another to change."""
    made = pikepdf.new()
    made.add_blank_page()
    stream = io.BytesIO()
    made.save(stream, encryption=pikepdf.Encryption(user="читать", owner="менять", R=6))
    return stream.getvalue()


def blank_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


LETTERS = {
    "empty.txt": (b"", "пустой"),
    "spaces.txt": (b" \n\n ", "пустой"),
    "empty.docx": (b"", "пустой"),
    "binary.txt": (bytes(range(256)) * 20, "не текст"),
    "unknown_encoding.txt": (LETTER.replace("№", "N").replace("–", "-").encode("iso8859-5"), "UTF-8"),
    "zeros.txt": (LETTER.encode() + bytes(3), "не текст"),
    "huge.txt": (("Дом признан аварийным. " * 100_000).encode(), "слишком велик"),
    "zip.docx": (plain_zip(), "архив"),
    "words.docx": ("просто слова".encode(), "не файл Word"),
    "macro.docx": (with_macro(), "макрос"),
    "locked.pdf": (locked_pdf(), "паролем"),
    "owned.pdf": (owned_pdf(), "паролем"),
    "scan.pdf": (blank_pdf(), "скан"),
    "broken.pdf": (b"%PDF-1.7\nnothing", "повреждён"),
    "table.xlsx": (b"PK\x03\x04", "не читаются"),
    "pdf.txt": (b"%PDF-1.7", "не то, что обещает"),
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_bad_letter_gets_one_line_that_names_it_and_says_why(quick: Any, tmp_path: Path, name: str) -> None:
    data, why = LETTERS[name]
    (tmp_path / name).write_bytes(data)
    ran = quick(tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.told.startswith(f"{name}: ")
    assert why in ran.told


@pytest.mark.parametrize("tenth", range(10))
def test_a_truncated_word_file_gets_one_line(quick: Any, tmp_path: Path, tenth: int) -> None:
    whole = word()
    (tmp_path / "a.docx").write_bytes(whole[: len(whole) * tenth // 10])
    ran = quick(tmp_path / "a.docx")
    assert (ran.code, ran.out) == (2, "")
    assert ran.told.startswith("a.docx: ")


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_truncated_pdf_is_read_or_gets_one_line(quick: Any, tmp_path: Path, tenth: int) -> None:
    whole = blank_pdf()
    (tmp_path / "a.pdf").write_bytes(whole[: len(whole) * tenth // 10])
    ran = quick(tmp_path / "a.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert ran.told.startswith("a.pdf: ")


@pytest.mark.parametrize(("option", "value"), [("--format", "pdf"), ("--engine", "быстро"), ("--jobs", "ноль")])
def test_an_unknown_value_of_an_option_is_named_with_its_option(
    letterkit: Any, letter: Path, option: str, value: str
) -> None:
    ran = letterkit("check", letter, option, value)
    assert (ran.code, ran.out) == (2, "")
    assert option in ran.told
    assert value in ran.told


@pytest.mark.slow
def test_a_typed_letter_of_two_hundred_pages_is_an_error_in_time(quick: Any, tmp_path: Path) -> None:
    body = "\n\n".join(["Дом признан аварийным и включён в программу. " * 8] * 1200)
    (tmp_path / "a.txt").write_text(LETTER.replace("Крышу отремонтируют", f"{body}\n\nКрышу отремонтируют"))
    ran = quick(tmp_path / "a.txt")
    assert ran.code == 1
    assert "length.estimate" in ran.out


def test_a_letter_that_is_not_there(quick: Any, tmp_path: Path) -> None:
    ran = quick(tmp_path / "нет.docx")
    assert ran.code == 2
    assert "нет.docx» нет" in ran.told


def test_a_folder_without_letters(quick: Any, tmp_path: Path) -> None:
    (tmp_path / "пустая").mkdir()
    ran = quick(tmp_path / "пустая")
    assert ran.code == 2
    assert "нет писем" in ran.told


@pytest.mark.office
@pytest.mark.slow
def test_a_letter_of_two_hundred_pages_is_checked_and_found_too_long(letterkit: Any, tmp_path: Path) -> None:
    document = Document()
    for number in range(200):
        document.add_paragraph(f"Раздел {number}. Дом будет построен в срок.")
        document.add_page_break()
    document.save(str(tmp_path / "a.docx"))
    ran = letterkit("check", tmp_path / "a.docx", "--engine", "off")
    assert ran.code == 1
    assert "length.pages" in ran.out
    assert "страниц" in ran.out.splitlines()[2]


CARDS = {
    "unknown key": ("applicant: {surnam: Иванова}\n", "applicant.surnam"),
    "impossible date": ("date: 31.02.2024\n", "31.02.2024"),
    "unknown channel": ("appeal: {channel: голубь}\n", "голубь"),
    "broken YAML": ("appeal: {number: 1\n", "не разобрать"),
    "a list": ("- 1\n- 2\n", "имя: значение"),
}


@pytest.mark.parametrize("fault", CARDS)
def test_a_bad_card_gets_one_line_that_names_the_field(letterkit: Any, tmp_path: Path, fault: str) -> None:
    text, named = CARDS[fault]
    (tmp_path / "карточка.yml").write_text(text, encoding="utf-8")
    ran = letterkit("draft", tmp_path / "карточка.yml", "--reply", "redirect", "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    assert "карточка.yml" in ran.told
    assert named in ran.told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "surname",
    [
        "Иванова{{ 7*7 }}",
        "Иванова{% if x %}",
        "Иванова{#1#}",
        "<b>Иванова</b>",
        "Иванова & Ко",
        "Ива\x0bнова",
    ],
)
def test_a_strange_surname_is_refused_in_one_line(
    letterkit: Any, tmp_path: Path, demo_card: Path, surname: str
) -> None:
    card = demo_card.read_text(encoding="utf-8").replace(
        "surname: Иванова", f'surname: "{surname.encode("unicode_escape").decode()}"'
    )
    (tmp_path / "карточка.yml").write_text(card, encoding="utf-8")
    ran = letterkit("draft", tmp_path / "карточка.yml", "--reply", "by_date", "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    assert "applicant.surname" in ran.told
    assert "лишний знак" in ran.told
    assert not (tmp_path / "out").exists()


def test_a_reply_that_is_not_there_names_those_that_are(letterkit: Any, tmp_path: Path, demo_card: Path) -> None:
    ran = letterkit("draft", demo_card, "--reply", "нет", "-o", tmp_path / "out")
    assert ran.code == 2
    assert "redirect" in ran.told


def test_an_out_folder_that_cannot_be_made(letterkit: Any, tmp_path: Path, demo_card: Path) -> None:
    (tmp_path / "занято").write_text("x")
    ran = letterkit(
        "draft", demo_card, "--reply", "by_date", "-o", tmp_path / "занято" / "out", "--no-pages", "--engine", "off"
    )
    assert (ran.code, ran.out) == (2, "")
    assert "нельзя записать" in ran.told


def test_a_setting_that_cannot_be_read_names_itself(
    letterkit: Any, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTERKIT_DEBUG", "перхапс")
    ran = letterkit("check", letter)
    assert ran.code == 2
    assert "LETTERKIT_DEBUG" in ran.told


def test_bad_input_leaves_no_traceback_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(plain_zip())
    ran = subprocess.run(
        [sys.executable, "-m", "letterkit.cli", "check", str(tmp_path)], capture_output=True, timeout=60, check=False
    )
    assert ran.returncode == 2
    assert len(ran.stderr.decode().splitlines()) == 1
