"""The two lists of control by executor: what is overdue, what is due in a week."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.core.register import Control
from letterkit.office.control.reminders import SENDERS
from letterkit.office.control.weekly_lists import (
    Item,
    Share,
    first_of_days,
    monday_of,
    of_days,
    overdue,
    week_ahead,
    whose_of,
)
from letterkit.office.journal.access import note_export
from letterkit.reports.control_words import APPEAL_FORMS, NOBODY, control_sheet
from letterkit.russian.dates import parse_date
from webui.access import actor, needs
from webui.control.blueprint import READERS, blueprint
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WEEK = datetime.timedelta(days=7)
_MOST = 10
"""Of one executor so many are shown; the spreadsheet has them all."""


@dataclass(frozen=True, slots=True)
class Span:
    """The week that is looked at: one that somebody has chosen, or all up to the Sunday of the week ahead."""

    today: datetime.date
    first: datetime.date
    last: datetime.date
    is_chosen: bool

    @property
    def before(self) -> str:
        return (monday_of(self.first) - _WEEK).isoformat()

    @property
    def after(self) -> str:
        return (monday_of(self.last) + (_WEEK if self.is_chosen else datetime.timedelta(0))).isoformat()

    @property
    def running(self) -> str:
        return monday_of(self.today).isoformat()


@dataclass(frozen=True, slots=True)
class ExecutorLine:
    """How much one executor has in both lists."""

    executor: str
    unit: str
    late: int
    soon: int


@blueprint.get("/", endpoint="show", strict_slashes=False)
@needs(*READERS)
def show() -> str:
    """Both lists as a page that prints well."""
    by = actor()
    span = _span(request.args.get("week", ""))
    database, whose = engine().database, whose_of(by)
    late = first_of_days(database, by.body, span.today, None, _MOST, whose=whose)
    soon = first_of_days(database, by.body, span.today, (span.first, span.last), _MOST, whose=whose)
    return render_template(
        "control/show.html",
        span=span,
        bar=_bar(span),
        late=late,
        soon=soon,
        late_count=sum(share.count for share in late),
        soon_count=sum(share.count for share in soon),
        lines=_lines(late, soon),
        nobody=NOBODY,
        forms=APPEAL_FORMS,
        sees_all=whose is None,
        sees_mail=by.has(*SENDERS),
        can_assign=by.has(Duty.REGISTRY),
        has_mail=bool(engine().settings.smtp_url),
    )


@blueprint.get("/control.xlsx")
@needs(*READERS)
def sheet() -> Response:
    """Both lists as a spreadsheet."""
    span = _span(request.args.get("week", ""))
    late, soon = _lists(span)
    made = control_sheet({Control.FINAL: late, Control.WARNING: soon}, span.today, span.last)
    told = {"rows": len(late) + len(soon), "kind": "xlsx", "on": span.first.isoformat()}
    note_export(engine().database, actor(), "control.exported", "control", **told)
    name = f"control-{span.first if span.is_chosen else span.today}.xlsx"
    return send_file(BytesIO(made), _XLSX, as_attachment=True, download_name=name)


def _bar(span: Span) -> Bar:
    asked = span.first.isoformat() if span.is_chosen else ""
    near = [
        Choice(span.before, "← раньше"),
        Choice("", "до конца предстоящей недели"),
        Choice(span.running, "эта неделя"),
        Choice(span.after, "позже →"),
    ]
    weeks = [Filter("week", "Неделя", asked, near, Shape.PILLS), Filter("week", "Неделя с", asked, shape=Shape.DAY)]
    return Bar("", list_address("control.show"), filters=weeks)


def _lists(span: Span) -> tuple[Sequence[Item], Sequence[Item]]:
    database, by = engine().database, actor()
    whose = whose_of(by)
    late = overdue(database, by.body, span.today, whose=whose)
    soon = of_days(database, by.body, span.today, span.first, span.last, whose=whose)
    return late, soon


def _span(week: str) -> Span:
    """Of any day of a week, in whatever form; raises RequestError ``deadline.bad-date``."""
    today = clock.today()
    if not week.strip():
        return Span(today, today, week_ahead(today)[1], False)
    try:
        day = parse_date(week)
    except ValueError:
        raise RequestError("deadline.bad-date", value=week) from None
    first = monday_of(day)
    return Span(today, first, first + _WEEK - datetime.timedelta(days=1), True)


def _lines(late: Sequence[Share], soon: Sequence[Share]) -> list[ExecutorLine]:
    """Executors by name, after what is nobody's."""
    found: dict[int | None, ExecutorLine] = {}
    for share in late:
        found[share.executor_id] = ExecutorLine(share.executor, share.unit, share.count, 0)
    for share in soon:
        known = found.get(share.executor_id)
        found[share.executor_id] = ExecutorLine(share.executor, share.unit, known.late if known else 0, share.count)
    return sorted(found.values(), key=lambda line: (bool(line.executor), line.executor))
