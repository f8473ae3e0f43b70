"""``letterkit doctor``: whether all that the service needs is there and works, and what to do where it does not."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping

import click

from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, OneOf
from letterkit.core.errors import LetterkitError, ToolMissing
from letterkit.office.batches import heartbeats
from letterkit.office.control.mail import SmtpOutbox, open_outbox
from letterkit.office.mail.addresses import mailbox_addresses, outbox_finder
from letterkit.office.mail.imap import open_folder
from letterkit.reports.backup_words import backup_trouble, backup_words
from letterkit.reports.wording import plural
from letterkit.store.backup_turns import read_standing
from letterkit.store.data_folder import demand_data_folder
from webui.engine import Engine
from webui.health.context import clock_lines, font_lines, formula_lines, settings_lines, version_lines
from webui.health.lines import DoctorLine, LineState, bad, warning, well, wrong
from webui.health.parts import parts_of

_STATES: Mapping[LineState, str] = {
    LineState.OK: "хорошо",
    LineState.WARNING: "предупреждение",
    LineState.BAD: "плохо",
}
_TITLES: Mapping[str, str] = {
    "disk": "Диск",
    "database": "База данных",
    "queue": "Очередь",
    "workers": "Обработчики",
    "files": "Хранилище файлов",
    "grammar": "Движок языка",
    "libreoffice": "Печать",
    "mail": "Почта",
    "directory": "Каталог организации",
    "antivirus": "Антивирус",
}
_STATE_WIDTH, _TITLE_WIDTH = max(map(len, _STATES.values())), 22
_WORKERS = ("обработчик работает", "обработчика работают", "обработчиков работают")
_ELSEWHERE = {"backups"}
"""Parts of which there is more to say below."""
_MB = 1e6


@click.command("doctor", cls=Command, short_help="Проверить, всё ли нужное службе работает.")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(form: str) -> int:
    """Проверить настройки, программы, шрифты, печать, диск, часы, базу, очередь, копии и почту и сказать, что делать.

    Ничего не меняет и никому не пишет: с почтовыми серверами только здоровается. Запускайте от имени службы и с её
    настройками.

    Код завершения: 0 — плохого нет, 1 — есть, 3 — не хватает программы, или не отвечает база, очередь, почта.
    """
    from letterkit.settings import load_settings

    engine = Engine(load_settings())
    with engine.checker:
        lines = []
        for line in once_a_cause(look(engine)):
            lines.append(line)
            if form == "text":  # at once: a program that hangs is waited for, and what is known already is read
                write(f"{_STATES[line.state]:<{_STATE_WIDTH}}  {line.title:<{_TITLE_WIDTH}}  {line.told}\n", None)
    if form == "json":
        told = [{"title": line.title, "state": line.state.value, "told": line.told} for line in lines]
        write(json.dumps(told, ensure_ascii=False, indent=1) + "\n", None)
    return max((line.exit_code for line in lines), default=0)


def look(engine: Engine) -> Iterator[DoctorLine]:
    """All there is to say, a line a thing."""
    settings = engine.settings
    try:
        demand_data_folder(settings)
    except LetterkitError as fault:  # all that lies there cannot be looked at
        yield bad("Рабочие данные", fault)
        yield from version_lines(engine)
        return
    yield from settings_lines(settings)
    yield from version_lines(engine)
    prints = True
    for line in part_lines(engine):
        prints = prints and not (line.title == _TITLES["libreoffice"] and line.state is LineState.BAD)
        yield line
    if prints:
        yield from font_lines(engine)
        yield from formula_lines(engine)
    yield from clock_lines(engine)
    for lines in (_backups, _outgoing, _incoming):
        try:
            yield from lines(engine)
        except LetterkitError as fault:
            yield bad(_LINE_TITLES[lines], fault)


def once_a_cause(lines: Iterable[DoctorLine]) -> Iterator[DoctorLine]:
    """``lines`` without those that only repeat that the database does not work: it is mended once, at its own line."""
    is_told = False
    for line in lines:
        is_of_database = line.code.startswith("database.")
        if not (is_of_database and is_told):
            yield line
        is_told = is_told or is_of_database


def part_lines(engine: Engine) -> Iterator[DoctorLine]:
    """The parts that /health asks, each asked to do a little of its work."""
    for name, part in parts_of(engine.settings).items():
        if name in _ELSEWHERE:
            continue
        title = _TITLES.get(name, name)
        try:
            part.prove(engine)
            known = _KNOWN.get(name)
            yield well(title, known(engine) if known else "работает")
        except LetterkitError as fault:
            yield bad(title, fault)
        except Exception:
            yield bad(title, ToolMissing(part.otherwise))


def _backups(engine: Engine) -> Iterator[DoctorLine]:
    standing, by_schedule = read_standing(engine.database), bool(engine.settings.backup_to)
    trouble = backup_trouble(standing, by_schedule=by_schedule)
    if trouble is not None:
        told = ": ".join(trouble)
        yield wrong("Копии", told) if standing.fault is not None else warning("Копии", told)
    else:
        yield well("Копии", backup_words(standing))
    if not by_schedule:
        yield warning("Копии", "По расписанию они не делаются: задайте LETTERKIT_BACKUP_TO.")
    elif not engine.settings.backup_recipients:
        yield warning(
            "Копии",
            "Они не зашифрованы и лежат на том же диске, что база: задайте LETTERKIT_BACKUP_RECIPIENTS и другое место.",
        )


def _outgoing(engine: Engine) -> Iterator[DoctorLine]:
    """Connects to the servers that mail goes out by, signs in and goes away."""
    found = {"Почта сотрудникам": open_outbox(engine.settings), "Почта заявителям": outbox_finder(engine.settings)("")}
    for title, outbox in found.items():
        if not isinstance(outbox, SmtpOutbox):
            continue
        try:
            outbox.greet()
            yield well(title, "сервер отвечает и впускает")
        except LetterkitError as fault:
            yield bad(title, fault)


def _incoming(engine: Engine) -> Iterator[DoctorLine]:
    for address in mailbox_addresses(engine.settings):
        title = f"Ящик {address.name}"
        try:
            with open_folder(address):
                yield well(title, "открывается")
        except LetterkitError as fault:
            yield bad(title, fault)


def _database_words(engine: Engine) -> str:
    database = engine.database
    kind = "SQLite" if database.file else "PostgreSQL"
    return f"{kind}, {database.size_bytes() / _MB:.0f} МБ, таблицы версии {database.newest}: {database.place}"


def _disk_words(engine: Engine) -> str:
    usage = shutil.disk_usage(engine.settings.data_dir)
    return f"свободно {usage.free / 1e9:.1f} ГБ из {usage.total / 1e9:.0f}".replace(".", ",")


def _worker_words(engine: Engine) -> str:
    return plural(heartbeats.count(engine.database), _WORKERS)


def _queue_words(engine: Engine) -> str:
    return f"ждёт заданий: {engine.queue.waiting()}"


_KNOWN: Mapping[str, Callable[[Engine], str]] = {
    "database": _database_words,
    "disk": _disk_words,
    "workers": _worker_words,
    "queue": _queue_words,
}
_LINE_TITLES: Mapping[Callable[[Engine], Iterable[DoctorLine]], str] = {
    _backups: "Копии",
    _outgoing: "Почта",
    _incoming: "Ящики",
}
