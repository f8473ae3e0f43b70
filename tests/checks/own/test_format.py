"""A pack of a body is read strictly, and what is wrong with it is said with its place."""

from pathlib import Path

import pytest

from letterkit.checks.own.format import load_pack
from letterkit.core.errors import RuleError

from .conftest import HEAD, pack


def refused(text: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        pack(text)
    return caught.value


def test_a_pack_of_a_title_alone_changes_nothing() -> None:
    read = pack("")
    assert (read.id, read.title, read.levels, read.rules) == ("own", "Правила министерства", {}, ())


def test_an_unknown_key_is_named_with_its_place() -> None:
    fault = refused("level:\n  tone.order: {level: advice, reason: Так у нас принято}\n")
    assert (fault.code, fault.line, fault.details["near"]) == ("data.unknown-key", 3, "levels")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("levels:\n  tone.order: {level: grave, reason: Так у нас принято}\n", 4),
        ("levels:\n  tone.order: {level: advice, reason: да}\n", 4),
        ("levels:\n  Tone: {level: advice, reason: Так у нас принято}\n", 4),
        ("words:\n  ../jargon.txt: {add: [а = б]}\n", 4),
        ("exceptions:\n  tone.order:\n    - {words: «—», note: Так у нас принято}\n", 5),
        ("exceptions:\n  tone.order: []\n", 4),
        ("rules: [слово]\n", 3),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_place(text: str, line: int) -> None:
    fault = refused(text)
    assert (fault.code, fault.line) == ("data.bad-value", line)


def test_a_file_is_named_as_its_pack(tmp_path: Path) -> None:
    file = tmp_path / "other.yml"
    file.write_text(HEAD, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_pack(file)
    assert (caught.value.code, caught.value.line) == ("pack.name", 1)
