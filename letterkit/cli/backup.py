"""``letterkit backup``: the database and the files of letters in one file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.opened import opened_database
from letterkit.cli.terminal import tell, with_progress, write
from letterkit.cli.usage import Command
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from letterkit.settings import Settings

_SHOWN = 5


@click.command("backup", cls=Command, short_help="Записать резервную копию базы данных и файлов писем.")
@click.argument("out", metavar="[ФАЙЛ]", type=options.FilePath, required=False)
@click.option(
    "--recipient",
    "keys",
    multiple=True,
    metavar="КЛЮЧ",
    help="Открытый ключ age1… того, кто сможет прочитать копию; по умолчанию – LETTERKIT_BACKUP_RECIPIENTS.",
)
@click.option("--plain", is_flag=True, help="Не шифровать, хотя ключи в настройках есть.")
def command(out: Path | None, keys: tuple[str, ...], plain: bool) -> int:
    """Записать резервную копию: все таблицы базы данных и файлы писем, в один файл .zip или, зашифрованный, .zip.age.

    Службу останавливать не нужно: копия делается на один момент времени. Копию SQLite можно восстановить в PostgreSQL
    и наоборот (letterkit restore). Ключи (secret.key, audit.key, second-step.key, passport-key-*.pem), правила, шаблоны
    и настройки в копию не входят: с ней одной нельзя ни переписать журнал, ни подписать паспорт. Храните audit.key
    отдельно.

    Без ФАЙЛА – то же, что ночью по расписанию: копия в LETTERKIT_BACKUP_TO, её пробное восстановление, лишние удалены.

    Код завершения: 0 — копия полная, 1 — копия записана, но каких-то файлов нет, журнал нарушен или она не
    восстанавливается.
    """
    from letterkit.settings import load_settings

    if plain and keys:
        raise RequestError("backup.plain-or-keys")
    if out is None:
        if plain or keys:
            raise RequestError("backup.as-set")
        return _as_scheduled(load_settings())
    return _to(out, " ".join(keys), plain)


def _to(out: Path, keys: str, plain: bool) -> int:
    from letterkit.office.journal.access import note_export
    from letterkit.settings import load_settings
    from letterkit.store.backup import back_up
    from letterkit.store.backup_turns import NOTED
    from letterkit.store.encryption import parse_recipients
    from letterkit.store.files import open_files

    settings = load_settings()
    readers = [] if plain else parse_recipients(keys or settings.backup_recipients)
    files = open_files(settings)
    with opened_database() as database:
        made = back_up(database, files, out, lambda names, total: with_progress(names, total, "Файлы писем"), readers)
        note_export(database, None, NOTED, "database", rows=made.rows, files=made.files)
    privacy = (
        "Копия зашифрована: прочитать её можно только закрытым ключом.\n"
        if readers
        else "Копия не зашифрована: храните её как персональные данные (152-ФЗ), в ней письма и сведения о людях.\n"
    )
    write(
        f"Резервная копия: {out}\n"
        f"Записей в ней: {made.rows}, файлов писем: {made.files}.\n"
        f"Контрольная сумма последней записи журнала: {made.journal.head}\n"
        "Ключа secret.key в копии нет: на другой машине людям придётся войти заново, программам — получить токены.\n"
        "Нет и audit.key: сохраните его отдельно, без него журнал копии не проверить.\n" + privacy,
        None,
    )
    if made.missing:
        shown = ", ".join(made.missing[:_SHOWN]) + ("…" if len(made.missing) > _SHOWN else "")
        tell(f"Не вошло в копию файлов писем: {len(made.missing)}; их нет в хранилище, или они изменены ({shown}).")
    if made.journal.broken is not None:
        tell(f"Журнал нарушен у записи № {made.journal.broken}: подробнее — letterkit audit verify.")
    return int(bool(made.missing) or made.journal.broken is not None)


def _as_scheduled(settings: "Settings") -> int:
    from letterkit.reports.backup_words import backup_trouble, backup_words
    from letterkit.store.backup_turns import read_standing
    from letterkit.store.files import open_files
    from letterkit.worker.backups import BackupRounds

    with opened_database() as database:
        BackupRounds(settings, database, open_files(settings), lambda: "").make_now()
        standing = read_standing(database)
    assert standing.newest is not None
    write(f"{standing.newest.name}: {backup_words(standing)}.\n", None)
    if trouble := backup_trouble(standing, by_schedule=True):
        tell(": ".join(trouble))
    return int(bool(standing.newest.missing) or standing.newest.broken or standing.failed is not None)
