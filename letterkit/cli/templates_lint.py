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
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from letterkit.compose import Catalogue
    from letterkit.core.profile import Profile
    from letterkit.office.content.lint import Remark

Linted = tuple[Path, "tuple[Remark, ...]"]


@click.command("lint", cls=Command, short_help="Проверить тексты ответов и бланки.")
@click.argument("paths", nargs=-1, type=FilePath, metavar="[ФАЙЛ...]")
@options.profile
@options.no_pages
@click.option("--write-head", is_flag=True, help="Бланку без описания записать рядом .yml с размерами из файла Word.")
@click.option("--comments", type=FilePath, metavar="ПАПКА", help="Записать сюда копии бланков с примечаниями Word.")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(
    paths: Sequence[Path], profile: Path | None, no_pages: bool, write_head: bool, comments: Path | None, form: str
) -> int:
    """Проверить тексты ответов (.md) и бланки (.docx); без файлов – все, что есть.

    На бланке печатаются письма разной длины: видно, что не так с полями, шрифтами и отметкой об исполнителе, и все ли
    значения дошли до бумаги. Бланку без описания (.yml) оно составляется по файлу Word.

    Код завершения 1 – есть ошибки, 0 – ошибок нет (советы и предупреждения не в счёт).
    """
    from letterkit.checking.checker import Checker
    from letterkit.compose import Catalogue
    from letterkit.core.finding import Level
    from letterkit.office.content.lint import lint_path
    from letterkit.settings import load_settings

    catalogue = Catalogue(load_settings().templates_dir)
    with Checker(options.check_options(profile, "off", no_pages)) as checker:
        body = checker.profile
        blank = catalogue.blank(body.blank)
        linted = [(path, lint_path(path, body, blank, checker)) for path in paths or _all(catalogue)]
    for path, remarks in linted:
        if write_head and path.suffix.lower() == ".docx":
            _write_head(path, body)
        if comments is not None and path.suffix.lower() in (".docx", ".yml"):
            _write_comments(path, remarks, comments)
    if form == "json":
        told = [_object(path, remarks) for path, remarks in linted]
        write(json.dumps(told, ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(f"{line}\n" for line in _lines(linted)), None)
    return int(any(remark.level is Level.ERROR for _, remarks in linted for remark in remarks))


def _write_head(path: Path, profile: "Profile") -> None:
    """The description beside a blank that has none; one that is there is somebody's work."""
    from letterkit.core.atomic_files import write_whole
    from letterkit.office.content.blanks.head import head_yaml
    from letterkit.office.content.lint import blank_at

    beside = path.with_suffix(".yml")
    if beside.exists():
        return
    head = blank_at(path, profile).head
    if head.id != path.stem:
        raise RequestError("template.wrong-id", file=str(path), id=head.id, name=path.stem)
    write_whole(beside, head_yaml(head))


def _write_comments(path: Path, remarks: "Sequence[Remark]", folder: Path) -> None:
    from letterkit.core.atomic_files import write_whole
    from letterkit.core.errors import InputError
    from letterkit.reports.blank_comments import add_comments

    docx = path.with_suffix(".docx")
    try:
        copy = add_comments(docx.read_bytes(), docx.name, remarks)
    except (InputError, OSError):
        return  # what cannot be opened was told of already
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / docx.name, copy)


def _all(catalogue: "Catalogue") -> list[Path]:
    root = catalogue.root
    return [*sorted(root.glob("replies/*.md")), *sorted(root.glob("blanks/*.yml"))]


def _lines(linted: Sequence[Linted]) -> Iterator[str]:
    from letterkit.reports.template_words import place_words
    from letterkit.reports.wording import LEVEL_FORMS, plural, quote, sentence

    style = style_for(None)
    for _, remarks in linted:
        for remark in remarks:
            yield f"{style.paint(LEVEL_FORMS[remark.level][0], 'bold')}: {sentence(remark.error)}"
            if remark.place.paragraph is not None:
                yield f"  {place_words(remark.place)}: {quote(remark.place.words)}"
    clean = sum(not remarks for _, remarks in linted)
    yield f"{plural(len(linted), ('файл', 'файла', 'файлов'))}, без замечаний: {clean}."


def _object(path: Path, remarks: "Sequence[Remark]") -> dict[str, Any]:
    from letterkit.reports.template_words import place_words
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
                "clause": remark.clause,
                "rule": remark.error.details.get("rule"),
                "place": place_words(remark.place) if remark.place.paragraph is not None else None,
                "words": remark.place.words or None,
            }
            for remark in remarks
        ],
    }
