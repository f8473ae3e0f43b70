"""``letterkit check``: forms of the report, exit codes, many letters."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from letterkit.cli import options

SCHEMA = json.loads(files("letterkit.reports").joinpath("report.schema.json").read_text(encoding="utf-8"))


def valid(report: Any) -> Any:
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(report)
    return report


@pytest.fixture
def folder(letter: Path, wrong_letter: Path) -> Path:
    (letter.parent / "письма").mkdir()
    for path in (letter, wrong_letter):
        path.rename(letter.parent / "письма" / path.name)
    return letter.parent / "письма"


def test_a_letter_without_errors_ends_with_zero(quick: Any, letter: Path) -> None:
    ran = quick(letter)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("письмо.txt\n")


def test_a_letter_with_an_error_ends_with_one(quick: Any, wrong_letter: Path) -> None:
    ran = quick(wrong_letter)
    assert ran.code == 1
    assert "Нужно исправить: 1 ошибка" in ran.out
    assert "salutation.gender" in ran.out


def test_one_letter_is_one_object(quick: Any, letter: Path) -> None:
    assert valid(json.loads(quick(letter, "--format", "json").out))["source"]["name"] == "письмо.txt"


@pytest.mark.long
def test_a_folder_is_a_list_in_the_order_of_names(quick: Any, folder: Path) -> None:
    told = json.loads(quick(folder, "--format", "json", "--jobs", 2).out)
    assert [valid(report)["source"]["name"] for report in told] == ["неверное.txt", "письмо.txt"]


def test_jsonl_is_a_line_for_each_letter(quick: Any, folder: Path) -> None:
    ran = quick(folder, "--format", "jsonl")
    names = {valid(json.loads(line))["source"]["name"] for line in ran.out.splitlines()}
    assert names == {"неверное.txt", "письмо.txt"}
    assert ran.code == 1


def test_text_ends_with_what_came_out_of_each_letter(quick: Any, folder: Path) -> None:
    ending = quick(folder).out.split("─\n\n")[-1].splitlines()
    assert ending == [
        "Всего писем: 2",
        "Нужно исправить         неверное.txt  1 ошибка",
        "Проверено не полностью  письмо.txt    замечаний нет",
    ]


def test_html_and_sarif_hold_all_letters(quick: Any, folder: Path) -> None:
    html = quick(folder, "--format", "html").out
    assert html.startswith("<!doctype html>")
    assert "неверное.txt" in html
    assert "письмо.txt" in html
    assert len(json.loads(quick(folder, "--format", "sarif").out)["runs"][0]["artifacts"]) == 2


def test_a_report_can_go_to_a_file(quick: Any, letter: Path, tmp_path: Path) -> None:
    out = tmp_path / "отчёты" / "о.json"
    ran = quick(letter, "--format", "json", "-o", out)
    assert (ran.code, ran.out) == (0, "")
    valid(json.loads(out.read_text(encoding="utf-8")))


def test_a_broken_letter_does_not_stop_the_others(quick: Any, folder: Path) -> None:
    (folder / "а.txt").write_bytes(b"")
    ran = quick(folder, "--format", "jsonl")
    assert ran.code == 2
    assert len(ran.out.splitlines()) == 2
    assert ran.told.startswith("а.txt: файл пустой")


def test_the_card_is_compared_with_the_letter(quick: Any, letter: Path, demo_card: Path) -> None:
    letter.write_text(letter.read_text(encoding="utf-8").replace("Мария Петровна", "Анна Ивановна"), encoding="utf-8")
    ran = quick(letter, "--card", demo_card, "--format", "json")
    codes = {finding["code"] for finding in json.loads(ran.out)["findings"]}
    assert "salutation.card-name" in codes
    assert not any(item["code"] == "card.none" for item in json.loads(ran.out)["not_checked"])


def test_another_profile_is_another_body(quick: Any, letter: Path, tmp_path: Path) -> None:
    ran = quick(letter, "--profile", tmp_path / "нет.yml")
    assert ran.code == 2
    assert "нет.yml" in ran.told


def test_colours_stay_out_of_pipes_and_files(quick: Any, wrong_letter: Path, tmp_path: Path) -> None:
    assert "\x1b" not in quick(wrong_letter).out
    quick(wrong_letter, "-o", tmp_path / "о.txt")
    assert "\x1b" not in (tmp_path / "о.txt").read_text(encoding="utf-8")


def test_the_engines_of_the_help_are_those_of_the_flow() -> None:
    from letterkit.checking.checker import EngineChoice

    assert get_args(EngineChoice) == options.ENGINES


def test_an_engine_asked_for_by_name_must_answer(letterkit: Any, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTERKIT_LANGUAGETOOL_URL", "http://127.0.0.1:9")
    ran = letterkit("check", letter, "--no-pages", "--engine", "languagetool")
    assert ran.code == 3
    assert "127.0.0.1:9" in ran.told


def test_a_letter_that_may_not_be_read_says_so(quick: Any, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    ran = quick(letter)
    assert ran.code == 2
    assert "не читается" in ran.told
