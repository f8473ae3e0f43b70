"""Texts once read are not read again, and nothing of it can go wrong."""

from pathlib import Path

import pytest

from letterkit.core.errors import RuleError
from letterkit.yaml_cache import YamlMemory

TEXT = "code: a.b\nfind:\n  - {find: слово}\n"


def parse(memory: YamlMemory, text: str = TEXT) -> object:
    return memory.parse(text, file="a.yml", error=RuleError)


def test_what_was_read_comes_back_the_same(tmp_path: Path) -> None:
    first = YamlMemory(tmp_path / "cache" / "rules.json")
    meaning = parse(first)
    first.keep()
    assert (
        parse(YamlMemory(tmp_path / "cache" / "rules.json")) == meaning == {"code": "a.b", "find": [{"find": "слово"}]}
    )


def test_the_second_time_no_yaml_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = YamlMemory(tmp_path / "rules.json")
    parse(first)
    first.keep()

    def never(*_: object, **__: object) -> object:
        raise AssertionError("read again")

    monkeypatch.setattr("letterkit.yaml_cache.parse_yaml", never)
    assert parse(YamlMemory(tmp_path / "rules.json"))
    with pytest.raises(AssertionError, match="read again"):
        parse(YamlMemory(tmp_path / "rules.json"), TEXT + "why: иначе\n")


@pytest.mark.parametrize("kept", ["", "{", "[1]", '{"version": "0", "texts": {}}', '{"version": 1}'])
def test_a_file_that_says_nothing_of_use_is_passed_over(tmp_path: Path, kept: str) -> None:
    (tmp_path / "rules.json").write_text(kept, encoding="utf-8")
    assert parse(YamlMemory(tmp_path / "rules.json"))


def test_what_json_cannot_say_is_not_kept(tmp_path: Path) -> None:
    memory = YamlMemory(tmp_path / "rules.json")
    parse(memory, "1: один\n")
    memory.keep()
    assert not (tmp_path / "rules.json").exists()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    memory = YamlMemory(tmp_path / "taken" / "rules.json")
    parse(memory)
    memory.keep()
    assert parse(YamlMemory(tmp_path / "taken" / "rules.json"))
