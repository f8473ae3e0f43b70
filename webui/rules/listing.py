"""All rules in force, a page at a time: found by words, narrowed by choices, with what became of their findings."""

from collections.abc import Mapping, Sequence

from flask import render_template, request

from letterkit.checks.check import Check
from letterkit.checks.rule_book import RuleBook
from letterkit.core.finding import Level
from letterkit.office.rule_figures.figures import NOTHING, RuleFigures, by_rule, total
from letterkit.reports.rule_words import in_order, title_of
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS
from letterkit.store.paging import PAGE, Page, place
from webui.access import actor, needs
from webui.engine import engine
from webui.filters import Bar, list_address
from webui.numbers import page_asked
from webui.rules.blueprint import JUDGES, blueprint
from webui.rules.filters import FILTERS, NO_CLAUSE, RuleRow, sift, traits_of
from webui.rules.search import rank_rules
from webui.rules.spans import choose_span


@blueprint.get("", endpoint="list", strict_slashes=False)
@needs()
def listing() -> str:
    """The rules that the address asks for: by clause and family, or the nearest first where words are looked for."""
    book, period = engine().book, choose_span()
    asked = {name: request.args.get(name, "").strip() for name in ("words", *FILTERS)}
    with engine().database.reading() as session:
        figures = by_rule(session, period.period)
    rows = [_row(check, figures.get(check.code, NOTHING), book) for check in book.checks if _is_shown(check)]
    ranks = rank_rules((row.check for row in rows), asked["words"])
    found, filters = sift(rows, asked, lambda row: row.check.code in ranks, book, period.words)
    hint = "Что не так: «запятая», «согласно приказа», пункт 3.3"
    numbers = list(book.clauses.by_number)
    families = in_order({row.check.family for row in rows})
    found.sort(key=lambda row: (ranks[row.check.code], *_reading_order(row.check, numbers, families)))
    at = place(len(found), page_asked())
    return render_template(
        "rules/list.html",
        found=Page(found[at.offset : at.offset + PAGE], len(found), at.number, at.pages),
        clauses=None if asked["words"] else _clauses(found),
        asks={number: clause.asks for number, clause in book.clauses.by_number.items()},
        families=FAMILIES,
        title_of=title_of,
        total=len(rows),
        levels={level: sum(row.check.level is level for row in rows) for level in Level},
        level_forms=LEVEL_FORMS,
        bar=Bar("rules", list_address("rules.list"), asked["words"], hint, filters),
        asked={name: value or None for name, value in asked.items()},
        fired=sum(row.figures.found > 0 for row in rows),
        waived=sum(row.figures.waived > 0 for row in rows),
        span=period,
        may_judge=actor().has(*JUDGES),
    )


def _row(check: Check, figures: RuleFigures, book: RuleBook) -> RuleRow:
    return RuleRow(check, figures, traits_of(check, figures, book))


def _is_shown(check: Check) -> bool:
    """Rules of the engine's own troubles are no rules for letters."""
    return check.family != "internal"


def _reading_order(check: Check, clauses: Sequence[str], families: Sequence[str]) -> tuple[int, int, str]:
    """By the clauses of the Order, those without one last; families as a letter is read."""
    clause = clauses.index(check.clause) if check.clause in clauses else len(clauses)
    return clause, families.index(check.family), check.code


def _clauses(rows: Sequence[RuleRow]) -> Mapping[str, tuple[int, RuleFigures]]:
    """How many of ``rows`` each clause has, on whichever page, and their figures together."""
    by_clause: dict[str, list[RuleFigures]] = {}
    for row in rows:
        by_clause.setdefault(row.check.clause or NO_CLAUSE, []).append(row.figures)
    return {clause: (len(figures), total(figures)) for clause, figures in by_clause.items()}
