"""``letterkit batch``: a table becomes letters, in a folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.terminal import tell, write
from letterkit.cli.usage import Command, Count, Option
from letterkit.core.errors import RequestError
from letterkit.core.office import BatchState, RowState

if TYPE_CHECKING:
    from letterkit.flow.batches.local import LocalBatch
    from letterkit.store.batch_tables import Batch, BatchRow

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
@click.option("--two-sided", is_flag=True, help="Записать и общий PDF для двусторонней печати, по порядку адресов.")
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

    from letterkit.flow.batches.local import Paths, opened
    from letterkit.flow.batches.plan import Plan
    from letterkit.flow.files import write_whole
    from letterkit.reports.as_json import report_object
    from letterkit.settings import load_settings

    if out is None and not dry_run:
        raise RequestError("batch.no-folder")
    data = _read(table)
    paths = Paths(load_settings().templates_dir, options.check_options(profile, engine, no_pages))
    with (
        tempfile.TemporaryDirectory() as aside,
        opened(Path(aside) if dry_run else _folder(out), paths, report_object) as work,
    ):
        batch = work.read(data, table.name, reply, blank, Plan(print=not no_pages))
        rows = _rows(work, batch)
        bad = [row for row in rows if row.state == RowState.FAULTY]
        _tell_table(batch, rows)
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


def _read(table: Path) -> bytes:
    try:
        return table.read_bytes()
    except OSError as fault:
        raise RequestError("file.unreadable", file=str(table), why=fault.strerror or str(fault)) from fault


def _folder(out: Path | None) -> Path:
    assert out is not None
    if out.exists() and not out.is_dir():
        raise RequestError("file.not-writable", file=str(out), why="это файл, а не папка")
    return out


def _tell_table(batch: "Batch", rows: "Sequence[BatchRow]") -> None:
    """What there is in the table, and what is wrong with it: the first faults of many."""
    from letterkit.reports.batch_words import ROW_FORMS, fault_told
    from letterkit.reports.wording import plural

    bad = [row for row in rows if row.state == RowState.FAULTY]
    told = [fault_told(fault) for fault in (batch.fault or {}).get("faults", ())]
    told += [fault_told(fault, row.number) for row in bad for fault in (row.faults or {}).get("cells", ())]
    _tell_some(told)
    warned = [row for row in rows if row.state != RowState.FAULTY and row.faults]
    if warned:
        tell("Проверьте и то, что письму не мешает:")
        _tell_some([fault_told(fault, row.number) for row in warned for fault in (row.faults or {}).get("cells", ())])
    if batch.state != BatchState.REFUSED:
        good = batch.rows - len(bad)
        tell(f"В таблице {plural(batch.rows, ROW_FORMS)}: без ошибок {good}, с ошибками {len(bad)}.")


def _tell_some(lines: Sequence[str]) -> None:
    for line in lines[:_SHOWN]:
        tell(line)
    if len(lines) > _SHOWN:
        tell(f"… и ещё {len(lines) - _SHOWN}.")


def _rows(work: "LocalBatch", batch: "Batch", *states: RowState) -> "list[BatchRow]":
    from letterkit.flow.batches.output import rows_of

    return rows_of(work.office, work.me, batch.id, states)


def _errors(work: "LocalBatch", batch: "Batch") -> bytes:
    from letterkit.flow.batches.errors import marked_table
    from letterkit.reports.sheet_words import fault_words

    return marked_table(work.office, work.me, batch.id, fault_words)


def _make(work: "LocalBatch", batch: "Batch", out: Path, jobs: int | None, *, two_sided: bool) -> int:
    """Makes the letters, writes them out, tells what came of it."""
    from letterkit.flow.batches import findings, output
    from letterkit.flow.files import write_together, write_whole
    from letterkit.reports.batch_register import register

    _wait(work, batch, jobs)
    count = 0
    for letter in output.letters(work.office, work.me, batch.id):
        files = {out / f"{letter.stem}.docx": letter.docx}
        if letter.pdf is not None:
            files[out / f"{letter.stem}.pdf"] = letter.pdf
        write_together(files)
        count += 1
    found = findings.messages(work.office, work.me, batch.id)
    write_whole(out / "реестр.xlsx", register(_rows(work, batch), found))
    if two_sided:
        write_whole(out / "печать.pdf", output.printed(work.office, work.me, batch.id, two_sided=True, approved=False))
    code = _told(work, batch, out, count)
    work.forget()
    return code


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


def _told(work: "LocalBatch", batch: "Batch", out: Path, count: int) -> int:
    from letterkit.core.finding import Level
    from letterkit.flow.batches import findings
    from letterkit.reports.batch_words import LETTER_FORMS, reason_words
    from letterkit.reports.wording import LEVEL_FORMS, plural

    failed = _rows(work, batch, RowState.FAILED)
    for row in failed[:_SHOWN]:
        tell(f"Строка {row.number}: письма нет. {reason_words(row.reason)}")
    lines = [f"Записано в {out}: {plural(count, LETTER_FORMS)}, реестр.xlsx"]
    for group in findings.groups(work.office, work.me, batch.id):
        where = f" – «{group.excerpts[0]}»" if group.excerpts else ""
        clause = f", п. {group.clause}" if group.clause else ""
        level = LEVEL_FORMS[Level(group.level)][0]
        lines.append(f"  {plural(group.letters, LETTER_FORMS)}: {group.message}{where} ({level}{clause})")
    write("\n".join(lines) + "\n", None)
    done = _rows(work, batch, RowState.DONE)
    if failed:
        return 1
    return int(any(row.errors for row in done))
