"""``letterkit retention``: what has served its term, by which rules, and the removal of what was approved."""

import datetime
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from letterkit.cli.opened import body_in, newest_database
from letterkit.cli.terminal import write
from letterkit.cli.usage import CommandGroup, Day, OneOf
from letterkit.core import clock

if TYPE_CHECKING:
    from letterkit.office.retention.due import DueSum
    from letterkit.office.retention.rules import Terms

command = CommandGroup("retention", no_args_is_help=True, help="Сроки хранения: чей срок истёк, уничтожение по актам.")
_form = click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")


@command.command("due", short_help="Чей срок хранения истёк.")
@click.option("--on", "on", type=Day(), metavar="ДАТА", help="На какой день; по умолчанию сегодня.")
@click.option("--body", default="", metavar="ОРГАН", help="Орган по имени его профиля; по умолчанию орган настроек.")
@_form
def due(on: datetime.date | None, body: str, form: str) -> None:
    """Показать, сколько дел какого вида и года отслужили свой срок и ничем не удержаны.

    Акт составляют в службе, на странице «Сроки хранения»; утверждает его другой человек.
    """
    from letterkit.office.retention.due import due_sums

    on = on or clock.today()
    terms = _terms()
    with newest_database() as database, database.reading() as session:
        sums = due_sums(session, body_in(database, body), terms, on)
    if form == "json":
        told = [{"kind": each.kind.value, "year": each.year, "count": each.count} for each in sums]
        write(json.dumps({"on": on.isoformat(), "due": told}, ensure_ascii=False, indent=2) + "\n", None)
        return
    write("".join(f"{line}\n" for line in _due_lines(sums, terms, on)), None)


@command.command("rules", short_help="Сроки и их основания.")
def rules() -> None:
    """Проверить файл сроков и показать, что сколько хранится и почему."""
    from letterkit.reports.removal_act import term_words
    from letterkit.reports.retention_words import START_WORDS, THEN_WORDS

    lines = []
    for kind, term in _terms().items():
        lines += [
            f"{term.title} ({kind})",
            f"  {term_words(term)}, {START_WORDS[term.start]}; потом – {THEN_WORDS[term.then]}",
            f"  {term.source}",
        ]
        lines += [f"  {term.note}"] if term.note else []
    write("".join(f"{line}\n" for line in lines), None)


@command.command("run", short_help="Уничтожить то, что утверждено.")
def run() -> None:
    """Уничтожить документы по утверждённым актам сейчас: для расписания без letterkit worker.

    Прерванное продолжается с того же места. Сколько бы ни было дел, команда работает меньше минуты: повторите её, пока
    она говорит, что осталось.
    """
    from sqlalchemy import func, select

    from letterkit.office.retention.acts import ActState
    from letterkit.office.retention.removal import remove_approved
    from letterkit.reports.removal_act import removal_act
    from letterkit.settings import load_settings
    from letterkit.store.retention_tables import RemovalAct
    from letterkit.worker.serve import open_bench

    with open_bench(load_settings()) as bench:
        bench.database.demand_newest()
        done = remove_approved(bench.office, removal_act)
        with bench.database.reading() as session:
            left = session.scalar(select(func.count()).where(RemovalAct.state == ActState.APPROVED))
    write(f"Актов исполнено: {done}, осталось: {left}.\n", None)


def _terms() -> "Terms":
    from letterkit.office.retention.rules import FILE_NAME, load_terms
    from letterkit.settings import load_settings

    return load_terms(load_settings().rules_file(FILE_NAME))


def _due_lines(sums: "Sequence[DueSum]", terms: "Terms", on: datetime.date) -> list[str]:
    from letterkit.reports.removal_act import term_words

    if not sums:
        return [f"На {on:%d.%m.%Y} ничей срок хранения не истёк."]
    lines = [f"На {on:%d.%m.%Y} истёк срок хранения: {sum(each.count for each in sums)}."]
    return lines + [
        f"  {terms[each.kind].title}, {each.year}: {each.count} ({term_words(terms[each.kind])})" for each in sums
    ]
