"""``letterkit rules test``: the examples of rules tried, and what is wrong said with file, line and column."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options, terminal
from letterkit.cli.rules_book import readable
from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, Count

if TYPE_CHECKING:
    from letterkit.checking.examples.trial import Fault
    from letterkit.checks.check import Check
    from letterkit.checks.rule_book import RuleBook

_RULES = ("правило", "правила", "правил")


@click.command("test", cls=Command)
@click.argument("codes", nargs=-1, metavar="[КОД...]")
@options.profile
@options.packs
@options.engine
@click.option("--jobs", type=Count(), help="Сколько процессов; без ключа – по числу ядер.")
def command(
    codes: tuple[str, ...], profile: Path | None, packs: tuple[Path, ...], engine: str, jobs: int | None
) -> int:
    """Испытать правила на их примерах: ошибка найдена там, где скобки, а на правильных примерах молчат все правила."""
    from letterkit.checking.checker import Checker
    from letterkit.checking.examples.parallel import faults
    from letterkit.checking.examples.trial import Bench
    from letterkit.reports.wording import plural, sentence

    chosen = options.check_options(profile, engine, no_pages=True, packs=readable(packs))
    with Checker(chosen) as checker:
        for code in codes:
            checker.book.check(code)
        book = checker.book
        unusable = [sentence(remark) for remark in book.remarks]
        untried = Bench(book, checker.profile, chosen.rules, checker.proofreader).untried_codes(codes)
    wanted = [check.code for check in _select_checks(book, codes)]
    with_progress = partial(terminal.with_progress, told="Правила")
    told = [
        *unusable,
        *_find_misfiled(book, codes),
        *map(_format_fault, faults(wanted, chosen, jobs=jobs, watched=with_progress)),
    ]
    write("".join(f"{each}\n" for each in told), None)
    if untried:
        write(f"Не испытаны без проверки языка: {', '.join(untried)}.\n", None)
    count = (len(set(codes)) or len(book.checks)) - len(untried)
    found = "все примеры верны" if not told else plural(len(told), ("расхождение", "расхождения", "расхождений"))
    write(f"{plural(count, _RULES)}: {found}.\n", None)
    return int(bool(told))


def _format_fault(fault: "Fault") -> str:
    """«файл, строка 12, столбец 7: что не так: что нашлось», and the example below."""
    from letterkit.reports.wording import sentence

    shown = "" if fault.what == "rule.unknown-hole" else " ⏎ ".join(fault.example.splitlines())
    return sentence(fault.error) + (f"\n    {shown}" if shown else "")


def _find_misfiled(book: "RuleBook", codes: Sequence[str]) -> Iterator[str]:
    """What one rule file cannot know of itself: its family has a name, its clause knows it."""
    from letterkit.checks.clauses import NO_CLAUSE
    from letterkit.core.errors import RuleError
    from letterkit.reports.wording import FAMILIES, sentence

    for check in _select_checks(book, codes):
        if check.family not in FAMILIES and not check.own:
            near = next(iter(get_close_matches(check.family, FAMILIES, n=1)), "")
            yield sentence(RuleError("rule.no-family", file=check.file, line=1, family=check.family, near=near))
    for clause, rule in book.misfiled_rules():
        if codes and rule not in codes and rule.split(".")[0] not in {code.split(".")[0] for code in codes}:
            continue
        code = "clauses.no-clause" if clause == NO_CLAUSE else "clauses.differ"
        yield sentence(RuleError(code, clause=clause, rule=rule))


def _select_checks(book: "RuleBook", codes: Sequence[str]) -> "Iterable[Check]":
    return [check for check in book.checks if not codes or check.code in codes]
