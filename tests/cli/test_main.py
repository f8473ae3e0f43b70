"""The way in: help, versions, wrong calls, and what happens when letterkit itself is at fault."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from letterkit import __version__
from letterkit.cli import main
from letterkit.cli.usage import CommandGroup
from letterkit.settings import load_settings

PROGRAM = (sys.executable, "-m", "letterkit.cli")


def cold(*arguments: object, **more: Any) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([*PROGRAM, *map(str, arguments)], capture_output=True, check=False, **more)


def commands(group: CommandGroup, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, CommandGroup):
            yield from commands(command, (*path, name))


ALL = dict(commands(main.cli))


def test_the_version_is_told(letterkit: Callable[..., Any]) -> None:
    assert letterkit("--version").out == f"letterkit {__version__}\n"


def test_without_a_command_the_help_is_shown(letterkit: Callable[..., Any]) -> None:
    ran = letterkit()
    assert ran.code == 0
    assert "Команды:" in ran.out


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_help_page_is_in_russian(letterkit: Callable[..., Any], path: tuple[str, ...]) -> None:
    ran = letterkit(*path, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Вызов: letterkit {' '.join(path)}")
    for english in ("Usage", "Options", "Commands", "Show this", "[OPTIONS]", "COMMAND", "[required]", "[default"):
        assert english not in ran.out
    for option in ALL[path].params:
        if isinstance(option, click.Option):
            assert option.help, f"{option.name} has no help"


@pytest.mark.parametrize("name", main.cli.lazy)
def test_the_line_in_the_list_is_the_one_of_the_command(name: str) -> None:
    module, line = main.cli.lazy[name]
    command = ALL[name,]
    assert module in (f"letterkit.cli.{name}", f"entry:{name}")
    assert command.name == name
    assert line == (command.short_help or command.help)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chek"], "Нет команды «chek»; похоже на check. Справка: letterkit --help"),
        (["check"], "Укажите, что проверить: файл письма или папку с письмами (строки одного файла – ключом --lines)."),
        (["check", "a", "--formt", "json"], "Нет ключа --formt; похоже на --format. Справка: letterkit check --help"),
        (["check", "a", "--format", "yaml"], "--format: «yaml» — допустимо text, json, jsonl, html, sarif."),
        (["check", "a", "--jobs", "0"], "--jobs: «0» — нужно целое число от 1."),
        (["check", "a", "--jobs"], "Ключ --jobs требует значения."),
        (["check", "a", "--no-pages=1"], "Ключ --no-pages не принимает значения."),
        (["fix", "a"], "Не указано: --out. Справка: letterkit fix --help"),
        (["settings", "a", "b"], "Лишние аргументы: a b. Справка: letterkit settings --help"),
        (["rules", "lst"], "Нет команды «lst»; похоже на list. Справка: letterkit rules --help"),
    ],
)
def test_a_wrong_call_gets_one_russian_line(letterkit: Callable[..., Any], arguments: list[str], told: str) -> None:
    ran = letterkit(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.told.startswith(told)


def test_a_worker_without_tables_says_how_to_make_them(
    letterkit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    ran = letterkit("worker")
    assert ran.code == 2
    assert "letterkit db upgrade" in ran.told


def test_a_service_whose_address_is_taken_says_so(
    letterkit: Callable[..., Any],
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", sqlite_url)
    load_settings.cache_clear()
    with socket.create_server(("127.0.0.1", 0)) as other:
        ran = letterkit("serve", "--port", str(other.getsockname()[1]))
    assert ran.code == 2
    assert "освободите порт" in ran.told


def test_a_fault_of_letterkit_is_a_line_with_a_number_and_a_log(
    letterkit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a secret of the letter")

    monkeypatch.setattr("letterkit.checking.letter_files.find_letters", broken)
    monkeypatch.setattr("sys.argv", ["letterkit", "check", "письмо Ивановой.txt"])
    ran = letterkit("check", "письмо Ивановой.txt")
    assert ran.code == 2
    log = tmp_path / "var" / "errors.log"
    number = ran.told.split("№ ")[1].split(":")[0]
    assert str(log) in ran.told
    assert number in log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: a secret" not in log.read_text(encoding="utf-8")
    assert "письмо Ивановой" not in log.read_text(encoding="utf-8")


def test_a_developer_sees_the_traceback(letterkit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTERKIT_DEBUG", "1")
    monkeypatch.setattr("letterkit.checking.letter_files.find_letters", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        letterkit("check", "a.txt")


def test_ctrl_c_is_quiet(letterkit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("letterkit.checking.letter_files.find_letters", stopped)
    ran = letterkit("check", "a.txt")
    assert (ran.code, ran.told) == (130, "Прервано.")


class TestCold:
    """In a process of its own, as from a shell."""

    @pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]])
    def test_help_needs_no_dictionaries(self, arguments: list[str]) -> None:
        traced = cold(*arguments, env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"})
        assert traced.returncode == 0
        loaded = traced.stderr.decode()
        for heavy in ("pymorphy3", "pydantic", "natasha", "pypdf", "docxtpl", "lxml", "rich"):
            assert f" {heavy}\n" not in loaded

    def test_a_check_without_pages_and_grammar_loads_nothing_heavy(self, letter: Path) -> None:
        traced = cold(
            "check", letter, "--no-pages", "--engine", "off", env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
        )
        assert traced.returncode == 0
        for heavy in ("pypdf", "pypdfium2", "docxtpl", "language_tool_python", "holidays", "rich"):
            assert f" {heavy}\n" not in traced.stderr.decode()

    @pytest.mark.long
    def test_output_is_utf8_whatever_the_locale(self, letter: Path) -> None:
        env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        ran = cold("check", letter, "--no-pages", "--engine", "off", env=env)
        assert "ПУНКТЫ ПОРЯДКА" in ran.stdout.decode("utf-8")
        assert ran.stderr == b""

    def test_a_name_that_is_not_utf8_is_shown_escaped(self, tmp_path: Path) -> None:
        ran = cold("check", os.fsencode(tmp_path).decode() + "/нет\udcff.txt", env={**os.environ, "LC_ALL": "C.UTF-8"})
        assert ran.returncode == 2
        assert "\\udcff" in ran.stderr.decode("utf-8")

    @pytest.mark.long
    def test_a_reader_that_leaves_early_meets_no_traceback(self, letter: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            ran = subprocess.run(
                [*PROGRAM, "rules", "list", "--format", "json"],
                stdout=pipe,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert ran.stderr == b""
        assert ran.returncode == main.EXIT_PIPE
