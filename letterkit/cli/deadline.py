"""``letterkit deadline``: the last day of a term, and how it was counted."""

import datetime
import json

import click

from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, OneOf
from letterkit.core.errors import RequestError

_TERMS = ("review", "extension", "notice", "redirect", "unclear")
_WEEKENDS = ("preceding", "following", "same")


@click.command("deadline", cls=Command, short_help="Посчитать срок ответа.")
@click.argument("date", metavar="ДАТА")
@click.option(
    "--term",
    type=OneOf(_TERMS),
    default="review",
    help="Срок: review — рассмотрения (по умолчанию), extension — с продлением, notice — уведомления о продлении, "
    "redirect — перенаправления, unclear — сообщения о неясной сути.",
)
@click.option(
    "--weekend",
    type=OneOf(_WEEKENDS),
    help="Если срок выпал на выходной: preceding — рабочий день перед ним, following — после него, "
    "same — не переносить. "
    "По умолчанию — как в профиле.",
)
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(date: str, term: str, weekend: str | None, form: str) -> None:
    """Посчитать срок ответа на обращение, зарегистрированное в день ДАТА.

    ДАТА — 23.04.2024, 2024-04-23 или «23 апреля 2024 г.».
    """
    from letterkit.flow.deadline import deadline
    from letterkit.reports.deadline_words import deadline_words

    counted = deadline(_day(date), term, weekend or _usual_weekend())  # type: ignore[arg-type]
    told = deadline_words(counted)
    if form == "json":
        answer = {"from": counted.start.isoformat(), "term": term, "due": counted.due.isoformat(), "explained": told}
        write(json.dumps(answer, ensure_ascii=False) + "\n", None)
        return
    from letterkit.russian.dates import date_digits

    write(f"{date_digits(counted.due)}\n{told}\n", None)


def _day(given: str) -> datetime.date:
    from letterkit.russian.dates import parse_date

    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        pass
    try:
        return parse_date(given)
    except ValueError:
        raise RequestError("deadline.bad-date", value=given) from None


def _usual_weekend() -> str:
    from letterkit.flow.profile import load_profile
    from letterkit.settings import load_settings

    return load_profile(load_settings().profile_path).weekend
