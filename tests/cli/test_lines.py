"""``letterkit check --lines``: each line of a file is a paragraph of text, with a report of its own."""

import json
from pathlib import Path

import pytest

from letterkit.checking.text_alone import read_lines
from letterkit.core.errors import LetterFileError

from .conftest import Letterkit


def test_each_line_is_a_paragraph_with_places_of_its_own(letterkit: Letterkit, tmp_path: Path) -> None:
    lines = ["Крыша починена.", "", "Уважаемый Мария!", "Согласно приказа работы идут."]
    file = tmp_path / "строки.txt"
    file.write_bytes("\r\n".join([*lines, ""]).encode())
    done = letterkit("check", "--lines", str(file), "--text-only", "--format", "jsonl", "--engine", "off")
    assert done.code == 1, done.err
    reports = [json.loads(line) for line in done.out.splitlines()]
    assert [report["text"] for report in reports] == lines
    assert [report["source"]["name"] for report in reports] == [f"строки.txt:{number}" for number in range(1, 5)]
    assert [[part["role"] for part in report["parts"]] for report in reports] == [["body"], [], ["body"], ["body"]]
    assert [[each["code"] for each in report["findings"]] for report in reports[:2]] == [[], []]
    [found] = reports[3]["findings"]
    assert lines[3][found["start"] : found["end"]] == found["excerpt"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "добавьте ключ --text-only"),
        (("--text-only",), "--format jsonl"),
        (("--text-only", "--format", "jsonl", "письмо.txt"), "уберите «письмо.txt»"),
        (("--text-only", "--format", "jsonl", "--card", "карта.yml"), "--card – для письма целиком"),
    ],
)
def test_lines_go_with_a_text_alone(letterkit: Letterkit, given: tuple[str, ...], said: str) -> None:
    done = letterkit("check", "--lines", "строки.txt", *given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_file_of_lines_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"PK\x03\x04\0\0\0\0")
    with pytest.raises(LetterFileError, match=r"text\.binary"):
        list(read_lines(tmp_path / "a.txt"))
