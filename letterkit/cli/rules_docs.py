"""``letterkit rules docs``: a page for each rule, and an index."""

from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.rules_book import readable
from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, Option
from letterkit.core.disk import not_written


@click.command("docs", cls=Command)
@click.option(
    "-o",
    "--output",
    "folder",
    cls=Option,
    type=options.FilePath,
    metavar="ПАПКА",
    help="Куда писать; по умолчанию docs/rules рядом с rules/.",
)
@options.profile
@options.packs
def command(folder: Path | None, profile: Path | None, packs: tuple[Path, ...]) -> None:
    """Написать страницы о правилах: по странице на правило и указатель README.md.

    Страница говорит, что правило видит и почему это важно, показывает, что неправильно, что скажет программа и как
    надо. Страницы правил, которых больше нет, удаляются; другие файлы папки остаются.
    """
    from letterkit.checking.profile import load_profile
    from letterkit.reports.page_folder import write_pages
    from letterkit.reports.rule_catalogue import shelf_of
    from letterkit.reports.rule_pages import MADE, rule_pages
    from letterkit.reports.wording import plural
    from letterkit.settings import load_settings

    settings = load_settings()
    chosen = load_profile(profile or settings.profile_path)
    folder = folder or settings.home / "docs" / "rules"
    own = tuple(pack for pack in readable(packs) if not options.is_shipped(pack))
    pages = rule_pages(shelf_of(settings.rules_dir, chosen, folder, settings.rules_memory, own))
    try:
        gone = write_pages(folder, pages, MADE)
    except OSError as fault:
        raise not_written(fault, folder) from fault
    told = f"Написано {plural(len(pages), ('страница', 'страницы', 'страниц'))}: {folder}"
    write(told + (f"; удалены прежние: {', '.join(gone)}" if gone else "") + ".\n", None)
