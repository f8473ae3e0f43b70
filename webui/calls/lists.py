"""The list of calls, narrowed as wished, and how long they took in the quarter (6.7)."""

from collections.abc import Iterable, Iterator

from flask import render_template, request

from letterkit.core.register import CallEnd
from letterkit.deadlines.quarter import Quarter, asked_quarter
from letterkit.office.contacts import calls
from letterkit.office.contacts.calls import ANSWERERS, CallFilter
from letterkit.reports.contact_words import length_words
from letterkit.reports.office_words import CALL_ENDS
from letterkit.store.tables import Person
from webui.access import actor, needs
from webui.appeals.filters import day_or_none
from webui.calls.blueprint import blueprint
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.numbers import page_asked

_QUARTERS = 4


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*ANSWERERS)
def listing() -> str:
    """The calls that the person may see, of a quarter unless days are given."""
    office, by, asked = engine().office, actor(), request.args
    quarter = asked_quarter(asked.get("quarter", ""))
    wanted = _read_filter(quarter)
    lengths = calls.lengths(office, by, _back_from(quarter))
    return render_template(
        "calls/list.html",
        found=calls.list_calls(office, by, wanted, page_asked()),
        quarter=quarter,
        lengths=lengths,
        bar=Bar(
            "calls",
            list_address("calls.list"),
            asked.get("words", "").strip(),
            "Кто звонил или о чём",
            list(_filters(calls.answerers(office, by), lengths[0].limit_s)),
        ),
    )


def _filters(people: Iterable[Person], limit_s: int) -> Iterator[Filter]:
    asked = {name: request.args.get(name, "").strip() for name in ("since", "until", "end", "by", "longer")}
    ends = [Choice(each.value, CALL_ENDS[each]) for each in CallEnd]
    yield Filter("since", "С какого дня", asked["since"], shape=Shape.DAY)
    yield Filter("until", "По какой день", asked["until"], shape=Shape.DAY)
    yield Filter("end", "Итог", asked["end"], ends, anything="любой")
    yield Filter("by", "Кто ответил", asked["by"], [Choice(str(each.id), each.short_name) for each in people])
    yield Filter("longer", f"Дольше {length_words(limit_s)}", asked["longer"], shape=Shape.TICK)


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
        since=day_or_none(asked.get("since", "")) or quarter.first,
        until=day_or_none(asked.get("until", "")) or quarter.last,
        end=CallEnd(end) if end in list(CallEnd) else None,
        by_id=asked.get("by", type=int),
        words=asked.get("words", ""),
        is_longer=bool(asked.get("longer")),
    )
