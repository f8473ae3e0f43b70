"""The text of an appeal's files, whatever they are, and which of them is the appeal."""

import io
from typing import Any

import pytest
from docx import Document as WordDocument
from docx.shared import Mm

from letterkit.core.errors import LetterFileError
from letterkit.intake.documents import MAX_CHARACTERS, ReadBy

from .conftest import APPEAL, Read, photograph, picture, word

HTML = "<html><head><title>нет</title><style>p {}</style></head><body>" + "".join(
    f"<p>{line}</p>" for line in APPEAL.split("\n\n")
)


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", APPEAL.encode()),
        ("a.txt", APPEAL.replace("\n", "\r\n").encode("cp1251")),
        ("a.txt", APPEAL.encode("utf-16")),
        ("a.docx", word()),
        ("a.doc", word()),
        ("a.html", HTML.encode()),
    ],
    ids=("utf-8", "cp1251", "utf-16", "docx", "docx called doc", "html"),
)
def test_words_stand_in_the_text_whatever_the_file(read: Read, name: str, data: bytes) -> None:
    made = read({name: data})
    assert words(made.text) == words(APPEAL)
    assert (made.read_by, made.confidence) == (ReadBy.TEXT, 1.0)
    assert "\r" not in made.text


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_old_and_foreign_files_are_read_through_libreoffice(read: Read, suffix: str, tmp_path: Any) -> None:
    import subprocess

    (tmp_path / "a.docx").write_bytes(word())
    order = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", suffix]
    subprocess.run([*order, "--outdir", tmp_path, tmp_path / "a.docx"], check=True, capture_output=True)
    assert words(read({f"a.{suffix}": (tmp_path / f"a.{suffix}").read_bytes()}).text) == words(APPEAL)


@pytest.mark.office
def test_a_page_of_a_web_system_called_a_word_file_is_read(read: Read) -> None:
    assert words(read({"a.docx": HTML.encode()}).text) == words(APPEAL)


@pytest.mark.office
def test_a_printed_appeal_is_read_as_text(read: Read) -> None:
    from letterkit.pages.convert import Converter

    with Converter() as converter:
        made = read({"a.pdf": converter.pdf(word())})
    assert words(made.text) == words(APPEAL)
    assert made.read_by is ReadBy.TEXT


def test_unseen_marks_and_wide_gaps_are_not_in_the_text(read: Read) -> None:
    made = read(
        {"a.txt": "Прошу\u00ad отве\u200bтить".encode() + b" " * 500 + "мне.\r\n".encode() + b"\n" * 300 + b"1"}
    )
    assert made.text.startswith("Прошу ответить ")
    assert len(made.text) < 130


def test_the_file_that_asks_is_the_appeal_and_others_are_attached(read: Read) -> None:
    note = "Акт осмотра дома № 4 по улице Лесной. Комиссия осмотрела кровлю, составлен настоящий акт."
    made = read({"akt.txt": note.encode(), "appeal.docx": word()})
    assert made.appeal.startswith("В министерство")
    assert [(part.name, part.is_appeal) for part in made.parts] == [("appeal.docx", True), ("akt.txt", False)]
    for part in made.parts:
        assert part.fault is None
    assert made.text[made.parts[1].start : made.parts[1].end] == note
    assert note not in made.appeal


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "file.empty"),
        ("a.txt", b" \n ", "file.empty"),
        ("a.txt", bytes(range(256)) * 20, "text.binary"),
        ("a.txt", "слово ".encode() * (MAX_CHARACTERS // 6 + 1), "intake.too-long"),
        ("a.txt", "слово ".encode() * 400_000, "file.too-large"),
        ("a.docx", b"PK\x03\x04 and no more", "docx.truncated"),
        ("a.docx", word("")[:2000], "docx.truncated"),
        ("a.pdf", b"%PDF-1.7\nnothing", "pdf.broken"),
        ("a.xlsx", b"PK\x03\x04", "intake.suffix"),
        ("a.exe", b"MZ", "intake.suffix"),
        ("a", b"words", "intake.suffix"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "file.password"),
        ("a.eml", b"\n\n", "mail.broken"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "intake.suffix"),
        ("a.jpg", b"\xff\xd8\xff\xe0 not a picture", "picture.broken"),
        ("a.png", picture(photograph())[:3000], "picture.broken"),
        ("a.png", picture(photograph().resize((40, 50))), "picture.too-small"),
        ("a.heic", b"\0\0\0\x18ftypheic" + bytes(40), "picture.broken"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(
    read: Read, name: str, data: bytes, code: str, tesseract: None
) -> None:
    with pytest.raises(LetterFileError) as refused:
        read({name: data})
    assert refused.value.code == code
    assert refused.value.file == name


def test_a_picture_of_more_dots_than_memory_is_not_unpacked(read: Read, tesseract: None) -> None:
    tiff = bytearray(picture(photograph().resize((200, 300)), "TIFF"))
    at = tiff.index((200).to_bytes(2, "little") + b"\0\0")
    tiff[at : at + 4] = (3_000_000_000).to_bytes(4, "little")
    with pytest.raises(LetterFileError) as refused:
        read({"a.tif": bytes(tiff)})
    assert refused.value.code in ("picture.too-large", "picture.broken")


@pytest.mark.slow
def test_a_photograph_inside_a_word_file_is_read(read: Read, tesseract: None) -> None:
    document, stream = WordDocument(), io.BytesIO()
    document.add_picture(io.BytesIO(picture(photograph())), width=Mm(160))
    document.save(stream)
    made = read({"a.docx": stream.getvalue()})
    assert made.read_by is ReadBy.OCR
    assert "Прошу сообщить, когда отремонтируют крышу" in made.text
