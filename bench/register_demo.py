"""``letterkit register demo``: thousands of made-up appeals, to try lists and figures on."""

import click

from letterkit.cli.opened import opened_database
from letterkit.cli.terminal import tell, write
from letterkit.cli.usage import Command, Count, Option
from letterkit.core.errors import RequestError


@click.command("demo", cls=Command, short_help="Внести вымышленные обращения.")
@click.option("--count", type=Count(), default=10_000, help="Сколько обращений; по умолчанию 10000.")
@click.option(
    "--quarters",
    "written",
    cls=Option,
    required=True,
    metavar="КВАРТАЛЫ",
    help="За какие кварталы, через запятую: 2026-Q2,2026-Q3.",
)
@click.option(
    "--seed", type=Count(0), default=7, help="Затравка: с одной и той же обращения будут те же; по умолчанию 7."
)
def command(count: int, written: str, seed: int) -> None:
    """Внести в реестр вымышленные обращения с ответами, письмами, звонками и мнениями.

    Только в пустую или учебную базу: рядом с настоящими обращениями вымышленных быть не должно. Базу называет настройка
    LETTERKIT_DATABASE_URL, таблицы в ней создаёт letterkit db upgrade.
    """
    from bench.made_up.fill import MOST, fill
    from letterkit.deadlines.quarter import parse_quarter

    quarters = sorted({parse_quarter(each) for each in written.split(",")})
    if count > MOST:
        raise RequestError("demo.too-many", count=count, limit=MOST)
    with opened_database() as database:
        database.demand_newest()
        tell("Придумываю обращения: десять тысяч – около четверти минуты.")
        made = fill(database, count, quarters, seed)
    write(
        f"Внесено обращений: {made.appeals}, писем: {made.letters}, звонков: {made.calls}, мнений: {made.opinions}.\n"
        f"Показатели: letterkit metrics --quarter {quarters[-1]}\n",
        None,
    )
