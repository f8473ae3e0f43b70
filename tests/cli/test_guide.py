"""What the guide and README.md tell to type: commands, their options and settings that there are."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from letterkit.cli.main import cli
from letterkit.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]


def command_lines(text: str) -> Iterator[list[str]]:
    """What follows «letterkit» in lines of code and in words set as code; comments are left out."""
    typed = [line for line in text.splitlines() if line.startswith("    ")] + re.findall(r"`([^`\n]+)`", text)
    for line in typed:
        if found := re.match(r"\s*(?:LETTERKIT_\S+ )*(?:\.venv/bin/)?letterkit( .*)", line.partition(" # ")[0]):
            yield shlex.split(found[1].replace("…", ""))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_told_is_one_of_ours(page: Path) -> None:
    for words in command_lines(page.read_text(encoding="utf-8")):
        command: click.Command = cli
        context = click.Context(cli)
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            below = command.get_command(context, words[0])
            if below is None and command.invoke_without_command:
                break
            assert below is not None, words
            command, words = below, words[1:]
        known = {option for param in command.params for option in param.opts} | {"--help"}
        assert {word for word in words if re.match(r"--?[a-z]", word)} <= known, (command.name, words)


def test_every_setting_that_is_told_is_one_of_ours() -> None:
    ours = {PREFIX + name.upper() for name in Settings.model_fields}
    told = {name for page in PAGES for name in re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", page.read_text(encoding="utf-8"))}
    assert told <= ours | {"LETTERKIT_ENV_FILE", "LETTERKIT_PURGE"}  # where settings lie; asked by the .deb
