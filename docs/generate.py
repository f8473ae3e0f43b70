"""Pages that are made from the program itself: docs/commands.md, docs/settings.md, docs/rules.md.

usage: python docs/generate.py [--check]     (--check writes nothing and fails when a page is stale)
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from letterkit.checks.rulebook import load_rulebook
from letterkit.cli.main import cli
from letterkit.flow.profile import load_profile
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS
from letterkit.settings import Settings, setting_rows

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
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
    lines = ["# Настройки", "", MADE, "", "Переменные окружения или строки файла `.env` в текущей папке.", ""]
    lines += ["| настройка | по умолчанию | что это |", "| --- | --- | --- |"]
    lines += [f"| `{row.name}` | {_default(row.default)} | {row.meaning} |" for row in rows]
    return "\n".join(lines) + "\n"


def rules() -> str:
    """Every rule in force by the default profile, by family."""
    profile = load_profile(ROOT / "rules" / "profile.yml")
    book = load_rulebook(ROOT / "rules", profile.packs)
    lines = [
        "# Правила",
        "",
        MADE,
        "",
        f"Всего правил: {len(book.checks)}. Как написать своё — [за пять минут](rules-howto.md).",
    ]
    shown = ""
    for check in sorted(
        book.checks, key=lambda each: (list(FAMILIES).index(each.family) if each.family in FAMILIES else 99, each.code)
    ):
        if check.family != shown:
            shown = check.family
            lines += [
                "",
                f"## {shown} — {FAMILIES.get(shown, shown)}",
                "",
                "| правило | пункт | степень | замечание | почему |",
            ]
            lines += ["| --- | --- | --- | --- | --- |"]
        cells = (f"`{check.code}`", check.clause or "—", LEVEL_FORMS[check.level][0], check.message, check.why)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    lines += ["", "## Пункты Порядка", "", "| пункт | чего требует | кто следит |", "| --- | --- | --- |"]
    for clause in book.clauses.by_number.values():
        served = ", ".join(f"`{rule}`" for rule in clause.rules)
        watched = served or (
            f"не проверяется по тексту: {clause.not_text}" if clause.not_text else f"ещё нет: {clause.not_yet}"
        )
        lines.append(f"| {clause.number} | {clause.asks} | {watched} |")
    return "\n".join(lines) + "\n"


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


def _default(value: str) -> str:
    return "корень проекта" if value.startswith("/") else f"`{value}`" if value else "—"


def main() -> int:
    """Write the pages, or with --check compare them; the exit code is 1 when one is stale."""
    stale = []
    for name, page in (("commands.md", commands()), ("settings.md", settings()), ("rules.md", rules())):
        path = HERE / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != page:
                stale.append(name)
        else:
            path.write_text(page, encoding="utf-8")
    if stale:
        print("Устарели страницы docs/: " + ", ".join(stale) + ". Обновите: make docs")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
