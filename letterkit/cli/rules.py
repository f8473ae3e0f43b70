"""``letterkit rules``: the rule book for people who keep it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli import options
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Group, OneOf

if TYPE_CHECKING:
    from letterkit.checks.check import Check, Example
    from letterkit.checks.rulebook import RuleBook
    from letterkit.core.profile import Profile

_form = click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")

command = Group("rules", no_args_is_help=True, help="Правила проверки: список, описание, испытание, охват Порядка.")


def _load(profile_file: Path | None) -> tuple["RuleBook", "Profile"]:
    from letterkit.checks.rulebook import load_rulebook
    from letterkit.flow.profile import load_profile
    from letterkit.settings import load_settings

    settings = load_settings()
    profile = load_profile(profile_file or settings.profile_path)
    return load_rulebook(settings.rules_dir, profile.packs, settings.rules_memory), profile


@command.command("list", short_help="Правила, которые действуют.")
@click.option("--family", metavar="СЕМЕЙСТВО", help="Только одно семейство, например salutation.")
@options.profile
@_form
def list_rules(family: str | None, profile: Path | None, form: str) -> None:
    """Показать правила, которые действуют: код, пункт Порядка, уровень и сообщение."""
    book, _ = _load(profile)
    checks = sorted((check for check in book.checks if family in (None, check.family)), key=lambda check: check.code)
    if form == "json":
        write(json.dumps([_object(check) for check in checks], ensure_ascii=False, indent=2) + "\n", None)
        return
    from letterkit.reports.wording import FAMILIES, LEVEL_FORMS, plural

    style = style_for(None)
    lines, shown = [], ""
    width = max((len(check.code) for check in checks), default=0)
    for check in checks:
        if check.family != shown:
            shown = check.family
            lines += ["", style.paint(f"{shown} — {FAMILIES.get(shown, shown)}", "bold")]
        clause = f"п. {check.clause}" if check.clause else "—"
        lines.append(f"  {check.code:<{width}}  {clause:<8} {LEVEL_FORMS[check.level][0]:<15} {check.message}")
    lines += ["", f"Всего: {plural(len(checks), ('правило', 'правила', 'правил'))}, версия {book.version}"]
    write("\n".join(lines).lstrip("\n") + "\n", None)


@command.command("show", short_help="Описание правила с примерами.")
@click.argument("code", metavar="КОД")
@options.profile
@_form
def show_rule(code: str, profile: Path | None, form: str) -> None:
    """Показать правило: что оно проверяет, почему, примеры. В примерах [скобки] стоят вокруг ошибки."""
    book, _ = _load(profile)
    check = book.check(code)
    if form == "json":
        write(json.dumps(_object(check), ensure_ascii=False, indent=2) + "\n", None)
        return
    from letterkit.reports.wording import LEVEL_FORMS

    clause = book.clauses.by_number.get(check.clause or "")
    lines = [style_for(None).paint(check.code, "bold"), f"{check.message} ({LEVEL_FORMS[check.level][0]})"]
    if check.advice:
        lines.append(check.advice)
    lines += ["", check.why]
    if clause is not None:
        lines.append(f"Пункт {clause.number} Порядка: {clause.asks}.")
    for title, examples in (("Неправильно:", check.wrong), ("Правильно:", check.right)):
        if examples:
            lines += ["", title, *(f"  {_example(example)}" for example in examples)]
    lines += ["", f"Файл: {check.file}"]
    write("\n".join(lines) + "\n", None)


@command.command("test", short_help="Испытать правила на их примерах.")
@click.argument("codes", nargs=-1, metavar="[КОД...]")
@options.profile
@options.engine
def test_rules(codes: tuple[str, ...], profile: Path | None, engine: str) -> int:
    """Испытать правила на их примерах: ошибка найдена там, где скобки, а на правильных примерах молчат все правила."""
    from letterkit.flow.check import Checker
    from letterkit.flow.examples import Bench
    from letterkit.reports.wording import plural, reason

    chosen = options.check_options(profile, engine, no_pages=True)
    with Checker(chosen) as checker:
        for code in codes:
            checker.book.check(code)
        bench = Bench(checker.book, checker.profile, chosen.rules, checker.proofreader)
        faults = list(bench.faults(codes))
    for fault in faults:
        details = f" ({fault.details})" if fault.details else ""
        write(f"{fault.file}: {fault.code}: {reason(fault.what)}{details}\n    {fault.example}\n", None)
    count = len(codes) or len(checker.book.checks)
    found = "все примеры верны" if not faults else plural(len(faults), ("расхождение", "расхождения", "расхождений"))
    write(f"{plural(count, ('правило', 'правила', 'правил'))}: {found}.\n", None)
    return int(bool(faults))


@command.command("coverage", short_help="Какие пункты Порядка охвачены правилами.")
@options.profile
@_form
def show_coverage(profile: Path | None, form: str) -> int:
    """Показать по каждому пункту Порядка, какие правила за ним следят или почему по письму его проверить нельзя."""
    book, _ = _load(profile)
    clauses = tuple(book.clauses.by_number.values())
    serving = {
        clause.number: sorted(check.code for check in book.checks if check.clause == clause.number)
        for clause in clauses
    }
    faults = book.clauses.faults(book.checks)
    if form == "json":
        rows = [
            {"clause": clause.number, "asks": clause.asks, "rules": serving[clause.number]}
            | {"not_text": clause.not_text, "not_yet": clause.not_yet}
            for clause in clauses
        ]
        write(json.dumps({"clauses": rows, "faults": faults}, ensure_ascii=False, indent=2) + "\n", None)
        return int(bool(faults))
    style = style_for(None)
    for clause in clauses:
        codes = serving[clause.number]
        told = ", ".join(codes) or clause.not_text or f"пока нет: {clause.not_yet}"
        sign = style.paint("✓", "green") if codes else "–"
        write(f"{sign} {clause.number:<5} {clause.asks}\n        {style.paint(told, 'dim')}\n", None)
    for number, rule in faults:
        write(f"clauses.yml, пункт {number}: расходится с правилами — {rule}\n", None)
    write(f"Пунктов: {len(clauses)}, под правилами: {sum(map(bool, serving.values()))}.\n", None)
    return int(bool(faults))


def _object(check: "Check") -> dict[str, Any]:
    return {
        "code": check.code,
        "kind": check.kind,
        "clause": check.clause,
        "level": check.level.value,
        "message": check.message,
        "advice": check.advice,
        "why": check.why,
        "safe": check.safe,
        "needs": check.needs,
        "wrong": [_example(example) for example in check.wrong],
        "right": [_example(example) for example in check.right],
        "file": check.file,
    }


def _example(example: "Example") -> str:
    told = [example.text] if example.text else []
    told += [f"{key}: {value}" for key, value in example.changes.items()]
    return "; ".join(" ⏎ ".join(each.splitlines()) for each in told)
