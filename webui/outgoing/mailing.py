"""A letter by mail: the message is written on a page of its own, as its receiver will see it, and queued."""

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, RequestError, ToolError
from letterkit.core.mail import MailingState
from letterkit.core.office import Duty
from letterkit.core.outcome import LEAVES_OPEN, Channel, Kind
from letterkit.office.cases import dispatch, drafting
from letterkit.office.mail import listing, mailings
from letterkit.office.mail.addresses import has_outbox, sends_to_files
from letterkit.office.mail.mailings import MailWish
from letterkit.office.register.results import result_of
from letterkit.reports.mail_words import mailing_state, reply_mail
from letterkit.reports.wording import sentence
from webui.access import actor, needs, own_office
from webui.appeals.people import result_in
from webui.engine import engine
from webui.errors import capital, status_of
from webui.outgoing.blueprint import blueprint


@blueprint.get("/mail")
@needs(Duty.REGISTRY)
def write(letter_id: int) -> Response:
    """The message that would go."""
    return _page(letter_id)


@blueprint.post("/mail")
@needs(Duty.REGISTRY)
def mail(letter_id: int) -> Response:
    """Puts the message into the queue."""
    form = request.form
    try:
        if not has_outbox(engine().settings, actor().body):
            raise RequestError("mailing.no-way")
        result = result_in(form["result"]) if form.get("result") else None
        to, heading, words = (form.get(name, "") for name in ("to", "heading", "words"))
        wish = MailWish(to, heading, words, form.getlist("files"), result)
        mailings.mail(engine().office, actor(), letter_id, wish)
    except ToolError:
        raise
    except LetterkitError as fault:
        if fault.code == "letter.gone":
            raise
        return _page(letter_id, fault)
    flash("Письмо в очереди: отправленным станет, когда его примет почтовый сервер.", "success")
    return redirect(url_for("letters.show", letter_id=letter_id, _anchor="sent"), 303)


def _page(letter_id: int, fault: LetterkitError | None = None) -> Response:
    office, by = own_office(), actor()
    letter = drafting.read_letter(office, by, letter_id)
    card, files = mailings.mailable(office, by, letter_id)
    way = next((way for way in dispatch.ways(card) if way.channel is Channel.EMAIL), None)
    if way is None:
        raise RequestError("dispatch.wrong-channel", channel="email")
    heading, words = reply_mail(card, letter.number, letter.dated, office.profile)
    typed = request.form if fault is not None else None
    last = next(iter(listing.of_letter(office.database, letter_id)), None)
    page = render_template(
        "outgoing/mail.html",
        it=letter,
        sender=office.profile.body.email,
        to=typed.get("to", "") if typed is not None else way.to,
        heading=typed.get("heading", "") if typed is not None else heading,
        words=typed.get("words", "") if typed is not None else words,
        files=[(each, len(office.files.get(each.sha256)) // 1024 + 1) for each in files],
        wanted=typed.getlist("files") if typed is not None else [each.sha256 for each in files if each.is_usual],
        bounced=last if last is not None and last.state == MailingState.BOUNCED else None,
        mailing_state=mailing_state,
        has_mail=has_outbox(engine().settings, by.body),
        to_files=sends_to_files(engine().settings, by.body),
        is_complaint=card.appeal.kind is Kind.COMPLAINT and card.reply.outcome not in LEAVES_OPEN,
        result_now=result_of(card.reply.outcome),
        result=typed.get("result", "") if typed is not None else "",
        trouble=capital(sentence(fault)) if fault is not None else "",
    )
    return make_response(page, status_of(fault) if fault is not None else 200)
