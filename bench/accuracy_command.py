"""``letterkit bench accuracy``: recall, precision and false alarms on letters with planted defects."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli.options import FilePath
from letterkit.cli.terminal import with_progress, write
from letterkit.cli.usage import Command, Count, OneOf

if TYPE_CHECKING:
    from bench.accuracy.report import Half
    from letterkit.checking.checker import CheckOptions
    from letterkit.core.finding import Finding

_DIGEST = 12  # characters of the digest of the rules that tell one version from another
_FOLDERS = {"open": Path("tests") / "letters", "apart": Path("tests") / "letters_apart"}


@click.command("accuracy", cls=Command, short_help="Измерить точность проверки.")
@click.option("--letters", type=FilePath, metavar="ПАПКА", multiple=True, help="Свои письма с expected.json.")
@click.option(
    "--half",
    type=OneOf(("open", "apart", "all", "none")),
    default="all",
    help="Открытая половина, отложенная, обе или ни одной.",
)
@click.option("--public", type=FilePath, metavar="ПАПКА", help="Измерить и открытые наборы, какие есть в папке.")
@click.option(
    "--figures",
    type=FilePath,
    metavar="ФАЙЛ",
    help="Файл цифр: измеренное заменит в нём прежнее, страница составляется по нему.",
)
@click.option("--format", "form", type=OneOf(("text", "json", "markdown")), default="text", help="Вид ответа.")
@click.option(
    "--only",
    metavar="НАЧАЛО",
    multiple=True,
    help="Вносить только дефекты, имя которых так начинается: typo, grammar.month. Можно повторять.",
)
@click.option("--details", is_flag=True, help="Показать пропуски и ложные тревоги; отложенной половины – только счёт.")
@click.option(
    "--engine",
    type=OneOf(("embedded", "languagetool", "off")),
    default="embedded",
    help="Чем проверять язык: встроенным движком, сервером LanguageTool или ничем.",
)
@click.option("--no-beside", is_flag=True, help="Не измерять сервер LanguageTool сам по себе.")
@click.option("--jobs", type=Count(), help="Сколько процессов; без ключа – по числу ядер.")
@click.option("-o", "--out", type=FilePath, metavar="ФАЙЛ", help="Записать ответ в файл.")
def command(
    letters: tuple[Path, ...],
    half: str,
    public: Path | None,
    figures: Path | None,
    form: str,
    only: tuple[str, ...],
    details: bool,
    engine: str,
    no_beside: bool,
    jobs: int | None,
    out: Path | None,
) -> None:
    """Измерить точность на чистых письмах и письмах с одним внесённым дефектом.

    Полнота, точность и F по семействам замечаний, тревоги на чистых письмах, слова на одну ложную тревогу; рядом –
    движки языка со своими правилами. Занимает несколько минут.

    --public ПАПКА – наборы предложений, которых здесь никто не писал: lorugec*.jsonl, edited*.jsonl, rucola*.jsonl,
    ruspellru*.jsonl; о каком наборе файла нет, о том так и сказано.
    """
    from bench.accuracy.page import as_page, public_lines
    from bench.accuracy.report import as_lines, as_object
    from bench.accuracy.report import details as told

    halves = [
        _measure_half(name, folder, engine, not no_beside, jobs, only) for name, folder in _folders(letters, half)
    ]
    measured: dict[str, Any] = {}
    if halves:
        kept = {name: {key: row[key] for key in row if key != "planters"} for name, row in as_object(halves).items()}
        measured["home"] = {**_about(), "engine": engine, "halves": kept}
    if public:
        measured["public"] = {**_about(), "sets": _measure_public(public, engine, jobs)}
    if figures:
        measured = _read_figures(figures) | measured
        figures.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if form == "json":
        whole = as_object(halves) | ({"public": measured["public"]} if public else {})
        write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", out)
        return
    if form == "markdown":
        write(as_page(measured), out)
        return
    lines: list[str] = []
    for each in halves:
        lines += [*as_lines(each), ""]
        if details:
            lines += [*told(each, with_text=each.name != "apart"), ""]
    lines += public_lines(measured["public"]) if public else []
    write("\n".join(lines).rstrip("\n") + "\n", out)


def _folders(letters: tuple[Path, ...], half: str) -> list[tuple[str, Path]]:
    """The names and folders to measure; the half set apart keeps its name however it is asked for."""
    from letterkit.settings import load_settings

    known = {name: load_settings().home / folder for name, folder in _FOLDERS.items()}
    if letters:
        names = {path.resolve(): name for name, path in known.items()}
        return [(names.get(path.resolve(), path.name), path) for path in letters]
    return [(name, path) for name, path in known.items() if half in (name, "all")]


def _measure_half(
    name: str, folder: Path, engine: str, with_engines: bool, jobs: int | None, only: tuple[str, ...]
) -> "Half":
    from bench.accuracy.engines_alone import beside
    from bench.accuracy.report import HALVES, Half
    from bench.accuracy.run import measure

    options = _options(engine)
    title = HALVES.get(name, name).capitalize()
    figures = measure(folder, options, jobs=jobs, only=only, watched=_progress_bar(title))
    if not with_engines or not options.languagetool_url:
        return Half(name, figures)
    watched = _progress_bar(f"{title}: LanguageTool")
    return Half(name, figures, (beside(folder, options.languagetool_url, jobs=jobs, watched=watched),))


def _measure_public(folder: Path, engine: str, jobs: int | None) -> dict[str, Any]:
    from bench.accuracy.public import figures_of, of_language
    from letterkit.checking.parallel import check_lines
    from letterkit.checking.text_alone import line_letter

    options = replace(_options(engine), text_only=True)

    def ask(title: str, texts: Sequence[str]) -> "list[list[Finding]]":
        letters = [line_letter(text, f"{number}") for number, text in enumerate(texts)]
        reports = with_progress(check_lines(letters, options, jobs=jobs), len(letters), title)
        return [of_language(report.findings) for report in reports]

    return figures_of(folder, ask)


def _about() -> dict[str, str]:
    """The day, and what was measured."""
    from letterkit import __version__
    from letterkit.checking.checker import Checker

    with Checker(_options("off")) as checker:
        rules = checker.book.version[:_DIGEST]
    return {"date": date.today().strftime("%d.%m.%Y"), "letterkit": __version__, "rules": rules}


def _read_figures(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _options(engine: str) -> "CheckOptions":
    from letterkit.cli.options import check_options

    return check_options(None, engine, no_pages=True)


def _progress_bar(told: str) -> Any:
    """A progress bar around the work of ``told``."""

    def watched(done: Iterable[Any], total: int) -> Iterable[Any]:
        return with_progress(done, total, told)

    return watched
