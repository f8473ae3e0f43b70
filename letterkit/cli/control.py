"""``letterkit control``: what is to be answered in the week ahead, and what is overdue (7.1–7.3)."""

import datetime
import json
import sys
from pathlib import Path

import click

from letterkit.cli.opened import newest_database
from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, Day, OneOf
from letterkit.core import clock
from letterkit.core.errors import RequestError


@click.command("control", cls=Command, short_help="Контроль сроков: что исполнить на неделе и что просрочено.")
@click.option("--on", "on", type=Day(), metavar="ДАТА", help="На какой день; по умолчанию сегодня.")
@click.option(
    "--list",
    "which",
    type=OneOf(("warning", "overdue", "all")),
    default="all",
    help="Какой список: warning — исполнить до конца предстоящей недели, overdue — срок истёк, "
    "all — оба (по умолчанию).",
)
@click.option("--format", "form", type=OneOf(("text", "json", "xlsx")), default="text", help="Вид ответа.")
@click.option("--body", default="", metavar="ОРГАН", help="Орган по имени его профиля; по умолчанию орган настроек.")
@click.option(
    "-o",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ФАЙЛ",
    help="Куда записать; по умолчанию — на экран (xlsx — в стандартный вывод, если это не экран).",
)
@click.option(
    "--send",
    is_flag=True,
    help="Отправить напоминания этой недели, если их день и час (LETTERKIT_CONTROL_DAY, LETTERKIT_CONTROL_HOUR) уже "
    "наступили, и уведомления, которые ждут почты: для расписания без letterkit worker. Каждое уходит один раз.",
)
def command(on: datetime.date | None, which: str, form: str, body: str, out: Path | None, send: bool) -> None:
    """Показать обращения, которые нужно исполнить до конца предстоящей недели, и те, срок которых истёк.

    Предстоящая неделя — с понедельника по воскресенье: в понедельник та, что начинается, в другие дни следующая.
    Обращения, которые нужно исполнить до конца текущей недели, тоже в списке.
    """
    if send:
        _send()
        return
    from letterkit.core.register import Control
    from letterkit.office.control.weekly_lists import control_items, week_ahead
    from letterkit.office.journal.access import note_export
    from letterkit.reports.control_words import control_json, control_sheet, control_text

    if form == "xlsx" and out is None and sys.stdout.isatty():
        raise RequestError("control.no-file")
    on = on or clock.today()
    wanted = {"warning": (Control.WARNING,), "overdue": (Control.FINAL,)}.get(which, (Control.WARNING, Control.FINAL))
    with newest_database() as database:
        lists = {kind: control_items(database, kind, body, on) for kind in wanted}
        rows = sum(map(len, lists.values()))
        told = {"rows": rows, "kind": form, "on": on.isoformat(), "body": body or None}
        note_export(database, None, "control.exported", "control", **told)
    week = week_ahead(on)
    if form == "json":
        write(json.dumps(control_json(lists, on, week), ensure_ascii=False, indent=2) + "\n", out)
    elif form == "text":
        write(control_text(lists, on, week[1]), out)
    elif out is not None:
        from letterkit.core.atomic_files import write_whole

        write_whole(out, control_sheet(lists, on, week[1]))
    else:
        sys.stdout.buffer.write(control_sheet(lists, on, week[1]))


def _send() -> None:
    from letterkit.reports.wording import plural
    from letterkit.settings import load_settings
    from letterkit.worker.notices import NoticeRounds
    from letterkit.worker.reminding import profiles_alone, remind

    settings = load_settings()
    if not settings.smtp_url:
        raise RequestError("mail.no-way")
    with newest_database() as database:
        profiles = profiles_alone(settings, database)
        gone = remind(settings, database, profiles)
        told = NoticeRounds(settings, database).look(profiles)
    reminders = plural(gone, ("напоминание", "напоминания", "напоминаний"))
    messages = plural(told, ("письмо", "письма", "писем"))
    write(f"Отправлено: {reminders}, {messages} с уведомлениями.\n", None)
