"""``letterkit db``: the tables of the database, brought to the form that this letterkit wants."""

import json
from typing import TYPE_CHECKING

import click

from letterkit.cli.opened import opened_database
from letterkit.cli.terminal import write
from letterkit.cli.usage import CommandGroup, OneOf

if TYPE_CHECKING:
    from letterkit.store.database import Database

command = CommandGroup(
    "db",
    no_args_is_help=True,
    help="База данных: привести таблицы к нужному виду, узнать их состояние.",
)


@command.command("upgrade", short_help="Создать таблицы или привести их к новому виду.")
def upgrade() -> None:
    """Создать таблицы или привести их к виду, который нужен этой версии letterkit.

    Для SQLite создаёт и файл базы с его папкой. Повторный вызов ничего не меняет. Перед обновлением сделайте резервную
    копию: letterkit backup.
    """
    with opened_database() as database:
        before, after = database.upgrade()
        indexed = _index(database)
        _seal(database)
        if before is None:
            told = f"созданы, версия {after}"
        else:
            told = f"уже нужной версии {after}" if before == after else f"обновлены, версия {before} → {after}"
        told_too = "".join(
            f"{what} подготовлено к поиску: {count}.\n"
            for what, count in zip(("Обращений", "Писем", "Ответов на похожее"), indexed, strict=True)
            if count
        )
        write(f"База данных: {database.place}\nТаблицы {told}.\n{told_too}", None)


def _index(database: "Database") -> tuple[int, int, int]:
    """How many appeals, letters and answers were there before search in what they say; now they are found."""
    from letterkit.office.cases import search
    from letterkit.office.likeness import indexing as likeness
    from letterkit.office.register import indexing

    return indexing.complete(database), search.complete(database), likeness.complete(database)


def _seal(database: "Database") -> None:
    """What releases without a key have written in the journal is held by the first entry that has one."""
    from letterkit.store import audit

    with database.writing() as session:
        if audit.head(session) != audit.FIRST:
            audit.seal(session)


@command.command("status", short_help="Показать, где база данных и какие в ней таблицы.")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def status(form: str) -> int:
    """Показать, где база данных и какой версии её таблицы. Ничего не меняет и не создаёт.

    Код завершения: 0 — таблицы той версии, что нужна, 1 — нет, 3 — база данных не отвечает.
    """
    with opened_database() as database:
        revision, newest = database.revision(), database.newest
        kind, place, known = "sqlite" if database.file else "postgresql", database.place, database.revisions
        too_old = revision is not None and database.is_too_old(revision)
    if form == "json":
        answer = {"kind": kind, "place": place, "revision": revision, "newest": newest}
        write(json.dumps(answer, ensure_ascii=False) + "\n", None)
        return int(revision != newest)
    if revision == newest:
        told = f"Таблицы версии {revision}: обновлять нечего."
    elif revision is None:
        told = "Таблиц нет: выполните «letterkit db upgrade»."
    elif revision in known:
        told = f"Таблицы версии {revision}, нужна {newest}: выполните «letterkit db upgrade»."
    elif too_old:
        told = (
            f"Таблицы версии {revision} старше, чем умеет обновить этот letterkit: обновите их сборкой от 29.11.2026."
        )
    else:
        told = f"Таблицы версии {revision} — новее, чем знает этот letterkit ({newest}): обновите letterkit."
    write(f"База данных: {place}\n{told}\n", None)
    return int(revision != newest)
