"""The list of what words govern."""

from pathlib import Path

import pytest

from letterkit.checks.government import Frame, governors
from letterkit.core.errors import RuleError

ROOT = Path(__file__).resolve().parents[2]


def listed(tmp_path: Path, line: str) -> Path:
    path = tmp_path / "government.txt"
    path.write_text(line + "\n", encoding="utf-8")
    return path


def test_a_line_gives_what_is_right_and_what_is_wrong(tmp_path: Path) -> None:
    (governor,) = governors(listed(tmp_path, "уверенный = в чём ; о чём"))["уверенный"]
    assert governor.right == (Frame("в", "loct"),)
    assert governor.wrong == (Frame("о", "loct"),)


def test_the_case_of_chem_follows_its_preposition(tmp_path: Path) -> None:
    (governor,) = governors(listed(tmp_path, "контроль = за чем ; о чём (ход)"))["контроль"]
    assert governor.right == (Frame("за", "ablt"),)
    assert governor.wrong == (Frame("о", "loct", frozenset({"ход"})),)


def test_a_turn_asks_for_a_word_before_it_and_a_question_mark_makes_advice(tmp_path: Path) -> None:
    (governor,) = governors(listed(tmp_path, "? уделить|уделять + внимание = чему ; на что"))["внимание"]
    assert governor.after == {"уделить", "уделять"}
    assert governor.mild


@pytest.mark.parametrize("line", ["уверенный в чём", "уверенный = в чём", "уверенный = в кого ; о чём"])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(RuleError) as raised:
        governors(listed(tmp_path, line))
    assert raised.value.code == "words.line"


def test_the_list_of_the_project_governs_more_than_120_words() -> None:
    assert len(governors(ROOT / "rules" / "words" / "government.txt")) > 120
