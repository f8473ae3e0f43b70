"""``letterkit worker``: makes the letters of batches, until it is stopped."""

import click

from letterkit.cli.terminal import tell
from letterkit.cli.usage import Command, Count
from letterkit.core import log_lines


@click.command("worker", cls=Command, short_help="Запустить обработчик фоновых заданий.")
@click.option("--jobs", type=Count(1), default=1, help="Сколько процессов: по одному на ядро; по умолчанию 1.")
def command(jobs: int) -> None:
    """Запустить обработчик фоновых заданий: он готовит письма рассылок. Остановить — Ctrl-C.

    Обработчиков может быть сколько угодно, на одной машине и на многих: общими у них должны быть база данных, очередь
    и папка файлов. Остановленный доделывает начатое; работу убитого берёт другой.
    """
    from letterkit.settings import load_settings
    from letterkit.store.syslog import sending
    from letterkit.worker.serve import run

    settings = load_settings()
    log_lines.start(words=settings.debug)
    with sending(settings.syslog):
        run(settings, jobs, ready=lambda: tell("letterkit ждёт заданий (остановить — Ctrl-C)."))
