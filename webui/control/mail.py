"""What was sent to whom, whether it has gone, and the text of each message."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.office.control import reminders
from letterkit.office.control.schedule import occasion
from letterkit.reports.deadline_words import WEEKDAYS
from letterkit.reports.reminder_words import KINDS, reminder_words, state_words
from letterkit.reports.wording import sentence
from letterkit.store.register_tables import Reminder
from letterkit.worker.reminding import mailroom
from webui.access import actor, needs
from webui.control.blueprint import blueprint
from webui.engine import engine
from webui.errors import capital
from webui.filters import list_address
from webui.numbers import page_asked


@blueprint.get("/mail")
@needs(*reminders.SENDERS)
def sent() -> str:
    """The latest reminders, newest first."""
    settings = engine().settings
    found = reminders.list_reminders(engine().database, actor(), page_asked())
    return render_template(
        "control/mail.html",
        rows=[(row, *state_words(row)) for row in found.rows],
        found=found,
        href=list_address("control.sent"),
        kinds=KINDS,
        has_mail=bool(settings.smtp_url),
        to_files=settings.smtp_url == "files",
        weekday=WEEKDAYS[settings.control_day - 1],
        hour=settings.control_hour,
        has_come=occasion(clock.now(), settings.control_day, settings.control_hour) is not None,
    )


@blueprint.get("/mail/<int:reminder_id>")
@needs(*reminders.SENDERS)
def message(reminder_id: int) -> str:
    """One message as it reads."""
    return _page(reminders.read_reminder(engine().database, actor(), reminder_id))


@blueprint.post("/mail/<int:reminder_id>/again")
@needs(*reminders.SENDERS)
def again(reminder_id: int) -> Response:
    """Sends it once more: the person has seen what is known of the last time."""
    settings, database = engine().settings, engine().database
    reminders.read_reminder(database, actor(), reminder_id)
    try:
        room = mailroom(settings, database, engine().checkers.profiles())
        if room is None:
            raise RequestError("mail.no-way")
        reminders.send_again(room, actor(), reminder_id, _moment(request.form.get("seen", "")))
        flash("Напоминание отправлено.", "success")
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
    return redirect(url_for("control.message", reminder_id=reminder_id), 303)


def _page(row: Reminder) -> str:
    heading, text = reminder_words(row, row.person.full_name, engine().settings.address or "")
    state, told = state_words(row)
    return render_template(
        "control/message.html",
        row=row,
        kind=KINDS[row.kind],
        heading=heading,
        text=text,
        state=state,
        told=told,
        seen=row.tried.isoformat() if row.tried else "",
        has_mail=bool(engine().settings.smtp_url),
    )


def _moment(written: str) -> datetime | None:
    """When the reminder was tried last, as the page knew it; raises RequestError ``reminder.changed``."""
    if not written:
        return None
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise RequestError("reminder.changed") from None
    if at.tzinfo is None:
        raise RequestError("reminder.changed")
    return at
