"""``letterkit serve``: the web service, until it is stopped.

Nothing under letterkit knows the web: the service says itself that it can be started (the entry point letterkit.serve).
"""

import ipaddress
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import click

from letterkit.cli.terminal import tell
from letterkit.cli.usage import Command, Count
from letterkit.core.errors import RequestError, ToolMissing

if TYPE_CHECKING:
    from letterkit.demo.register import Welcome

_PORT, _LANGUAGETOOL_PORT = 8080, 8081
"""The second one is that of LanguageTool's own server: add-ons of browsers look for one there by themselves."""


@click.command("serve", cls=Command, short_help="Запустить веб-интерфейс.")
@click.option("--host", default="127.0.0.1", metavar="АДРЕС", help="Адрес этой машины; по умолчанию 127.0.0.1.")
@click.option("--port", type=Count(), help="Порт; по умолчанию 8080, с --languagetool-only 8081.")
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
@click.option(
    "--languagetool-only",
    is_flag=True,
    help="Только сервер LanguageTool для программ этого компьютера: без реестра, учётных записей и базы данных.",
)
def command(
    host: str, port: int | None, threads: int, processes: int, workers: int, demo: bool, languagetool_only: bool
) -> None:
    """Запустить веб-интерфейс; остановить — Ctrl-C.

    Текст писем не уходит с этой машины. С --demo открывается учебный реестр: с настоящим он не смешивается. С
    --languagetool-only замечания letterkit показывают LibreOffice, браузер и другие программы, которым указан адрес
    http://localhost:8081/v2.
    """
    service = next(iter(entry_points(group="letterkit.serve")), None)
    if service is None:
        raise ToolMissing("web.not-installed")
    if languagetool_only:
        _demand_workplace(host, {"--demo": demo, "--processes": processes > 1})
        at = port or _LANGUAGETOOL_PORT
        service.load()(host, at, threads, _ready_for_programs, workers=0, languagetool_only=True)
        return
    if demo:
        tell("Готовлю учебный реестр: в первый раз это занимает около минуты.")
    service.load()(host, port or _PORT, threads, _ready, demo=demo, count=processes, workers=workers)


def _demand_workplace(host: str, others: Mapping[str, bool]) -> None:
    """Raises RequestError ``languagetool.only-here``, ``languagetool.no-such-option``."""
    try:
        is_here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if not is_here:
        raise RequestError("languagetool.only-here", host=host)
    if option := next((name for name, given in others.items() if given), None):
        raise RequestError("languagetool.no-such-option", option=option)


def _ready_for_programs(address: str, welcome: None) -> None:
    tell(f"Адрес для программ – {address}/v2, как их настроить – {address} (остановить — Ctrl-C).")


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
