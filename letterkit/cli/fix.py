"""``letterkit fix``: a copy of the letter with every safe mend made."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, Option
from letterkit.core.finding import Level

if TYPE_CHECKING:
    from letterkit.checking.fix import FixedLetter


@click.command("fix", cls=Command, short_help="Исправить то, что не требует решения человека.")
@click.argument("source", type=options.FilePath, metavar="ПИСЬМО")
@click.option(
    "-o",
    "--out",
    cls=Option,
    type=options.FilePath,
    metavar="ФАЙЛ",
    required=True,
    help="Куда записать копию (обязательно).",
)
@options.card
@options.checking
def command(source: Path, out: Path, card: Path | None, profile: Path | None, engine: str, no_pages: bool) -> int:
    """Исправить то, что не требует решения человека, и записать копию.

    ПИСЬМО — файл .docx или .txt; сам он не меняется. Оформление .docx, кодировка и концы строк .txt сохраняются.
    """
    from letterkit.checking.checker import Checker
    from letterkit.checking.fix import fix, refuse_overwriting
    from letterkit.checking.letter_files import read_letter
    from letterkit.checking.waiver_files import waivers_of
    from letterkit.core.atomic_files import write_whole

    data = read_letter(source)
    refuse_overwriting(source, out)
    known, answered = options.read_card(card), options.case_waivers(card)
    with Checker(options.check_options(profile, engine, no_pages, card=known, waivers=answered)) as checker:
        fixed = fix(data, source.name, checker, waivers_of(source))
    write_whole(out, fixed.data)
    write(_format_fixes(fixed, out), None)
    return int(any(finding.level is Level.ERROR for finding in fixed.after.report.findings))


def _format_fixes(fixed: "FixedLetter", out: Path) -> str:
    from letterkit.reports import as_text
    from letterkit.reports.wording import plural, quote

    style = style_for(None)
    lines = []
    for number, mend in enumerate(fixed.mends, 1):
        lines.append(f"{number}. {mend.message} ({mend.code})")
        was = quote(mend.was)
        lines.append(f"    {was} → {quote(mend.now)}" if mend.now else f"    убрано {was}")
    for undone in fixed.undone:
        was, now = quote(undone.mend.was), quote(undone.mend.now)
        lines.append(f"Не исправлено: {was} → {now} – иначе появилось бы замечание: {undone.why}")
    made = plural(len(fixed.mends), ("исправление", "исправления", "исправлений"))
    done = f"Сделано {made}." if fixed.mends else "Безопасных исправлений нет: копия такая же, как письмо."
    lines += ["", style.paint(done, "bold"), f"Записано: {out}", "", "Осталось в письме", ""]
    return "\n".join(lines).lstrip("\n") + "\n" + as_text.document(fixed.after, style)
