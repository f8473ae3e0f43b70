"""``letterkit rules list``: every rule in force, by family."""

import json
from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.rules_book import NO_CLAUSE, form, load
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command


@click.command("list", cls=Command)
@click.option("--family", metavar="СЕМЕЙСТВО", help="Только одно семейство, например salutation.")
@options.profile
@options.packs
@form
def command(family: str | None, profile: Path | None, packs: tuple[Path, ...], form: str) -> None:
    """Показать правила, которые действуют, по семействам: код, пункт Порядка («–» – пункта нет), степень, сообщение."""
    book = load(profile, packs)
    checks = sorted((check for check in book.checks if family in (None, check.family)), key=lambda check: check.code)
    if form == "json":
        from letterkit.reports.rules_json import rule_object

        write(json.dumps([rule_object(check) for check in checks], ensure_ascii=False, indent=2) + "\n", None)
        return
    from letterkit.reports.wording import FAMILIES, LEVEL_FORMS, plural

    style = style_for(None)
    lines, shown = [], ""
    width = max((len(check.code) for check in checks), default=0)
    for check in checks:
        if check.family != shown:
            shown = check.family
            lines += ["", style.paint(f"{shown} — {FAMILIES.get(shown, shown)}", "bold")]
        clause = f"п. {check.clause}" if check.clause else NO_CLAUSE
        own = f" [{check.own}]" if check.own else ""
        lines.append(f"  {check.code:<{width}}  {clause:<8} {LEVEL_FORMS[check.level][0]:<15} {check.message}{own}")
    lines += ["", f"Всего: {plural(len(checks), ('правило', 'правила', 'правил'))}, версия {book.version}"]
    write("\n".join(lines).lstrip("\n") + "\n", None)
