"""What goes out by mail: the queue and what became of each message, with what a person decides of it."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError
from letterkit.core.mail import MailingState
from letterkit.core.office import Actor
from letterkit.office.context import Office
from letterkit.office.mail import listing, mailings
from letterkit.office.mail.addresses import has_outbox, sends_to_files
from letterkit.reports.mail_words import MAILING_STATES, mailing_state, server_words
from letterkit.reports.wording import sentence
from letterkit.store.mail_tables import Mailing
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.mail.blueprint import blueprint
from webui.numbers import page_asked

_STEPS: dict[str, tuple[Callable[[Office, Actor, int], Mailing], str]] = {
    "cancel": (mailings.cancel, "Снято с очереди: по электронной почте это письмо не уйдёт."),
    "retry": (mailings.retry, "Поставлено в очередь ещё раз."),
    "confirm": (mailings.confirm, "Отмечено: письмо ушло."),
}


@blueprint.get("/")
@needs(*listing.READERS)
def sent() -> str:
    """What went out or is to go, newest first."""
    database, by, settings = engine().database, actor(), engine().settings
    asked, batch_id = request.args.get("state", ""), request.args.get("batch", type=int)
    state = MailingState(asked) if asked in set(MailingState) else None
    counts = listing.counts(database, by, batch_id)
    found = listing.mailings(database, by, state, batch_id, page_asked())
    known = [Choice(each, MAILING_STATES[each], counts[each]) for each in MailingState if each in counts]
    choices = [Choice("", "все"), *known]
    href = list_address("mail.sent")
    told = [Filter("batch", "рассылка", str(batch_id), shape=Shape.TOLD)] if batch_id else []
    return render_template(
        "mail/sent.html",
        rows=[(row, *mailing_state(row)) for row in found.rows],
        found=found,
        href=href,
        bar=Bar("", href, filters=(Filter("state", "Что стало", state or "", choices, Shape.PILLS), *told)),
        has_mail=has_outbox(settings, by.body),
        to_files=sends_to_files(settings, by.body),
        per_minute=settings.mail_per_minute,
    )


@blueprint.get("/<int:mailing_id>")
@needs(*listing.READERS)
def show(mailing_id: int) -> str:
    """One message as it goes."""
    database, by = engine().database, actor()
    row = listing.mailing_of(database, by, mailing_id)
    sign, words, told = mailing_state(row)
    said = server_words(row)
    return render_template("mail/mailing.html", it=row, sign=sign, words=words, told=told, said=said)


@blueprint.post("/<int:mailing_id>/<step>")
@needs(*listing.READERS)
def decide(mailing_id: int, step: str) -> Response:
    """Takes a message out of the queue, has it tried again, or says that it has gone."""
    if step not in _STEPS:
        raise NotFound
    take, said = _STEPS[step]
    try:
        take(engine().office, actor(), mailing_id)
        flash(said, "success")
    except LetterkitError as fault:
        if fault.code == "mailing.gone":
            raise
        flash(capital(sentence(fault)), "error")
    return redirect(_back(listing.mailing_of(engine().database, actor(), mailing_id)), 303)


def _back(row: Mailing) -> str:
    """Where the decision was made: at the letter, or at the message."""
    if row.letter_id is not None and request.form.get("from") == "letter":
        return url_for("letters.show", letter_id=row.letter_id, _anchor="sent")
    return url_for("mail.show", mailing_id=row.id)
