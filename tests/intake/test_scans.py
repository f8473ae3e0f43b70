"""Photographs and scans: their words, how surely they were read, what happens without the program that reads them."""

import io
import os
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from letterkit.core.errors import LetterFileError, ToolFailed, ToolMissing
from letterkit.intake import read_appeal
from letterkit.intake.documents import ReadBy, reader
from letterkit.intake.documents import tesseract as program
from letterkit.pages.convert import Converter

from ..pages.alive import assert_ends
from .conftest import APPEAL, Read, photograph, picture, word

pytestmark = pytest.mark.slow


def likeness(text: str) -> float:
    return SequenceMatcher(None, " ".join(text.split()), " ".join(APPEAL.split()), autojunk=False).ratio()


def scan(*pages: Image.Image) -> bytes:
    return picture(pages[0], "PDF", resolution=200, save_all=True, append_images=list(pages[1:]))


@pytest.mark.parametrize(
    "taken",
    [{}, {"tilt": 4, "worn": True}, {"tilt": -7}, {"sideways": True, "tilt": 2}],
    ids=("clean", "tilted and dark", "steep", "sideways"),
)
def test_a_photographed_page_is_read(read: Read, tesseract: None, taken: dict[str, Any]) -> None:
    made = read({"a.png": picture(photograph(**taken))})
    assert likeness(made.text) > 0.98
    assert made.read_by is ReadBy.OCR
    assert made.confidence > 0.85
    for seen in made.seen:
        assert made.text[seen.start : seen.end].strip() == made.text[seen.start : seen.end] != ""


def test_the_camera_says_which_way_is_up(read: Read, tesseract: None) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    page = photograph().transpose(Image.Transpose.ROTATE_90)
    assert likeness(read({"a.jpg": picture(page, "JPEG", exif=exif, quality=85)}).text) > 0.98


def test_a_picture_of_a_telephone_is_read(read: Read, tesseract: None) -> None:
    import pillow_heif

    stream = io.BytesIO()
    pillow_heif.from_pillow(photograph().convert("RGB")).save(stream, quality=70)
    assert likeness(read({"IMG 1.HEIC": stream.getvalue()}).text) > 0.97


def test_a_scanned_pdf_is_one_text_with_the_card_in_it(read: Read, tesseract: None) -> None:
    first, second = APPEAL.split("Прошу сообщить", 1)
    made = read({"a.pdf": scan(photograph(first), photograph("Прошу сообщить" + second))})
    assert likeness(made.text) > 0.98
    card = read_appeal(made.appeal).card
    assert card.applicant.person.surname == "Соколова"
    assert len(card.appeal.questions) == 2


def test_photographs_of_pages_are_one_appeal(read: Read, tesseract: None) -> None:
    first, second = APPEAL.split("Прошу сообщить", 1)
    made = read(
        {
            "one.jpg": picture(photograph(first), "JPEG"),
            "two.jpg": picture(photograph("Прошу сообщить" + second), "JPEG"),
        }
    )
    assert made.appeal == made.text
    assert [part.is_appeal for part in made.parts] == [True, True]
    assert likeness(made.text) > 0.98


@pytest.mark.office
def test_printed_pages_are_kept_and_only_scanned_ones_recognised(
    read: Read, tesseract: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Converter() as converter:
        mixed = pikepdf.open(io.BytesIO(converter.pdf(word())))
    mixed.pages.extend(
        pikepdf.open(io.BytesIO(scan(photograph("Справка о составе семьи выдана Соколовой И.П.")))).pages
    )
    stream = io.BytesIO()
    mixed.save(stream)
    made = read({"a.pdf": stream.getvalue()})
    assert made.text.startswith("В министерство строительства")
    assert "Справка о составе семьи" in made.text
    assert all(word.start > made.text.index("Соколова И.П.") for word in made.seen)

    monkeypatch.setenv("PATH", "/nowhere")
    without = read({"a.pdf": stream.getvalue()})
    assert without.read_by is ReadBy.TEXT
    assert [getattr(part.fault, "code", None) for part in without.parts] == ["tesseract.missing"]


def test_a_page_without_words_is_told_of(read: Read, tesseract: None) -> None:
    with pytest.raises(LetterFileError) as refused:
        read({"a.png": picture(Image.new("L", (1200, 1600), 250))})
    assert refused.value.code == "scan.no-words"


def test_more_pages_than_are_recognised_are_refused_before_any_is(read: Read, tesseract: None) -> None:
    pages = [Image.new("1", (100, 100))] * (reader.MAX_SCANNED_PAGES + 1)
    many = picture(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(LetterFileError) as refused:
        read({"a.tiff": many})
    assert refused.value.code == "scan.too-many-pages"


def test_without_the_program_it_is_named(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ToolMissing) as missing:
        read({"a.png": picture(photograph())})
    assert missing.value.code == "tesseract.missing"


def test_without_russian_it_is_said(read: Read, first_on_path: Path) -> None:
    _put(first_on_path, "echo eng")
    with pytest.raises(ToolMissing) as missing:
        read({"a.png": picture(photograph())})
    assert missing.value.code == "tesseract.no-russian"


def test_a_program_that_hangs_is_ended_with_its_children(
    read: Read, first_on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = first_on_path / "child"
    _put(first_on_path, f"[ \"$1\" = --list-langs ] && {{ echo rus; exit; }}; sh -c 'echo $$ >{child}; exec sleep 600'")
    monkeypatch.setattr(program, "LIMIT_S", 1.0)
    with pytest.raises(ToolFailed) as failed:
        read({"a.png": picture(photograph())})
    assert failed.value.code == "tesseract.time-out"
    assert_ends(int(child.read_text()))


def test_a_program_that_dies_is_told_of(read: Read, first_on_path: Path) -> None:
    _put(first_on_path, '[ "$1" = --list-langs ] && { echo rus; exit; }; exit 1')
    with pytest.raises(ToolFailed) as failed:
        read({"a.png": picture(photograph())})
    assert failed.value.code == "tesseract.died"


@pytest.fixture
def first_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def _put(folder: Path, script: str) -> None:
    (folder / "tesseract").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "tesseract").chmod(0o755)
