"""Pages that are made from the program itself: docs/commands.md, docs/settings.md, the list of docs/guide, docs/rules/.

docs/accuracy.md is made from the figures that were measured last, docs/accuracy.json (make accuracy).

usage: python docs/generate.py [--check]

--check writes nothing and fails when a page is stale. Pages about the rules are built, not kept: it only sees that each
can be made.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bench.accuracy.page import as_page
from letterkit.checking.profile import load_profile
from letterkit.cli.main import cli
from letterkit.reports.page_folder import stale_pages, write_pages
from letterkit.reports.rule_catalogue import shelf_of
from letterkit.reports.rule_pages import MADE as RULE_MADE
from letterkit.reports.rule_pages import rule_pages
from letterkit.setting_rows import setting_rows
from letterkit.settings import Settings
from webui.help.guide import load_guide

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RULES = HERE / "rules"
GUIDE = HERE / "guide"
MOST_TOLD = 10
MADE = "<!-- Страница создана программой: make docs. -->"


def commands() -> str:
    """Every command with its options, from the command line's own help."""
    lines = ["# Команды", "", MADE, ""]
    for path, command, context in _walk(cli, "letterkit", None):
        lines += [f"## {path}", "", *_help(command, context), ""]
    return "\n".join(lines)


def settings() -> str:
    """Every setting with its default and meaning."""
    rows = setting_rows(Settings.model_construct())
    where = "Переменные окружения, строки файла `.env` в текущей папке или файла `LETTERKIT_ENV_FILE`."
    lines = ["# Настройки", "", MADE, "", where, ""]
    lines += ["| настройка | по умолчанию | что это |", "| --- | --- | --- |"]
    lines += [f"| `{row.name}` | {_default(row.default)} | {row.meaning} |" for row in rows]
    return "\n".join(lines) + "\n"


def guide() -> str:
    """The pages of the guide by role, for whoever reads the files."""
    lines = ["# Справка", "", MADE, ""]
    lines += ["Эти же страницы служба показывает под «Справка» и по знаку «?» на каждой странице.", ""]
    for role in load_guide(GUIDE).roles:
        lines += [f"## {role.title}", "", f"{role.about}.", ""]
        lines += [f"- [{page.title}]({_way_to(page.file)})" for page in role.pages]
        lines += [""]
    return "\n".join(lines)


def accuracy() -> str:
    """The page of what was measured last."""
    return as_page(json.loads((HERE / "accuracy.json").read_text(encoding="utf-8")))


def rules() -> dict[str, str]:
    """A page for each rule, and their index."""
    profile = load_profile(ROOT / "rules" / "profile.yml")
    return rule_pages(shelf_of(ROOT / "rules", profile, RULES))


def _walk(
    command: click.Command, path: str, parent: click.Context | None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    context = click.Context(
        command, info_name=path.rsplit(" ", 1)[-1], parent=parent, max_content_width=100, terminal_width=100
    )
    yield path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _walk(child, f"{path} {name}", context)


def _help(command: click.Command, context: click.Context) -> list[str]:
    return ["```text", *(line.rstrip() for line in command.get_help(context).splitlines()), "```"]


def _way_to(file: Path) -> str:
    return Path(os.path.relpath(file, GUIDE)).as_posix()


def _default(value: str) -> str:
    return "корень проекта" if value.startswith("/") else f"`{value}`" if value else "—"


def main() -> int:
    """Write the pages, or with --check compare them; the exit code is 1 when one is stale."""
    of_rules = rules()
    folders = (
        (HERE, {"commands.md": commands(), "settings.md": settings(), "accuracy.md": accuracy()}, MADE),
        (GUIDE, {"README.md": guide()}, MADE),
    )
    if "--check" not in sys.argv:
        for folder, pages, made in (*folders, (RULES, of_rules, RULE_MADE)):
            write_pages(folder, pages, made)
        return 0
    stale = [
        str((folder / name).relative_to(HERE))
        for folder, pages, made in folders
        for name in stale_pages(folder, pages, made)
    ]
    if stale:
        told = ", ".join(stale[:MOST_TOLD]) + (f" и ещё {len(stale) - MOST_TOLD}" if len(stale) > MOST_TOLD else "")
        print(f"Устарели страницы docs/: {told}. Обновите: make docs")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
