"""``letterkit metrics``: the figures of a quarter, the same as on the page of the service."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.opened import newest_database
from letterkit.cli.terminal import style_for, tell, write
from letterkit.cli.usage import Command, OneOf, Option
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from letterkit.deadlines.quarter import Quarter
    from letterkit.office.figures.appeals import AppealFigures
    from letterkit.office.figures.work import Work

_BINARY = ("xlsx", "pdf")


@click.command("metrics", cls=Command, short_help="Показатели квартала: обращения, причины, сроки, жалобы.")
@click.option(
    "--quarter", "written", cls=Option, required=True, metavar="КВАРТАЛ", help="Год и номер квартала, например 2026-Q3."
)
@click.option(
    "--format", "form", type=OneOf(("text", "json", "xlsx", "html", "pdf")), default="text", help="Вид ответа."
)
@click.option("-o", "--out", type=options.FilePath, metavar="ФАЙЛ", help="Записать в файл, а не в стандартный вывод.")
@click.option(
    "--body", metavar="ОРГАН", default="", help="Орган, по имени его профиля; без него — тот, что в настройках."
)
@click.option(
    "--recount",
    is_flag=True,
    help="Сначала сосчитать заново то, что сохранено по дням, и сверить: сколько дней не сошлось.",
)
def command(written: str, form: str, out: Path | None, body: str, recount: bool) -> None:
    """Посчитать показатели пункта 6.12 Порядка за квартал и сравнить их с четырьмя предыдущими.

    Читает реестр: базу из настройки LETTERKIT_DATABASE_URL. Под каждым показателем сказано, что и как считается.
    """
    from letterkit.deadlines.quarter import parse_quarter

    quarter = parse_quarter(written)
    if form in _BINARY and out is None and sys.stdout.isatty():
        raise RequestError("metrics.to-terminal", form=form)
    figures, works = _count_quarter(quarter, body, recount)
    if form in _BINARY:
        _put(_file(form, figures, works), out)
    else:
        write(_text(form, figures, works, out), out)


def _count_quarter(quarter: "Quarter", body: str, recount: bool) -> "tuple[list[AppealFigures], list[Work]]":
    from letterkit.office.figures import sent_days
    from letterkit.office.figures.appeals import figures
    from letterkit.office.figures.work import work

    with newest_database() as database:
        if recount:
            tell(f"Дней, в которых сохранённое не сошлось с пересчётом: {len(sent_days.differing(database, body))}.")
        with database.reading() as session:
            return list(figures(session, body, quarter)), list(work(session, body, quarter))


def _text(form: str, figures: "list[AppealFigures]", works: "list[Work]", out: Path | None) -> str:
    if form == "json":
        from letterkit.reports.metrics_json import metrics_json

        return metrics_json(figures, works)
    from letterkit.reports.metrics_appeals import appeals_document
    from letterkit.reports.metrics_work import work_document

    documents = [appeals_document(figures), work_document(works)]
    if form == "html":
        from letterkit.reports.metrics_html import metrics_html

        return metrics_html(documents)
    from letterkit.reports.metrics_text import metrics_text

    return metrics_text(documents, style_for(out))


def _file(form: str, figures: "list[AppealFigures]", works: "list[Work]") -> bytes:
    from letterkit.reports.metrics_appeals import appeals_document
    from letterkit.reports.metrics_work import work_document

    if form == "xlsx":
        from letterkit.reports.metrics_xlsx import metrics_xlsx

        return metrics_xlsx([appeals_document(figures, most=None), work_document(works)])
    from letterkit.reports.metrics_pdf import metrics_pdf

    return metrics_pdf([appeals_document(figures), work_document(works)])


def _put(data: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    from letterkit.core.atomic_files import write_whole

    write_whole(out, data)
