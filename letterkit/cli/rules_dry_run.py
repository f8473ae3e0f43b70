"""``letterkit rules dry-run``: what a pack would flag and unflag in the letters of the register."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options, terminal
from letterkit.cli.opened import newest_database
from letterkit.cli.rules_book import form as form_option
from letterkit.cli.rules_book import readable
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, Count, Day

if TYPE_CHECKING:
    from letterkit.office.content.dry_run import Outcome

_LAST = 500


@click.command("dry-run", cls=Command)
@click.argument("pack", type=options.FilePath, metavar="НАБОР")
@click.option("--last", type=Count(), default=_LAST, help=f"Сколько последних писем посмотреть; по умолчанию {_LAST}.")
@click.option("--since", type=Day(), help="Только письма, проверенные с этого дня.")
@click.option("--until", type=Day(), help="Только письма, проверенные по этот день включительно.")
@options.profile
@options.packs
@form_option
def command(
    pack: Path,
    last: int,
    since: date | None,
    until: date | None,
    profile: Path | None,
    packs: tuple[Path, ...],
    form: str,
) -> int:
    """Примерить набор правил к письмам реестра: какие замечания появятся, какие исчезнут. Ничего не меняется.

    Сравнивает с правилами поставки, а с ключом --pack – с ними и этими наборами. Письма берутся такими, какими их
    проверили в последний раз. Код завершения: 0 — ничего не изменится, 1 — изменится.
    """
    from letterkit.checking.checker import Checker
    from letterkit.checks.own.format import load_pack
    from letterkit.office.content.dry_run import LetterChoice, dry_run, stored_letters
    from letterkit.office.content.packs import book_with
    from letterkit.reports.dry_run_words import outcome_object
    from letterkit.reports.wording import sentence

    changed = load_pack(pack)
    chosen = options.check_options(profile, "off", no_pages=True, packs=readable(packs))
    with newest_database() as database, Checker(chosen) as checker:
        new = book_with(checker.book, changed)
        for remark in new.remarks:
            terminal.tell(sentence(remark))
        total, letters = stored_letters(database, LetterChoice(last, since, until))
        watched = terminal.with_progress(letters, total, told="Письма")
        outcome = dry_run(watched, total, checker.book, new, checker.profile)
    if form == "json":
        write(json.dumps(outcome_object(outcome), ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(f"{line}\n" for line in _lines(outcome)), None)
    return int(bool(outcome.effects))


def _lines(outcome: "Outcome") -> Iterator[str]:
    from letterkit.reports.dry_run_words import effect_line, place_line, summary, untried_line

    style = style_for(None)
    for effect in outcome.effects:
        yield style.paint(effect_line(effect), "bold")
        for place in effect.places:
            yield f"  {place_line(place)}"
        if (rest := effect.count - len(effect.places)) > 0:
            yield f"  … и ещё {rest}"
        yield ""
    if told := untried_line(outcome):
        yield told
    yield summary(outcome)
