"""``letterkit citizen``: all that is known of one person, found, given out, blocked.

A name never stands among the arguments of a command: other users of the machine see these, and the shell keeps them.
"""

import sys
from pathlib import Path
from typing import Any

import click

from letterkit.cli import options
from letterkit.cli.opened import body_in, newest_database
from letterkit.cli.terminal import tell, write
from letterkit.cli.usage import CommandGroup, Option
from letterkit.core import clock
from letterkit.core.errors import InputError

_ASKED = {
    "name": "Фамилия, имя, отчество",
    "phone": "Телефон",
    "email": "Электронная почта",
    "address": "Адрес",
    "number": "Номер обращения или ответа",
}
command = CommandGroup(
    "citizen", no_args_is_help=True, help="Данные одного человека: найти, выдать, заблокировать (Закон № 152-ФЗ)."
)
_codes = click.argument("codes", metavar="ЧТО…", nargs=-1, required=True)
_body = click.option("--body", default="", metavar="ОРГАН", help="Орган по имени его профиля.")


@command.command("find", short_help="Найти всё, что есть о человеке.")
@_body
def find(body: str) -> None:
    """Найти всё, что есть о человеке, и показать, где это лежит.

    Кого искать, команда спросит сама; из другой программы это дают стандартным вводом, по строке: «name: Иванова
    Мария», «phone: …», «email: …», «address: …», «number: …». В аргументах имени нет: их видят другие пользователи
    машины. Однофамильцев отличает человек: смотрите каждую строку.
    """
    from letterkit.office.citizens.finding import find as find_all
    from letterkit.office.citizens.sought import SoughtPerson
    from letterkit.reports.citizen_archive import HELD_WORDS, PLACES

    sought = SoughtPerson.of(_ask())
    with newest_database() as database:
        found = find_all(database, None, sought, body_in(database, body))
    lines = [
        f"{each.code}  {each.on:%d.%m.%Y}  {HELD_WORDS[each.kind]}: {each.named}"
        f"  [{', '.join(PLACES[place] for place in each.places)}]" + ("  заблокировано" if each.is_blocked else "")
        for each in found.things
    ]
    write("".join(f"{line}\n" for line in lines) or "Ничего не найдено.\n", None)
    if found.is_more:
        tell("Показаны не все: уточните, кого искать.")


@command.command("export", short_help="Выдать найденное одним архивом.")
@_codes
@click.option(
    "-o", "--out", cls=Option, type=options.FilePath, required=True, metavar="ФАЙЛ", help="Архив .zip для ответа."
)
@_body
def export(codes: tuple[str, ...], out: Path, body: str) -> None:
    """Собрать архив о человеке для ответа по статье 14 Закона № 152-ФЗ: сводка, данные, письма и файлы.

    ЧТО – обозначения из «letterkit citizen find», например cases-12 calls-3.
    """
    from letterkit.core.atomic_files import write_whole
    from letterkit.office.citizens.gathering import gather
    from letterkit.office.retention.rules import FILE_NAME, load_terms
    from letterkit.reports.citizen_archive import citizen_archive
    from letterkit.settings import load_settings
    from letterkit.worker.serve import open_bench

    settings = load_settings()
    terms = load_terms(settings.rules_file(FILE_NAME))
    with open_bench(settings) as bench:
        bench.database.demand_newest()
        of_body = body_in(bench.database, body)
        given = gather(bench.database, bench.office.files, None, codes, of_body)
        whole = citizen_archive(given, bench.office.of(of_body).profile.body, terms, clock.today())
    write_whole(out, whole)
    tell(f"Записано: {len(given)}. Посмотрите сводку, прежде чем выдать.")


@command.command("block", short_help="Заблокировать данные.")
@_codes
@click.option("--why", cls=Option, required=True, metavar="ПРИЧИНА", help="Основание, без имён.")
@_body
def block(codes: tuple[str, ...], why: str, body: str) -> None:
    """Заблокировать данные (статья 21 Закона № 152-ФЗ): их можно читать, но не менять, не отправлять, не уничтожать."""
    from letterkit.office.citizens import blocking

    with newest_database() as database:
        count = blocking.block(database, None, codes, why, body_in(database, body))
    write(f"Заблокировано: {count}.\n", None)


@command.command("unblock", short_help="Снять блокирование.")
@_codes
@_body
def unblock(codes: tuple[str, ...], body: str) -> None:
    """Снять блокирование с того, что названо."""
    from letterkit.office.citizens import blocking

    with newest_database() as database:
        count = blocking.unblock(database, None, codes, body_in(database, body))
    write(f"Снято: {count}.\n", None)


def _ask() -> dict[str, Any]:
    """Who is sought, as somebody types it or another program gives it."""
    if sys.stdin.isatty():
        return {name: click.prompt(words, default="", show_default=False) for name, words in _ASKED.items()}
    from letterkit.datafile import parse_yaml

    given = parse_yaml(sys.stdin.read(), file="стандартный ввод", error=InputError)
    if not isinstance(given, dict):
        raise InputError("data.not-a-mapping", file="стандартный ввод")
    return given
