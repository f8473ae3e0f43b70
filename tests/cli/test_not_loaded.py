"""A package that does not load is named in words: the language stays unchecked, the rest of a letter is checked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_CHECK = """
import sys
sys.modules[sys.argv.pop(1)] = None
from letterkit.cli.main import main
main()
"""


def checked_without(package: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    letter = str(ROOT / "tests/letters/a01_resettlement.txt")
    asked = [sys.executable, "-c", _CHECK, package, "check", letter, "--format", "json", *arguments]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_a_letter_is_checked_without_a_model_that_does_not_load_and_the_report_says_so() -> None:
    ended = checked_without("slovnet")
    assert ended.returncode == 0, ended.stderr
    report = json.loads(ended.stdout)
    assert report["verdict"] == "incomplete"
    unmade = {each["what"] for each in report["not_checked"] if "проверяет язык" in each["why"]}
    assert "spelling.word" in unmade
    assert not [each for each in report["findings"] if each["code"].startswith("internal.")]


@pytest.mark.long
def test_a_package_that_all_stands_on_is_named() -> None:
    ended = checked_without("numpy")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == "Пакет Python «numpy» не загрузился: повторите установку командой make setup.\n"
