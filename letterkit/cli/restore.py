"""``letterkit restore``: the database and the files of letters as a backup holds them."""

from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.opened import opened_database
from letterkit.cli.terminal import tell, with_progress, write
from letterkit.cli.usage import Command


@click.command("restore", cls=Command, short_help="Восстановить базу данных и файлы писем из резервной копии.")
@click.argument("path", metavar="ФАЙЛ", type=options.FilePath)
@click.option("--force", is_flag=True, help="Заменить записи, которые в базе данных уже есть.")
def command(path: Path, force: bool) -> int:
    """Восстановить базу данных и файлы писем из резервной копии (letterkit backup).

    Сначала остановите службу. Копия проверяется целиком до первого изменения; восстанавливается всё или ничего.
    Таблицы создаются сами и приводятся к нужной версии. Файлы писем, которых в копии нет, остаются на месте.

    Код завершения: 0 — восстановлено полностью, 1 — восстановлено то, что было в неполной копии.
    """
    from letterkit.settings import load_settings
    from letterkit.store.backup import restore
    from letterkit.store.files import open_files

    files = open_files(load_settings())
    with opened_database() as database:
        done = restore(
            database, files, path, lambda names, total: with_progress(names, total, "Файлы писем"), force=force
        )
        place = database.place
    was = done.contents
    write(
        f"База данных: {place}\n"
        f"Восстановлено на {was.made.astimezone():%d.%m.%Y %H:%M:%S}: записей — {was.rows}, "
        f"файлов писем — {was.files}.\n"
        f"Журнал сошёлся с копией и продолжен; контрольная сумма последней записи: {done.head}\n",
        None,
    )
    if was.missing:
        tell(f"Файлов писем, которых не было уже при записи копии: {len(was.missing)}.")
    if was.journal.broken is not None:
        tell(f"Журнал был нарушен ещё до копии, у записи № {was.journal.broken}: подробнее — letterkit audit verify.")
    return int(bool(was.missing) or was.journal.broken is not None)
