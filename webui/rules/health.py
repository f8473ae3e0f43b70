"""Which rules want a look: answered for again and again, silent, with waivers that end soon."""

from collections.abc import Iterable

from flask import render_template

from letterkit.checks.check import Check
from letterkit.core import clock
from letterkit.flow.rulestats.health import CASES_WAIVED, ENDS_WITHIN, SHARE_WAIVED, health
from letterkit.reports.rule_words import in_order, title_of
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS
from webui.access import actor, needs
from webui.engine import engine
from webui.rules.blueprint import JUDGES, KEEPERS, blueprint
from webui.rules.spans import chosen


@blueprint.get("/health", endpoint="health")
@needs(*JUDGES)
def page() -> str:
    """The health of the rules over the period chosen."""
    span, by = chosen(), actor()
    with engine().database.reading() as session:
        found = health(session, by, engine().book, span.period)
    return render_template(
        "rules/health.html",
        health=found,
        silent=_by_family(found.silent),
        span=span,
        title_of=title_of,
        told=_told,
        level_forms=LEVEL_FORMS,
        share=round(SHARE_WAIVED * 100),
        cases=CASES_WAIVED,
        ends_within=ENDS_WITHIN.days,
        today=clock.today(),
        soon=clock.today() + ENDS_WITHIN,
        may_keep=by.has(*KEEPERS),
    )


def _told(code: str) -> str:
    """What the rule ``code`` says; one that is there no more is called by its code."""
    known = engine().book.by_code.get(code)
    return title_of(known) if known else code


def _by_family(checks: Iterable[Check]) -> list[tuple[str, str, list[Check]]]:
    found: dict[str, list[Check]] = {}
    for check in checks:
        found.setdefault(check.family, []).append(check)
    return [(name, FAMILIES.get(name, name), found[name]) for name in in_order(found)]
