"""``letterkit bench accuracy`` on a folder of one clean letter and one faulty, with rules alone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import speed
from bench.accuracy import run as measuring
from bench.accuracy.planters import PLANTERS
from letterkit.cli.main import run

from ..clean_letter import CLEAN_LETTER

ALONE = ("--engine", "off", "--no-beside", "--jobs", "1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    wanted = ("salutation.other-gender", "title.full-stop", "consistency.repeated-sentence")
    monkeypatch.setattr(measuring, "PLANTERS", [each for each in PLANTERS if each.name in wanted])
    (tmp_path / "a.txt").write_text(CLEAN_LETTER, encoding="utf-8")
    (tmp_path / "expected.json").write_text('[{"file": "a.txt", "clean": true, "expect": []}]', encoding="utf-8")
    return tmp_path


def accuracy(*arguments: str) -> int:
    return run(["bench", "accuracy", *arguments, *ALONE])


def test_a_folder_of_ones_own_is_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy("--letters", str(folder)) == 0
    shown = capsys.readouterr().out
    assert f"{folder.name.capitalize()}: 1 письмо, " in shown
    assert "обращение к заявителю                   1   100,0 %" in shown


def test_json_is_an_object_of_halves(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy("--letters", str(folder), "--format", "json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made[folder.name]["families"]["title"]["right"] == 1


def test_one_kind_of_defect_can_be_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy("--letters", str(folder), "--only", "title", "--format", "json") == 0
    assert list(json.loads(capsys.readouterr().out)[folder.name]["families"]) == ["title"]


def test_the_page_can_be_written_to_a_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    assert accuracy("--letters", str(folder), "--format", "markdown", "-o", str(out)) == 0
    assert out.read_text(encoding="utf-8").startswith("# Точность\n")


def test_details_show_the_words_missed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy("--letters", str(folder), "--details") == 0
    shown = capsys.readouterr().out
    assert "Пропущено" in shown
    assert "Ложных тревог: 0" in shown


def test_a_folder_without_labels_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy("--letters", str(tmp_path)) == 2
    assert "expected.json" in capsys.readouterr().err


def test_the_half_set_apart_keeps_its_name_when_its_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from bench.accuracy_command import _folders
    from letterkit.settings import load_settings

    apart = load_settings().home / "tests" / "letters_apart"
    assert _folders((apart,), "all") == [("apart", apart)]
    assert [name for name, _ in _folders((), "all")] == ["open", "apart"]
    assert [name for name, _ in _folders((), "open")] == ["open"]


def test_bench_alone_still_measures_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def nothing(paths: object) -> Iterator[object]:
        asked.append("comparisons")
        return iter(())

    monkeypatch.setattr(speed, "comparisons", nothing)
    for name, answer in (("shares", ()), ("endurance", None)):
        monkeypatch.setattr(speed, name, lambda paths, answer=answer: answer)
    assert run(["bench"]) == 0
    assert asked == ["comparisons"]
