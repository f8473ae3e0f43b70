"""Which rules want a look: answered for again and again, silent, with waivers that end soon."""

from collections import Counter
from collections.abc import Iterable

from flask import render_template

from letterkit.checks.check import Check
from letterkit.checks.own.format import EVERYWHERE
from letterkit.core import clock
from letterkit.core.finding import Level
from letterkit.office.content.pack_draft import draft
from letterkit.office.rule_figures.health import CASES_WAIVED, ENDS_WITHIN, SHARE_WAIVED, DisputedRule, health
from letterkit.reports.rule_words import CASE_FORMS, in_order, title_of
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS, plural
from webui.access import actor, needs, own_office
from webui.engine import engine
from webui.errors import capital
from webui.rules.blueprint import JUDGES, KEEPERS, blueprint
from webui.rules.spans import choose_span


@blueprint.get("/health", endpoint="health")
@needs(*JUDGES)
def page() -> str:
    """The health of the rules over the period chosen."""
    span, by = choose_span(), actor()
    with engine().database.reading() as session:
        found = health(session, by, engine().book, span.period)
    return render_template(
        "rules/health.html",
        health=found,
        silent=_by_family(found.silent),
        span=span,
        title_of=title_of,
        told=_rule_title,
        level_forms=LEVEL_FORMS,
        share=round(SHARE_WAIVED * 100),
        cases=CASES_WAIVED,
        ends_within=ENDS_WITHIN.days,
        today=clock.today(),
        soon=clock.today() + ENDS_WITHIN,
        may_keep=by.has(*KEEPERS),
        in_draft=_in_draft(),
        why=lambda one: _why(one, span.words),
    )


def _in_draft() -> set[str]:
    """The rules that the draft of the own pack makes advice already."""
    levels = draft(own_office(), EVERYWHERE).pack.levels
    return {code for code, each in levels.items() if each.level == Level.ADVICE}


def _why(one: DisputedRule, when: str) -> str:
    """What is proposed as the reason: whoever approves sees the figures."""
    return f"{capital(when)} отклонили в {one.waived} из {plural(one.cases, CASE_FORMS)}."


def _rule_title(code: str) -> str:
    """What the rule ``code`` says; one that is there no more is called by its code."""
    known = engine().book.by_code.get(code)
    return title_of(known) if known else code


def _by_family(checks: Iterable[Check]) -> list[tuple[str, str, int]]:
    """(name, words, how many of ``checks``) of each family."""
    counts = Counter(check.family for check in checks)
    return [(name, FAMILIES.get(name, name), counts[name]) for name in in_order(counts)]
