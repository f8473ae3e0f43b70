"""The list of calls, narrowed as wished, and how long they took in the quarter (6.7)."""

from datetime import date

from flask import render_template, request, url_for

from letterkit.core.register import CallEnd
from letterkit.deadlines.quarter import Quarter, asked_quarter
from letterkit.office.contacts import calls
from letterkit.office.contacts.calls import ANSWERERS, CallFilter
from letterkit.russian.dates import parse_date
from webui.access import actor, needs
from webui.calls.blueprint import blueprint
from webui.engine import engine
from webui.numbers import page_asked

_QUARTERS = 4


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*ANSWERERS)
def listing() -> str:
    """The calls that the person may see, of a quarter unless days are given."""
    office, by, asked = engine().office, actor(), request.args
    quarter = asked_quarter(asked.get("quarter", ""))
    wanted = _read_filter(quarter)
    typed = {name: asked.get(name, "").strip() for name in ("since", "until", "end", "by", "words", "longer")}
    return render_template(
        "calls/list.html",
        found=calls.list_calls(office, by, wanted, page_asked()),
        href=lambda page: url_for("calls.list", **{**typed, "page": page}),
        quarter=quarter,
        lengths=calls.lengths(office, by, _back_from(quarter)),
        people=calls.answerers(office, by),
        ends=list(CallEnd),
        asked=typed,
    )


def _back_from(quarter: Quarter) -> list[Quarter]:
    found = [quarter]
    while len(found) < _QUARTERS:
        found.append(found[-1].previous)
    return found


def _read_filter(quarter: Quarter) -> CallFilter:
    """What the form of the list asks for; what is no day or no such end narrows nothing."""
    asked = request.args
    end = asked.get("end", "")
    return CallFilter(
        since=_day(asked.get("since", "")) or quarter.first,
        until=_day(asked.get("until", "")) or quarter.last,
        end=CallEnd(end) if end in list(CallEnd) else None,
        by_id=asked.get("by", type=int),
        words=asked.get("words", ""),
        is_longer=bool(asked.get("longer")),
    )


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed.strip()) if typed.strip() else None
    except ValueError:
        return None
