"""What came in by mail: what was done with each message, and what a person still makes of one that was set aside."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterFileError, LetterkitError
from letterkit.core.mail import MessageState
from letterkit.intake.documents.messages import read_message
from letterkit.office.mail import listing
from letterkit.reports.mail_words import MESSAGE_STATES, NO_EMAIL, mailbox_trouble, message_state
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.limits import rate_limit
from webui.mail.blueprint import blueprint
from webui.numbers import page_asked

_LONGEST = 20_000


@blueprint.get("/received")
@needs(*listing.READERS)
def received() -> str:
    """What came in, newest first, and how the mailboxes are."""
    database, by = engine().database, actor()
    asked = request.args.get("state", "")
    state = MessageState(asked) if asked in set(MessageState) else None
    counts, found = listing.message_counts(database, by), listing.messages(database, by, state, page_asked())
    known = [Choice(each, MESSAGE_STATES[each], counts[each]) for each in MessageState if each in counts]
    choices = [Choice("", "все"), *known]
    href = list_address("mail.received")
    return render_template(
        "mail/received.html",
        rows=[(row, *message_state(row)) for row in found.rows],
        found=found,
        href=href,
        bar=Bar("", href, filters=(Filter("state", "Что сделано", state or "", choices, Shape.PILLS),)),
        boxes=[(box, mailbox_trouble(box)) for box in listing.mailboxes(database, by.body)],
        no_email=NO_EMAIL,
        has_mailbox=bool(engine().settings.imap_url),
    )


@blueprint.get("/received/<int:message_id>")
@needs(*listing.READERS)
def message(message_id: int) -> str:
    """One message: its heads, its words, the names of its files."""
    row, data = listing.message_of(engine().office, actor(), message_id)
    try:
        read = read_message(data, row.heading or "сообщение") if data is not None else None
    except LetterFileError:
        read = None
    sign, words, told = message_state(row)
    return render_template(
        "mail/message.html", it=row, read=read, longest=_LONGEST, sign=sign, words=words, told=told, no_email=NO_EMAIL
    )


@blueprint.post("/received/<int:message_id>/take")
@needs(*listing.READERS)
@rate_limit("check")
def take(message_id: int) -> Response:
    """Makes an appeal to be of a message that was set aside."""
    try:
        row = listing.take_up(engine().office, actor(), message_id, engine().appeal_reader(actor().body))
    except LetterkitError as fault:
        if fault.code == "message.gone":
            raise
        flash(capital(sentence(fault)), "error")
        return redirect(url_for("mail.message", message_id=message_id), 303)
    return redirect(url_for("appeals.proposal", incoming_id=row.incoming_id), 303)
