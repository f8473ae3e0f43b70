"""``letterkit rules show``: one rule with its examples."""

import json
from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.rules_book import form, load
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command


@click.command("show", cls=Command)
@click.argument("code", metavar="КОД")
@options.profile
@options.packs
@form
def command(code: str, profile: Path | None, packs: tuple[Path, ...], form: str) -> None:
    """Показать правило: что оно проверяет, почему, примеры. В примерах [скобки] стоят вокруг ошибки."""
    book = load(profile, packs)
    check = book.check(code)
    from letterkit.checks.registry import place_of
    from letterkit.reports.rules_json import example_line, rule_object

    if form == "json":
        write(json.dumps(rule_object(check), ensure_ascii=False, indent=2) + "\n", None)
        return
    from letterkit.reports.wording import LEVEL_FORMS

    clause = book.clauses.by_number.get(check.clause or "")
    lines = [style_for(None).paint(check.code, "bold"), f"{check.message} ({LEVEL_FORMS[check.level][0]})"]
    if check.advice:
        lines.append(check.advice)
    lines += ["", check.why]
    if clause is not None:
        lines.append(f"Пункт {clause.number} Порядка: {clause.asks}.")
    for title, examples in (("Неправильно:", check.wrong), ("Правильно:", check.right)):
        if examples:
            lines += ["", title, *(f"  {example_line(example)}" for example in examples)]
    lines += ["", f"Файл: {check.file}"]
    if check.kind == "function":
        lines.append(f"Логика: {place_of(check.code)}")
    write("\n".join(lines) + "\n", None)
