"""``letterkit register``: appeals in from a table and out to a file."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.opened import body_in, newest_database
from letterkit.cli.terminal import tell, write
from letterkit.cli.usage import CommandGroup
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from letterkit.tables.fault import Fault

_SHOWN = 40
"""Faults told on the screen; all of them are in the table of errors."""

command = CommandGroup(
    "register",
    lazy={"demo": ("entry:register.demo", "Внести в пустую или учебную базу вымышленные обращения.")},
    no_args_is_help=True,
    help="Реестр обращений: загрузить таблицу, выгрузить в файл, обновить поиск.",
)
_body = click.option(
    "--body", "slug", default="", metavar="ОРГАН", help="Чей реестр: id профиля; по умолчанию — орган из настроек."
)


@command.command("import", short_help="Загрузить обращения из таблицы.")
@click.argument("table", type=options.FilePath, metavar="ТАБЛИЦА")
@click.option("--dry-run", is_flag=True, help="Только проверить: что изменится и что в таблице не так.")
@click.option("--good-rows", is_flag=True, help="Загрузить верные строки, хотя в других есть ошибки.")
@click.option("--errors", type=options.FilePath, metavar="ФАЙЛ", help="Куда записать таблицу с отмеченными ошибками.")
@_body
def import_table(table: Path, dry_run: bool, good_rows: bool, errors: Path | None, slug: str) -> int:
    """Загрузить обращения из ТАБЛИЦЫ: .xlsx, .csv или .json.

    Столбцы — как у карточки обращения и ещё: причина, исполнитель, срок, дата и номер ответа, результат; образец —
    letterkit register template. Новые обращения вносятся, известные (по номеру и дате регистрации) дополняются; та же
    таблица второй раз ничего не меняет. С ошибками в таблице не меняется ничего.

    Код завершения: 0 — ошибок нет, 2 — есть.
    """
    from letterkit.datafile import read_bytes
    from letterkit.office.register import importing
    from letterkit.office.register.table import read_table
    from letterkit.reports.register_words import taken_words
    from letterkit.reports.sheet_words import fault_words
    from letterkit.tables import error_table

    data = read_bytes(table, RequestError)
    read = read_table(data, table.name)
    with newest_database() as database:
        body = body_in(database, slug)
        if dry_run:
            taken = importing.look(database, body, read, _due())
        else:
            taken = importing.take_in(database, None, body, read, data, _due(), good_rows=good_rows)
    _tell_faults([fault for fault in taken.faults if not fault.is_warning])
    _tell_faults([fault for fault in taken.faults if fault.is_warning], "Проверьте и то, что загрузке не мешает:")
    if errors is not None and taken.faults:
        from letterkit.core.atomic_files import write_whole

        write_whole(errors, error_table(read, taken.faults, fault_words))
        tell(f"Строки с ошибками и причины – в таблице {errors}.")
    if not read.is_refused:
        write(f"{taken_words(taken)}\n", None)
    if not taken.is_clean and not dry_run and not taken.is_done:
        more = "" if read.is_refused else " или повторите с --good-rows, чтобы пропустить эти строки"
        tell(f"Реестр не изменён: исправьте таблицу{more}.")
    return 0 if taken.is_clean else 2


@command.command("export", short_help="Выгрузить реестр в файл.")
@click.argument("out", type=options.FilePath, metavar="ФАЙЛ")
@click.option("--quarter", metavar="КВАРТАЛ", help="Только зарегистрированные в квартале: 2026-Q3.")
@_body
def export(out: Path, quarter: str | None, slug: str) -> None:
    """Выгрузить обращения в ФАЙЛ: .xlsx, .csv или .json, по его имени. letterkit register import читает их обратно."""
    from letterkit.core.atomic_files import write_whole
    from letterkit.office.journal.access import note_export
    from letterkit.office.register import exporting
    from letterkit.office.register.journal_filter import told_filter
    from letterkit.office.register.listing import Filters
    from letterkit.reports.register_words import APPEAL_FORMS
    from letterkit.reports.wording import plural

    kind = exporting.kind_of(out.name)
    since, until = exporting.quarter_days(quarter) if quarter else (None, None)
    with newest_database() as database, tempfile.TemporaryFile() as whole:
        asked = Filters(since=since, until=until)
        body = body_in(database, slug)
        count = exporting.write(database, None, body, asked, kind, whole)
        told = {"rows": count, "kind": kind, "filter": told_filter(asked), "body": body or None}
        note_export(database, None, "register.exported", "register", **told)
        whole.seek(0)
        write_whole(out, whole)
    write(f"Записано в {out}: {plural(count, APPEAL_FORMS)}.\n", None)


@command.command("template", short_help="Записать таблицу-образец.")
@click.argument("out", type=options.FilePath, metavar="ФАЙЛ")
def template(out: Path) -> None:
    """Записать в ФАЙЛ (.xlsx) таблицу-образец: столбцы, подсказки, списки и строка для примера."""
    from letterkit.checking.profile import load_profile
    from letterkit.core.atomic_files import write_whole
    from letterkit.office.register.template import register_template
    from letterkit.settings import load_settings

    write_whole(out, register_template(load_profile(load_settings().profile_path)))
    write(f"Записано в {out}.\n", None)


@command.command("reindex", short_help="Обновить поиск по обращениям и письмам.")
@click.option("--all", "anew", is_flag=True, help="Заново и те, которые уже есть в указателе.")
def reindex(anew: bool) -> None:
    """Внести в указатель поиска обращения и письма, которых в нём ещё нет. Повторный вызов ничего не меняет."""
    from letterkit.office.cases import search
    from letterkit.office.likeness import indexing as likeness
    from letterkit.office.register import indexing

    with newest_database() as database:
        appeals, letters = indexing.complete(database, anew=anew), search.complete(database, anew=anew)
        answers = likeness.complete(database, anew=anew)
        write(
            f"Внесено в указатель поиска: обращений {appeals}, писем {letters}, ответов на похожее {answers}.\n", None
        )


def _due() -> Callable[[date], date]:
    """Deadlines by the profile's rule for days off, each day counted once."""
    from letterkit.checking.profile import load_profile
    from letterkit.office.cases.appeals import due_by
    from letterkit.settings import load_settings

    rule = load_profile(load_settings().profile_path).weekend
    return cache(lambda registered: due_by(rule, registered))


def _tell_faults(faults: "Sequence[Fault]", head: str = "") -> None:
    from letterkit.reports.sheet_words import fault_line

    if faults and head:
        tell(head)
    for fault in faults[:_SHOWN]:
        tell(fault_line(fault))
    if len(faults) > _SHOWN:
        tell(f"… и ещё {len(faults) - _SHOWN}.")
