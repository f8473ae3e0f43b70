"""``letterkit draft``: a case card becomes a letter, its PDF and its report."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.terminal import style_for, tell, write
from letterkit.cli.usage import Command, Option
from letterkit.core.errors import CardError
from letterkit.core.finding import Level

if TYPE_CHECKING:
    from letterkit.checking.draft import DraftedLetter


@click.command("draft", cls=Command, short_help="Составить письмо по карточке обращения и проверить его.")
@click.argument("card", type=options.FilePath, metavar="КАРТОЧКА")
@click.option(
    "--reply",
    cls=Option,
    required=True,
    metavar="ТЕКСТ",
    help="Текст ответа (обязательно); список — letterkit templates list.",
)
@click.option("--blank", metavar="БЛАНК", help="Бланк; по умолчанию — из профиля.")
@click.option(
    "-o",
    "--out",
    cls=Option,
    type=options.FilePath,
    metavar="ПАПКА",
    required=True,
    help="Куда записать письмо и отчёт (обязательно).",
)
@options.checking
def command(
    card: Path, reply: str, blank: str | None, out: Path, profile: Path | None, engine: str, no_pages: bool
) -> int:
    """Составить письмо по карточке обращения и проверить его.

    КАРТОЧКА — файл .yml или .json. В ПАПКЕ появятся письмо .docx и .pdf и отчёт .html и .json.
    """
    from letterkit.checking.checker import Checker
    from letterkit.checking.draft import draft
    from letterkit.compose import Catalogue
    from letterkit.core.atomic_files import write_together
    from letterkit.reports import as_text
    from letterkit.settings import load_settings
    from letterkit.tables.card import load_card

    known = load_card(card)
    chosen = options.check_options(profile, engine, no_pages, waivers=options.case_waivers(card), printed=True)
    with Checker(chosen) as checker:
        try:
            drafted = draft(known, reply, blank, Catalogue(load_settings().templates_dir), checker)
        except CardError as fault:
            fault.file = fault.file or str(card)
            raise
    files = {out / name: data for name, data in _files(drafted).items()}
    write_together(files)
    write(as_text.document(drafted.checked, style_for(None)), None)
    write("\nЗаписано:\n" + "".join(f"    {path}\n" for path in files), None)
    if drafted.pdf is None and not no_pages:
        return _without_pdf(drafted)
    return int(any(finding.level is Level.ERROR for finding in drafted.checked.report.findings))


def _files(drafted: "DraftedLetter") -> dict[str, bytes]:
    from letterkit.reports import as_html, as_json

    files = {f"{drafted.stem}.docx": drafted.docx}
    if drafted.pdf is not None:
        files[f"{drafted.stem}.pdf"] = drafted.pdf
    files[f"{drafted.stem}.report.html"] = as_html.document([drafted.checked]).encode()
    files[f"{drafted.stem}.report.json"] = as_json.document([drafted.checked.report], single=True).encode()
    return files


def _without_pdf(drafted: "DraftedLetter") -> int:
    """The letter is whole, its PDF could not be made: the third exit code, and the reason."""
    from letterkit.reports.wording import reason

    whys = {item.why for item in drafted.checked.report.not_checked if item.why.startswith(("pages.", "libreoffice."))}
    tell(f"PDF не сделан: {' '.join(map(reason, sorted(whys)))}")
    return 3
