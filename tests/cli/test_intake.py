"""``letterkit intake`` and ``letterkit bench intake`` as a person or a program runs them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bench import intake_command

from ..intake.conftest import APPEAL, photograph, picture, tesseract  # noqa: F401

KEYS = {
    "card", "places", "confidence", "groups", "other_body", "delivery_wish", "benefit", "representative", "questions",
    "text", "read_by",
}  # fmt: skip


@pytest.fixture
def appeal(tmp_path: Path) -> Path:
    path = tmp_path / "обращение.txt"
    path.write_text(APPEAL, encoding="utf-8")
    return path


def test_json_has_the_card_with_its_places_and_likelihoods(letterkit: Any, appeal: Path) -> None:
    ran = letterkit("intake", appeal, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    made = json.loads(ran.out)
    assert made.keys() >= KEYS
    assert made["card"]["appeal"]["sent"] == "12.02.2026"
    assert made["card"]["applicant"]["surname"] == "Соколова"
    assert made["card"]["applicant"]["gender"] == "female"
    assert made["questions"] == made["card"]["appeal"]["questions"]
    [[start, end]] = made["places"]["applicant.email"]
    assert made["text"][start:end] == made["card"]["applicant"]["email"] == "sokolova@example.ru"
    assert all(0 <= sure <= 1 for sure in made["confidence"].values())
    assert [set(each) for each in made["groups"]] == [{"group", "likelihood"}] * 3
    assert made["read_by"] == "text"


def test_the_card_is_one_that_every_command_reads(letterkit: Any, appeal: Path, tmp_path: Path) -> None:
    made = json.loads(letterkit("intake", appeal, "--format", "json").out)
    (tmp_path / "карточка.json").write_text(json.dumps(made["card"]), encoding="utf-8")
    ran = letterkit("check", appeal, "--text-only", "--engine", "off", "--card", tmp_path / "карточка.json")
    assert ran.code in (0, 1), ran.err


def test_a_person_reads_each_value_with_its_likelihood(letterkit: Any, appeal: Path) -> None:
    ran = letterkit("intake", appeal)
    assert ran.code == 0
    assert "Соколова Ирина Павловна (женщина) – уверенно" in ran.out
    assert "  1. Прошу сообщить, когда отремонтируют крышу" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100


def test_a_dash_stands_for_what_is_typed(letterkit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(APPEAL.encode("cp1251"))))
    made = json.loads(letterkit("intake", "-", "--format", "json").out)
    assert made["text"] == APPEAL


def test_several_files_are_one_appeal(letterkit: Any, appeal: Path, tmp_path: Path) -> None:
    (tmp_path / "акт.txt").write_text("Акт осмотра кровли составлен комиссией.", encoding="utf-8")
    made = json.loads(letterkit("intake", tmp_path / "акт.txt", appeal, "--format", "json").out)
    assert [(part["name"], part["appeal"]) for part in made["parts"]] == [("обращение.txt", True), ("акт.txt", False)]


@pytest.mark.slow
def test_what_was_recognised_is_said_to_be(letterkit: Any, tmp_path: Path, tesseract: None) -> None:  # noqa: F811
    (tmp_path / "лист.png").write_bytes(picture(photograph()))
    made = json.loads(letterkit("intake", tmp_path / "лист.png", "--format", "json").out)
    assert made["read_by"] == "ocr"
    assert 0.8 < made["read_confidence"] < 1
    assert made["confidence"]["appeal.questions"] < 1
    assert "Распознано по изображению" in letterkit("intake", tmp_path / "лист.png").out


def test_without_tesseract_one_line_says_what_to_install(
    letterkit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "лист.png").write_bytes(picture(photograph()))
    monkeypatch.setenv("PATH", "/nowhere")
    ran = letterkit("intake", tmp_path / "лист.png")
    assert (ran.code, ran.out) == (3, "")
    assert "tesseract-ocr-rus" in ran.told


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "пустой"),
        ("a.txt", b"\0\1\2" * 400, "не текст"),
        ("a.txt", "слово ".encode() * 20_000, "знаков при пределе"),
        ("a.zip", b"PK\x03\x04", "не читаются"),
        ("a.docx", b"PK\x03\x04", "обрезан"),
        ("a.eml", b"", "пустой"),
        ("a.msg", b"words", "не разобрать"),
        ("a.tif", b"II*\0" + b"\xff" * 40, "повреждено"),
    ],
)
def test_what_cannot_be_read_gets_one_line(letterkit: Any, tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    ran = letterkit("intake", tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.told.startswith(f"{name}: ")
    assert told in ran.told


def test_a_folder_a_missing_file_and_nothing_get_one_line(letterkit: Any, tmp_path: Path) -> None:
    for arguments, told in [((tmp_path,), "папка"), ((tmp_path / "нет.txt",), "нет.txt» нет"), ((), "Не указано")]:
        ran = letterkit("intake", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.told


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    folder = tmp_path / "набор"
    folder.mkdir()
    (folder / "1.txt").write_text(APPEAL, encoding="utf-8")
    (folder / "1.yml").write_text(
        "applicant: {surname: Соколова, name: Анна}\nother: {groups: ['1.1']}\n", encoding="utf-8"
    )
    return folder


def test_reading_is_measured_on_a_labelled_folder(letterkit: Any, labelled: Path) -> None:
    made = json.loads(letterkit("bench", "intake", labelled, "--format", "json", "--faults").out)
    assert made["appeals"] == 1
    assert made["fields"]["applicant.surname"] == {"right": 1, "said": 1}
    assert made["fields"]["applicant.name"] == {"right": 0, "said": 1}
    assert "1 applicant.name: 'Анна' / 'Ирина'" in made["faults"]
    shown = letterkit("bench", "intake", labelled).out
    assert "Фамилия                         1 из 1      100,0 %" in shown
    assert "Страница скана не измерена" in shown
    assert "applicant.name" not in shown


@pytest.mark.slow
def test_a_scanned_page_is_timed_beside_the_text(letterkit: Any, labelled: Path, tesseract: None) -> None:  # noqa: F811
    (labelled / "2.txt").write_text(APPEAL, encoding="utf-8")
    (labelled / "2.yml").write_text("applicant: {surname: Соколова}\n", encoding="utf-8")
    made = json.loads(letterkit("bench", "intake", labelled, "--format", "json").out)
    assert made["mean_ms"] > 0
    assert made["scan"]["pages"] == 1
    assert made["scan"]["slowest_s"] >= made["scan"]["mean_s"] > 0


def test_of_the_half_set_apart_only_counts_are_shown(
    letterkit: Any, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_command, "_APART", labelled)
    ran = letterkit("bench", "intake", "--faults", "--format", "json")
    assert json.loads(ran.out)["faults"] == []


def test_a_folder_without_labelled_appeals_is_refused(letterkit: Any, tmp_path: Path) -> None:
    ran = letterkit("bench", "intake", tmp_path)
    assert ran.code == 2
    assert "нет размеченных" in ran.told
