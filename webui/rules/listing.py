"""All rules in force by clause and family, with what people do with what they find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import render_template, request

from letterkit.checks.check import Check
from letterkit.core.finding import Level
from letterkit.office.rule_figures.figures import NOTHING, RuleFigures, by_rule, total
from letterkit.reports.rule_words import PACKS, in_order, pack_of, title_of
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS
from webui.access import actor, needs
from webui.engine import engine
from webui.rules.blueprint import JUDGES, blueprint
from webui.rules.spans import choose_span

_OPEN_UP_TO = 60
"""So many rules that were looked for are shown at once; more are left folded by clause."""
_HAPPENED = {
    "fired": "срабатывали",
    "taken": "принимали",
    "waived": "отклоняли",
    "silent": "не срабатывали",
}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with its figures."""

    check: Check
    title: str
    figures: RuleFigures


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    words: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """The rules of a clause by family; ``number`` is None for those that no clause asks for."""

    number: str | None
    asks: str
    families: tuple[Family, ...]

    @property
    def rows(self) -> list[RuleRow]:
        return [row for family in self.families for row in family.rows]

    @property
    def figures(self) -> RuleFigures:
        return total([row.figures for row in self.rows])


@dataclass(frozen=True, slots=True)
class RuleFilter:
    """What is looked for: words in code, message and reason; a level, a pack, what has happened."""

    words: str = ""
    level: str = ""
    pack: str = ""
    happened: str = ""

    def has(self, row: RuleRow) -> bool:
        check = row.check
        told = _plain(f"{check.code} {row.title} {check.why} {check.advice} {check.clause or ''}")
        return (
            all(word in told for word in _plain(self.words).split())
            and self.level in ("", check.level.value)
            and self.pack in ("", pack_of(check))
            and _has_happened(self.happened, row.figures)
        )

    @property
    def is_anything(self) -> bool:
        return any((self.words, self.level, self.pack, self.happened))


@blueprint.get("", endpoint="list", strict_slashes=False)
@needs()
def listing() -> str:
    """The rules, narrowed by what the address asks for."""
    book, period = engine().book, choose_span()
    with engine().database.reading() as session:
        figures = by_rule(session, period.period)
    rows = [
        RuleRow(check, title_of(check), figures.get(check.code, NOTHING)) for check in book.checks if _is_shown(check)
    ]
    wanted = RuleFilter(**{name: request.args.get(name, "").strip() for name in ("words", "level", "pack", "happened")})
    found = [row for row in rows if wanted.has(row)]
    return render_template(
        "rules/list.html",
        groups=_group_by_clause(found),
        found=len(found),
        total=len(rows),
        levels={level: sum(row.check.level is level for row in rows) for level in Level},
        level_forms=LEVEL_FORMS,
        packs={name: PACKS.get(name, name) for name in sorted({pack_of(row.check) for row in rows})},
        happened=_HAPPENED,
        wanted=wanted,
        is_open=wanted.is_anything and len(found) <= _OPEN_UP_TO,
        fired=sum(row.figures.found > 0 for row in rows),
        waived=sum(row.figures.waived > 0 for row in rows),
        span=period,
        may_judge=actor().has(*JUDGES),
    )


def _is_shown(check: Check) -> bool:
    """Rules of the engine's own troubles are no rules for letters."""
    return check.family != "internal"


def _group_by_clause(rows: Iterable[RuleRow]) -> list[ClauseGroup]:
    """In the order of the Order's clauses, families as a letter is read; those without a clause last."""
    by_clause: dict[str | None, dict[str, list[RuleRow]]] = {}
    for row in sorted(rows, key=lambda row: row.check.code):
        by_clause.setdefault(row.check.clause, {}).setdefault(row.check.family, []).append(row)
    clauses = engine().book.clauses.by_number
    asks: Mapping[str | None, str] = {number: clause.asks for number, clause in clauses.items()}
    return [
        ClauseGroup(number, asks.get(number, ""), tuple(_families(by_clause[number])))
        for number in (*clauses, None)
        if number in by_clause
    ]


def _families(rows: Mapping[str, list[RuleRow]]) -> Iterable[Family]:
    return (Family(name, FAMILIES.get(name, name), tuple(rows[name])) for name in in_order(rows))


def _has_happened(what: str, figures: RuleFigures) -> bool:
    counted = {"fired": figures.found, "taken": figures.taken, "waived": figures.waived}
    if what == "silent":
        return not figures.found
    return what not in counted or counted[what] > 0


def _plain(words: str) -> str:
    return words.casefold().replace("ё", "е")
