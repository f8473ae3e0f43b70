"""``letterkit serve``: the web service, until it is stopped.

Nothing under letterkit knows the web: the service says itself that it can be started (the entry point letterkit.serve).
"""

from importlib.metadata import entry_points

import click

from letterkit.cli.terminal import tell
from letterkit.cli.usage import Command, Count
from letterkit.core.errors import ToolMissing


@click.command("serve", cls=Command, short_help="Запустить веб-интерфейс.")
@click.option("--host", default="127.0.0.1", metavar="АДРЕС", help="Адрес этой машины; по умолчанию 127.0.0.1.")
@click.option("--port", type=Count(), default=8080, help="Порт; по умолчанию 8080.")
@click.option("--threads", type=Count(1), default=8, help="Сколько запросов обслуживать сразу; по умолчанию 8.")
def command(host: str, port: int, threads: int) -> None:
    """Запустить веб-интерфейс; остановить — Ctrl-C.

    Пока в нём одна страница: проверка письма. Текст писем не уходит с этой машины.
    """
    service = next(iter(entry_points(group="letterkit.serve")), None)
    if service is None:
        raise ToolMissing("web.not-installed")
    service.load()(host, port, threads, lambda address: tell(f"letterkit отвечает на {address} (остановить — Ctrl-C)."))
