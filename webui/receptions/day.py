"""The receptions of a day in the order of their turn: priority first (5.2)."""

from datetime import date, timedelta

from flask import render_template, request

from letterkit.core import clock
from letterkit.office.contacts import receptions
from letterkit.office.contacts.receptions import ENTERERS, READERS
from letterkit.russian.dates import parse_date
from webui.access import actor, needs
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.numbers import page_asked
from webui.receptions.blueprint import blueprint


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def of_day() -> str:
    """The receptions of a day, today unless another is asked for; or those found by words."""
    office, by = engine().office, actor()
    words, day = request.args.get("words", "").strip(), _day(request.args.get("day", ""))
    found = receptions.find_receptions(office, by, words, page_asked()) if words else None
    today = clock.today()
    return render_template(
        "receptions/list.html",
        rows=receptions.of_day(office, by, day) if found is None else found.rows,
        found=found,
        bar=Bar(
            "receptions",
            list_address("receptions.list"),
            words,
            "Фамилия, во всех днях",
            [] if words else _days(day, "" if day == today else day.isoformat()),
        ),
        day=day,
        today=today,
        words=words,
        can_enter=by.has(*ENTERERS),
    )


def _days(day: date, asked: str) -> list[Filter]:
    """The days beside ``day``, and any other."""
    before, after = (day + timedelta(days=step) for step in (-1, 1))
    near = [
        Choice(before.isoformat(), f"← {before:%d.%m}"),
        Choice("", "сегодня"),
        Choice(after.isoformat(), f"{after:%d.%m} →"),
    ]
    return [Filter("day", "День", asked, near, Shape.PILLS), Filter("day", "День", asked, shape=Shape.DAY)]


def _day(typed: str) -> date:
    try:
        return parse_date(typed.strip()) if typed.strip() else clock.today()
    except ValueError:
        return clock.today()
