"""``letterkit rules lint``: what of own packs cannot be used, and which examples of their rules do not hold."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli import options
from letterkit.cli.rules_book import form as form_option
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command

if TYPE_CHECKING:
    from letterkit.office.content.lint import Remark

Linted = tuple[Path, "tuple[Remark, ...]"]


@click.command("lint", cls=Command)
@click.argument("packs", nargs=-1, required=True, type=options.FilePath, metavar="НАБОР...")
@options.profile
@options.engine
@form_option
def command(packs: Sequence[Path], profile: Path | None, engine: str, form: str) -> int:
    """Проверить свои наборы правил: всё ли в них пригодно рядом с правилами поставки и верны ли примеры новых правил.

    Код завершения: 1 — есть ошибки, 0 — ошибок нет (предупреждения не в счёт).
    """
    from letterkit.checking.checker import Checker
    from letterkit.checks.own.format import load_pack
    from letterkit.core.errors import RuleError
    from letterkit.core.finding import Level
    from letterkit.office.content.lint import Remark
    from letterkit.office.content.packs import pack_remarks

    linted: list[Linted] = []
    with Checker(options.check_options(profile, engine, no_pages=True)) as checker:
        for path in packs:
            try:
                linted.append((path, pack_remarks(load_pack(path), checker)))
            except RuleError as fault:
                linted.append((path, (Remark(fault),)))
    if form == "json":
        write(json.dumps([_object(*each) for each in linted], ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(f"{line}\n" for line in _lines(linted)), None)
    return int(any(remark.level is Level.ERROR for _, remarks in linted for remark in remarks))


def _lines(linted: Sequence[Linted]) -> Iterator[str]:
    from letterkit.reports.wording import LEVEL_FORMS, plural, sentence

    style = style_for(None)
    for _, remarks in linted:
        for remark in remarks:
            yield f"{style.paint(LEVEL_FORMS[remark.level][0], 'bold')}: {sentence(remark.error)}"
    clean = sum(not remarks for _, remarks in linted)
    yield f"{plural(len(linted), ('набор', 'набора', 'наборов'))}, без замечаний: {clean}."


def _object(path: Path, remarks: "Sequence[Remark]") -> dict[str, Any]:
    from letterkit.reports.wording import sentence

    told = [
        {
            "code": remark.error.code,
            "level": remark.level.value,
            "message": sentence(remark.error),
            "line": remark.error.line,
            "column": remark.error.column,
        }
        for remark in remarks
    ]
    return {"file": str(path), "remarks": told}
