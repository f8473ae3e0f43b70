"""``letterkit batch``: a table becomes letters, in a folder."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.terminal import tell, write
from letterkit.cli.usage import Command, Count, Option
from letterkit.core.errors import RequestError
from letterkit.core.office import BatchState, RowState

if TYPE_CHECKING:
    from letterkit.office.batches.folder_batch import LocalBatch
    from letterkit.store.batch_tables import Batch

_SHOWN = 40
"""Faults told on the screen; all of them are in the table of errors."""


@click.command("batch", cls=Command, short_help="Составить письма по таблице и проверить каждое.")
@click.argument("table", type=options.FilePath, metavar="ТАБЛИЦА")
@click.option(
    "--reply",
    cls=Option,
    required=True,
    metavar="ТЕКСТ",
    help="Текст ответа (обязательно); список — letterkit templates list.",
)
@click.option("--blank", metavar="БЛАНК", help="Бланк; по умолчанию — из профиля.")
@click.option(
    "-o", "--out", type=options.FilePath, metavar="ПАПКА", help="Куда записать письма и реестр (не нужна с --dry-run)."
)
@options.checking
@click.option("--jobs", type=Count(), help="Сколько процессов работают сразу; по умолчанию — по числу ядер.")
@click.option("--dry-run", is_flag=True, help="Только проверить таблицу: что в ней не так и сколько выйдет писем.")
@click.option("--good-rows", is_flag=True, help="Составить письма по верным строкам, хотя в других есть ошибки.")
@click.option(
    "--two-sided",
    is_flag=True,
    help="Записать и PDF для двусторонней печати по порядку адресов: один или, если писем много, по 500 писем.",
)
def command(
    table: Path,
    reply: str,
    blank: str | None,
    out: Path | None,
    profile: Path | None,
    engine: str,
    no_pages: bool,
    jobs: int | None,
    dry_run: bool,
    good_rows: bool,
    two_sided: bool,
) -> int:
    """Составить письма по таблице: строка – письмо. Каждое проверяется, как любое другое.

    ТАБЛИЦА — файл .xlsx или .csv со столбцами карточки; образец для текста ответа: letterkit templates table ТЕКСТ.
    Остановленная работа продолжается с того же места, если начать её снова с той же таблицей и папкой.
    """
    import tempfile

    from letterkit.core.atomic_files import write_whole
    from letterkit.datafile import read_bytes
    from letterkit.office.batches.folder_batch import Paths, open_batch
    from letterkit.office.batches.plan import Plan
    from letterkit.reports.as_json import report_object
    from letterkit.settings import load_settings

    if out is None and not dry_run:
        raise RequestError("batch.no-folder")
    data = read_bytes(table, RequestError)
    paths = Paths(load_settings().templates_dir, options.check_options(profile, engine, no_pages))
    with (
        tempfile.TemporaryDirectory() as aside,
        open_batch(Path(aside) if dry_run else _folder(out), paths, report_object) as work,
    ):
        batch = work.read(data, table.name, reply, blank, Plan(print=not no_pages))
        bad = _count(work, batch, RowState.FAULTY)
        _tell_table(work, batch, bad)
        if batch.state == BatchState.REFUSED:
            work.forget()
            return 2
        if bad and out is not None:
            write_whole(out / "ошибки.xlsx", _errors(work, batch))
            tell(f"Строки с ошибками и причины – в таблице {out / 'ошибки.xlsx'}.")
        if dry_run:
            return 2 if bad else 0
        if bad and not good_rows:
            work.forget()
            tell("Письма не составлены: исправьте таблицу или повторите с --good-rows, чтобы пропустить эти строки.")
            return 2
        return _make(work, batch, _folder(out), jobs, two_sided=two_sided)


def _folder(out: Path | None) -> Path:
    assert out is not None
    if out.exists() and not out.is_dir():
        raise RequestError("file.not-writable", file=str(out), why="это файл, а не папка")
    return out


def _tell_table(work: "LocalBatch", batch: "Batch", bad: int) -> None:
    """What there is in the table, and what is wrong with it: the first faults of many."""
    from letterkit.reports.batch_words import ROW_FORMS, fault_told
    from letterkit.reports.wording import plural

    whole = [fault_told(fault) for fault in (batch.fault or {}).get("faults", ())]
    _tell_some(chain(whole, _faults(work, batch, faulty=True)))
    _tell_some(_faults(work, batch, faulty=False), "Проверьте и то, что письму не мешает:")
    if batch.state != BatchState.REFUSED:
        good = batch.rows - bad
        tell(f"В таблице {plural(batch.rows, ROW_FORMS)}: без ошибок {good}, с ошибками {bad}.")


def _faults(work: "LocalBatch", batch: "Batch", *, faulty: bool) -> Iterator[str]:
    """The faults of the rows that no letter can be made of, or the warnings of the others."""
    from letterkit.office.batches.output import each_row
    from letterkit.reports.batch_words import fault_told

    for row in each_row(work.office, work.me, batch.id, faults=True):
        if (row.state == RowState.FAULTY) is faulty:
            yield from (fault_told(fault, row.number) for fault in (row.faults or {}).get("cells", ()))


def _tell_some(lines: Iterable[str], head: str = "") -> None:
    count = 0
    for count, line in enumerate(lines, 1):
        if count == 1 and head:
            tell(head)
        if count <= _SHOWN:
            tell(line)
    if count > _SHOWN:
        tell(f"… и ещё {count - _SHOWN}.")


def _count(work: "LocalBatch", batch: "Batch", state: RowState) -> int:
    from letterkit.office.batches.progress import progress

    return progress(work.office, work.me, batch.id).rows[state]


def _errors(work: "LocalBatch", batch: "Batch") -> bytes:
    from letterkit.office.batches.marked_table import marked_table
    from letterkit.reports.sheet_words import fault_words

    return marked_table(work.office, work.me, batch.id, fault_words)


def _make(work: "LocalBatch", batch: "Batch", out: Path, jobs: int | None, *, two_sided: bool) -> int:
    """Makes the letters, writes them out, tells what came of it."""
    from letterkit.core.atomic_files import write_together
    from letterkit.office.batches import output
    from letterkit.reports.batch_register import register

    _wait(work, batch, jobs)
    count = 0
    for letter in output.letters(work.office, work.me, batch.id):
        files = {out / f"{letter.stem}.docx": letter.docx}
        if letter.pdf is not None:
            files[out / f"{letter.stem}.pdf"] = letter.pdf
        write_together(files)
        count += 1
    rows = output.register_rows(work.office, work.me, batch.id)
    _write(out / "реестр.xlsx", lambda into: register(rows, into))
    if two_sided:
        _print(work, batch, out)
    code = _tell_summary(work, batch, out, count)
    work.forget()
    return code


def _print(work: "LocalBatch", batch: "Batch", out: Path) -> None:
    """One PDF for the printer, or several with a list of which letter is in which."""
    from letterkit.core.atomic_files import write_whole
    from letterkit.office.batches import printing
    from letterkit.reports.print_list import part_name, print_list

    several = printing.count(work.office, work.me, batch.id, approved=False) > printing.PART
    with print_list() as listed:
        for part in printing.parts(work.office, work.me, batch.id, out, two_sided=True, approved=False):
            write_whole(out / (part_name(part.number) if several else "печать.pdf"), part.pdf)
            listed.add(part)
        if several:
            _write(out / "печать.xlsx", listed.save)


def _write(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """A file of whatever size: written beside its place first, out of memory."""
    import tempfile

    from letterkit.core.atomic_files import write_whole

    with tempfile.TemporaryFile(dir=path.parent) as whole:
        write(whole)
        whole.seek(0)
        write_whole(path, whole)


def _wait(work: "LocalBatch", batch: "Batch", jobs: int | None) -> None:
    import sys

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from letterkit.reports.batch_words import pace_words

    columns = (TextColumn("Письма"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Письма", total=None, pace="")
        for now in work.make(batch.id, jobs):
            bar.update(task, total=now.total, completed=now.ended, pace=pace_words(now))


def _tell_summary(work: "LocalBatch", batch: "Batch", out: Path, count: int) -> int:
    from letterkit.core.finding import Level
    from letterkit.core.report import Verdict
    from letterkit.office.batches import findings
    from letterkit.office.batches.output import each_row
    from letterkit.office.batches.progress import progress
    from letterkit.reports.batch_words import LETTER_FORMS, reason_words
    from letterkit.reports.wording import LEVEL_FORMS, plural

    failed = each_row(work.office, work.me, batch.id, RowState.FAILED)
    _tell_some(f"Строка {row.number}: письма нет. {reason_words(row.reason)}" for row in failed)
    lines = [f"Записано в {out}: {plural(count, LETTER_FORMS)}, реестр.xlsx"]
    for group in findings.groups(work.office, work.me, batch.id):
        where = f" – «{group.excerpts[0]}»" if group.excerpts else ""
        clause = f", п. {group.clause}" if group.clause else ""
        level = LEVEL_FORMS[Level(group.level)][0]
        lines.append(f"  {plural(group.letters, LETTER_FORMS)}: {group.message}{where} ({level}{clause})")
    write("\n".join(lines) + "\n", None)
    now = progress(work.office, work.me, batch.id)
    return int(bool(now.rows[RowState.FAILED] or now.verdicts.get(Verdict.FIX.value)))
