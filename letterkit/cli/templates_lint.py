"""``letterkit templates lint``: all that should be mended in reply texts and blanks."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli import options
from letterkit.cli.options import FilePath
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, OneOf

if TYPE_CHECKING:
    from letterkit.compose import Catalogue
    from letterkit.flow.keeping.lint import Remark

Linted = tuple[Path, "tuple[Remark, ...]"]


@click.command("lint", cls=Command, short_help="Проверить тексты ответов и бланки.")
@click.argument("paths", nargs=-1, type=FilePath, metavar="[ФАЙЛ...]")
@options.profile
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(paths: Sequence[Path], profile: Path | None, form: str) -> int:
    """Проверить тексты ответов (.md) и бланки (.docx с описанием .yml); без файлов – все, что есть.

    Код завершения 1 – есть ошибки, 0 – ошибок нет (советы и предупреждения не в счёт).
    """
    from letterkit.compose import Catalogue
    from letterkit.core.finding import Level
    from letterkit.flow.keeping.lint import lint_path
    from letterkit.flow.profile import load_profile
    from letterkit.settings import load_settings

    settings = load_settings()
    body = load_profile(profile or settings.profile_path)
    catalogue = Catalogue(settings.templates_dir)
    blank = catalogue.blank(body.blank)
    linted = [(path, lint_path(path, body, blank)) for path in paths or _all(catalogue)]
    if form == "json":
        told = [_object(path, remarks) for path, remarks in linted]
        write(json.dumps(told, ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(f"{line}\n" for line in _lines(linted)), None)
    return int(any(remark.level is Level.ERROR for _, remarks in linted for remark in remarks))


def _all(catalogue: "Catalogue") -> list[Path]:
    root = catalogue.root
    return [*sorted(root.glob("replies/*.md")), *sorted(root.glob("blanks/*.yml"))]


def _lines(linted: Sequence[Linted]) -> Iterator[str]:
    from letterkit.reports.wording import LEVEL_FORMS, plural, sentence

    style = style_for(None)
    for _, remarks in linted:
        for remark in remarks:
            yield f"{style.paint(LEVEL_FORMS[remark.level][0], 'bold')}: {sentence(remark.error)}"
    clean = sum(not remarks for _, remarks in linted)
    yield f"{plural(len(linted), ('файл', 'файла', 'файлов'))}, без замечаний: {clean}."


def _object(path: Path, remarks: "Sequence[Remark]") -> dict[str, Any]:
    from letterkit.reports.wording import sentence

    return {
        "file": str(path),
        "remarks": [
            {
                "code": remark.error.code,
                "level": remark.level.value,
                "message": sentence(remark.error),
                "line": remark.error.line,
                "part": remark.error.details.get("part"),
                "paragraph": remark.error.details.get("paragraph"),
            }
            for remark in remarks
        ],
    }
