"""``letterkit serve``: the web service, until it is stopped.

Nothing under letterkit knows the web: the service says itself that it can be started (the entry point letterkit.serve).
"""

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import click

from letterkit.cli.terminal import tell
from letterkit.cli.usage import Command, Count
from letterkit.core.errors import ToolMissing

if TYPE_CHECKING:
    from letterkit.demo.register import Welcome


@click.command("serve", cls=Command, short_help="Запустить веб-интерфейс.")
@click.option("--host", default="127.0.0.1", metavar="АДРЕС", help="Адрес этой машины; по умолчанию 127.0.0.1.")
@click.option("--port", type=Count(), default=8080, help="Порт; по умолчанию 8080.")
@click.option("--threads", type=Count(1), default=8, help="Сколько запросов обслуживать сразу; по умолчанию 8.")
@click.option(
    "--processes",
    type=Count(1),
    default=1,
    help="Сколько процессов обслуживают запросы: по одному на ядро, когда писать будут десятки людей; по умолчанию 1.",
)
@click.option(
    "--workers",
    type=Count(0),
    default=1,
    help="Сколько процессов готовят письма рассылок; 0 — ни одного, их запускает letterkit worker; по умолчанию 1.",
)
@click.option("--demo", is_flag=True, help="Учебный реестр в отдельной папке: вымышленные люди, обращения и письма.")
def command(host: str, port: int, threads: int, processes: int, workers: int, demo: bool) -> None:
    """Запустить веб-интерфейс; остановить — Ctrl-C.

    Текст писем не уходит с этой машины. С --demo открывается учебный реестр: с настоящим он не смешивается.
    """
    service = next(iter(entry_points(group="letterkit.serve")), None)
    if service is None:
        raise ToolMissing("web.not-installed")
    if demo:
        tell("Готовлю учебный реестр: в первый раз это занимает около минуты.")
    service.load()(host, port, threads, _ready, demo=demo, count=processes, workers=workers)


def _ready(address: str, welcome: "Welcome | None") -> None:
    if welcome is not None:
        for line in _welcome(welcome):
            tell(line)
    tell(f"letterkit отвечает на {address} (остановить — Ctrl-C).")


def _welcome(welcome: "Welcome") -> Iterator[str]:
    """The sign-ins in columns, and what to know of the demo."""
    from letterkit.reports.wording import DUTIES

    rows = [
        (each.login, each.password, f"{each.name}, {', '.join(DUTIES[duty] for duty in each.duties)}")
        for each in welcome.sign_ins
    ]
    rows.insert(0, ("Имя", "Пароль", "Кто это"))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    yield "Учебный реестр: люди, обращения и письма вымышлены. Войти можно так:"
    for login, password, who in rows:
        yield f"  {login:<{widths[0]}}  {password:<{widths[1]}}  {who}"
    if welcome.seeded and welcome.seeded.at_review:
        left = welcome.seeded.at_review
        yield f"Без LibreOffice письма не проверить целиком и не утвердить: на проверке осталось писем – {left}."
    yield f"Начать заново: остановите letterkit и удалите папку {welcome.folder}."
