"""``letterkit deadline``: the last day of a term, and how it was counted."""

import json
from datetime import date as Date
from difflib import get_close_matches
from typing import Any

import click

from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, Day, OneOf

_WEEKENDS = ("preceding", "following", "same")


class _TermName(click.ParamType):
    """A term of rules/terms.yml."""

    name = "СРОК"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from letterkit.deadlines.terms import terms

        known = tuple(terms())
        if value in known:
            return str(value)
        near = get_close_matches(str(value), known, n=1)
        like = f"; похоже на {near[0]}" if near else ""
        return self.fail(f"«{value}» — допустимо {', '.join(known)}{like}", param, ctx)


@click.command("deadline", cls=Command, short_help="Посчитать срок ответа.")
@click.argument("date", metavar="ДАТА", type=Day())
@click.option(
    "--term",
    type=_TermName(),
    default="review",
    help="Срок из rules/terms.yml: review — рассмотрения (по умолчанию), extension — с продлением, notice — "
    "уведомления о продлении, redirect — перенаправления, unclear — сообщения о неясной сути; также several_bodies, "
    "unreadable, court, published, migration, documents, registration.",
)
@click.option(
    "--weekend",
    type=OneOf(_WEEKENDS),
    help="Если срок выпал на выходной: preceding — рабочий день перед ним, following — после него, "
    "same — не переносить. "
    "По умолчанию — как в профиле.",
)
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(date: Date, term: str, weekend: str | None, form: str) -> None:
    """Посчитать срок ответа на обращение, зарегистрированное в день ДАТА.

    ДАТА — 23.04.2024, 2024-04-23 или «23 апреля 2024 г.». Год, переносы выходных которого неизвестны, — ошибка:
    их дают файлом rules/calendar/ГОД.yml.
    """
    from letterkit.deadlines.counting import deadline
    from letterkit.reports.deadline_words import deadline_words

    counted = deadline(date, term, weekend or _usual_weekend())  # type: ignore[arg-type]
    told = deadline_words(counted)
    if form == "json":
        answer = {"from": counted.start.isoformat(), "term": term, "due": counted.due.isoformat(), "explained": told}
        write(json.dumps(answer, ensure_ascii=False) + "\n", None)
        return
    from letterkit.russian.dates import date_digits

    write(f"{date_digits(counted.due)}\n{told}\n", None)


def _usual_weekend() -> str:
    from letterkit.checking.profile import load_profile
    from letterkit.settings import load_settings

    return load_profile(load_settings().profile_path).weekend
