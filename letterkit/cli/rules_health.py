"""``letterkit rules health``: which rules want a look, by what people did with their findings in the register."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli import options
from letterkit.cli.opened import newest_database
from letterkit.cli.rules_book import form, load
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, OneOf

if TYPE_CHECKING:
    from letterkit.checks.check import Check
    from letterkit.office.rule_figures.health import DisputedRule, Health
    from letterkit.office.rule_figures.period import Period
    from letterkit.office.rule_figures.places import RuleWaiver

_SPANS = ("month", "quarter", "year", "all")


@click.command("health", cls=Command)
@click.option("--span", type=OneOf(_SPANS), default="quarter", help="За какое время; по умолчанию за квартал.")
@options.profile
@form
@click.option("--json", "as_json", is_flag=True, help="То же, что --format json.")
def command(span: str, profile: Path | None, form: str, as_json: bool) -> None:
    """Показать, какие правила отклоняют чаще всего, какие молчат и какие исключения скоро закончатся.

    Читает реестр: базу из настройки LETTERKIT_DATABASE_URL. Рассылка считается за один случай.
    """
    from letterkit.office.rule_figures.health import health
    from letterkit.office.rule_figures.period import Span, period_of

    book, period = load(profile), period_of(Span(span))
    with newest_database() as database, database.reading() as session:
        found = health(session, None, book, period)
    if as_json or form == "json":
        write(json.dumps(_object(found, period), ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("\n".join(_lines(found, span)) + "\n", None)


def _lines(found: "Health", span: str) -> Iterator[str]:
    from letterkit.office.rule_figures.health import CASES_WAIVED, SHARE_WAIVED
    from letterkit.office.rule_figures.period import Span
    from letterkit.reports.batch_words import LETTER_FORMS
    from letterkit.reports.rule_words import RULE_FORMS, SPANS
    from letterkit.reports.wording import plural

    style = style_for(None)
    checked, fired = plural(found.letters, LETTER_FORMS), plural(found.fired, RULE_FORMS)
    yield f"{SPANS[Span(span)].capitalize()} проверено {checked}, сработало {fired}."
    yield from ("", style.paint("Предлагаем сделать советом", "bold"))
    yield from [_rule_line(one) for one in found.proposed] or [_NONE]
    limits = f"не реже чем в {SHARE_WAIVED:.0%} случаев и не меньше {CASES_WAIVED} раз"
    yield f"  (ошибку или предупреждение отклонили {limits})"
    yield from ("", style.paint("Что отклоняют чаще всего", "bold"))
    yield from [_rule_line(one) for one in found.disputed] or [_NONE]
    yield from ("", style.paint("Исключения, которые заканчиваются", "bold"))
    yield from [_ending(one) for one in found.ending] or [_NONE]
    yield from ("", style.paint(f"Не сработали ни разу: {len(found.silent)}", "bold"))
    for family, codes in _by_family(found.silent):
        yield f"  {family}: {', '.join(codes)}"


_NONE = "  нет"


def _rule_line(one: "DisputedRule") -> str:
    from letterkit.reports.rule_words import CASE_FORMS, title_of
    from letterkit.reports.wording import plural

    told = title_of(one.check) if one.check else "правила больше нет"
    return f"  {one.code}  отклонили в {one.waived} из {plural(one.cases, CASE_FORMS)}, {one.share:.0%}  {told}"


def _ending(one: "RuleWaiver") -> str:
    return f"  {one.until:%d.%m.%Y}  {one.code}  {one.by}: {one.reason}"


def _by_family(checks: "tuple[Check, ...]") -> Iterator[tuple[str, list[str]]]:
    from letterkit.reports.rule_words import in_order
    from letterkit.reports.wording import FAMILIES

    for family in in_order(check.family for check in checks):
        yield FAMILIES.get(family, family), [check.code for check in checks if check.family == family]


def _object(found: "Health", period: "Period") -> dict[str, Any]:
    return {
        "since": period.since.isoformat() if period.since else None,
        "until": period.until.isoformat(),
        "letters": found.letters,
        "fired": found.fired,
        "proposed": [one.code for one in found.proposed],
        "disputed": [
            {"code": one.code, "in_force": one.check is not None, "cases": one.cases, "waived": one.waived}
            for one in found.disputed
        ],
        "ending": [
            {
                "code": one.code,
                "reason": one.reason,
                "by": one.by,
                "until": one.until.isoformat(),
                "letters": one.count,
                "is_of_batch": one.is_of_batch,
            }
            for one in found.ending
        ],
        "silent": [check.code for check in found.silent],
    }
