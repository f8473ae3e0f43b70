"""The page of a rule: what it asks and why, its examples, its figures, where it fired, who answers for it."""

from datetime import date, timedelta

from flask import render_template

from letterkit.checks.lists import words_files
from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.rule_figures.figures import of_rule, total
from letterkit.office.rule_figures.health import ENDS_WITHIN
from letterkit.office.rule_figures.period import Period, monday
from letterkit.office.rule_figures.places import answered_for, last_places
from letterkit.reports.rule_words import title_of
from webui.access import actor, needs
from webui.engine import engine
from webui.rules.blueprint import JUDGES, KEEPERS, blueprint
from webui.rules.chart import chart
from webui.rules.examples import view_of
from webui.rules.spans import choose_span

_MOST_WEEKS = 53
_SEES_LETTERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)


@blueprint.get("/<code>")
@needs()
def show(code: str) -> str:
    """The rule ``code``; what is of letters that the person may not open is told without them."""
    rule, span, by = view_of(code), choose_span(), actor()
    with engine().database.reading() as session:
        weeks = of_rule(session, code, span.period)
        places = last_places(session, by, code)
        answered = answered_for(session, by, code)
    shown = _weeks(span.period, min(weeks, default=span.period.until))
    return render_template(
        "rules/show.html",
        rule=rule,
        title_of=title_of,
        span=span,
        figures=total(weeks),
        chart=chart(shown, weeks),
        is_cut=bool(weeks) and shown[0] > min(weeks),
        places=places,
        answered=answered,
        today=clock.today(),
        soon=clock.today() + ENDS_WITHIN,
        lists=[each for each in words_files(engine().settings.rules_dir) if code in each.rules],
        may_judge=by.has(*JUDGES),
        may_keep=by.has(*KEEPERS),
        sees_letters=by.has(*_SEES_LETTERS),
    )


def _weeks(period: Period, first: date) -> list[date]:
    """The weeks to draw: those of the period; of all time the last year of those since the ``first``."""
    if period.weeks:
        return list(period.weeks)
    last = monday(period.until)
    weeks = [last - number * timedelta(weeks=1) for number in range((last - monday(first)).days // 7 + 1)]
    return weeks[:_MOST_WEEKS][::-1]
