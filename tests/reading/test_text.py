import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_letters import SAMPLES

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Role
from letterkit.reading import read_text
from letterkit.reading import text as reading_text

LETTER = SAMPLES["redirected"]


def code_of(data: bytes) -> str:
    with pytest.raises(LetterFileError) as caught:
        read_text(data, "letter.txt")
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (LETTER.encode(), None),
        (codecs.BOM_UTF8 + LETTER.encode(), None),
        (codecs.BOM_UTF16_LE + LETTER.encode("utf-16-le"), "encoding.utf-16-le"),
        (codecs.BOM_UTF16_BE + LETTER.encode("utf-16-be"), "encoding.utf-16-be"),
        (codecs.BOM_UTF32_LE + LETTER.encode("utf-32-le"), "encoding.utf-32-le"),
        (codecs.BOM_UTF32_BE + LETTER.encode("utf-32-be"), "encoding.utf-32-be"),
        (LETTER.encode("utf-16-le"), "encoding.utf-16-le"),
        (LETTER.encode("utf-16-be"), "encoding.utf-16-be"),
        (LETTER.encode("cp1251"), "encoding.cp1251"),
        (LETTER.replace("«", '"').replace("»", '"').replace("№", "N").encode("koi8-r"), "encoding.koi8-r"),
    ],
)
def test_every_encoding_gives_the_same_letter(data: bytes, note: str | None) -> None:
    letter = read_text(data, "letter.txt")
    assert letter.text.replace("N", "№") == LETTER.replace("«", '"').replace("»", '"') or letter.text == LETTER
    assert letter.notes == (() if note is None else (note,))


def test_a_short_letter_in_windows_1251_is_read() -> None:
    assert read_text("Уважаемый Иван! Дом сдан.".encode("cp1251"), "a.txt").text == "Уважаемый Иван! Дом сдан."


def test_capitals_in_windows_1251_are_not_taken_for_koi8() -> None:
    text = "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА\nУважаемый Иван!"
    assert read_text(text.encode("cp1251"), "a.txt").text == text


def test_windows_line_ends_stay_and_offsets_count_them() -> None:
    letter = read_text(LETTER.replace("\n", "\r\n").encode(), "letter.txt")
    assert letter.text == LETTER.replace("\n", "\r\n")
    salutation = next(part for part in letter.parts if part.role == "salutation")
    assert letter.text[salutation.start : salutation.end] == "Уважаемая Мария Петровна!"


@pytest.mark.parametrize("data", [b"", b"\n\n \r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    assert code_of(data) == "file.empty"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, b"\x7fELF\x01\x02" + b"\x03\x04\x05" * 50]
)
def test_binary_files_are_refused(data: bytes) -> None:
    assert code_of(data) == "text.binary"


def test_broken_utf16_is_refused_with_its_encoding() -> None:
    with pytest.raises(LetterFileError) as caught:
        read_text(codecs.BOM_UTF16_LE + "Уважаемая".encode("utf-16-le") + b"\x00\xd8", "letter.txt")
    assert (caught.value.code, caught.value.details["encoding"]) == ("text.encoding", "utf-16-le")


def test_a_huge_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_text, "MAX_BYTES", 100)
    assert code_of(LETTER.encode()) == "file.too-large"


def test_stray_control_characters_are_read_and_said() -> None:
    letter = read_text("Уважаемый\x07 Иван!\n\nСообщаем, что дом сдан.\x1a".encode(), "letter.txt")
    assert letter.notes == ("control-characters",)
    assert letter.text.startswith("Уважаемый\x07")


def test_lines_broken_by_hand_are_one_paragraph_and_the_text_stays() -> None:
    text = (
        "Комитет рассмотрел Ваше заявление о предоставлении участка для\n"
        "садоводства и сообщает, что участок можно предоставить по\n"
        "договору аренды. Заявление подайте через портал.\n\nС уважением,\n"
    )
    letter = read_text(text.encode(), "letter.txt")
    assert letter.text == text
    assert [letter.text_of(part).count("\n") for part in letter.parts] == [2, 0]


@pytest.mark.parametrize(
    "told",
    [
        "Управляющая компания допустила нарушение правил уборки.",
        "Заместитель министра проверил все дома на этой улице.",
    ],
)
def test_a_sentence_about_a_post_or_a_company_is_no_signature(told: str) -> None:
    letter = read_text(
        f"{LETTER.partition('С уважением')[0].rstrip()}\n\n{told}\n\nС уважением,\n".encode(), "letter.txt"
    )
    assert {part.role for part in letter.parts if letter.text_of(part) in told} == {Role.BODY}


def test_paragraphs_on_one_line_each_stay_apart() -> None:
    text = "Дом признан аварийным, его жителей переселят до конца года.\n"
    text += "Квартиры уже построены, ключи выдадут в декабре этого года.\n"
    assert len(read_text(text.encode(), "letter.txt").paragraphs) == 2


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_its_paragraphs_are_in_order(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    try:
        letter = read_text(data, "letter.txt")
    except LetterFileError:
        return
    assert all(one.end <= two.start for one, two in zip(letter.paragraphs, letter.paragraphs[1:], strict=False))
    assert all(one.end <= two.start for one, two in zip(letter.parts, letter.parts[1:], strict=False))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(LetterFileError):
        assert read_text(data, "letter.txt").text.strip()
