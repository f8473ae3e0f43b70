"""``letterkit templates import``: texts and blanks that ``templates export`` has written, into a new database."""

from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.opened import newest_database
from letterkit.cli.terminal import write
from letterkit.cli.usage import Command


@click.command("import", cls=Command, short_help="Прочитать тексты и бланки из такой папки.")
@click.argument("folder", metavar="ПАПКА", type=options.FilePath)
def command(folder: Path) -> None:
    """Прочитать папку, записанную letterkit templates export, в базу, где текстов и бланков ещё нет.

    Служба принимает тексты поставки при первом запуске, поэтому папку читают до него. Авторов и владельцев находят по
    имени для входа; кого здесь нет, тот пропускается.
    """
    from letterkit.office.content.folders import read_back
    from letterkit.settings import load_settings
    from letterkit.store.files import open_files

    with newest_database() as database:
        count = read_back(database, open_files(load_settings()), None, folder)
    write(f"Прочитано текстов и бланков: {count}.\n", None)
