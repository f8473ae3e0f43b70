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
@click.option("--identity", type=options.FilePath, metavar="ФАЙЛ", help="Закрытый ключ зашифрованной копии (age, ssh).")
@click.option("--try", "on_trial", is_flag=True, help="Только проверить, что копия восстанавливается.")
def command(path: Path, force: bool, identity: Path | None, on_trial: bool) -> int:
    """Восстановить базу данных и файлы писем из резервной копии (letterkit backup).

    Сначала остановите службу. Копия проверяется целиком до первого изменения; восстанавливается всё или ничего.
    Таблицы создаются сами и приводятся к нужной версии. Файлы писем, которых в копии нет, остаются на месте.

    Ключа журнала audit.key в копии нет: на другой машине добавьте ключ прежней строкой выше своего, иначе записи,
    сделанные там, проверить нельзя. Сохранённые отдельно суммы более поздних записей перестают действовать.

    Код завершения: 0 — восстановлено полностью, 1 — восстановлено то, что было в неполной копии.
    """
    from letterkit.settings import load_settings
    from letterkit.store.backup import restore
    from letterkit.store.backup_trial import try_backup
    from letterkit.store.encryption import read_identities
    from letterkit.store.files import open_files
    from letterkit.store.journal_heads import kept_heads

    settings = load_settings()
    identities = read_identities(identity) if identity else []
    if on_trial:
        tried = try_backup(settings, path, identities).contents
        write(
            f"Копия от {tried.made.astimezone():%d.%m.%Y %H:%M:%S} восстанавливается: записей — {tried.rows}, "
            f"файлов писем — {tried.files}. База данных и файлы не изменены.\n",
            None,
        )
        return int(bool(tried.missing) or tried.journal.broken is not None)
    files = open_files(settings)
    aside = settings.data_dir if settings.data_dir.is_dir() else None
    with opened_database() as database:
        done = restore(
            database,
            files,
            path,
            lambda names, total: with_progress(names, total, "Файлы писем"),
            force=force,
            identities=identities,
            aside=aside,
        )
        place = database.place
    was = done.contents
    kept_heads(settings).keep(done.count, was.journal.head, restored=True)
    joined = "сошёлся с копией и продолжен" if done.is_keyed_here else "взят из копии и продолжен"
    write(
        f"База данных: {place}\n"
        f"Восстановлено на {was.made.astimezone():%d.%m.%Y %H:%M:%S}: записей — {was.rows}, "
        f"файлов писем — {was.files}.\n"
        f"Журнал {joined}; контрольная сумма последней записи: {done.head}\n",
        None,
    )
    if not done.is_keyed_here:
        tell(
            "Ключа audit.key, которым скреплён журнал копии, здесь нет: добавьте его строкой выше своего, "
            "иначе letterkit audit verify эти записи не проверит."
        )
    if was.missing:
        tell(f"Файлов писем, которых не было уже при записи копии: {len(was.missing)}.")
    if was.journal.broken is not None:
        tell(f"Журнал был нарушен ещё до копии, у записи № {was.journal.broken}: подробнее — letterkit audit verify.")
    return int(bool(was.missing) or was.journal.broken is not None)
