"""``letterkit backup``: the database and the files of letters in one file."""

from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.opened import opened_database
from letterkit.cli.terminal import tell, with_progress, write
from letterkit.cli.usage import Command

_SHOWN = 5


@click.command("backup", cls=Command, short_help="Записать резервную копию базы данных и файлов писем.")
@click.argument("out", metavar="ФАЙЛ", type=options.FilePath)
def command(out: Path) -> int:
    """Записать резервную копию: все таблицы базы данных и файлы писем, в один файл .zip.

    Службу останавливать не нужно: копия делается на один момент времени. Копию SQLite можно восстановить в PostgreSQL
    и наоборот (letterkit restore). Ключи (secret.key, audit.key, passport-key-*.pem), правила, шаблоны и настройки
    в копию не входят: с ней одной нельзя ни переписать журнал, ни подписать паспорт. Храните audit.key отдельно.

    Код завершения: 0 — копия полная, 1 — копия записана, но каких-то файлов нет или журнал нарушен.
    """
    from letterkit.office.journal.access import note_export
    from letterkit.settings import load_settings
    from letterkit.store.backup import back_up
    from letterkit.store.files import open_files

    files = open_files(load_settings())
    with opened_database() as database:
        made = back_up(database, files, out, lambda names, total: with_progress(names, total, "Файлы писем"))
        note_export(database, None, "database.backed-up", "database", rows=made.rows, files=made.files)
    write(
        f"Резервная копия: {out}\n"
        f"Записей в ней: {made.rows}, файлов писем: {made.files}.\n"
        f"Контрольная сумма последней записи журнала: {made.journal.head}\n"
        "Ключа secret.key в копии нет: на другой машине людям придётся войти заново, программам — получить токены.\n"
        "Нет и audit.key: сохраните его отдельно, без него журнал копии не проверить.\n"
        "Храните копию как персональные данные: в ней письма и сведения о людях.\n",
        None,
    )
    if made.missing:
        shown = ", ".join(made.missing[:_SHOWN]) + ("…" if len(made.missing) > _SHOWN else "")
        tell(f"Не вошло в копию файлов писем: {len(made.missing)}; их нет в хранилище, или они изменены ({shown}).")
    if made.journal.broken is not None:
        tell(f"Журнал нарушен у записи № {made.journal.broken}: подробнее — letterkit audit verify.")
    return int(bool(made.missing) or made.journal.broken is not None)
