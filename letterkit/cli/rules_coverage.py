"""``letterkit rules coverage``: clauses of the Order and the rules that serve them, both ways."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli import options
from letterkit.cli.rules_book import NO_CLAUSE, form, load
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command

if TYPE_CHECKING:
    from letterkit.checks.check import Check
    from letterkit.checks.clauses import Clause, Standard
    from letterkit.checks.rule_book import RuleBook
    from letterkit.reports.as_text import Style


@click.command("coverage", cls=Command)
@options.profile
@options.packs
@form
def command(profile: Path | None, packs: tuple[Path, ...], form: str) -> int:
    """Показать по каждому пункту Порядка, какие правила за ним следят или почему по письму его проверить нельзя.

    Так же – пункты стандартов, которые называют наборы правил. В конце – правила, которым пункта нет, и почему.

    Код завершения 1 – rules/clauses.yml расходится с правилами.
    """
    book = load(profile, packs)
    faults = book.misfiled_rules()
    if form == "json":
        told = {"clauses": list(_clauses(book)), "no_clause": list(_bare(book)), "faults": faults}
        told["standards"] = [
            {"standard": standard.title, "clauses": list(_standard_clauses(book, standard))}
            for standard in book.standards
        ]
        told["rules"] = {check.code: check.clause or NO_CLAUSE for check in sorted(book.checks, key=lambda c: c.code)}
        write(json.dumps(told, ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("\n".join(_lines(book, faults)) + "\n", None)
    return int(bool(faults))


def _clauses(book: "RuleBook") -> Iterator[dict[str, Any]]:
    for clause in book.clauses.by_number.values():
        yield _row(clause, (check for check in book.checks if check.clause == clause.number))


def _standard_clauses(book: "RuleBook", standard: "Standard") -> Iterator[dict[str, Any]]:
    served = standard.served_by(book.checks)
    return (_row(clause, served[clause.number]) for clause in standard.clauses)


def _row(clause: "Clause", checks: "Iterable[Check]") -> dict[str, Any]:
    return {
        "clause": clause.number,
        "asks": clause.asks,
        "rules": sorted(check.code for check in checks),
        "also": list(clause.also),
        "not_text": clause.not_text,
        "not_yet": clause.not_yet,
    }


def _bare(book: "RuleBook") -> Iterator[dict[str, Any]]:
    for name, why in book.clauses.no_clause.items():
        rules = (check.code for check in book.checks if check.clause is None and name in (check.code, check.family))
        yield {"family": name, "why": why, "rules": sorted(rules)}


def _lines(book: "RuleBook", faults: Sequence[tuple[str, str]]) -> Iterator[str]:
    from letterkit.core.errors import RuleError
    from letterkit.reports.wording import sentence

    style = style_for(None)
    rows = list(_clauses(book))
    yield from _describe(rows, style)
    yield ""
    for standard in book.standards:
        of_standard = list(_standard_clauses(book, standard))
        yield from (f"{standard.title}: {_tally(of_standard)}", *_describe(of_standard, style), "")
    for row in _bare(book):
        yield f"{NO_CLAUSE} {row['family']}: {row['why']}"
        yield f"        {style.paint(', '.join(row['rules']), 'dim')}"
    yield ""
    for clause, rule in faults:
        code = "clauses.no-clause" if clause == NO_CLAUSE else "clauses.differ"
        yield sentence(RuleError(code, clause=clause, rule=rule))
    bare = sum(1 for check in book.checks if check.clause is None)
    yield f"Пунктов: {_tally(rows)}"
    yield f"Правил: {len(book.checks)}, из них без пункта Порядка: {bare}."


def _describe(rows: Sequence[dict[str, Any]], style: "Style") -> Iterator[str]:
    for row in rows:
        sign = style.paint("✓", "green") if row["rules"] else "–"
        yield f"{sign} {row['clause']:<5} {row['asks']}"
        told = ", ".join(row["rules"]) or row["not_text"] or f"пока нет: {row['not_yet']}"
        yield f"        {style.paint(told, 'dim')}"
        if row["also"]:
            yield f"        {style.paint('служат и ему: ' + ', '.join(row['also']), 'dim')}"


def _tally(rows: Sequence[dict[str, Any]]) -> str:
    served, unseen = (sum(1 for row in rows if row[key]) for key in ("rules", "not_text"))
    return f"{len(rows)}, под правилами: {served}, не видны по тексту письма: {unseen}."
