"""A body's own pack in the shell: linted, tried over letters, put over the rules that other commands show."""

import json
from pathlib import Path

import pytest

from letterkit.cli.main import run
from letterkit.settings import load_settings

from .conftest import Letterkit

PACK = """\
id: roads
title: Дороги
levels:
  tone.order: {level: "off", reason: Так решено у нас}
rules:
  - code: tone.planes
    kind: existence
    level: warning
    message: Не пишите «{excerpt}»
    why: Так решено у нас.
    find: [{find: ~кукурузник}]
    examples:
      wrong: ["Прилетел [кукурузник]."]
      right: ["Прилетел самолёт."]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "roads.yml"
    file.write_text(PACK, encoding="utf-8")
    return file


def test_a_pack_that_holds_ends_with_zero(letterkit: Letterkit, pack: Path) -> None:
    ran = letterkit("rules", "lint", pack, "--engine", "off")
    assert (ran.code, ran.out) == (0, "1 набор, без замечаний: 1.\n")


def test_what_is_wrong_with_a_pack_is_told_with_its_place(letterkit: Letterkit, pack: Path) -> None:
    pack.write_text(PACK.replace("tone.order", "tone.ordr").replace("[кукурузник]", "[Прилетел]"), encoding="utf-8")
    ran = letterkit("rules", "lint", pack, "--engine", "off", "--format", "json")
    assert ran.code == 1
    (told,) = json.loads(ran.out)
    assert [(each["code"], each["line"]) for each in told["remarks"]] == [
        ("pack.no-rule", 4), ("example.not-found", 13),
    ]  # fmt: skip
    assert "похоже на tone.order" in letterkit("rules", "lint", pack, "--engine", "off").out


def test_a_pack_that_cannot_be_read_is_a_remark_of_lint_and_an_error_elsewhere(
    letterkit: Letterkit, pack: Path
) -> None:
    pack.write_text("id: roads\n", encoding="utf-8")
    assert letterkit("rules", "lint", pack, "--engine", "off").code == 1
    ran = letterkit("rules", "list", "--pack", pack)
    assert ran.code == 2
    assert "title" in ran.told


def test_rules_are_shown_with_a_pack_over_them(letterkit: Letterkit, pack: Path) -> None:
    listed = letterkit("rules", "list", "--family", "tone", "--pack", pack).out
    assert "tone.order" not in listed
    assert "[roads]" in next(line for line in listed.splitlines() if "tone.planes" in line)
    assert str(pack) in letterkit("rules", "show", "tone.planes", "--pack", pack).out
    assert letterkit("rules", "show", "tone.planes").code == 2
    assert letterkit("rules", "coverage", "--pack", pack).code == 0


def test_a_rule_of_a_pack_is_tested_by_its_code(letterkit: Letterkit, pack: Path) -> None:
    assert letterkit("rules", "test", "tone.planes", "--pack", pack, "--engine", "off").code == 0
    pack.write_text(PACK.replace("[кукурузник]", "[Прилетел]"), encoding="utf-8")
    ran = letterkit("rules", "test", "tone.planes", "--pack", pack, "--engine", "off")
    assert ran.code == 1
    assert "roads.yml, строка 13" in ran.out


def test_a_dry_run_over_an_empty_register_changes_nothing(
    letterkit: Letterkit, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", f"sqlite:///{tmp_path}/register.db")
    load_settings.cache_clear()
    assert run(["db", "upgrade"]) == 0
    ran = letterkit("rules", "dry-run", pack, "--last", "10", "--since", "05.06.2024", "--format", "json")
    assert ran.code == 0
    told = json.loads(ran.out[ran.out.index("{") :])
    assert (told["letters"], told["differing"]) == (0, ["tone.order", "tone.planes"])
    assert letterkit("rules", "dry-run", pack, "--since", "вчера").code == 2
