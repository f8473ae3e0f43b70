"""``letterkit serve`` comes with the web interface."""

import click

from letterkit.cli.usage import Command
from letterkit.core.errors import ToolMissing


@click.command("serve", cls=Command, short_help="Запустить веб-интерфейс.")
def command() -> None:
    """Запустить веб-интерфейс (появится вместе с ним)."""
    raise ToolMissing("web.later")
