"""``letterkit templates export``: all texts and blanks of the service, with their versions, as a folder."""

from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.opened import newest_database
from letterkit.cli.terminal import write
from letterkit.cli.usage import Command


@click.command("export", cls=Command, short_help="Записать тексты и бланки службы в папку.")
@click.argument("folder", metavar="ПАПКА", type=options.FilePath)
def command(folder: Path) -> None:
    """Записать в папку всё, что ведут делопроизводители: тексты и бланки со всеми редакциями.

    Действующие редакции лежат так же, как в templates/ (replies, blanks), прежние – в versions, сведения о них – в
    kept.json. Папку можно держать под контролем версий: одно и то же состояние даёт одни и те же файлы. Чужие файлы
    папки не трогаются.
    """
    from letterkit.office.content.folders import write_out
    from letterkit.office.journal.access import note_export
    from letterkit.settings import load_settings
    from letterkit.store.files import open_files

    with newest_database() as database:
        count = write_out(database, open_files(load_settings()), folder)
        note_export(database, None, "kept.exported", "kept:templates", rows=count)
    write(f"Записано текстов и бланков: {count} (папка {folder}).\n", None)
