"""``letterkit worker`` comes with the web interface."""

import click

from letterkit.cli.usage import Command
from letterkit.core.errors import ToolMissing


@click.command("worker", cls=Command, short_help="Запустить исполнителя фоновых заданий.")
def command() -> None:
    """Запустить исполнителя фоновых заданий (появится вместе с веб-интерфейсом)."""
    raise ToolMissing("worker.later")
