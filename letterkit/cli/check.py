"""``letterkit check``: letters in, reports out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.rules_book import readable
from letterkit.cli.terminal import style_for, tell, with_progress, write
from letterkit.cli.usage import Command, Count, OneOf
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.finding import Level
from letterkit.core.report import Report

if TYPE_CHECKING:
    from letterkit.checking.checker import CheckedLetter, CheckOptions

_FORMATS = ("text", "json", "jsonl", "html", "sarif")


@click.command("check", cls=Command, short_help="Проверить письма и показать отчёт.")
@click.argument("paths", nargs=-1, type=options.FilePath, metavar="[ПИСЬМО...]")
@options.card
@click.option(
    "--format", "form", type=OneOf(_FORMATS), default="text", help="Вид отчёта; text — для чтения (по умолчанию)."
)
@click.option("-o", "--out", type=options.FilePath, metavar="ФАЙЛ", help="Записать отчёт в файл, а не на экран.")
@click.option("--annotate", type=options.FilePath, metavar="ФАЙЛ.docx", help="Письмо с замечаниями в примечаниях Word.")
@options.checking
@options.packs
@click.option(
    "--text-only", is_flag=True, help="Проверить только текст: не спрашивать о бланке, адресате, подписи и страницах."
)
@click.option(
    "--lines", type=options.FilePath, metavar="ФАЙЛ", help="Проверить каждую строку файла как отдельный абзац текста."
)
@click.option("--jobs", type=Count(), help="Сколько писем проверять сразу; по умолчанию — по числу ядер.")
def command(
    paths: tuple[Path, ...],
    card: Path | None,
    form: str,
    out: Path | None,
    annotate: Path | None,
    profile: Path | None,
    engine: str,
    no_pages: bool,
    packs: tuple[Path, ...],
    text_only: bool,
    lines: Path | None,
    jobs: int | None,
) -> int:
    """Проверить письма и показать отчёт.

    ПИСЬМО — файл .docx (.docm, .dotx), .pdf или .txt (.doc, .dot, .odt, .rtf — через LibreOffice) либо папка
    с ними.
    """
    if lines is not None:
        _demand_lines_alone(paths, text_only, form, {"--card": card, "--annotate": annotate})
        chosen = options.check_options(profile, engine, no_pages=True, packs=readable(packs), text_only=True)
        return _check_lines(lines, chosen, form, out, jobs)
    if not paths:
        raise RequestError("check.no-letters")
    from letterkit.checking.letter_files import find_letters
    from letterkit.checking.parallel import check_many

    letters = find_letters(paths)
    if annotate is not None:
        _refuse_annotating(letters, annotate, out)
    chosen = options.check_options(
        profile,
        engine,
        no_pages,
        packs=readable(packs),
        card=options.read_card(card),
        waivers=options.case_waivers(card),
        printed=form == "html",
        word=annotate is not None,
        text_only=text_only,
    )
    outcomes = check_many(letters, chosen, jobs=jobs, in_order=form != "jsonl")
    tally = _Tally()
    checked = tally.watch(with_progress(outcomes, len(letters), "Проверка писем"))
    if annotate is not None:
        checked = _annotate_letters(checked, annotate)
    _print(checked, form, out, alone=len(letters) == 1 and paths[0].is_file())
    return tally.exit_code


def _demand_lines_alone(paths: Sequence[Path], text_only: bool, form: str, of_letters: Mapping[str, object]) -> None:
    """Raises RequestError ``lines.*`` where ``--lines`` stands beside what it does not go with."""
    if paths:
        raise RequestError("lines.and-letters", file=str(paths[0]))
    if not text_only:
        raise RequestError("lines.not-text-only")
    if form not in ("json", "jsonl"):
        raise RequestError("lines.form", form=form)
    if option := next((name for name, given in of_letters.items() if given is not None), None):
        raise RequestError("lines.of-letters", option=option)


def _check_lines(file: Path, chosen: "CheckOptions", form: str, out: Path | None, jobs: int | None) -> int:
    """One report a line, in order; on the screen each as it is ready."""
    from letterkit.checking.parallel import check_lines
    from letterkit.checking.text_alone import read_lines
    from letterkit.reports import as_json

    letters, tally = list(read_lines(file)), _Tally()
    reports = tally.count(with_progress(check_lines(letters, chosen, jobs=jobs), len(letters), "Проверка строк"))
    if form == "jsonl" and out is None:
        for report in reports:
            write(as_json.one_line(report) + "\n", None)
    else:
        write(_json(list(reports), form, alone=False), out)
    return tally.exit_code


def _json(reports: Sequence[Report], form: str, *, alone: bool) -> str:
    from letterkit.reports import as_json

    if form == "json":
        return as_json.document(reports, single=alone)
    return "".join(as_json.one_line(report) + "\n" for report in reports)


def _refuse_annotating(letters: Sequence[Path], annotate: Path, out: Path | None) -> None:
    """Raises RequestError ``annotate.*`` for what can be told before the letter is read."""
    from letterkit.checking.letter_files import FORMS

    if len(letters) != 1:
        raise RequestError("annotate.one-letter", count=len(letters))
    [letter] = letters
    if FORMS.get(letter.suffix.lower()) in ("pdf", "text"):
        raise RequestError("annotate.form", file=letter.name, suffix=letter.suffix.lower())
    if annotate.suffix.lower() != ".docx":
        raise RequestError("annotate.not-docx", file=str(annotate))
    if annotate.exists() and letter.exists() and annotate.samefile(letter):
        raise RequestError("annotate.same-file", file=str(annotate))
    if out is not None and out.resolve() == annotate.resolve():
        raise RequestError("annotate.same-as-report", file=str(annotate))


def _annotate_letters(checked: "Iterator[CheckedLetter]", annotate: Path) -> "Iterator[CheckedLetter]":
    """The letter, its copy with comments written before the report is printed."""
    from letterkit.core.atomic_files import write_whole
    from letterkit.reports.annotate import annotate as with_comments

    for letter in checked:
        if letter.docx is not None:
            write_whole(annotate, with_comments(letter.docx, letter.report.source.name, letter.report))
        yield letter


class _Tally:
    """What the exit code must tell: a letter that could not be read outweighs one with errors."""

    def __init__(self) -> None:
        self.refused = 0
        self.has_errors = False

    def watch(self, outcomes: "Iterator[tuple[Path, CheckedLetter | LetterkitError]]") -> "Iterator[CheckedLetter]":
        """The letters that were checked; the others are told of on standard error and counted."""
        from letterkit.reports.wording import sentence

        for _, outcome in outcomes:
            if isinstance(outcome, LetterkitError):
                self.refused = max(self.refused, outcome.exit_code)
                tell(sentence(outcome))
                continue
            self._see(outcome.report)
            yield outcome

    def count(self, reports: Iterable[Report]) -> Iterator[Report]:
        """``reports``, their errors counted."""
        for report in reports:
            self._see(report)
            yield report

    def _see(self, report: Report) -> None:
        self.has_errors |= any(finding.level is Level.ERROR for finding in report.findings)

    @property
    def exit_code(self) -> int:
        return self.refused or int(self.has_errors)


def _print(checked: "Iterator[CheckedLetter]", form: str, out: Path | None, *, alone: bool) -> None:
    """Text and jsonl go to the screen letter by letter; the other forms are one document each."""
    if form not in ("text", "jsonl") or out is not None:
        letters = list(checked)
        if letters:
            write(_document(letters, form, out, alone=alone), out)
        return
    if form == "jsonl":
        from letterkit.reports import as_json

        for letter in checked:
            write(as_json.one_line(letter.report) + "\n", None)
        return
    for piece in _texts(checked, None):
        write(piece, None)


def _document(letters: "Sequence[CheckedLetter]", form: str, out: Path | None, *, alone: bool) -> str:
    from letterkit.reports import as_html, as_sarif

    match form:
        case "json" | "jsonl":
            return _json([letter.report for letter in letters], form, alone=alone)
        case "html":
            return as_html.document(letters)
        case "sarif":
            return as_sarif.document(letters)
    return "".join(_texts(letters, out))


def _texts(letters: "Iterable[CheckedLetter]", out: Path | None) -> Iterator[str]:
    """The letters one after another, parted by a line, and after several of them what came out of each."""
    from letterkit.reports import as_text

    style = style_for(out)
    seen: list[Report] = []
    for letter in letters:
        yield (f"\n{'─' * style.width}\n\n" if seen else "") + as_text.document(letter, style)
        seen.append(letter.report)
    if len(seen) > 1:
        yield f"\n{'─' * style.width}\n\n" + as_text.summary(seen, style)
