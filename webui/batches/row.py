"""One row of a batch: its letter, what was found in it, its card, or why there is no letter."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Literal, cast, get_args

from flask import Response, make_response, render_template, request, send_file, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from letterkit.core.case import CaseCard
from letterkit.core.errors import LetterkitError
from letterkit.core.mail import ON_ITS_WAY, MailingState
from letterkit.core.office import Duty, RowState
from letterkit.core.outcome import Channel
from letterkit.office.batches import barcodes, rows, signatures
from letterkit.office.batches.row_entry import card_of
from letterkit.office.cases import dispatch
from letterkit.office.mail import listing
from letterkit.office.mail.addresses import has_outbox
from letterkit.office.signatures.keeping import facts_of
from letterkit.pages import preview
from letterkit.reports.batch_words import earlier_words, reason_words
from letterkit.reports.mail_words import mailing_state
from letterkit.reports.signature_words import check_words
from letterkit.reports.wording import sentence
from letterkit.store.batch_tables import BatchRow
from webui.access import actor, needs, own_office
from webui.batches.blueprint import READERS, blueprint
from webui.batches.faults import told_of
from webui.batches.mail_words import message_to_go
from webui.batches.replies import name_of_id
from webui.engine import engine
from webui.errors import capital, status_of
from webui.letters.facts import appeal_rows, reply_rows

Kind = Literal["docx", "pdf"]
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@blueprint.get("/<int:batch_id>/rows/<int:number>")
@needs(*READERS)
def row(batch_id: int, number: int) -> AnyResponse:
    """The row as it stands."""
    return page(batch_id, number)


def page(batch_id: int, number: int, fault: LetterkitError | None = None, form: str = "send") -> AnyResponse:
    """The page of the row; after a refused ``form`` with the reason beside it and what was typed kept in it."""
    by = actor()
    seen = rows.row(engine().office, by, batch_id, number)
    card = _card(seen.row)
    sent = listing.of_row(engine().database, seen.row.id)
    last = next((each for each in sent if each.state != MailingState.CANCELLED), None)
    was_mailed = seen.row.sending is not None and seen.row.sending.channel == Channel.EMAIL
    came_back = was_mailed and last is not None and last.state == MailingState.BOUNCED
    is_waiting = seen.row.sending_id is None or came_back
    is_on_its_way = last is not None and last.state in (*ON_ITS_WAY, MailingState.ACCEPTED)
    can_send = by.has(Duty.REGISTRY) and seen.row.approval_id is not None and is_waiting and not is_on_its_way
    html = render_template(
        "batches/row.html",
        seen=seen,
        row=seen.row,
        batch=seen.batch,
        reply_name=name_of_id(seen.batch.reply),
        faults=told_of(seen.row),
        reason=reason_words(seen.row.reason),
        earlier=earlier_words(seen.row.earlier) if seen.row.earlier else "",
        appeal_rows=appeal_rows(card) if card else (),
        reply_rows=reply_rows(card) if card else (),
        own_rows=_own_rows(card, seen.batch.reply) if card else (),
        clause_titles=own_office().checker.clause_titles,
        card=card,
        ways=dispatch.ways(card, came_back=came_back) if card and can_send else (),
        came_back=came_back,
        send_href=url_for("batches.send_row", batch_id=batch_id, number=number),
        mail_href=url_for("batches.mail_row", batch_id=batch_id, number=number)
        if has_outbox(engine().settings, seen.batch.body)
        else "",
        mails_at_once=True,
        message=message_to_go(seen.batch, number) if can_send else None,
        mailings=[(each, *mailing_state(each)) for each in sent],
        by=by,
        waived=seen.waived,
        signed=_signature(batch_id, number),
        barcode=barcodes.barcode_of(engine().office, by, batch_id, number),
        failed={"form": form, "sentence": capital(sentence(fault)), "typed": request.form.to_dict()} if fault else None,
    )
    return make_response(html, status_of(fault) if fault else 200)


def _signature(batch_id: int, number: int) -> dict[str, Any] | None:
    """What is known of the signature of the row's letter."""
    held, signer = signatures.signature_seen(engine().office, actor(), batch_id, number)
    if held is None:
        return None
    facts = facts_of(held)
    return {"facts": facts, "checks": check_words(facts, signer)}


@blueprint.get("/<int:batch_id>/rows/<int:number>/letter.<kind>")
@needs(*READERS)
def letter(batch_id: int, number: int, kind: str) -> AnyResponse:
    """The letter of the row."""
    if kind not in get_args(Kind):
        raise NotFound
    name, data = rows.letter(engine().office, actor(), batch_id, number, cast(Kind, kind))
    return send_file(BytesIO(data), _TYPES[kind], as_attachment=True, download_name=name)


@blueprint.get("/<int:batch_id>/rows/<int:number>/<sha256>/<int:page>.png")
@needs(*READERS)
def picture(batch_id: int, number: int, sha256: str, page: int) -> Response:
    """A page of the letter; the address has the hash of its PDF in it, so that what is behind it never changes."""
    _, pdf = rows.letter(engine().office, actor(), batch_id, number, "pdf")
    png = preview.png(pdf, page)
    return Response(png, mimetype="image/png")


def _card(row: BatchRow) -> CaseCard | None:
    if row.card is None or row.state == RowState.FAULTY:
        return None
    try:
        return card_of(row)
    except LetterkitError:  # kept by an older version: its page is shown without it
        return None


def _own_rows(card: CaseCard, reply_id: str) -> Sequence[tuple[str, str]]:
    """What the reply text asks for, as the row has filled it in."""
    try:
        fields = engine().catalogue.reply(reply_id).fields
    except LetterkitError:
        fields = {}
    return [
        (fields[name].label if name in fields else name, _format_value(value))
        for name, value in card.reply.fields.items()
    ]


def _format_value(value: object) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, list | tuple):
        return "; ".join(str(each) for each in value)
    return str(value)
