"""The panel's host of Word, held to what Microsoft publishes for it: the types of Office.js, its stand-in for tests."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).with_name("word")
MODULES = Path(__file__).parents[3] / "var" / "word" / "node_modules"


def outcome(*order: str) -> tuple[int, str]:
    """The code and the words of a program of node."""
    if shutil.which("node") is None or not MODULES.is_dir():
        pytest.skip("what Microsoft publishes is not there: make var/word/.stamp")
    done = subprocess.run(order, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_host_of_word_fits_the_types_of_office_js() -> None:
    compiler = str(MODULES / ".bin" / "tsc")
    assert outcome(compiler, "-p", str(HERE)) == (0, "")


def test_the_host_of_word_works_with_the_stand_in_for_word() -> None:
    code, said = outcome("node", "--test", str(HERE / "word.test.mjs"))
    assert code == 0, said
