"""``letterkit languagetool``: a LanguageTool server of our own, until it is stopped."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.terminal import tell
from letterkit.cli.usage import Command, Count

if TYPE_CHECKING:
    from letterkit.language.languagetool.server import Server


@click.command("languagetool", cls=Command, short_help="Запустить свой сервер LanguageTool.")
@click.option("--port", type=Count(), default=8081, help="Порт на этой машине; по умолчанию 8081.")
@click.option(
    "--memory", type=Count(256), default=900, help="Сколько памяти дать Java, в мегабайтах; по умолчанию 900."
)
@click.option(
    "--home",
    type=options.FilePath,
    metavar="ПАПКА",
    help="Где лежит сервер; по умолчанию languagetool в LETTERKIT_DATA.",
)
def command(port: int, memory: int, home: Path | None) -> int:
    """Запустить свой сервер LanguageTool; остановить — Ctrl-C.

    Сервер ставит команда make languagetool. Чтобы проверка шла через него, задайте LETTERKIT_LANGUAGETOOL_URL.
    """
    from letterkit.language.languagetool.server import run_server
    from letterkit.settings import load_settings

    def ready(server: "Server") -> None:
        tell(f"Сервер LanguageTool отвечает. Для проверки через него: LETTERKIT_LANGUAGETOOL_URL={server.url}")

    return run_server(port, home or load_settings().data_dir / "languagetool", memory_mb=memory, ready=ready)
